using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitoring.Files.Receipts;

/// <summary>
/// Puts notes on cells of one sheet. A note is in two places: its text among the comments, its box in a drawing of the old kind (VML). Notes that stand there
/// keep their text, their writer and their place; ours goes below.
/// </summary>
internal static partial class SheetNotes
{
    private const string Author = "Monitoring";

    /// <summary>Returns the cells whose note belongs to a conversation ("threaded comment"): Excel shows those from elsewhere, so nothing can be put into them.</summary>
    internal static int Add(WorksheetPart sheet, IReadOnlyList<Note> notes)
    {
        var part = sheet.WorksheetCommentsPart ?? sheet.AddNewPart<WorksheetCommentsPart>(RelationshipIds.Free(sheet, "notes"));
        var comments = part.Comments ??= new Comments();
        var author = AuthorId(comments.Authors ??= new Authors());
        var list = comments.CommentList ??= new CommentList();
        var there = new Dictionary<string, Comment>(StringComparer.Ordinal);
        foreach (var comment in list.Elements<Comment>())
            there.TryAdd(comment.Reference?.Value ?? "", comment);

        var boxes = new NoteBoxes(sheet);
        var left = 0;
        foreach (var note in notes)
        {
            var reference = Mark.Reference(note.At.Column, note.At.Line);
            if (there.GetValueOrDefault(reference) is not { } comment)
            {
                list.Append(new Comment(new CommentText(note.Runs(below: false))) { Reference = reference, AuthorId = author, ShapeId = 0 });
                boxes.Add(note, note.HeightBelow(""));
            }
            else if (IsConversation(comments, comment))
                left++;
            else
            {
                var earlier = comment.InnerText;
                var text = comment.CommentText ??= new CommentText();
                MakeRuns(text);
                foreach (var run in note.Runs(below: earlier.Length > 0))
                    text.Append(run);
                boxes.Resize(note, note.HeightBelow(earlier));
            }
        }
        comments.Save();
        boxes.Save();
        return left;
    }

    private static uint AuthorId(Authors authors)
    {
        var names = authors.Elements<Author>().Select(author => author.Text).ToList();
        if (names.IndexOf(Author) is >= 0 and var known)
            return (uint)known;
        authors.Append(new Author(Author));
        return (uint)names.Count;
    }

    private static bool IsConversation(Comments comments, Comment comment) =>
        comments.Authors!.Elements<Author>().ElementAtOrDefault((int)(comment.AuthorId?.Value ?? 0))?.Text.StartsWith("tc=", StringComparison.Ordinal) == true;

    /// <summary>A note is either one text or runs of text: of a mixture only a part would be shown.</summary>
    private static void MakeRuns(CommentText comment)
    {
        if (comment.Text is not { } text)
            return;
        comment.Text = null;
        if (text.Text.Length > 0)
            comment.InsertAt(new Run(new Text(text.Text) { Space = SpaceProcessingModeValues.Preserve }), 0);
    }

    /// <summary>The boxes, as text: what programs write there is often not well-formed XML, which Excel accepts.</summary>
    private sealed class NoteBoxes
    {
        private const string Empty = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
            + "<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout>\n</xml>";

        private const string Kind = "<v:shapetype xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">"
            + "<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>\n";

        private readonly VmlDrawingPart _part;
        private readonly NoteGrid _grid;
        private readonly StringBuilder _added = new();
        private string _text;
        private int _id;

        internal NoteBoxes(WorksheetPart sheet)
        {
            _grid = new NoteGrid(sheet.Worksheet);
            if (sheet.Worksheet.GetFirstChild<LegacyDrawing>()?.Id?.Value is { } id)
            {
                _part = (VmlDrawingPart)sheet.GetPartById(id);
                using var reader = new StreamReader(_part.GetStream(FileMode.Open, FileAccess.Read));
                _text = reader.ReadToEnd();
            }
            else
            {
                id = RelationshipIds.Free(sheet, "boxes");
                _part = sheet.AddNewPart<VmlDrawingPart>(id);
                _text = Empty;
                InsertDrawing(sheet.Worksheet, new LegacyDrawing { Id = id });
            }
            if (_text.LastIndexOf("</xml>", StringComparison.Ordinal) < 0)
                throw new InvalidDataException("The drawing of the notes has no end.");
            _id = ShapeIds().Matches(_text).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).DefaultIfEmpty(1024).Max();
            if (!_text.Contains("\"_x0000_t202\"", StringComparison.Ordinal))
                _added.Append(Kind);
        }

        internal void Add(Note note, int height) => _added.Append(CultureInfo.InvariantCulture, $"""
            <v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{++_id}" type="#_x0000_t202" style="position:absolute;width:{Note.Width * 3 / 4}pt;height:{height * 3 / 4}pt;z-index:{_id};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{AnchorOf(note, height)}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{note.At.Line - 1}</x:Row><x:Column>{note.At.Column - 1}</x:Column></x:ClientData></v:shape>

            """);

        /// <summary>The box of a note that stands there, made as large as the note now needs.</summary>
        internal void Resize(Note note, int height)
        {
            foreach (Match data in ClientData().Matches(_text))
            {
                if (Number(Rows(), data.Value) != note.At.Line - 1 || Number(Columns(), data.Value) != note.At.Column - 1)
                    continue;
                var resized = Anchors().Replace(data.Value, $"${{1}}{AnchorOf(note, height)}$2", 1);
                _text = string.Concat(_text.AsSpan(0, data.Index), resized, _text.AsSpan(data.Index + data.Length));
                return;
            }
        }

        private static long Number(Regex where, string data) =>
            long.TryParse(where.Match(data).Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

        internal void Save()
        {
            var end = _text.LastIndexOf("</xml>", StringComparison.Ordinal);
            using var writer = new StreamWriter(_part.GetStream(FileMode.Create, FileAccess.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            writer.Write(_text.AsSpan(0, end));
            writer.Write(_added);
            writer.Write(_text.AsSpan(end));
        }

        private string AnchorOf(Note note, int height) => _grid.Anchor(note.At.Line, note.At.Column, Note.Width, height);

        /// <summary>The order of a worksheet's elements is strict; controls may be wrapped as an alternative.</summary>
        private static void InsertDrawing(Worksheet worksheet, LegacyDrawing drawing)
        {
            var next = worksheet.ChildElements.FirstOrDefault(child =>
                child is LegacyDrawingHeaderFooter or DrawingHeaderFooter or Picture or OleObjects or Controls or WebPublishItems or TableParts or WorksheetExtensionList or AlternateContent);
            if (next is null)
                worksheet.Append(drawing);
            else
                worksheet.InsertBefore(drawing, next);
        }
    }

    [GeneratedRegex("_x0000_s([0-9]{1,8})\\b")]
    private static partial Regex ShapeIds();

    // The prefix is x by habit only.
    [GeneratedRegex("<\\w+:ClientData ObjectType=\"Note\".*?</\\w+:ClientData>", RegexOptions.Singleline)]
    private static partial Regex ClientData();

    [GeneratedRegex("(<\\w+:Anchor>).*?(</\\w+:Anchor>)", RegexOptions.Singleline)]
    private static partial Regex Anchors();

    [GeneratedRegex("<\\w+:Row>\\s*([0-9]+)\\s*</")]
    private static partial Regex Rows();

    [GeneratedRegex("<\\w+:Column>\\s*([0-9]+)\\s*</")]
    private static partial Regex Columns();
}
