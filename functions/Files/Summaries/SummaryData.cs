using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Data;
using Monitoring.Files.Funds;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries;

/// <summary>
/// A summary as one table of data: one value in a row, for other programs. A value is exact and in the unit that stands beside it. Where there is none it is empty and the status says why; it is never zero for want of a number.
/// No case is in it, of whatever kind the summary is. Cells of the returns, lines of the pool and points of charts are in the data of the month, the fund and the history.
/// </summary>
public static class SummaryData
{
    private const string Pounds = "pounds", Known = "", PeriodColumn = "period", ToDate = "year to date", Year = "full year", NoAmount = "no amount";

    private static readonly CsvTable<(Summary Of, Row Row)> Table = new CsvTable<(Summary Of, Row Row)>(
        "One value of a summary in a row, for the body itself or for one of those that it gathers. Where there is no value the cell is empty, and the status says why; it is never zero for want of a number. No case is in it.")
        .Always("kind", "Kind of summary", "authority, icb, nhs-body or england.", one => SummaryKey.FolderOf(one.Of.Key.Kind))
        .Always("body_code", "Code", "Of the body that the summary is about; ENG for England.", one => one.Of.Key.Code)
        .Always("body_name", "Name", "Of that body.", one => one.Of.Name)
        .Always("period", "Period", "Month (2019-11) or quarter of a financial year (2023-24-Q2).", one => one.Of.Key.Period.ToString())
        .Date("period_from", "First day", "Of the period.", one => one.Of.Key.Period.FirstDay)
        .Date("period_to", "Last day", "Of the period.", one => one.Of.Key.Period.LastDay)
        .Always("table", "Kind of row", "line (the summary), month, reimbursement, member-line and member (bodies that it gathers), member-fund, condition, goal or check.", one => one.Row.Table)
        .Text("member_code", "Code of the member", "Board, authority or NHS body that the value is of; empty where it is of the body itself.", one => one.Row.Member?.Code)
        .Text("member_name", "Name of the member", "The same in words.", one => one.Row.Member?.Name)
        .Always("id", "Figure", "Stable name of the figure, the same in every period.", one => one.Row.Id)
        .Text("section", "Section", "Under which it stands in the summary.", one => one.Row.Section)
        .Always("name", "Name of the figure", "The same in words.", one => one.Row.Name)
        .Always("column", "Column", "period, year to date, same period last year, last year to date or full year (a forecast until the year is over); of a month and a goal the month or period that the value is of.", one => one.Row.Column)
        .Number("value", "Value", "Exact, in the unit beside it; empty where there is none.", one => one.Row.Value)
        .Always("unit", "Unit", "Of the value.", one => one.Row.Unit)
        .Always("status", "Status", "How far the value can be relied on; why there is none where there is none.", one => one.Row.Status != Known ? one.Row.Status : one.Row.Value is null ? FundWords.NotKnown : Phrases.Of(one.Of.Status))
        .Text("note", "Note", "What a reader must know of the value.", one => one.Row.Note)
        .Text("how", "How it is made", "How year to date and full year follow, in words.", one => one.Row.How)
        .Text("source_document", "Source", "Where the value is worked out: name of the document, or of the sheet of the workbook beside this file.", one => one.Row.Source)
        .Always("policy", "Rules", "Version of the rules that the figures were worked out by.", one => one.Of.Policy)
        .Text("reference", "Reference data", "Version of the reference data that the figures were worked out with.", one => one.Of.Reference)
        .Text("last_acceptance", "Last acceptance", "The last return that anything in the file comes from.", one => one.Of.LastAcceptance.Value)
        .Time("as_at", "As at", "When that return was received.", one => one.Of.AsAt);

    /// <summary>What each column is.</summary>
    public static CsvDescription Description => Table;

    /// <summary>With headings; lines end in a line feed. A text that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    public static string Csv(Summary summary) => Table.Csv(Rows(summary).Select(row => (summary, row)));

    /// <param name="Status">Of the value; why there is none. That of the summary where it has none of its own and a value.</param>
    private sealed record Row(string Table, string Id, string Name, string Column, decimal? Value, string Unit, string? Section = null, string Status = Known, string? Note = null, string? How = null, string? Source = null)
    {
        public (string Code, string Name)? Member { get; init; }
    }

    private static IEnumerable<Row> Rows(Summary summary) =>
    [
        .. Lines("line", summary.Lines), .. summary.Months.SelectMany(month => Month(summary, month)), .. summary.Reimbursement.SelectMany(one => Reimbursement(one).Select(row => row with { Member = (one.NhsBody, one.Name) })),
        .. summary.Members.SelectMany(member => Member(summary, member).Select(row => row with { Member = (member.Code, member.Name) })),
    ];

    private static IEnumerable<Row> Lines(string table, ImmutableArray<SummaryLine> lines) =>
        from line in lines
        from column in Core.Figures.Summaries.Summaries.Columns(line)
        select new Row(
            table, line.Id, line.Name, column.Name, column.Amount.Value, line.Unit, line.Section, column.Amount.Value is null ? column.Amount.Why ?? FundWords.NotKnown : Known, column.Amount.Value is null ? null : column.Amount.Why, line.How, line.From);

    private static IEnumerable<Row> Month(Summary summary, Core.Figures.Delays.DelayFigures month) =>
        from figure in month.Figures
        select new Row("month", figure.Id, figure.Name, month.Month.ToString(), figure.Value, figure.Unit, "Delays", Phrases.Of(figure.Status), figure.DenominatorName, Source: DocumentOf(summary, new Core.Figures.FigureKey(month.Body.Code, month.Month).BlobName));

    private static IEnumerable<Row> Reimbursement(ReimbursementOf of)
    {
        var without = of.Withheld ?? FundWords.NotKnown;
        return
        [
            Of("reimbursement.cases", "Cases", of.Cases, "cases"), Of("reimbursement.days", "Days that count", of.Days, "days"), .. Amounts(of.Amounts, PeriodColumn, without), .. Amounts(of.YearToDate, ToDate, without),
        ];

        Row Of(string id, string name, int? value, string unit) => new("reimbursement", id, name, PeriodColumn, value, unit, "Reimbursement", value is null ? without : Phrases.Of(of.Status));
    }

    /// <param name="without">Why there is none of the amounts.</param>
    private static IEnumerable<Row> Amounts(StatementAmounts? amounts, string column, string without) =>
        from one in ((string Id, string Name, Pence? Amount, string Why)[])
        [
            ("reimbursement.ceiling", "Notional ceiling (not an invoice)", amounts?.NotionalCeiling, "not given"), ("reimbursement.computable", "Computable", amounts?.Computable, FundWords.NotKnown), ("reimbursement.required", "Required", amounts?.Required, "not decided"),
            ("reimbursement.due", "Due, as part of required", amounts?.Due, "not decided"), ("reimbursement.in-dispute", "In dispute, as part of required", amounts?.InDispute, "not decided"), ("reimbursement.paid", "Paid", amounts?.Paid, FundWords.NotKnown),
        ]
        select new Row("reimbursement", one.Id, one.Name, column, one.Amount?.Pounds, Pounds, "Reimbursement", one.Amount is not null ? Known : amounts is null ? without : one.Why);

    private static IEnumerable<Row> Member(Summary summary, SummaryMember member)
    {
        foreach (var row in Lines("member-line", member.Lines))
            yield return row.Value is null ? row : row with { Status = Phrases.Of(member.Status) };
        // An NHS body's statements are not ranked, and have no fund.
        if (summary.Key.Kind == SummaryKind.NhsBody)
            yield break;
        yield return new("member", "present", "Nothing is wanting", PeriodColumn, member.Absent is null ? 1 : 0, "1 yes, 0 no", Status: Phrases.Of(member.Status), Note: member.Absent);
        var care = member.SmallNumbers.IsEmpty ? null : $"{Phrases.Capital(Phrases.List(member.SmallNumbers))}.";
        yield return new("member", "delays.rank", "Rank by rate of people delayed, 1 the lowest", PeriodColumn, member.Rank, "rank", "Delays", member.Rank is null ? "not ranked" : Known, care);
        yield return new("member", "delays.ranked", "Authorities ranked", PeriodColumn, member.RankedOf, "authorities", "Delays", member.RankedOf is null ? "not ranked" : Known);
        yield return new("member", "delays.quartile", "Quartile of the rates, 1 the lowest", PeriodColumn, member.Quartile, "quartile of 4", "Delays", member.Quartile is null ? "not ranked" : Known, care);
        if (member.Fund is not { } fund)
            yield break;
        var source = DocumentOf(summary, $"{member.Code}/{FundKey.Before}{fund.Year}.json");
        foreach (var row in Fund(fund))
            yield return row with { Status = row.Status != Known || row.Value is null ? row.Status : Phrases.Of(fund.Status), Source = source };
    }

    private static IEnumerable<Row> Fund(FundHeadlines fund) =>
    [
        .. Pool("income", "Income", fund.Income), .. Pool("expenditure", "Expenditure", fund.Expenditure),
        Money("fund.forecast-underspend", "Forecast underspend", Year, fund.ForecastUnderspend), Money("performance.fund", "Performance fund", Year, fund.PerformanceFund), Money("performance.paid", "Performance payment released", ToDate, fund.PerformancePaid),
        .. fund.Conditions.Select(one => new Row("condition", $"condition.{Words.Number(one.Number)}", Phrases.Capital(one.Name), Year, one.Normalised switch { null => null, ConditionAnswer.Yes => 1, _ => 0 }, "1 met, 0 not met", "National conditions",
            one.Normalised is null ? FundWords.NotGiven : Known, one.Answer)),
        .. fund.Goals.SelectMany(one => new[]
        {
            new Row("goal", $"{one.Metric}.goal", FundWords.Named(one), one.Period, one.Goal, FundWords.UnitOf(one), "Goals", one.Goal is null ? "no goal" : Known),
            new Row("goal", $"{one.Metric}.actual", FundWords.Named(one), one.Period, one.Actual.Value, FundWords.UnitOf(one), "Goals", Phrases.Of(one.Actual.Status), $"{FundWords.Of(one.Track)}. {one.Why}"),
        }),
        .. fund.Headroom.SelectMany(one => new[] { Check("has", "has", one, one.Has), Check("needs", "needs", one, one.Needs), Check("headroom", "headroom", one, one.Headroom) }),
    ];

    private static IEnumerable<Row> Pool(string side, string name, PoolAmounts? amounts) =>
    [
        Money($"fund.{side}.yearly-plan", $"{name}: yearly plan", Year, amounts?.YearlyPlan), Money($"fund.{side}.planned", $"{name} planned", ToDate, amounts?.Planned), Money($"fund.{side}.actual", $"{name}: actual", ToDate, amounts?.Actual),
        Money($"fund.{side}.variance", $"{name}: actual less planned", ToDate, amounts?.Variance), Money($"fund.{side}.forecast", $"{name}: forecast", Year, amounts?.Forecast),
    ];

    private static Row Money(string id, string name, string column, Pence? amount) => new("member-fund", id, name, column, amount?.Pounds, Pounds, "Pooled fund");

    private static Row Check(string id, string name, PlanCheck check, Pence? amount) =>
        new("check", $"{check.Rule}.{id}", $"{check.Title}{(check.About is { } about ? $", {about}" : "")}: {name}", Year, amount?.Pounds, Pounds, "Checks of the plan", amount is null ? NoAmount : FundWords.Of(check.Result).ToLowerInvariant(), check.Says);

    /// <summary>As it is named among the sources of the summary; null where it is not.</summary>
    private static string? DocumentOf(Summary summary, string blobName) => summary.Sources.FirstOrDefault(source => source.Document.EndsWith(blobName, StringComparison.Ordinal))?.Document;
}
