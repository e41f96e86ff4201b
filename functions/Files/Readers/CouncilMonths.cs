using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>Delayed days of one council in one month.</summary>
/// <param name="Code">Always text, as printed: <c>507</c>, <c>00KB</c>, <c>9900</c>. The England line has a dash.</param>
/// <param name="OnsCode">Null where a dash or nothing stands.</param>
/// <param name="Days">Delayed days; null where a dash stands under every part, whatever is printed as the total: the council was not reported, which is not none.</param>
public sealed record CouncilMonth(ReportingMonth Month, string Code, string? OnsCode, string Name, Split<CareType> ByCare, Split<Attribution> ByAttribution, int? Days)
{
    internal const string England = "-";

    public bool IsEngland => Code == England;
}

/// <summary>The council months in one table. With an error among the findings what could be read is still there.</summary>
/// <param name="Rows">In the order of the file, England's with them.</param>
public sealed record CouncilMonthsContent(ImmutableArray<CouncilMonth> Rows, ImmutableArray<Finding> Findings)
{
    /// <summary>Every council, and residents of Wales, Scotland and outside Great Britain (9900 to 9902), without England.</summary>
    public IEnumerable<string> Codes => Rows.Where(row => !row.IsEngland).Select(row => row.Code).Distinct();

    /// <summary>
    /// People delayed a day, which is delayed days over the days of the month, for charts. A month in which the council was not reported has no value; one that the table does not have is not there either.
    /// </summary>
    /// <param name="code">As printed; <see cref="Body.EnglandCode"/> for England.</param>
    public ImmutableArray<SeriesPoint> Beds(string code) =>
    [
        .. Rows.Where(row => row.Code == (code == Body.EnglandCode ? CouncilMonth.England : code)).OrderBy(row => row.Month)
            .Select(row => new SeriesPoint(row.Month, row.Days is { } days ? (decimal)days / row.Month.Days : null)),
    ];
}

/// <summary>Reads the tidied table of NHS England's council workbooks, April 2013 to March 2018. A witness, never a source of figures.</summary>
public static class CouncilMonths
{
    /// <summary>The table has 503 KB.</summary>
    private const long MaxBytes = 20L << 20;

    private static readonly string[] Headings =
        ["month", "council_code", "ons_code", "council_name", "acute_days", "non_acute_days", "nhs_days", "social_care_days", "both_days", "total_days"];

    /// <summary>Does not throw for bad content; a failure of the stream escapes.</summary>
    public static CouncilMonthsContent Read(Stream csv, string fileName)
    {
        var file = ReturnFile.Read(csv, fileName, MaxBytes);
        var findings = new List<Finding>(file.Findings);
        if (file.Sheets.IsEmpty || PublishedSheet.Find(file.Sheets[0], findings, Headings) is not { } sheet)
            return new CouncilMonthsContent([], [.. findings]);

        var rows = ImmutableArray.CreateBuilder<CouncilMonth>();
        var seen = new HashSet<(ReportingMonth, string)>();
        foreach (var line in sheet.Lines)
        {
            var (text, code) = (Cell(line, "month"), Cell(line, "council_code"));
            if (!ReportingMonth.TryRead(text, out var month))
                sheet.Unknown(line.Line, sheet.Index("month"), text, "a month such as 2016-04");
            else if (code.Length == 0 || (code == CouncilMonth.England && Cell(line, "council_name") != "England"))
                sheet.Found(PublishedRules.Rows, line, $"'{Cell(line, "council_name")}' has no code.");
            else if (!seen.Add((month, code)))
                sheet.Found(PublishedRules.Rows, line, $"The code {code} stands on a second line of {month.Name}.");
            else
                rows.Add(Row(month, code, line));
        }
        foreach (var month in rows.GroupBy(row => row.Month).Where(month => !month.Any(row => row.IsEngland)))
            findings.Add(PublishedRules.Rows.Found($"{month.Key.Name} has no line for England."));
        return new CouncilMonthsContent(rows.ToImmutable(), [.. findings]);

        CouncilMonth Row(ReportingMonth month, string code, SheetLine line)
        {
            var total = Days(line, "total_days");
            var care = Split(total, (CareType.Acute, Days(line, "acute_days")), (CareType.NonAcute, Days(line, "non_acute_days")));
            var attribution = Split(total, (Attribution.Nhs, Days(line, "nhs_days")), (Attribution.SocialCare, Days(line, "social_care_days")), (Attribution.Both, Days(line, "both_days")));
            var reported = care.Days.Values.Concat(attribution.Days.Values).Any(days => days is not null);
            return new CouncilMonth(month, code, Cell(line, "ons_code") is { Length: > 0 } ons and not "-" ? ons : null, Cell(line, "council_name"), care, attribution, reported ? total : null);
        }

        string Cell(SheetLine line, string heading) => PublishedSheet.Cell(line, sheet.Index(heading));

        int? Days(SheetLine line, string heading) => sheet.Days(line, sheet.Index(heading));
    }

    private static Split<TPart> Split<TPart>(int? total, params (TPart Part, int? Days)[] parts) where TPart : struct, Enum =>
        new(parts.ToImmutableDictionary(part => part.Part, part => part.Days), total, ImmutableDictionary<TPart, double?>.Empty, null);
}
