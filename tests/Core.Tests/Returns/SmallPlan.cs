using System.Globalization;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Returns;

/// <summary>
/// A small Better Care Fund plan that keeps every rule, until a test changes a cell. Organisations are real, everything else is invented; the admissions of 2015-16 are those of test vector S1
/// (domain note on the Better Care Fund, 1.7). Line 2 is the first of a sheet.
/// </summary>
internal sealed class SmallPlan
{
    private readonly List<(string Table, Dictionary<string, string> Cells)> _lines = [];
    private readonly HashSet<string> _empty = [];

    /// <summary>Board, year and version of every line that follows.</summary>
    private readonly (string Hwb, string Year, string Version) _of;

    private SmallPlan(string hwb, string year, string version) => _of = (hwb, year, version);

    /// <summary>A plan with payment for performance: 10.5m of contributions.</summary>
    internal static SmallPlan Of2015(string hwb = "730", string version = "1")
    {
        var plan = new SmallPlan(hwb, "2015-16", version)
            .Add("plan", ("status", "Submitted"), ("effective-from", "2015-01-09"), ("agreement-signed", "2014-12-30"), ("section-75", "Pooled fund"), ("risk-share", "R1"), ("amounts-in", "Pounds"),
                ("data-source", "MAR"), ("national-share", "5000000.00"), ("operational-target", "3.0"), ("revision-reason", version == "1" ? "" : "Invented revision"))
            .Add("contributions", ("partner", hwb), ("partner-kind", "Council"), ("source", "DFG"), ("amount", "2000000.00"), ("recurrent", "Yes"))
            .Add("contributions", ("partner", "08R"), ("partner-kind", "CCG"), ("source", "Minimum NHS contribution"), ("amount", "8000000.00"), ("recurrent", "Yes"))
            .Add("contributions", ("partner", "08R"), ("partner-kind", "CCG"), ("source", "Additional NHS contribution"), ("amount", "500000.00"), ("recurrent", "No"))
            .Scheme("1", $"Invented community teams of {hwb}", "Community based schemes", "Community health", "NHS", "Minimum NHS contribution", "5000000.00")
            .Scheme("2", $"Invented reablement of {hwb}", "Reablement in a person's own home", "Social care", "LA", "Minimum NHS contribution", "3000000.00")
            .Scheme("3", $"Invented adaptations of {hwb}", "DFG related schemes", "Social care", "LA", "DFG", "2000000.00")
            .Scheme("4", $"Invented hospital liaison of {hwb}", "Other", "Acute", "Joint", "Additional NHS contribution", "500000.00", ("nhs-share", "60"), ("la-share", "40"))
            .Goal("Permanent admissions 65+ to residential and nursing care per 100,000", "2015-16", "600", ("numerator", "180"), ("denominator", "30000"))
            .Goal("Still at home 91 days after reablement, %", "2015-16", "87.42", ("numerator", "1140"), ("denominator", "1304"))
            .Goal("Patient or service user experience", "2015-16", "71.5", ("definition", "Invented survey, question 1"))
            .Goal("Local metric", "2015-16", "12", ("definition", "Invented count of falls"));
        for (var quarter = 1; quarter <= 4; quarter++)
            plan.Goal("Delayed transfers, days per 100,000", $"2015-16-Q{quarter}", "850.5");
        foreach (var (quarter, baseline, planned) in new[] { ("2014-15-Q4", "5000", "4825"), ("2015-16-Q1", "5200", "5018"), ("2015-16-Q2", "5100", "4922"), ("2015-16-Q3", "5300", "5114") })
            plan.Add("admissions", ("quarter", quarter), ("baseline", baseline), ("planned", planned), ("data-source", "MAR"));
        return plan
            .Conditions("Plan jointly agreed", "Social care services protected", "7-day services", "Data sharing", "Joint assessment", "Impact on acute providers")
            .Sign("HWB chair", hwb, "A. Invented").Sign("CCG or ICB chief executive", "08R", "B. Invented").Sign("Council chief executive", hwb, "C. Invented");
    }

    /// <summary>A plan with the headline metrics and signatures of 2025-26: 14.2m of contributions.</summary>
    internal static SmallPlan Of2025(string hwb = "730")
    {
        var plan = new SmallPlan(hwb, "2025-26", "1")
            .Add("plan", ("status", "Submitted"), ("effective-from", "2025-04-01"), ("agreement-signed", "2025-03-20"), ("section-75", "Pooled fund"), ("risk-share", "R3"), ("amounts-in", "Pounds"))
            .Add("contributions", ("partner", hwb), ("partner-kind", "Council"), ("source", "DFG"), ("amount", "2200000.00"), ("recurrent", "Yes"))
            .Add("contributions", ("partner", hwb), ("partner-kind", "Council"), ("source", "LA Better Care Grant"), ("amount", "3000000.00"), ("recurrent", "Yes"))
            .Add("contributions", ("partner", "QWE"), ("partner-kind", "ICB"), ("source", "Minimum NHS contribution"), ("amount", "9000000.00"), ("recurrent", "Yes"))
            .Scheme("1", $"Invented community teams of {hwb}", "Community based schemes", "Community health", "NHS", "Minimum NHS contribution", "6000000.00")
            .Scheme("2", $"Invented reablement of {hwb}", "Reablement in a person's own home", "Social care", "LA", "Minimum NHS contribution", "3000000.00", ("outputs", "400"), ("unit", "Packages"))
            .Scheme("3", $"Invented adaptations of {hwb}", "DFG related schemes", "Social care", "LA", "DFG", "2200000.00", ("outputs", "250"), ("unit", "Number of adaptations or people supported"))
            .Scheme("4", $"Invented home care of {hwb}", "Home care or domiciliary care", "Social care", "LA", "LA Better Care Grant", "3000000.00", ("outputs", "60000"), ("unit", "Hours of care"));
        for (var i = 0; i < 12; i++)
        {
            var month = new DateOnly(2025, 4, 1).AddMonths(i).ToString("yyyy-MM", CultureInfo.InvariantCulture);
            plan.Goal("Emergency admissions 65+ per 100,000", month, "1700.0", ("numerator", "510"), ("denominator", "30000")).Goal("Average length of discharge delay, days", month, "0.9");
        }
        for (var quarter = 1; quarter <= 4; quarter++)
            plan.Goal("Long-term admissions 65+ to residential and nursing care per 100,000", $"2025-26-Q{quarter}", "150", ("numerator", "45"), ("denominator", "30000"));
        return plan
            .Conditions("Plan jointly agreed", "Objectives implemented", "Grant and funding conditions", "Oversight and support")
            .Sign("HWB chair", hwb, "A. Invented", "2025-03-21").Sign("CCG or ICB chief executive", "QWE", "B. Invented", "2025-03-21")
            .Sign("Council chief executive", hwb, "C. Invented", "2025-03-21").Sign("Section 151 officer", hwb, "D. Invented", "2025-03-21");
    }

    internal SmallPlan Add(string table, params (string Field, string Typed)[] cells)
    {
        var line = BcfPlan.Collection.Tables.Single(one => one.Key == table).Template.Columns.ToDictionary(column => column.Field, _ => "");
        (line["hwb"], line["year"], line["version"]) = _of;
        foreach (var (field, typed) in cells)
        {
            Assert.True(line.ContainsKey(field), field);
            line[field] = typed;
        }
        _lines.Add((table, line));
        return this;
    }

    private SmallPlan Scheme(string id, string name, string type, string area, string commissioner, string source, string spend, params (string, string)[] more) => Add("schemes",
        [("scheme", id), ("scheme-name", name), ("scheme-type", type), ("area", area), ("commissioner", commissioner), ("provider", "Invented provider"), ("source", source), ("expenditure", spend), ("new", "Existing"), .. more]);

    internal SmallPlan Goal(string metric, string period, string value, params (string, string)[] more) => Add("metrics", [("metric", metric), ("period", period), ("value", value), .. more]);

    private SmallPlan Conditions(params string[] names)
    {
        for (var i = 0; i < names.Length; i++)
            Add("conditions", ("condition", (i + 1).ToString(CultureInfo.InvariantCulture)), ("condition-name", names[i]), ("answer", "Yes"));
        return this;
    }

    private SmallPlan Sign(string role, string organisation, string name, string on = "2014-12-19") =>
        Add("sign-off", ("role", role), ("organisation", organisation), ("signatory", name), ("signed-on", on), ("delegated", "No"));

    internal SmallPlan Contribution(string partner, string kind, string source, string amount) =>
        Add("contributions", ("partner", partner), ("partner-kind", kind), ("source", source), ("amount", amount), ("recurrent", "Yes"));

    internal SmallPlan Total(string side, string label, string printed, string nearest, string kind = "", string source = "") =>
        Add("totals", ("side", side), ("label", label), ("of-kind", kind), ("of-source", source), ("printed", printed), ("nearest", nearest));

    private List<(string Table, Dictionary<string, string> Cells)> LinesOf(string table) => [.. _lines.Where(line => line.Table == table)];

    /// <summary>Changes cells of a line.</summary>
    internal SmallPlan Set(string table, int line, params (string Field, string Typed)[] cells)
    {
        foreach (var (field, typed) in cells)
        {
            Assert.True(LinesOf(table)[line - 2].Cells.ContainsKey(field), field);
            LinesOf(table)[line - 2].Cells[field] = typed;
        }
        return this;
    }

    /// <summary>Changes a cell of every line of all sheets.</summary>
    internal SmallPlan SetAll(string field, string typed)
    {
        foreach (var (_, cells) in _lines.Where(line => line.Cells.ContainsKey(field)))
            cells[field] = typed;
        return this;
    }

    internal SmallPlan Remove(string table, int line)
    {
        _lines.Remove(LinesOf(table)[line - 2]);
        return this;
    }

    /// <summary>Leaves the headings of a table without lines.</summary>
    internal SmallPlan Clear(string table)
    {
        _lines.RemoveAll(line => line.Table == table);
        _empty.Add(table);
        return this;
    }

    internal SmallFile File
    {
        get
        {
            var file = new SmallFile(BcfPlan.Collection);
            foreach (var (table, cells) in _lines)
                file.RowOf(table, [.. cells.Select(cell => (cell.Key, cell.Value))]);
            foreach (var table in _empty)
                file.Empty(table);
            return file;
        }
    }
}
