using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using ClosedXML.Excel;
using Monitoring.Core;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Files.Receipts;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Fuzz;

/// <summary>What became of a case that keeps the law.</summary>
/// <param name="Damaged">The exception behind a file that is said to be damaged, if one was.</param>
internal sealed record FuzzOutcome(FileKind Kind, Outcome Outcome, string? Collection, string Rules, string? Damaged, bool Marked);

/// <summary>A law that a case breaks, in words that are the same for every case that breaks it so.</summary>
internal sealed class BrokenLawException(string law, string details) : Exception($"{law} {details}")
{
    internal string Law => law;
}

/// <summary>
/// The whole way of an upload, as the app goes it without storage: read, checked, receipted, given back with marks, committed and compared. It ends with an acceptance or
/// with findings that a person can act on, and says the same when it is gone again on a machine of another culture.
/// </summary>
internal static partial class FuzzLaw
{
    /// <summary>The submission that explanations among the cases answer.</summary>
    internal const string Submission = "20200109T093000Z-fuzz";

    private static readonly DateTimeOffset Arrival = new(2020, 1, 9, 9, 30, 0, TimeSpan.Zero);

    private static readonly FrozenDictionary<string, Rule> Catalogue = RuleCatalogue.All.ToFrozenDictionary(rule => rule.Id);

    /// <summary>What explanations answer: two warnings and a mistake.</summary>
    internal static readonly ImmutableArray<Finding> Answered =
    [
        FileRules.HiddenSheets.Found("The sheet 'Notes' is hidden and was not read.", "Notes"),
        FileRules.Windows1252.Found("It is in Windows-1252.", line: 4, column: "B", heading: "Name", value: "Caf\u00E9"),
        CellRules.NotCount.Found("'x' is not a whole number.", line: 7, column: "F", heading: "NHS days", value: "x"),
    ];

    internal static CheckContext ContextOf(string sender, DateOnly arrivedOn, string fileName) =>
        new(sender, arrivedOn, PolicyBook.Current, ReferenceBook.Current, Mandates.Current) { FileName = fileName, Answered = new Dictionary<string, ImmutableArray<Finding>> { [Submission] = Answered } };

    private sealed record Answer(FileContent File, CheckedReturn Found, FileKind GivenBack, string Receipt, string Text, string Html, string Csv, string Ledger)
    {
        internal string All => string.Concat(Receipt, Text, Html, Csv, Ledger);
    }

    /// <summary>Goes the way, every second time twice. Throws whatever was thrown on it, or says which law is broken.</summary>
    /// <param name="number">Decides what is looked at in some cases only, as it takes long: opening the marked copy with another library, making it twice.</param>
    internal static FuzzOutcome Keep(FuzzUpload upload, int number)
    {
        var answer = Go(upload);
        var found = answer.Found;
        foreach (var finding in found.Findings)
            Speak(finding);
        if (found.Accepted.IsEmpty && !found.Findings.Any(finding => finding.Severity == Severity.Error))
            throw new BrokenLawException("What is refused has a mistake.", $"{found.RowsRead} rows were read.");
        if (found.Refused.Length > 0 && !found.Findings.Any(finding => finding.Severity == Severity.Error))
            throw new BrokenLawException("What is refused in part has a mistake.", $"{found.Refused[0]}");
        var damaged = answer.File.Findings.Where(finding => finding.Rule == FileRules.Damaged.Id).Select(finding => Thrown().Match(finding.Wrong)).FirstOrDefault(match => match.Success)?.Groups[1].Value;
        if (damaged is not null && answer.File.Kind == FileKind.Csv)
            throw new BrokenLawException("A CSV is never damaged.", damaged);
        Withhold(upload, found, answer.All);
        if (number % 2 == 0 && Cultures.In(Cultures.All[1 + number / 2 % 4], () => Go(upload)).All is var again && again != answer.All)
            throw new BrokenLawException("The answer is the same again, in every culture.", Difference(answer.All, again));
        var marked = GiveBack(upload, answer, number);
        return new FuzzOutcome(answer.File.Kind, Receipt.OutcomeOf(found), found.Collection?.Key, string.Join(' ', found.Findings.Select(finding => finding.Rule).Distinct()), damaged, marked);
    }

    private static Answer Go(FuzzUpload upload)
    {
        var file = TestFiles.Read(upload.Bytes, upload.Name);
        var found = Pipeline.Check(file, ContextOf(upload.Sender, upload.ArrivedOn, upload.Name));
        var given = file.Sheets.IsEmpty || PrivacyRules.Broken(found) ? FileKind.Unknown : file.Kind;
        var receipt = new Receipt(
            Submission, upload.Sender, upload.Name, upload.Bytes.Length, null, "Ann Officer", Arrival, Arrival, Receipt.OutcomeOf(found), Receipt.SummaryOf(found),
            found.Collection?.Key, found.Layout?.Title, "kept", found.RowsRead, Receipt.PagesOf(found), found.Refused, Receipt.RulesOf(found.Findings), found.Findings,
            PolicyBook.Current.Version, ReferenceBook.Current.Version)
        { SliceNoun = found.Collection?.SliceNoun ?? "slice" };
        var effect = found.Accepted.IsEmpty ? null : FuzzLedger.EffectOf(found, upload.Sender);
        foreach (var finding in effect?.Pages.SelectMany(page => page.Findings) ?? [])
            Speak(finding);
        return new Answer(
            file, found, given, Encoding.UTF8.GetString(Json.Bytes(receipt)) + Encoding.UTF8.GetString(Json.Bytes(effect)), ReceiptText.Write(receipt, effect), ReceiptPage.Html(receipt, effect, [("Findings", "findings.csv")]),
            Encoding.UTF8.GetString(FindingsCsv.Of(found.Findings, Submission)), found.Accepted.IsEmpty ? "" : string.Concat(found.Accepted.Select(slice => slice.Digest)));
    }

    private static void Speak(Finding finding)
    {
        if (!Catalogue.TryGetValue(finding.Rule, out var rule))
            throw new BrokenLawException("A finding has a rule of the catalogue.", finding.Rule);
        if (rule.Severity != finding.Severity)
            throw new BrokenLawException("A finding is as grave as its rule.", finding.Rule);
        if (string.IsNullOrWhiteSpace(finding.Wrong) || string.IsNullOrWhiteSpace(finding.Fix))
            throw new BrokenLawException("A finding says what is wrong and what to do.", finding.ToString());
        if (finding.Line is <= 0 || (finding.Column is { } column && !Letters().IsMatch(column)))
            throw new BrokenLawException("A finding has a place that a spreadsheet shows.", finding.ToString());
    }

    /// <summary>No NHS number that was put into the file is said again, however it is grouped; except one that was accepted as an amount or a count, and is a figure from then on.</summary>
    private static void Withhold(FuzzUpload upload, CheckedReturn found, string said)
    {
        foreach (var digits in upload.Planted)
        {
            if (found.Accepted.Any(slice => slice.Rows.Any(row => row.Cells.Any(cell => cell == digits || cell == $"{digits}.00"))))
                continue;
            string[] ways = [digits, $"{digits[..3]} {digits[3..6]} {digits[6..]}", $"{digits[..3]}-{digits[3..6]}-{digits[6..]}", $"{digits[..3]}\u00A0{digits[3..6]}\u00A0{digits[6..]}", $"{digits[..1]},{digits[1..4]},{digits[4..7]},{digits[7..]}"];
            foreach (var way in ways)
            {
                // As a part of a longer number it is none.
                for (var at = said.IndexOf(way, StringComparison.Ordinal); at >= 0; at = said.IndexOf(way, at + 1, StringComparison.Ordinal))
                {
                    if ((at == 0 || !char.IsAsciiDigit(said[at - 1])) && (at + way.Length == said.Length || !char.IsAsciiDigit(said[at + way.Length])))
                        throw new BrokenLawException("No NHS number is said again.", said[int.Max(0, at - 300)..int.Min(said.Length, at + 60)]);
                }
            }
        }
    }

    /// <summary>The marked copy, as the app makes it, opens.</summary>
    private static bool GiveBack(FuzzUpload upload, Answer answer, int number)
    {
        // Marking takes as long as all the rest: one case in four, opened with the other library in one of twelve.
        if (number % 4 != 0 || answer.GivenBack == FileKind.Unknown || MarkedCopy.Of(answer.GivenBack, upload.Bytes, upload.Name, answer.Found.Findings) is not { } marked)
            return false;
        var name = Path.ChangeExtension("marked", Path.GetExtension(marked.FileName));
        var again = TestFiles.Read(marked.Content, "marked.xlsx");
        if (again.Findings.Any(finding => finding.Severity == Severity.Error))
            throw new BrokenLawException("A marked copy can be read.", $"{name}: {again.Findings[0]}");
        // What is wrong in a workbook of the sender's own stays in the copy: a number that is none opens here and there, with one format and not with another.
        if (number % 12 == 0 && (answer.GivenBack != FileKind.Xlsx || !upload.Tampered) && Refused(marked.Content) is { } refused && (answer.GivenBack != FileKind.Xlsx || Refused(upload.Bytes) is null))
            throw new BrokenLawException("A marked copy opens where the original does.", refused);
        if (number % 20 == 0 && !Cultures.In(Cultures.All[1 + number / 20 % 4], () => MarkedCopy.Of(answer.GivenBack, upload.Bytes, upload.Name, answer.Found.Findings))!.Content.AsSpan().SequenceEqual(marked.Content))
            throw new BrokenLawException("A marked copy is the same again.", name);
        return true;
    }

    /// <summary>Why another library does not open a workbook; null when it does.</summary>
    private static string? Refused(byte[] workbook)
    {
        try
        {
            using var book = new XLWorkbook(new MemoryStream(workbook), XLEventTracking.Disabled);
            return null;
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private static string Difference(string one, string other)
    {
        var at = one.AsSpan().CommonPrefixLength(other);
        return $"'{one[int.Max(0, at - 60)..int.Min(one.Length, at + 60)]}' and '{other[int.Max(0, at - 60)..int.Min(other.Length, at + 60)]}'";
    }

    [GeneratedRegex(@"\((\w+)\)\.$")]
    private static partial Regex Thrown();

    [GeneratedRegex("^[A-Z]{1,5}$")]
    private static partial Regex Letters();
}
