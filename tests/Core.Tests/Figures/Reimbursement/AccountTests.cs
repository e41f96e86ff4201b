using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>What one computation posts to an account, case by case.</summary>
public class AccountTests
{
    private static readonly ReportingMonth June = new(2015, 6);
    private static readonly StatementKey About = new("RJ7", "RJ7", "730", June);
    private static readonly DateTimeOffset At = new(2015, 7, 20, 9, 0, 0, TimeSpan.Zero);

    private static ArrivalOrder Order(int number) => ArrivalOrder.Of(At.AddMinutes(number), $"s{number}");

    private static HashSet<ReportingMonth> Closed(params string[] months) => [.. months.Select(ReportingMonth.Parse)];

    private static Account Of(params Posting?[] postings) => postings.Aggregate(Account.Empty("RJ7", "730"), (account, posting) => account.With(posting!));

    private static NextPosting Next(Account account, long? pence, int order, bool issue = false, params string[] closed) =>
        account.Next(new Computation(About, pence is { } due ? new Pence(due) : null, Order(order)), issue, Closed(closed), "Ann", At);

    [Theory]
    [InlineData(12_00, new string[0], PostingKind.FirstIssue)]
    [InlineData(12_00, new[] { "2015-05" }, PostingKind.FirstIssue)]
    [InlineData(12_00, new[] { "2015-06", "2015-07" }, PostingKind.LateIssue)]
    [InlineData(0, new string[0], PostingKind.FirstIssue)]
    public void The_first_issue_posts_the_whole_amount_to_the_month_itself_closed_or_not(long due, string[] closed, PostingKind kind)
    {
        var posting = Next(Of(), due, 1, issue: true, closed).Posting!;
        Assert.Equal((1, June, kind, new Pence(due), new Pence(due), null), (posting.Number, posting.PostedTo, posting.Kind, posting.Amount, posting.Due, posting.RefersTo));
        Assert.Equal(kind == PostingKind.LateIssue ? FigureStatus.FinalLate : FigureStatus.Final, Of(posting).StatusOf(About));
    }

    [Theory]
    [InlineData(15_50, new string[0], PostingKind.Revision, "2015-06", 3_50)]
    [InlineData(0, new string[0], PostingKind.Revision, "2015-06", -12_00)]
    [InlineData(15_50, new[] { "2015-06" }, PostingKind.Correction, "2015-07", 3_50)]
    [InlineData(10_00, new[] { "2015-06", "2015-07", "2015-09" }, PostingKind.Correction, "2015-08", -2_00)]
    [InlineData(10_00, new[] { "2015-07" }, PostingKind.Revision, "2015-06", -2_00)]
    public void Once_issued_a_later_computation_posts_its_difference_to_the_first_open_month_and_refers_back(long due, string[] closed, PostingKind kind, string month, long amount)
    {
        var first = Next(Of(), 12_00, 1, issue: true).Posting;
        var posting = Next(Of(first), due, 2, closed: closed).Posting!;
        Assert.Equal((kind, month, new Pence(amount), new Pence(due), first!.Key), (posting.Kind, posting.PostedTo.ToString(), posting.Amount, posting.Due, posting.RefersTo));
    }

    [Fact]
    public void Nothing_is_posted_before_the_first_issue_nor_for_what_is_undecided_nor_twice_and_each_is_said()
    {
        Assert.Equal(new NextPosting(null, "No statement was issued for RJ7 from 730, 2015-06: nothing is posted before the first issue."), Next(Of(), 12_00, 1));
        Assert.Equal(new NextPosting(null, "Nobody has decided yet what is required for RJ7 from 730, 2015-06: there is no amount to post."), Next(Of(), null, 1, issue: true));
        var issued = Of(Next(Of(), 12_00, 2, issue: true).Posting);
        Assert.Equal(new NextPosting(null, "What is required for RJ7 from 730, 2015-06 is no longer decided: £12.00 stays posted until it is."), Next(issued, null, 3));
        Assert.Equal(new NextPosting(null, "£12.00 is posted for RJ7 from 730, 2015-06 already."), Next(issued, 12_00, 3));
    }

    [Fact]
    public void A_then_B_then_A_are_three_postings_with_three_keys()
    {
        var first = Next(Of(), 12_00, 1, issue: true).Posting;
        var second = Next(Of(first), 8_00, 2).Posting;
        var third = Next(Of(first, second), 12_00, 3).Posting;
        Assert.Equal([12_00L, -4_00, 4_00], new[] { first, second, third }.Select(posting => posting!.Amount.Number));
        Assert.Equal([$"RJ7-2015-06-{Order(1)}", $"RJ7-2015-06-{Order(2)}", $"RJ7-2015-06-{Order(3)}"], new[] { first, second, third }.Select(posting => posting!.Key));
        Assert.Equal([null, first!.Key, second!.Key], new[] { first, second, third }.Select(posting => posting!.RefersTo));
    }

    [Fact]
    public void The_same_returns_that_come_to_another_amount_under_a_rule_put_right_are_posted_under_a_key_of_their_own()
    {
        var first = Next(Of(), 12_00, 1, issue: true).Posting;
        var second = Next(Of(first), 8_00, 1).Posting;
        var third = Next(Of(first, second), 12_00, 1).Posting;
        Assert.Equal([$"RJ7-2015-06-{Order(1)}", $"RJ7-2015-06-{Order(1)}-2", $"RJ7-2015-06-{Order(1)}-3"], new[] { first, second, third }.Select(posting => posting!.Key));
        Assert.Equal(new Pence(12_00), Of(first, second, third).Balance);
    }

    [Fact]
    public void An_account_takes_nothing_of_other_parties() =>
        Assert.Throws<ArgumentException>(() => Account.Empty("RJ7", "729").Next(new Computation(About, new Pence(1), Order(1)), issue: true, Closed(), "Ann", At));

    [Fact]
    public void A_posting_is_read_back_as_it_was_written()
    {
        var first = Next(Of(), 12_00, 1, issue: true).Posting;
        var second = Next(Of(first), 8_00, 1).Posting!;
        Assert.Equal(second, Json.Read<Posting>(Json.Bytes(second)));
    }
}
