using CsCheck;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>
/// What holds of an account after any sequence of corrections, issues and closings. A correction changes what stands of a statement; that it is to be posted is heard later, twice, in another order, or
/// not before the next one: what is posted then is what stands.
/// </summary>
public class AccountLaws
{
    private static readonly DateTimeOffset Start = new(2015, 7, 20, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Three months of one NHS body.</summary>
    private static readonly StatementKey[] Statements = [.. Enumerable.Range(4, 3).Select(month => new StatementKey("RJ7", "RJ7", "730", new ReportingMonth(2015, month)))];

    private abstract record Event;

    /// <summary>What stands of a statement changes.</summary>
    /// <param name="Due">Few amounts, so that they come again; null is undecided.</param>
    /// <param name="NewReturn">A return did it; else a rule that was put right, with no acceptance of its own.</param>
    private sealed record Corrected(int Statement, long? Due, bool NewReturn) : Event;

    /// <summary>It is to be posted.</summary>
    private sealed record Delivered(int Statement, bool Issue) : Event;

    /// <param name="Month">Counted from the first.</param>
    private sealed record Closed(int Month) : Event;

    private static readonly Gen<Event[]> Any = Gen.Select(
        Gen.Int[0, 9], Gen.Int[0, 2], Gen.OneOf(Gen.Const((long?)null), Gen.Const((long?)0), Gen.Const((long?)130_00), Gen.Const((long?)260_00), Gen.Const((long?)155_00)), Gen.Bool,
        Event (what, statement, due, yes) => what switch
        {
            < 1 => new Closed(statement),
            < 5 => new Corrected(statement, due, yes),
            _ => new Delivered(statement, yes && what < 7),
        }).Array[1, 60];

    /// <summary>The account before and after each event, with the months closed by then.</summary>
    private sealed record Told(Event Event, Account Before, Account After, HashSet<ReportingMonth> Closed, Computation? Given, Posting? Posted);

    private static List<Told> Tell(Event[] events)
    {
        var (account, closed, told) = (Account.Empty("RJ7", "730"), new HashSet<ReportingMonth>(), new List<Told>());
        var standing = Statements.Select(about => new Computation(about, null, ArrivalOrder.Of(Start, "s"))).ToArray();
        for (var i = 0; i < events.Length; i++)
        {
            var (before, given, posted) = (account, (Computation?)null, (Posting?)null);
            switch (events[i])
            {
                case Closed closing:
                    closed.Add(Statements[0].Month.AddMonths(closing.Month));
                    break;
                case Corrected correction:
                    var stood = standing[correction.Statement];
                    standing[correction.Statement] = stood with { Due = correction.Due is { } due ? new Pence(due) : null, Acceptance = correction.NewReturn ? ArrivalOrder.Of(Start.AddMinutes(i + 1), $"s{i}") : stood.Acceptance };
                    break;
                case Delivered delivery:
                    given = standing[delivery.Statement];
                    posted = account.Next(given, delivery.Issue, closed, "Ann", Start).Posting;
                    account = posted is null ? account : account.With(posted);
                    break;
            }
            told.Add(new Told(events[i], before, account, [.. closed], given, posted));
        }
        return told;
    }

    [Fact]
    public void What_is_posted_about_a_statement_is_the_last_amount_due_that_was_delivered_since_its_issue() => Any.Sample(events =>
    {
        var account = Tell(events)[^1].After;
        for (var statement = 0; statement < Statements.Length; statement++)
        {
            // Told from the events alone.
            var (due, posted) = ((long?)null, (long?)null);
            foreach (var one in events)
            {
                if (one is Corrected correction && correction.Statement == statement)
                    due = correction.Due;
                else if (one is Delivered delivery && delivery.Statement == statement && (posted is not null || delivery.Issue))
                    posted = due ?? posted;
            }
            Assert.Equal(new Pence(posted ?? 0), account.Posted(Statements[statement]));
            Assert.Equal(posted is not null, account.IsIssued(Statements[statement]));
        }
    });

    [Fact]
    public void The_same_again_posts_nothing() => Any.Sample(events => Assert.All(Tell(events).Where(told => told.Event is Delivered), told =>
        Assert.Null(told.After.Next(told.Given!, ((Delivered)told.Event).Issue, told.Closed, "Ann", Start).Posting)));

    [Fact]
    public void Postings_are_only_ever_added_one_at_a_time_and_numbered() => Any.Sample(events => Assert.All(Tell(events), told =>
    {
        Assert.Equal(told.Before.Postings, told.After.Postings.Take(told.Before.Postings.Length));
        Assert.InRange(told.After.Postings.Length - told.Before.Postings.Length, 0, 1);
        Assert.Equal(Enumerable.Range(1, told.After.Postings.Length), told.After.Postings.Select(posting => posting.Number));
    }));

    [Fact]
    public void Nothing_is_posted_to_a_closed_month_but_a_late_issue_and_nothing_before_the_month_it_is_about() => Any.Sample(events => Assert.All(Tell(events), told =>
    {
        if (told.Posted is not { } posting)
            return;
        Assert.Equal(told.Closed.Contains(posting.PostedTo), posting.Kind == PostingKind.LateIssue);
        Assert.Equal(told.Closed.Contains(posting.About.Month), posting.Kind is PostingKind.LateIssue or PostingKind.Correction);
        Assert.True(posting.PostedTo >= posting.About.Month);
        Assert.Equal(posting.Kind == PostingKind.Correction, posting.PostedTo > posting.About.Month);
        // No open month is passed over.
        for (var month = posting.About.Month; month < posting.PostedTo; month = month.AddMonths(1))
            Assert.Contains(month, told.Closed);
    }));

    [Fact]
    public void The_sums_of_the_months_are_the_sum_of_the_statements_are_the_balance() => Any.Sample(events =>
    {
        var account = Tell(events)[^1].After;
        var months = account.Postings.Select(posting => posting.PostedTo).Distinct().Select(month => account.PostedTo(month).Sum(posting => posting.Amount.Number)).Sum();
        Assert.Equal(account.Balance.Number, months);
        Assert.Equal(account.Balance.Number, Statements.Sum(statement => account.Posted(statement).Number));
    });

    [Fact]
    public void Keys_differ_and_every_posting_but_the_first_refers_to_the_one_before_it() => Any.Sample(events =>
    {
        var account = Tell(events)[^1].After;
        Assert.Equal(account.Postings.Length, account.Postings.Select(posting => posting.Key).Distinct().Count());
        foreach (var about in Statements)
        {
            var own = account.About(about).ToList();
            Assert.Equal(own.Select((posting, i) => i == 0 ? null : own[i - 1].Key), own.Select(posting => posting.RefersTo));
            Assert.All(own.Select((posting, i) => (posting, i)), one => Assert.Equal(one.i == 0, one.posting.Kind is PostingKind.FirstIssue or PostingKind.LateIssue));
            // Each line says the whole amount that the account shows from then on.
            Assert.All(own.Select((posting, i) => (posting, i)), one => Assert.Equal(one.posting.Due.Number, own.Take(one.i + 1).Sum(posting => posting.Amount.Number)));
        }
    });
}
