using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using static Monitoring.Core.Tests.Figures.Reimbursement.TwoParties;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>
/// What holds of the statements of whatever two parties and two authorities tell: cases in several months and under either law, reported by one or both, open or ended, decided or not, disputed, waived, invoiced, paid, deleted.
/// </summary>
public class StatementLaws
{
    /// <summary>A case that may be told: days from a date on, what the authority makes of them, and a decision of each month.</summary>
    /// <param name="Cut">Days that the authority counts fewer at the end; null where it has not reported.</param>
    private sealed record Story(bool Old, int From, int Days, bool Shire, int? Cut, bool Open, bool NhsBodyReports, (int Sought, int? Waived, int? Agreed, int? Paid, bool Invoiced)? Decision, (int Disputed, int? Agreed)? Answer, bool Other);

    private static readonly Gen<Story> Any =
        from old in Gen.Bool
        from start in Gen.Int[0, 300]
        from days in Gen.Int[0, 70]
        from shire in Gen.Bool
        from cut in Gen.Int[-1, 8]
        from flags in Gen.Bool.Array[6]
        from amounts in Gen.Int[0, 12].Array[6]
        select new Story(
            old, start, days, shire, cut < 0 ? null : Math.Min(cut, days), flags[0], amounts[5] > 1, flags[2] ? (amounts[0], Maybe(amounts[1], amounts[0]), Maybe(amounts[2], amounts[0]), amounts[3] % 3 == 0 ? null : amounts[3], flags[3]) : null,
            flags[4] ? (amounts[4], Maybe(amounts[2], amounts[0])) : null, flags[5] && amounts[1] < 4);

    private static readonly Gen<TwoParties> AnyTold = Any.Array[1, 6].Select(Tell);

    private static int? Maybe(int amount, int most) => amount % 4 == 0 ? null : Math.Min(amount, most);

    private static TwoParties Tell(Story[] stories)
    {
        var told = new TwoParties();
        foreach (var (number, story) in stories.Index())
        {
            var reference = string.Create(CultureInfo.InvariantCulture, $"C{number}");
            var (payer, rate, regime) = (story.Shire ? Shire : Merton, (story.Old, story.Shire) switch { (true, true) => 100, (true, false) => 120, (false, true) => 130, _ => 155 }, story.Old ? Regime.Act2003 : Regime.Act2014);
            var first = (story.Old ? Day("2013-01-10") : Day("2016-01-10")).AddDays(story.From);
            var last = first.AddDays(story.Days - 1);
            var other = story.Other ? $"{(story.Shire ? Merton : Shire)} {Iso(last.AddDays(9))}" : null;
            if (story.NhsBodyReports)
                told.Case(reference, Range(first, last), NhsBody, payer, rate, regime, other, story.Open && story.Days > 0 ? Iso(last) : null);
            if (story.Cut is { } cut)
                told.Case(reference, Range(first, last.AddDays(-cut)), payer, payer, rate, regime, other, story.Open && cut == 0 && story.Days > 3 ? Iso(last.AddDays(-2)) : null);
            var month = ReportingMonth.Of(first).ToString();
            var next = Iso(ReportingMonth.Of(first).LastDay.AddDays(8));
            if (story.Decision is var (sought, waived, agreed, paid, invoiced))
                told.Decision(reference, month, sought * rate, waived * rate, null, agreed * rate, payer: payer, invoiced: invoiced ? next : null, paid: paid * rate, paidOn: paid is null ? null : next);
            if (story.Answer is var (disputed, theirs))
                told.Decision(reference, month, disputed * rate, 0, disputed * rate, theirs * rate, payer, payer);
            if (number % 3 == 2)
                told.Deleted($"X{number}", month, 2, new(null, Pounds(2 * rate), Pounds(rate), Pounds(rate), default(Pence), null), payer: payer).SocialCareDays(month, story.Days, payer);
        }
        return told;

        static string Range(DateOnly first, DateOnly last) => last < first ? "" : $"{Iso(first)} {Iso(last)}";
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Written(IEnumerable<Statement> statements) => string.Join('\n', statements.Select(statement => System.Text.Encoding.UTF8.GetString(Json.Bytes(statement))));

    [Fact]
    public void What_is_due_and_what_is_in_dispute_are_what_is_required_and_no_more_than_is_computable() => AnyTold.Sample(told => Assert.All(told.Statements(), statement =>
    {
        Assert.All(statement.Cases.Select(one => one.Amounts).Append(statement.Amounts), amounts =>
        {
            Assert.Equal(amounts.Required, amounts.Due + amounts.InDispute);
            Assert.True(amounts.Required is null || (amounts.Required <= amounts.Computable && amounts.Due <= amounts.Computable && amounts.Due >= default(Pence) && amounts.InDispute >= default(Pence)));
        });
        Assert.Equal(statement.Amounts.Computable, Sum(statement.Cases.Select(one => one.Amounts.Computable).Concat(statement.Deleted.Select(one => one.Amounts.Computable))));
    }));

    [Fact]
    public void The_months_of_all_payers_are_the_whole_of_every_case() => AnyTold.Sample(told =>
    {
        var ordinary = told.Statements().Where(statement => !statement.Key.IsRecovery).ToList();
        var whole = Sum(told.Facts.Cases.Where(report => report.View == View.Provider).Select(told.AmountOf));
        var deleted = Sum(told.Facts.Deleted.SelectMany(one => one.Months).Select(month => month.Amounts.Computable));
        Assert.Equal(whole + deleted, Sum(ordinary.Select(statement => statement.Amounts.Computable)));
        // Each statement's year has what the statements of its months have.
        Assert.All(ordinary, statement => Assert.All(statement.Year, month =>
            Assert.Equal(ordinary.Find(other => other.Key == statement.Key with { Month = month.Month })?.Amounts.Computable ?? default, month.Amounts.Computable)));
        Assert.All(ordinary, statement => Assert.Equal(statement.Amounts, statement.Year[^1].Amounts));
    });

    /// <summary>A finance officer adds up what stands between two totals and finds the second.</summary>
    [Fact]
    public void The_working_adds_up() => AnyTold.Sample(told => Assert.All(told.Statements().Where(statement => !statement.Key.IsRecovery), statement =>
    {
        var steps = statement.Working.Select(step => step.Text.Split(':', '.')[0]).ToList();
        int computable = steps.IndexOf("Computable"), required = steps.IndexOf("Required"), ceiling = steps.IndexOf("Notional ceiling");
        Assert.Equal(statement.Amounts.Computable.Pounds, statement.Working[(ceiling + 1)..computable].Sum(step => step.Amount ?? 0));
        if (statement.Amounts.Required is { } whole)
            Assert.Equal(whole.Pounds, statement.Working[(computable + 1)..required].Sum(step => step.Amount ?? 0));
        Assert.Equal(statement.Amounts.Required is null, required < 0);
    }));

    [Fact]
    public void The_order_in_which_facts_are_given_changes_nothing() => AnyTold.SelectMany(told => Gen.Select(Shuffled(told.Facts.Cases), Shuffled(told.Facts.Decisions), Shuffled(told.Facts.SocialCareDays), Shuffled(told.Facts.Deleted))
        .Select((cases, decisions, days, deleted) => (told, told.Facts with { Cases = cases, Decisions = decisions, SocialCareDays = days, Deleted = deleted }))).Sample((told, shuffled) =>
        Assert.Equal(Written(told.Statements()), Written(told.Statements(shuffled))));

    /// <summary>Whichever cases go, and whether or not their rows are gone yet: every amount of every statement and of its year stays, and no statement is older than it was.</summary>
    [Fact]
    public void Deleting_rows_changes_no_amount() => AnyTold.SelectMany(told => Gen.Bool.Array[40].Select(goes => (told, goes))).Sample((told, goes) =>
    {
        var before = told.Statements();
        var stones = CaseRetention.OnFile(told.Facts, before).Where((_, number) => goes[number]).Select(onFile => CaseRetention.TombstoneOf(onFile, Day("2031-04-01"))).ToList();
        var deleted = stones.Select(stone => stone.Case).ToHashSet();
        var marked = CaseRetention.Counted(told.Facts with { Deleted = [.. told.Facts.Deleted, .. stones] });
        var gone = told.Facts with
        {
            Cases = [.. told.Facts.Cases.Where(report => !deleted.Contains(report.Case))],
            Decisions = [.. told.Facts.Decisions.Where(decision => !deleted.Contains(decision.Decision.Case))],
            Deleted = [.. told.Facts.Deleted, .. stones],
        };
        var after = told.Statements(marked, before: [.. before.Select(statement => statement.Key)]);
        Assert.Equal(Written(after), Written(told.Statements(gone, before: [.. before.Select(statement => statement.Key)])));
        Assert.Equal(before.Select(statement => statement.Key), after.Select(statement => statement.Key));
        Assert.All(before.Zip(after), pair =>
        {
            Assert.Equal(pair.First.Amounts, pair.Second.Amounts);
            Assert.Equal(pair.First.Year, pair.Second.Year);
            Assert.True(pair.Second.LastAcceptance >= pair.First.LastAcceptance && pair.Second.AsAt >= pair.First.AsAt);
            Assert.DoesNotContain(pair.Second.Cases, one => deleted.Contains(one.Case));
        });
    });

    [Fact]
    public void Whether_one_file_brought_it_or_many_changes_no_amount() => AnyTold.Sample(told =>
    {
        // As if all had come in one return of each party: one submission, and the lines one below the other.
        var one = told.Facts with
        {
            Cases = [.. told.Facts.Cases.Select(report => told.Same(report, report with { Submission = "all", Lines = [.. report.Lines.Select(line => line with { SourceLine = line.SourceLine + 100 })] }))],
            Decisions = [.. told.Facts.Decisions.Select(decision => decision with { Submission = "all", SourceLine = decision.SourceLine + 100 })],
        };
        Assert.Equal(told.Statements().Select(Figures), told.Statements(one).Select(Figures));

        static string Figures(Statement statement) => $"{statement.Key} {statement.Status} {statement.Amounts} {string.Join(' ', statement.Cases.Select(one => one.Amounts))} {string.Join(' ', statement.Working)} {statement.Balances with { Differences = [] }}";
    });

    [Fact]
    public void Nothing_of_one_case_changes_the_amounts_of_another() => Gen.Select(Any.Array[2, 6], Gen.Int[0, 5]).Sample((stories, number) =>
    {
        var told = Tell(stories);
        var reference = $"C{number % stories.Length}";
        var without = told.Facts with { Cases = [.. told.Facts.Cases.Where(one => one.Case != reference)], Decisions = [.. told.Facts.Decisions.Where(one => one.Decision.Case != reference)] };
        Assert.Equal(Cases(told.Statements()).Where(one => one.Case != reference), Cases(told.Statements(without)));

        static IEnumerable<(StatementKey, string Case, StatementAmounts)> Cases(IEnumerable<Statement> statements) => from statement in statements from one in statement.Cases select (statement.Key, one.Case, one.Amounts);
    });

    [Fact]
    public void Days_that_both_count_are_due_whatever_else_is_disputed() => AnyTold.Sample(told => Assert.All(told.Statements().Where(statement => !statement.Key.IsRecovery).SelectMany(statement => statement.Cases), one =>
    {
        var agreed = Sum(one.Days.Where(day => day.Standing == DayStanding.Agreed).Select(day => day.NhsBody!.Amount));
        var together = one.Decisions.Select(decision => decision.Decision.Agreed).ToList() is [{ } mine, { } yours] && mine == yours;
        if (one.Amounts is { Required: { } required, Due: { } due } && !together && one.AuthorityView is not null)
            Assert.True(due >= (agreed < required ? agreed : required), $"{agreed} of {required} agreed, {due} due");
    }));

    [Fact]
    public void The_differences_add_up_to_that_of_the_balances() => AnyTold.Sample(told => Assert.All(told.Statements(), statement =>
    {
        var balances = statement.Balances;
        if (balances is not { PayerInvoiced: { } invoiced, PayerPaid: { } paid })
            return;
        Assert.Equal(balances.PayeeInvoiced - invoiced, Sum(balances.Differences.Where(one => one.What == "Invoiced").Select(one => one.Amount)));
        Assert.Equal(balances.PayeePaid - paid, Sum(balances.Differences.Where(one => one.What == "Paid").Select(one => one.Amount)));
    }));

    [Fact]
    public void What_is_recovered_is_what_was_paid_once() => AnyTold.Sample(told =>
    {
        var statements = told.Statements();
        var recovered = statements.Where(statement => statement.Key.IsRecovery).SelectMany(statement => statement.Recoveries, (statement, one) => (statement.Key, one.Case, one.Paid)).ToList();
        Assert.Equal(recovered.Count, recovered.DistinctBy(one => (one.Key, one.Case)).Count());
        Assert.Equal(Sum(recovered.Select(one => one.Paid ?? default)), Sum(statements.Where(statement => statement.Key.IsRecovery).Select(statement => statement.Amounts.Due ?? default)));
        Assert.All(statements.Where(statement => statement.Key.IsRecovery), statement => Assert.True(statement.Amounts.NotionalCeiling is null && statement.Key.Payee != statement.Key.Payer));
    });

    [Fact]
    public void A_statement_says_what_is_wanting_exactly_when_it_is_incomplete() => AnyTold.Sample(told => Assert.All(told.Statements(), statement =>
    {
        Assert.NotEmpty(statement.StatusReasons);
        Assert.Equal(statement.Status == Core.Figures.FigureStatus.Provisional, statement.StatusReasons.SequenceEqual(["A later return can still correct them."]));
        Assert.True(statement.Cases.All(one => one.Amounts.Required is not null) || statement.Status == Core.Figures.FigureStatus.Incomplete);
    }));

    private static readonly Gen<Pence> AnyAmount = ManyCases.One(long.MinValue, -1, 0, 1, 15_500, 77_500, 12_012_500, 12_012_501, 99_999_999_999_999, long.MaxValue).Select(pence => new Pence(pence));

    /// <summary>Cases made up by chance, decided by the law itself, with decisions of which no amount need be one: each day that counts is on a statement, and where none does the statement says why.</summary>
    [Fact]
    public void Whatever_is_reported_and_decided_gives_statements() => Gen.Select(ManyCases.Any, Gen.Select(AnyAmount.Array[5], Gen.Bool.Array[4], Gen.Int[-2, 2]).Array[0, 4]).Sample((lines, decisions) =>
    {
        var report = Told.Case([.. lines]);
        var month = ReportingMonth.Of(lines.IsEmpty ? Day("2015-06-01") : lines[0].When.Date);
        var facts = new StatementFacts(NhsBody, [report, report with { View = View.Authority, Party = Told.Kent }], [.. decisions.Select((one, i) => Decided(one.Item1, one.Item2, month.AddMonths(one.Item3), i))], [], []);
        var statements = Statements.Of(facts, PolicyBook.Current, ReferenceBook.Current);
        Assert.Equal(DayByDay.Of(report, PolicyBook.Current, ReferenceBook.Current).Amount, Sum(statements.Where(one => !one.Key.IsRecovery).Select(one => one.Amounts.Computable)));
        Assert.All(statements.Where(one => !one.Key.IsRecovery && one.Year[^1].Days == 0), one => Assert.All(one.Cases, stated => Assert.True(stated.Notes.Length > 0 || stated.Days.Any(day => day.Standing != DayStanding.AgreedNot), $"{one.Key}: no word of why no day counts.")));
    });

    private static ReportedDecision Decided(Pence[] amounts, bool[] said, ReportingMonth month, int number) => new(
        number % 2 == 0 ? View.Provider : View.Authority, number % 2 == 0 ? NhsBody : Told.Kent, $"d{number}", new ArrivalOrder($"{number}"), default,
        new(month, NhsBody, Told.Kent, "D-15-0412", 5, amounts[0], said[0] ? amounts[1] : null, null, said[1] ? amounts[2] : null, null, said[2] ? amounts[3] : null, "Somebody", month.LastDay, null, null, said[3] ? amounts[4] : null, said[3] ? month.LastDay : null, null), 2);

    private static Gen<ImmutableArray<T>> Shuffled<T>(ImmutableArray<T> items) => Gen.Shuffle(items.ToArray()).Select(order => order.ToImmutableArray());

    private static Pence Sum(IEnumerable<Pence> amounts) => amounts.Aggregate(default(Pence), (sum, amount) => sum + amount);
}
