using System.Globalization;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Funds;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Summaries.Sheets;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries;

/// <summary>
/// The formulas by which figures of the summary follow from other sheets of the same file. A formula is used only where it comes to the figure: where a switch, a month that the file does not have or a withheld number decides
/// otherwise, the figure stands as it was worked out.
/// </summary>
internal sealed class LineFormulas(SummaryRows rows)
{
    /// <summary>Exact numbers are compared; what differs by less is the last digit of a division.</summary>
    private const decimal Near = 0.000000001m;

    private const int Period = 0, ToDate = 1, Before = 2, BeforeToDate = 3, FullYear = 4;

    private readonly SummaryPeriod _period = rows.Period;
    private readonly Dictionary<ReportingMonth, HistoryMonth> _history = rows.History.ToDictionary(month => month.Month);

    /// <param name="column">In the order of <see cref="LinesSheet.Amounts"/>.</param>
    public string? Of(SummaryLine line, int column) => LinesSheet.Amounts(line).ElementAt(column).Value is { } value
        ? Ways(line, column).Where(way => way.Comes is { } comes && decimal.Abs(comes - value) < Near).Select(way => way.Formula).FirstOrDefault() : null;

    private IEnumerable<(string Formula, decimal? Comes)> Ways(SummaryLine line, int column) => line.Id switch
    {
        "delays.days.total" => Days(line, column, MonthsSheet.Days, DelaysSheet.Total, month => month.Days, _ => true),
        "delays.days.nhs" => Days(line, column, MonthsSheet.Nhs, MonthsSheet.Nhs, month => month.Nhs, attribution => attribution == Attribution.Nhs),
        "delays.days.social-care" => Days(line, column, MonthsSheet.SocialCare, MonthsSheet.SocialCare, month => month.SocialCare, attribution => attribution == Attribution.SocialCare),
        "delays.days.both" => Days(line, column, MonthsSheet.Both, MonthsSheet.Both, month => month.Both, attribution => attribution == Attribution.Both),
        "delays.beds.total" => Beds(line, column, MonthsSheet.Days, month => month.Days),
        "delays.beds.social-care" => Beds(line, column, MonthsSheet.SocialCare, month => month.SocialCare),
        "delays.rate.total" => Rate(line, column),
        "reimbursement.computable" => Required(column, ReimbursementSheet.Computable, amounts => amounts.Computable),
        "reimbursement.required" => Required(column, ReimbursementSheet.Required, amounts => amounts.Required),
        "reimbursement.due" => Required(column, ReimbursementSheet.Due, amounts => amounts.Due),
        "reimbursement.in-dispute" => Required(column, ReimbursementSheet.InDispute, amounts => amounts.InDispute),
        "reimbursement.paid" => Required(column, ReimbursementSheet.Paid, amounts => amounts.Paid),
        "fund.income.planned" => Pool(column, PoolSide.Income, PoolSheet.IncomePlanned, IncomeSheet.Planned, IncomeSheet.Year, quarter => quarter.Income.Planned, toDate => toDate.Planned, lineOf => lineOf.YearToDate.YearlyPlan),
        "fund.income" => Pool(column, PoolSide.Income, PoolSheet.Income, IncomeSheet.Actual, IncomeSheet.FullYear, quarter => quarter.Income.Actual, toDate => toDate.Actual, lineOf => lineOf.FullYearForecast),
        "fund.expenditure.planned" => Pool(column, PoolSide.Expenditure, PoolSheet.ExpenditurePlanned, IncomeSheet.Planned, IncomeSheet.Year, quarter => quarter.Expenditure.Planned, toDate => toDate.Planned, lineOf => lineOf.YearToDate.YearlyPlan),
        "fund.expenditure" => Pool(column, PoolSide.Expenditure, PoolSheet.Expenditure, IncomeSheet.Actual, IncomeSheet.FullYear, quarter => quarter.Expenditure.Actual, toDate => toDate.Actual, lineOf => lineOf.FullYearForecast),
        "performance.paid" => Performance(column),
        _ => [],
    };

    private IEnumerable<(string, decimal?)> Days(SummaryLine line, int column, string heading, string ofPeriod, Func<HistoryMonth, long?> of, Func<Attribution, bool> which)
    {
        if (column == Period && rows.Delays is { Calculable: true } delays && delays.Known.Count() == _period.Months.Count())
            yield return (TablePlan.Sum(DelaysSheet.Table, ofPeriod), DelayedTransfers.Attributions.Where(which).Sum(attribution => DelayedTransfers.CareTypes.Sum(care => delays.Days(care, attribution))));
        if (column == FullYear && line.YearToDate.Value is { } toDate)
        {
            var (first, last, end) = (_period.Year.FirstDay, _period.LastDay, _period.Year.LastDay);
            yield return (Here(LinesSheet.YearToDate), toDate);
            yield return ($"{Here(LinesSheet.YearToDate)}/({Date(last)}-{Date(first)}+1)*({Date(end)}-{Date(first)}+1)", toDate / (last.DayNumber - first.DayNumber + 1) * (end.DayNumber - first.DayNumber + 1));
        }
        else if (MonthsOf(column) is { } months)
            yield return (Over(heading, months), Sum(months, of));
    }

    private IEnumerable<(string, decimal?)> Beds(SummaryLine line, int column, string heading, Func<HistoryMonth, long?> of)
    {
        if (column == FullYear)
            yield return (Here(LinesSheet.YearToDate), line.YearToDate.Value);
        else if (MonthsOf(column) is { } months)
            yield return ($"{Over(heading, months)}/{Over(MonthsSheet.CalendarDays, months)}", Sum(months, of) / months.Sum(month => month.Days));
    }

    private IEnumerable<(string, decimal?)> Rate(SummaryLine line, int column)
    {
        if (column == FullYear)
            yield return (Here(LinesSheet.YearToDate), line.YearToDate.Value);
        else if (MonthsOf(column) is [var month])
            yield return (Over(MonthsSheet.Rate, [month]), _history.GetValueOrDefault(month)?.Per100000);
    }

    private IEnumerable<(string, decimal?)> Required(int column, string heading, Func<StatementAmounts, Pence?> of)
    {
        if (column is not (Period or ToDate))
            return [];
        var amounts = rows.Summary.Reimbursement.Select(one => column == Period ? one.Amounts : one.YearToDate).ToList();
        return [(TablePlan.Sum(column == Period ? ReimbursementSheet.Table : ReimbursementSheet.ToDateTable, heading), FundRows.Sum(amounts.OfType<StatementAmounts>().Select(of))?.Pounds)];
    }

    private IEnumerable<(string, decimal?)> Pool(
        int column, PoolSide side, string inQuarter, string toDate, string whole, Func<PoolQuarter, Pence?> ofQuarter, Func<PoolAmounts, Pence?> ofDate, Func<PoolLine, Pence?> ofYear)
    {
        if (rows.Fund is not { Last: { } last } fund)
            return [];
        var table = side == PoolSide.Income ? IncomeSheet.IncomeTable : IncomeSheet.ExpenditureTable;
        var lines = fund.ToDate(side).ToList();
        return column switch
        {
            Period when fund.Quarters.FirstOrDefault(quarter => quarter.Quarter == _period.Quarter) is { } quarter => [(TablePlan.Lookup(PoolSheet.Table, inQuarter, PoolSheet.Quarter, quarter.Quarter.Name), ofQuarter(quarter)?.Pounds)],
            ToDate when lines.Count > 0 => [(TablePlan.Sum(table, toDate), FundRows.Sum(lines.Select(row => ofDate(row.Line.YearToDate)))?.Pounds)],
            FullYear when lines.Count > 0 => [(TablePlan.Sum(table, whole), FundRows.Sum(lines.Select(row => ofYear(row.Line)))?.Pounds)],
            _ => [],
        };
    }

    private IEnumerable<(string, decimal?)> Performance(int column)
    {
        if (rows.Summary.Fund?.Performance is not { Quarters.IsEmpty: false } performance)
            return [];
        return column switch
        {
            Period when performance.Quarters.FirstOrDefault(quarter => quarter.Quarter == _period.Quarter) is { } quarter => [(Paid(quarter.Quarter.Name, PaymentSheet.Paid), quarter.Paid?.Pounds)],
            ToDate => performance.Quarters.Select((quarter, index) => (Paid(quarter.Quarter.Name, PaymentSheet.SoFar), FundRows.Sum(performance.Quarters.Take(index + 1).Select(one => one.Paid))?.Pounds)).Where(way => way.Pounds is not null).Reverse(),
            FullYear => [(Paid(PaymentSheet.Year, PaymentSheet.Fund), performance.Fund?.Pounds)],
            _ => [],
        };

        static string Paid(string column, string line) => TablePlan.Lookup(PaymentSheet.Table, column, PaymentSheet.Line, line);
    }

    private List<ReportingMonth>? MonthsOf(int column) => column switch
    {
        Period => [.. _period.Months],
        ToDate => [.. _period.MonthsToDate],
        Before => [.. _period.YearBefore.Months],
        BeforeToDate => [.. _period.YearBefore.MonthsToDate],
        _ => null,
    };

    private decimal? Sum(List<ReportingMonth> months, Func<HistoryMonth, long?> of) => months.All(month => _history.TryGetValue(month, out var found) && of(found) is not null) ? months.Sum(month => of(_history[month])!.Value) : null;

    /// <summary>Adds up a column of the months, from the first to the last.</summary>
    private static string Over(string heading, List<ReportingMonth> months)
    {
        var month = TablePlan.Column(MonthsSheet.Table, MonthsSheet.Month);
        return months.Count == 1 ? $"SUMIFS({TablePlan.Column(MonthsSheet.Table, heading)},{month},{Date(months[0].FirstDay)})"
            : $"SUMIFS({TablePlan.Column(MonthsSheet.Table, heading)},{month},\">=\"&{Date(months[0].FirstDay)},{month},\"<=\"&{Date(months[^1].FirstDay)})";
    }

    private static string Here(string heading) => TablePlan.Here(LinesSheet.Table, heading);

    private static string Date(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"DATE({date.Year},{date.Month},{date.Day})");
}
