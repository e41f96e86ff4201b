using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>One line of a council workbook over its three sheets.</summary>
/// <param name="Region">Region, to March 2013 the strategic health authority; null where a dash is printed.</param>
/// <param name="OnsCode">Null where a dash is printed, and before July 2015, when the workbooks had none.</param>
/// <param name="Code">Always text, as printed: <c>507</c>, <c>00KB</c>, <c>9900</c>. The England line has a dash.</param>
/// <param name="ByCare">Null when the council is missing from that sheet, which is a finding.</param>
public sealed record CouncilWorkbookLine(
    string? Region, string? OnsCode, string Code, string Name, Split<CareType>? ByCare, Split<Attribution>? ByAttribution, Split<Reason>? ByReason);

/// <summary>
/// A published workbook "Total Delayed Days Local Authority" of one month, taken apart. With an error among the findings what could
/// be read is still there: a witness is compared as far as it speaks.
/// </summary>
/// <param name="Status"><c>Published</c>, <c>Revised</c>, <c>Revised Public</c>.</param>
/// <param name="PublishedText">As printed; null when blank or a dash. Of July 2015 only the revision is dated.</param>
/// <param name="England">As printed, with residents of Wales, Scotland and outside Great Britain in it; not added up.</param>
/// <param name="Councils">In the order of the sheet by type of care; with lines 9900 to 9902, which are no councils and belong to the total.</param>
public sealed record CouncilWorkbookContent(
    ReportingMonth? Month, string? Status, string? PublishedText, DateOnly? Published, string? RevisedText, DateOnly? Revised,
    CouncilWorkbookLine? England, ImmutableArray<CouncilWorkbookLine> Councils, ImmutableArray<Finding> Findings);

/// <summary>Reads the council workbooks of NHS England, April 2011 to December 2019. They are witnesses for reconciliation, never a source of figures.</summary>
public static class CouncilWorkbook
{
    /// <summary>The largest has 149 KB.</summary>
    private const long MaxBytes = 20L << 20;

    private const string EnglandCode = "-";

    private static readonly string[] Identity = ["SHA", "Region", "ONS Geography", "Code", "Name"];

    /// <summary>Does not throw for bad content; a failure of the stream escapes.</summary>
    public static CouncilWorkbookContent Read(Stream xls, string fileName)
    {
        var file = ReturnFile.Read(xls, fileName, MaxBytes);
        var findings = new List<Finding>(file.Findings);
        if (file.Sheets.IsEmpty)
            return new CouncilWorkbookContent(null, null, null, null, null, null, null, [], [.. findings]);

        var care = Sheet(file, "LA - by type of care", findings);
        var attribution = Sheet(file, "LA - by responsible org", findings);
        var reason = Sheet(file, "LA - by reason", findings);
        foreach (var other in file.Sheets.Where(sheet => !IsKnown(sheet.Name!)))
            findings.Add(PublishedRules.Sheets.Found($"The sheet '{other.Name}' is not known.", other.Name));

        var lines = new Lines();
        lines.Add<CareType>(care, (line, split) => line with { ByCare = split });
        lines.Add<Attribution>(attribution, (line, split) => line with { ByAttribution = split });
        lines.Add<Reason>(reason, (line, split) => line with { ByReason = split });
        findings.AddRange(lines.Missing());

        var titles = new[] { care, attribution, reason }.OfType<PublishedSheet>().ToList();
        var month = Month(titles, findings);
        var (published, revised) = (Title("Published"), Title("Revised"));
        return new CouncilWorkbookContent(
            month, Title("Status"), published, Dates.Read(published ?? "").Value, revised, Dates.Read(revised ?? "").Value, lines.England, lines.Councils, [.. findings]);

        string? Title(string label) => titles.Select(sheet => sheet.Title(label)).FirstOrDefault(text => text is not null);
    }

    private static bool IsKnown(string name) => Layout.Normal(name) is "england" or "data quality" or "la by type of care" or "la by responsible org" or "la by reason";

    private static PublishedSheet? Sheet(FileContent file, string name, List<Finding> findings)
    {
        if (file.Sheets.FirstOrDefault(sheet => Layout.Normal(sheet.Name!) == Layout.Normal(name)) is { } sheet)
            return PublishedSheet.Find(sheet, findings, "Code", "Name");
        findings.Add(PublishedRules.Sheets.Found($"The workbook has no sheet '{name}'; it has {string.Join(", ", file.Sheets.Select(sheet => $"'{sheet.Name}'"))}."));
        return null;
    }

    private static ReportingMonth? Month(List<PublishedSheet> sheets, List<Finding> findings)
    {
        ReportingMonth? month = null;
        foreach (var sheet in sheets)
        {
            var text = sheet.Title("Period");
            if (!ReportingMonth.TryRead(text, out var found))
                findings.Add(PublishedRules.Labels.Found($"'{text}' is not a month such as April 2019.", sheet.Name, value: text));
            else if (month is not null && month != found)
                findings.Add(PublishedRules.Labels.Found($"The sheet is of {found.Name}, another one of {month.Value.Name}.", sheet.Name, value: text));
            else
                month = found;
        }
        return month;
    }

    /// <summary>Joins the sheets by code.</summary>
    private sealed class Lines
    {
        private readonly Dictionary<string, CouncilWorkbookLine> _byCode = [];
        private readonly List<string> _order = [];

        internal CouncilWorkbookLine? England => _byCode.GetValueOrDefault(EnglandCode);

        internal ImmutableArray<CouncilWorkbookLine> Councils => [.. _order.Where(code => code != EnglandCode).Select(code => _byCode[code])];

        internal void Add<TPart>(PublishedSheet? sheet, Func<CouncilWorkbookLine, Split<TPart>, CouncilWorkbookLine> with) where TPart : struct, Enum
        {
            if (sheet is null)
                return;
            var columns = sheet.Columns<TPart>(Identity);
            var (code, name, ons) = (sheet.Index("Code"), sheet.Index("Name"), sheet.Index("ONS Geography"));
            var region = int.Max(sheet.Index("Region"), sheet.Index("SHA"));
            var seen = new HashSet<string>();
            foreach (var line in sheet.Lines)
            {
                var key = PublishedSheet.Cell(line, code);
                // Footnotes have neither code nor name.
                if (key.Length == 0 || PublishedSheet.Cell(line, name).Length == 0)
                    continue;
                if (key == EnglandCode && PublishedSheet.Cell(line, name) != "England")
                    sheet.Found(PublishedRules.Rows, line, $"'{PublishedSheet.Cell(line, name)}' has no code.");
                else if (!seen.Add(key))
                    sheet.Found(PublishedRules.Rows, line, $"The code {key} stands on a second line of the sheet.");
                else
                    Put(key, with(_byCode.GetValueOrDefault(key) ?? new CouncilWorkbookLine(
                        Given(line, region), Given(line, ons), key, PublishedSheet.Cell(line, name), null, null, null), sheet.Split(line, columns)));
            }
        }

        internal IEnumerable<Finding> Missing()
        {
            if (England is null)
                yield return PublishedRules.Rows.Found("No sheet has a line for England.");
            foreach (var line in _byCode.Values.Where(line => line.ByCare is null || line.ByAttribution is null || line.ByReason is null))
                yield return PublishedRules.Rows.Found($"{line.Name} ({line.Code}) is not on every sheet.", value: line.Code);
        }

        private void Put(string key, CouncilWorkbookLine line)
        {
            if (!_byCode.ContainsKey(key))
                _order.Add(key);
            _byCode[key] = line;
        }

        private static string? Given(SheetLine line, int index) => PublishedSheet.Cell(line, index) is { Length: > 0 } text and not "-" ? text : null;
    }
}
