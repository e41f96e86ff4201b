using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Figures.Summaries;

/// <summary>A summary in words, most important first: how many delays and whether that is news, what is required, how the pool stands, what is wanting.</summary>
internal static class SummaryWords
{
    /// <param name="required">Reimbursement of the period together; null where it is withheld or there is none.</param>
    internal static IEnumerable<string> Of(Summary summary, StatementAmounts? required)
    {
        var period = summary.Key.Period;
        if (Line(summary, "delays.days.total") is { } days)
        {
            var beds = Line(summary, "delays.beds.total")?.Period.Value;
            yield return days.Period.Value is { } value
                ? $"{summary.Name} had {Words.Days((long)value)} of delayed transfers in {period.Name}{(beds is { } a ? $": {Words.Number(a, 1)} people delayed on an average day" : "")}.{Beside(days, value)}"
                : $"Delayed days of {period.Name} are not known: {days.Period.Why}.";
            if (summary.Delays is { } history && period.Months.Last() == history.Months[^1].Month && history.Beds.Says is [var chart, ..])
                yield return chart;
            if (summary.Months is [.., { Body.Code: not Body.EnglandCode }] && summary.Delays?.Months.LastOrDefault(month => month.Month == summary.Months[^1].Month) is { Rank: { } rank, RankedOf: { } of } last)
                yield return $"In {last.Month.Name} it was {Words.Number(rank)} of {Words.Number(of)} authorities by people delayed per 100,000 adults, where 1 has the fewest.{(last.SmallNumbers.IsEmpty ? "" : $" Read it with care: {string.Join(" and ", last.SmallNumbers)}.")}";
            if (summary.Delays?.Changed.Where(restated => period.Months.Contains(restated.Month)).ToList() is { Count: > 0 } changed)
                yield return $"Figures of the period were restated {Words.Of(changed.Count, "time")}, last on {Words.Date(London.DateOf(changed.Max(one => one.At)))}.";
        }
        if (required is { } amounts)
            yield return $"Reimbursement for {period.Name}: {Or(amounts.Required, "not decided")} required, {Or(amounts.Due, "not known")} due, {Or(amounts.InDispute, "not known")} in dispute, {Or(amounts.Paid, "not known")} paid.";
        else if (summary.Reimbursement.Any(one => one.Withheld is not null))
            yield return "Reimbursement of the period is withheld: so few cases could be recognised. The two parties have it in their statements.";
        if (summary.Fund is { } fund)
        {
            foreach (var sentence in Of(fund))
                yield return sentence;
        }
        if (summary.Key.Kind == SummaryKind.Icb)
        {
            var absent = summary.Members.Where(member => member.Absent is not null).Select(member => member.Name).ToList();
            yield return $"{Words.Of(summary.Members.Length - absent.Count, "board")} of {Words.Number(summary.Members.Length)} {(summary.Members.Length - absent.Count == 1 ? "has" : "have")} a plan or a return{(absent.Count > 0 ? $"; wanting: {string.Join(", ", absent)}" : "")}.";
            if (Line(summary, "fund.expenditure") is { } spent && Line(summary, "fund.expenditure.planned") is { } planned && spent.YearToDate.Value is { } actual && planned.YearToDate.Value is { } plan)
                yield return $"Boards have spent {Pence.FromPounds(actual)} to date{Known(spent)}, planned were {Pence.FromPounds(plan)}{(planned.YearToDate.Why == spent.YearToDate.Why ? "" : Known(planned))}.";
        }
        if (summary.Key.Kind == SummaryKind.England && summary.Members.Count(member => member.Absent is not null && member.Lines.IsEmpty) is > 0 and var missing)
            yield return $"{Words.Number(missing)} of the authorities of England {(missing == 1 ? "is" : "are")} absent: no provider reported a delay, which is not known to be none.";
        if (summary.Key.Kind == SummaryKind.NhsBody)
            yield return summary.Members.IsEmpty ? $"No authority may be charged for {period.Name}: there is no statement." : $"{Words.Of(summary.Members.Count(member => member.Statement is not null), "statement")} for {period.Name}, of {Words.Of(summary.Members.Length, "payer")} in the year to date.";
    }

    private static IEnumerable<string> Of(FundYear fund)
    {
        if (fund.Pool is { } pool)
        {
            yield return $"Better Care Fund {fund.Key.Year} to {pool.To.Name}: income {Or(pool.Income.Actual, "not known")}, expenditure {Or(pool.Expenditure.Actual, "not known")}"
                + $"{(pool.ForecastUnderspend is { } left ? $"; {(pool.IsOutturn ? "outturn" : "forecast")} {(left.Number < 0 ? "overspend" : "underspend")} {new Pence(Math.Abs(left.Number))}" : "")}.";
        }
        if (fund.Performance is { Fund: { } most, Paid: { } paid })
            yield return $"Performance payment: {paid} of at most {most}.";
        if (GoalCounts.Of(fund.Metrics) is { Due: > 0 } goals)
            yield return $"{Words.Number(goals.OnTrack)} of {Words.Of(goals.Due, "goal")} that {(goals.Due == 1 ? "is" : "are")} due {(goals.OnTrack == 1 ? "is" : "are")} on track.";
        if (fund.Plan?.Checks.Count(check => check.Result == PlanCheckResult.Failed) is > 0 and var failed)
            yield return $"{Words.Of(failed, "check")} of the plan failed: see Plan checks.";
    }

    private static string Beside(SummaryLine line, decimal value)
    {
        if (line.PriorYear.Value is not { } before)
            return "";
        if (line.PriorYear.Why is { } why)
            return $" A year before it was {Words.Number((long)before)}, {why}: compare them with care.";
        var apart = value - before;
        return before == 0 || apart == 0 ? $" A year before it was {(apart == 0 ? "the same" : Words.Number((long)before))}."
            : $" That is {Words.Number(Math.Abs(apart) / before * 100, 0)}% {(apart < 0 ? "fewer" : "more")} than the {Words.Number((long)before)} a year before.";
    }

    private static string Known(SummaryLine line) => line.YearToDate.Why is { } why ? $" ({why})" : "";

    private static string Or(Pence? amount, string words) => amount?.ToString() ?? words;

    private static SummaryLine? Line(Summary summary, string id) => summary.Lines.FirstOrDefault(line => line.Id == id);
}
