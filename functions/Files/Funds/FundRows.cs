using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds;

/// <summary>
/// A fund's year laid out in rows, as the sheets of the workbook and the tables of the page show it. Nothing is worked out here that the document does not hold, but sums of its own lines; a sum with a part that is not known is
/// not known.
/// </summary>
internal sealed class FundRows
{
    private readonly ImmutableArray<LineRow> _income, _expenditure;

    public FundRows(FundYear year)
    {
        Year = year;
        Quarters = year.Pool?.Quarters ?? [];
        Latest = Quarters.LastOrDefault();
        Last = year.Pool is { Quarters.IsEmpty: false } pool ? pool.Quarters.Single(quarter => quarter.Quarter == pool.To) : null;
        _income = [.. LinesOf(PoolSide.Income)];
        _expenditure = [.. LinesOf(PoolSide.Expenditure)];
        Contributions = [.. Quarters.SelectMany(quarter => quarter.Contributions, (quarter, due) => new DueRow(quarter, due))];
        Partners = [.. PartnersOf()];
        Steps = [.. StepsOf(year)];
    }

    public FundYear Year { get; }

    public ImmutableArray<PoolQuarter> Quarters { get; }

    /// <summary>The last quarter of which an actual is known: what is "to date" is to its end.</summary>
    public PoolQuarter? Last { get; }

    /// <summary>The last quarter with a return, be it a forecast: who holds the fund and who signed is read from it.</summary>
    public PoolQuarter? Latest { get; }

    /// <summary>The lines of every quarter.</summary>
    public ImmutableArray<LineRow> Lines(PoolSide side) => side == PoolSide.Income ? _income : _expenditure;

    /// <summary>The lines of the last quarter with actuals: they have the year to date.</summary>
    public IEnumerable<LineRow> ToDate(PoolSide side) => Lines(side).Where(row => row.Quarter == Last);

    public ImmutableArray<DueRow> Contributions { get; }

    public ImmutableArray<FundPartner> Partners { get; }

    /// <summary>Every step of every working, with what it belongs to.</summary>
    public ImmutableArray<StepRow> Steps { get; }

    public ImmutableArray<PlanCheck> Checks => Year.Plan?.Checks ?? [];

    public ImmutableArray<SchemePosition> Schemes => Year.Schemes?.Schemes ?? [];

    /// <summary>Groups of schemes with the way in which they are grouped.</summary>
    public IEnumerable<(string By, SchemeGroup Group)> Groups => Grouped(Year.Schemes?.ByArrangement ?? [], Year.Schemes?.ByWorking ?? []);

    public static IEnumerable<(string By, SchemeGroup Group)> Grouped(IEnumerable<SchemeGroup> byArrangement, IEnumerable<SchemeGroup> byWorking) =>
        byArrangement.Select(group => ("Arrangement under section 75", group)).Concat(byWorking.Select(group => ("Model of joint working", group)));

    /// <summary>A partner by its code, with the name where one is known.</summary>
    public string NameOf(string code) => Partners.FirstOrDefault(partner => partner.Code == code)?.Named ?? (code == Year.Key.Hwb ? FundWords.Named(Year.Name, code) : code);

    /// <summary>The sum, or null when there is nothing to add or a part of it is not known.</summary>
    public static Pence? Sum(IEnumerable<Pence?> amounts)
    {
        Pence? sum = null;
        foreach (var amount in amounts)
        {
            if (amount is not { } known)
                return null;
            sum = (sum ?? default(Pence)) + known;
        }
        return sum;
    }

    private IEnumerable<LineRow> LinesOf(PoolSide side) => Quarters.SelectMany(quarter => quarter.Lines.Where(line => line.Side == side), (quarter, line) => new LineRow(quarter, line));

    /// <summary>Everybody who is named anywhere as a partner: the host first, then as the plan, the returns and the sharing name them.</summary>
    private IEnumerable<FundPartner> PartnersOf()
    {
        var named = (Year.Plan?.Contributions ?? []).Select(one => (one.Partner, one.Name))
            .Concat(Quarters.SelectMany(quarter => quarter.Lines, (_, line) => (line.Partner, line.PartnerName)))
            .Concat(Contributions.Select(row => (row.Due.Partner, row.Due.PartnerName)))
            .Concat((Year.Pool?.Account?.Partners ?? []).Select(one => (one.Partner, one.Name)))
            .Concat((Year.RiskSharing?.Partners ?? []).Select(one => (one.Partner, one.Name)));
        var host = Latest?.Host ?? Year.RiskSharing?.Partners.FirstOrDefault(share => share.IsHost)?.Partner;
        return from one in named.DistinctBy(one => one.Partner)
               orderby one.Partner == host descending
               select Partner(one.Partner, one.Item2, one.Partner == host);
    }

    private FundPartner Partner(string code, string name, bool isHost)
    {
        var planned = (Year.Plan?.Contributions ?? []).Where(one => one.Partner == code).ToList();
        var due = Contributions.Where(row => row.Quarter == Last && row.Due.Partner == code).ToList();
        var account = Year.Pool?.Account?.Partners.FirstOrDefault(one => one.Partner == code);
        var share = Year.RiskSharing?.Partners.FirstOrDefault(one => one.Partner == code);
        return new(
            code, name, isHost, planned.Count == 0 ? null : Sum(planned.Select(one => (Pence?)one.Amount)), Sum(due.Select(row => row.Due.Due)), Sum(due.Select(row => row.Due.Received)), Sum(due.Select(row => row.Due.Outstanding)),
            due.Select(row => row.Due.NextInstalment).Min(), account?.Contributed ?? ActualOf(PoolSide.Income, code), account?.Spent ?? ActualOf(PoolSide.Expenditure, code), share, account?.ShareOfClosing);
    }

    private Pence? ActualOf(PoolSide side, string partner) => Sum(ToDate(side).Where(row => row.Line.Partner == partner).Select(row => row.Line.YearToDate.Actual));

    private static IEnumerable<StepRow> StepsOf(FundYear year)
    {
        foreach (var terms in year.Performance?.Terms ?? [])
        {
            foreach (var row in Rows("Performance payment", $"Terms of plan version {terms.Version}", terms.Working))
                yield return row;
        }
        foreach (var quarter in year.Performance?.Quarters ?? [])
        {
            foreach (var row in Rows("Performance payment", quarter.Quarter.Name, quarter.Working))
                yield return row;
        }
        foreach (var row in Rows("Release of the sum held", "What goes to the NHS and to the pool", year.Release?.Working ?? []).Concat(Rows("Delayed-transfer expectation", "What was expected, reached and at risk", year.Expectation?.Working ?? []))
            .Concat(Rows("Risk share", "Sharing of the variance", year.RiskSharing?.Steps ?? [])))
            yield return row;
        foreach (var scheme in year.Schemes?.Schemes ?? [])
        {
            foreach (var row in Rows("Scheme", $"{scheme.Scheme} {scheme.Name}", scheme.Steps))
                yield return row;
        }
        // Where nothing is known there is no working: the reason stands beside the goal.
        foreach (var metric in year.Metrics.Where(metric => metric.Actual.Value is not null || metric.Actual.Numerator is not null))
        {
            foreach (var row in Rows("Metric", $"{metric.Name}, {FundWords.Period(metric.Period)}", metric.Actual.Working))
                yield return row;
        }
    }

    private static IEnumerable<StepRow> Rows(string subject, string about, ImmutableArray<Step> steps) => steps.Select((step, index) => new StepRow(subject, Phrases.Capital(about), index + 1, step));
}

internal sealed record LineRow(PoolQuarter Quarter, PoolLine Line)
{
    public string Partner => FundWords.Named(Line.PartnerName, Line.Partner);
}

internal sealed record DueRow(PoolQuarter Quarter, ContributionDue Due)
{
    public string Partner => FundWords.Named(Due.PartnerName, Due.Partner);
}

/// <param name="Subject">Which part of the document.</param>
/// <param name="About">Which figure of it.</param>
internal sealed record StepRow(string Subject, string About, int Number, Step Step);

/// <summary>A partner with what it paid in, spent, gets and owes.</summary>
/// <param name="Planned">Its contributions of the year in the plan in force.</param>
/// <param name="Due">By the end of the last quarter with actuals, as its return has it.</param>
/// <param name="PaidIn">In the year to date.</param>
/// <param name="Spent">Of the expenditure to date, what it commissions.</param>
internal sealed record FundPartner(
    string Code, string Name, bool IsHost, Pence? Planned, Pence? Due, Pence? Received, Pence? Outstanding, DateOnly? NextInstalment, Pence? PaidIn, Pence? Spent, PartnerShare? Share, Pence? ShareOfClosing)
{
    public string Named => FundWords.Named(Name, Code);
}
