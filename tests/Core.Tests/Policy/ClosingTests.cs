using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Policy;

/// <summary>When a month can be closed.</summary>
public class ClosingTests
{
    [Theory]
    [InlineData("2015-06", 0, "2015-07-20", "No statement has been issued for this month.")]
    [InlineData("2015-06", 1, "2015-06-30", "June 2015 is not over.")]
    [InlineData("2015-06", 1, "2015-07-01", null)]
    // The first month of reimbursement, long before delayed transfers were collected.
    [InlineData("2004-01", 1, "2004-02-02", null)]
    public void A_month_of_statements_alone_needs_one_to_be_issued_and_the_month_to_be_over(string month, int statements, string today, string? wanting)
    {
        var (of, on) = (ReportingMonth.Parse(month), DateOnly.ParseExact(today, "yyyy-MM-dd"));
        var proposal = Closing.Assess(of, null, statements, on, PolicyBook.Current, ReferenceBook.Current);
        Assert.Equal(wanting is null ? [] : [wanting], proposal.Wanting);
        Assert.Equal((wanting is null, "to be closed by a named person"), (proposal.Ready, proposal.Rule));
        Assert.Equal(wanting, Closing.Refusal(of, statements, on));
    }

    /// <summary>Whoever closes a month before NHS England's edition is there knows it: it is wanting, and it is theirs to weigh.</summary>
    [Fact]
    public void What_is_wanting_of_delayed_transfers_is_said_and_keeps_no_person_from_closing()
    {
        var proposal = Closing.Assess(StandingPage.Empty("2019-11"), 1, new DateOnly(2019, 12, 2), PolicyBook.Current, ReferenceBook.Current);
        Assert.Equal(["NHS England's edition of this month has not arrived.", "Returns are due until 9 January 2020."], proposal.Wanting);
        Assert.Null(Closing.Refusal(new ReportingMonth(2019, 11), 1, new DateOnly(2019, 12, 2)));
    }
}
