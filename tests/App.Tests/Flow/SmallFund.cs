using System.Globalization;
using System.Text;
using ClosedXML.Excel;
using Monitoring.Core.Returns;

namespace Monitoring.App.Tests.Flow;

/// <summary>
/// Small plans and quarterly returns of the Better Care Fund that keep every rule. Organisations are real, everything else is invented; the admissions are those of the test vectors S1 to S5 (domain note on the Better Care
/// Fund, 1.7): 721 fewer are planned than there were in the baseline of 20,600, at £1,490 each.
/// </summary>
internal static class SmallFund
{
    public static readonly string[] PerformanceQuarters = ["2014-15-Q4", "2015-16-Q1", "2015-16-Q2", "2015-16-Q3"];

    private static readonly int[] Baseline = [5000, 5200, 5100, 5300];
    private static readonly int[] Planned = [4825, 5018, 4922, 5114];

    /// <summary>The plan of 2015-16: £8m that a CCG must pool and £2m of a grant, spent by two schemes.</summary>
    /// <param name="planned">Admissions planned in the four performance quarters, where they are not those of S1.</param>
    /// <param name="starts">First month of the first scheme, where it is stated.</param>
    public static byte[] Plan(string hwb, int version = 1, string effectiveFrom = "2015-01-09", int[]? planned = null, string adaptations = "2000000.00", string starts = "")
    {
        var lines = new List<(string Table, Dictionary<string, string> Cells)>();
        Add("plan", ("status", "Approved"), ("effective-from", effectiveFrom), ("agreement-signed", "2014-12-30"), ("section-75", "Pooled fund"), ("risk-share", "R1"), ("amounts-in", "Pounds"), ("data-source", "MAR"),
            ("operational-target", "-1.0"), ("revision-reason", version == 1 ? "" : "Invented revision"), ("approval-reference", "Invented reference"));
        Add("contributions", ("partner", hwb), ("partner-kind", "Council"), ("source", "DFG"), ("amount", adaptations), ("recurrent", "Yes"));
        Add("contributions", ("partner", "08R"), ("partner-kind", "CCG"), ("source", "Minimum NHS contribution"), ("amount", "8000000.00"), ("recurrent", "Yes"));
        Scheme("1", "Community teams", "Community based schemes", "Community health", "NHS", "Minimum NHS contribution", "8000000.00", starts);
        Scheme("2", "Adaptations", "DFG related schemes", "Social care", "LA", "DFG", adaptations, "");
        Add("metrics", ("metric", "Permanent admissions 65+ to residential and nursing care per 100,000"), ("period", "2015-16"), ("value", "600"), ("numerator", "180"), ("denominator", "30000"));
        for (var i = 0; i < 4; i++)
            Add("admissions", ("quarter", PerformanceQuarters[i]), ("baseline", Text(Baseline[i])), ("planned", Text((planned ?? Planned)[i])), ("data-source", "MAR"));
        for (var i = 1; i <= 6; i++)
            Add("conditions", ("condition", Text(i)), ("condition-name", $"Condition {i}"), ("answer", "Yes"));
        Add("sign-off", ("role", "HWB chair"), ("organisation", hwb), ("signatory", "A. Invented"), ("signed-on", "2014-12-19"), ("delegated", "No"));
        return Workbook(BcfPlan.Collection, lines);

        void Scheme(string id, string name, string type, string area, string commissioner, string source, string spend, string first) => Add("schemes",
            ("scheme", id), ("scheme-name", $"Invented {name} of {hwb}"), ("scheme-type", type), ("area", area), ("commissioner", commissioner), ("provider", "Invented provider"), ("source", source), ("expenditure", spend), ("new", "Existing"), ("starts", first));

        void Add(string table, params (string Field, string Typed)[] cells) => lines.Add((table, Cells([("hwb", hwb), ("year", "2015-16"), ("version", Text(version)), .. cells])));
    }

    /// <summary>The return of a quarter: £2m from the CCG and £500,000 of the grant, all of it spent.</summary>
    /// <param name="admissions">Of the performance quarter; null where none are stated.</param>
    /// <param name="agreed">The payment agreed locally, in pounds; null where none was.</param>
    public static byte[] Quarter(string hwb, string quarter, int? admissions = null, string? agreed = null, string spent = "500000.00")
    {
        var lines = new List<(string Table, Dictionary<string, string> Cells)>();
        Add("fund", ("host", hwb), ("covers", "Quarter"), ("opening", "0.00"), ("risk-share", "R1"), ("unit", "Pounds"));
        foreach (var table in new[] { "income", "expenditure" })
        {
            var grant = table == "income" ? "500000.00" : spent;
            Add(table, ("partner", "08R"), ("source", "Minimum NHS contribution"), ("yearly-plan", "8000000.00"), ("planned", "2000000.00"), ("forecast", "2000000.00"), ("actual", "2000000.00"));
            Add(table, ("partner", hwb), ("source", "DFG"), ("yearly-plan", "2000000.00"), ("planned", "500000.00"), ("forecast", grant), ("actual", grant));
        }
        if (admissions is { } counted)
            Add("performance", ("admissions", Text(counted)), ("data-source", "MAR"), ("agreed", agreed ?? ""), ("reason", agreed is null ? "" : "Invented reason"));
        for (var i = 1; i <= 6; i++)
            Add("conditions", ("number", Text(i)), ("answer", "Yes"));
        return Workbook(PooledFund.Collection, lines);

        void Add(string table, params (string Field, string Typed)[] cells) => lines.Add((table, Cells([("quarter", quarter), ("hwb", hwb), .. cells])));
    }

    /// <summary>Non-elective admissions of CCGs or boards, a row for each month.</summary>
    public static byte[] Admissions(params (string Body, string Kind, string Month, int Value)[] counts) => Encoding.UTF8.GetBytes(string.Concat(
        counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Month},{count.Body},{count.Kind},\"Non-elective admissions per 100,000\",{count.Value},,MAR,,Final\n"))
            .Prepend("Month,Body code,Kind of body,Metric,Value,Out of,Data source,Other source,Status\n")));

    /// <summary>A set of organisations in which a CCG and all its people belong to a board.</summary>
    public static byte[] Organisations(string ccg, string hwb)
    {
        (string, string)[] dates = [("year", "2019-20"), ("from", "2013-04-01"), ("to", "2022-06-30"), ("recorded", "2020-01-02"), ("mark", "A"), ("source", "invented")];
        return Workbook(OrganisationSets.Collection,
        [
            ("organisations", Cells([("code", ccg), ("scheme", "ods"), ("kind", "ccg"), ("name", $"Invented {ccg}"), .. dates])),
            ("relations", Cells([("from-code", ccg), ("relation", "share"), ("to-code", hwb), ("share", "100%"), .. dates])),
        ]);
    }

    /// <summary>A set in which the boards of some authorities belong to an integrated care board.</summary>
    public static byte[] Members(string icb, params ReadOnlySpan<string> authorities)
    {
        (string, string)[] dates = [("year", "2025-26"), ("from", "2022-07-01"), ("recorded", "2026-01-02"), ("mark", "A"), ("source", "invented")];
        List<(string, Dictionary<string, string>)> lines = [("organisations", Cells([("code", icb), ("scheme", "ods"), ("kind", "icb"), ("name", $"Invented {icb}"), .. dates]))];
        foreach (var authority in authorities)
            lines.Add(("relations", Cells([("from-code", authority), ("relation", "member-of"), ("to-code", icb), .. dates])));
        return Workbook(OrganisationSets.Collection, lines);
    }

    private static Dictionary<string, string> Cells(IEnumerable<(string Field, string Typed)> cells) => cells.ToDictionary(cell => cell.Field, cell => cell.Typed);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] Workbook(Collection collection, List<(string Table, Dictionary<string, string> Cells)> lines)
    {
        using var book = new XLWorkbook();
        foreach (var table in collection.Tables.Where(table => !table.Optional || lines.Exists(line => line.Table == table.Key)))
        {
            var sheet = book.AddWorksheet(table.Title);
            var columns = table.Template.Columns.ToList();
            for (var column = 0; column < columns.Count; column++)
                sheet.Cell(1, column + 1).Value = columns[column].Heading;
            foreach (var (line, number) in lines.Where(line => line.Table == table.Key).Select((line, index) => (line, index + 2)))
            {
                Assert.Empty(line.Cells.Keys.Except(columns.Select(column => column.Field)));
                for (var column = 0; column < columns.Count; column++)
                    sheet.Cell(number, column + 1).Value = line.Cells.GetValueOrDefault(columns[column].Field, "");
            }
        }
        using var content = new MemoryStream();
        book.SaveAs(content);
        return content.ToArray();
    }
}
