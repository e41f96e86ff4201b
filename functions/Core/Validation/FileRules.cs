using System.Collections.Immutable;

namespace Monitoring.Core.Validation;

/// <summary>
/// What is asked of every file, whatever it holds, before its rows are looked at. The readers in Files and the reading of headings
/// report by these, so that the words in a receipt and in the catalogue are the same.
/// </summary>
public static class FileRules
{
    private const string House = "House rule";

    public static readonly Rule Empty = File("FILE-01", "The file has content.", "Save the return again, check that it opens, and send it again.");
    public static readonly Rule TooLarge = File("FILE-02", "The file is not larger than the stated size.", "Send the return without attached pictures or extra sheets, or one month at a time.");
    public static readonly Rule UnknownKind = File("FILE-03", "The file is a CSV, XLSX or XLS file.", "Save the return as CSV (UTF-8) or as an Excel workbook (.xlsx) and send that.");
    public static readonly Rule NameDiffers = File("FILE-04", "The content is what the name says.", "Save it as what the name says, or give the file the ending that its content has, and send it again.");
    public static readonly Rule Utf16 = File("FILE-05", "A CSV is in UTF-8.", "In Excel choose Save As, 'CSV UTF-8 (Comma delimited)', and send that file.");
    public static readonly Rule Windows1252 = Warning("FILE-06", "A CSV is in UTF-8.", "Check the names in the receipt. Next time choose 'CSV UTF-8 (Comma delimited)' in Excel.");
    public static readonly Rule Delimiter = File("FILE-07", "Columns of a CSV are separated by commas.", "Save the file as CSV with commas between the columns and send it again.");
    public static readonly Rule Expands = File("FILE-08", "A workbook does not unpack to more than the stated size and number of parts.", "Save the sheet that holds the return as a new workbook, or as CSV, and send that.");
    public static readonly Rule Damaged = File("FILE-09", "The workbook can be opened.", "Open it in Excel, let it repair the file, save it under a new name and send that.");
    public static readonly Rule Protected = File("FILE-10", "The workbook opens without a password.", "Remove the password (File, Info, Protect Workbook) and send it again.");
    public static readonly Rule CutOff = File("FILE-11", "The file is complete.", "Export the file again, check its last line, and send it again.");
    public static readonly Rule NoRows = File("FILE-12", "There are rows below the headings.", "Send the return with its rows; a month without delays is reported with zeros.");
    public static readonly Rule Path = File("FILE-13", "The upload stands in its sender's folder under a plain name.", "Upload to {sender}/{upload}/{file name}; a name has letters, digits, spaces, and . _ - ( ) , & ' only.");
    public static readonly Rule Sender = File("FILE-14", "The sender is known and may send this collection.", "Check the code of the sender in the address of the upload; ask the keeper of mandates if it is right.");
    public static readonly Rule Text = File("FILE-15", "A CSV holds text only.", "Export the file again as CSV (UTF-8) and send that.");
    public static readonly Rule Saved = File("FILE-16", "The result of every formula that is read is saved in the file.", "Open the file in Excel, let it calculate (F9), save it and send it again; or type the figure in place of the formula.");
    public static readonly Rule NoError = File("FILE-17", "No cell that is read shows an error.", "Correct the formula, or type the figure in its place, and send the file again.");
    public static readonly Rule HiddenCells = Warning("FILE-18", "No row or column of the return is hidden.", "Show them and check that they belong to the return. If they do not, delete them and send the file again.");
    public static readonly Rule HiddenSheets = Warning("FILE-19", "No hidden sheet holds part of the return.", "If the return needs what is on it, show the sheet, copy that into the sheet of the return and send the file again; otherwise do nothing.");
    public static readonly Rule DocumentType = File("FILE-20", "No part of a workbook has a document type declaration.", "Excel never writes one: open the file in Excel, save it as a new workbook (.xlsx) and send that.");
    public static readonly Rule Extent = File("FILE-21", "No sheet has more rows, columns or cells than stated, and no cell more characters.", "Copy the rows and columns of the return into a new file, without notes and empty parts, and send that.");
    public static readonly Rule LinkOnce = File("FILE-22", "A link is used for one upload.", "Look at the receipt of the first upload. If this was meant to be another, ask for a new link and upload the file by that.");

    public static readonly Rule NoHeadings = Heading("HEAD-01", "The headings of a known layout stand in one of the first 30 lines.", "Use the headings of the template, in any order, in one line above the rows.");
    public static readonly Rule MissingHeading = Heading("HEAD-02", "No heading of the layout is missing.", "Add the missing column, or take the current template.");
    public static readonly Rule UnknownHeading = Heading("HEAD-03", "Every heading belongs to the layout.", "Correct the heading, or delete the column if it is your own.");
    public static readonly Rule HeadingTwice = Heading("HEAD-04", "No heading stands there twice.", "Delete or rename one of the two columns.");
    public static readonly Rule HeadingsAgain = Heading("HEAD-05", "The headings stand there once.", "Delete the repeated line of headings; if two exports were joined, check that none of the rows is there twice.");
    public static readonly Rule SeveralSheets = Heading("HEAD-06", "One sheet holds the return.", "Keep the sheet that you mean to send and delete the others.");

    public static readonly Rule MissingTable = Heading("HEAD-07", "A return of several tables has all of them.", "Take the template of this collection, which has all sheets, and send the whole workbook: one table alone would seem to withdraw the others.");
    public static readonly Rule StaleTemplate = Heading("HEAD-08", "The template is one whose columns still fit.", "Take the template that goes with this receipt, copy your figures into it, and send that.");

    public static readonly ImmutableArray<Rule> All =
    [
        Empty, TooLarge, UnknownKind, NameDiffers, Utf16, Windows1252, Delimiter, Expands, Damaged, Protected, CutOff, NoRows, Path, Sender, Text,
        Saved, NoError, HiddenCells, HiddenSheets, DocumentType, Extent, LinkOnce,
        NoHeadings, MissingHeading, UnknownHeading, HeadingTwice, HeadingsAgain, SeveralSheets, MissingTable, StaleTemplate,
    ];

    private static Rule File(string id, string title, string fix) => new(id, Severity.Error, RuleScope.File, "file", title, fix, House);

    private static Rule Warning(string id, string title, string fix) => new(id, Severity.Warning, RuleScope.File, "file", title, fix, House);

    private static Rule Heading(string id, string title, string fix) => new(id, Severity.Error, RuleScope.Heading, "headings", title, fix, House);
}
