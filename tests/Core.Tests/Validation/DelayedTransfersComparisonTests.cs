using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Tests.Returns;

namespace Monitoring.Core.Tests.Validation;

/// <summary>DT-50 and DT-51: a month beside the months before. RJ7 reports for itself, each month on the 12th of the next.</summary>
public class DelayedTransfersComparisonTests
{
    private static readonly ReportingMonth November = new(2019, 11);

    /// <summary>The days of an authority are those of one cell: acute, reason C, NHS.</summary>
    private static SmallReturn Month(ReportingMonth month, params (string Authority, long Days)[] authorities)
    {
        var sent = SmallReturn.Template(month.ToString(), "RJ7", authorities[0].Authority);
        foreach (var (authority, _) in authorities.Skip(1))
            sent.Pair(month.ToString(), "RJ7", authority);
        for (var i = 0; i < authorities.Length; i++)
            sent.Cell(4 + 21 * i, "NHS days", authorities[i].Days.ToString(CultureInfo.InvariantCulture)).Cell(7 + 21 * i, "Social care days", "0");
        return sent;
    }

    private static string[] Receive(MemoryLedger ledger, ReportingMonth month, params (string Authority, long Days)[] authorities)
    {
        var (found, effects) = ledger.Receive(new FileContent(FileKind.Csv, [Month(month, authorities).Sheet()], []), "RJ7", $"{month.AddMonths(1)}-12");
        Assert.Empty(found.Findings.Select(finding => finding.ToString()));
        return [.. effects.SelectMany(effect => effect.Findings).Select(finding => $"{finding.Rule}: {finding.Wrong}")];
    }

    [Fact]
    public void DT_50_an_authority_with_days_last_month_is_left_out()
    {
        var ledger = new MemoryLedger();
        Receive(ledger, November.AddMonths(-1), ("730", 62), ("738", 1));
        Assert.Equal(["DT-50: Bournemouth, Christchurch and Poole (738) had 1 day in October 2019 and is not in this return of November 2019."], Receive(ledger, November, ("730", 60)));
    }

    [Fact]
    public void DT_50_one_without_days_last_month_is_not_missed()
    {
        var ledger = new MemoryLedger();
        Receive(ledger, November.AddMonths(-1), ("730", 62), ("738", 0));
        Assert.Empty(Receive(ledger, November, ("730", 60)));
    }

    [Fact]
    public void DT_50_one_that_reports_no_days_is_there()
    {
        var ledger = new MemoryLedger();
        Receive(ledger, November.AddMonths(-1), ("730", 62), ("738", 9));
        Assert.Empty(Receive(ledger, November, ("730", 60), ("738", 0)));
    }

    [Fact]
    public void DT_50_only_the_month_before_is_looked_at()
    {
        var ledger = new MemoryLedger();
        Receive(ledger, November.AddMonths(-2), ("730", 60), ("738", 9));
        Assert.Empty(Receive(ledger, November, ("730", 60)));
    }

    [Fact]
    public void DT_50_an_authority_that_ended_is_not_missed()
    {
        // Poole ended on 31 March 2019.
        var ledger = new MemoryLedger();
        Receive(ledger, new(2019, 3), ("730", 62), ("811", 9));
        Assert.Empty(Receive(ledger, new(2019, 4), ("730", 60)));
    }

    /// <summary>
    /// Twelve months to October 2019 of 50 and 60 beds in turn: days are beds times the days of the month. Worked out by hand: the mean is (6 x 50 + 6 x 60) / 12 = 55 beds; each of the 11 moving
    /// ranges is 10, so their mean is 10 and the limits are 55 - 26.6 = 28.4 and 55 + 26.6 = 81.6 beds. November has 30 days: 852 and 2,448 days.
    /// </summary>
    private static MemoryLedger Alternating(int months = 12)
    {
        var ledger = new MemoryLedger();
        for (var back = months; back > 0; back--)
        {
            var month = November.AddMonths(-back);
            Assert.Empty(Receive(ledger, month, ("730", (back % 2 == 0 ? 50 : 60) * month.Days)));
        }
        return ledger;
    }

    [Theory]
    [InlineData(2_448)]
    [InlineData(1_650)]
    [InlineData(852)]
    public void DT_51_at_the_limit_is_not_outside(long days) => Assert.Empty(Receive(Alternating(), November, ("730", days)));

    [Theory]
    [InlineData(2_449, "Merton (730) has 2,449 days in November 2019, which is 81.6 beds a day.")]
    [InlineData(851, "Merton (730) has 851 days in November 2019, which is 28.4 beds a day.")]
    [InlineData(0, "Merton (730) has 0 days in November 2019, which is 0.0 beds a day.")]
    public void DT_51_one_day_beyond_is_outside(long days, string said) =>
        Assert.Equal([$"DT-51: {said} The 12 months before give 55.0, and 28.4 to 81.6 as what varies by itself."], Receive(Alternating(), November, ("730", days)));

    [Fact]
    public void DT_51_eleven_months_give_no_limits() => Assert.Empty(Receive(Alternating(11), November, ("730", 9_999)));

    [Fact]
    public void DT_51_each_authority_has_limits_of_its_own()
    {
        // Reading has none yet: it was never reported before.
        Assert.Empty(Receive(Alternating(), November, ("730", 1_650), ("616", 9_999)));
        Assert.Single(Receive(Alternating(), November, ("730", 9_999), ("616", 9_999)));
    }

    [Fact]
    public void DT_51_months_that_were_always_the_same_leave_nothing_to_vary()
    {
        // Mean 2 beds, every moving range 0: 60 days in November, no more and no less.
        var ledger = new MemoryLedger();
        for (var back = 12; back > 0; back--)
            Receive(ledger, November.AddMonths(-back), ("730", 2 * November.AddMonths(-back).Days));
        Assert.Empty(Receive(ledger, November, ("730", 60)));
        Assert.Equal(["DT-51: Merton (730) has 61 days in November 2019, which is 2.0 beds a day. The 12 months before give 2.0, and 2.0 to 2.0 as what varies by itself."], Receive(ledger, November, ("730", 61)));
    }
}
