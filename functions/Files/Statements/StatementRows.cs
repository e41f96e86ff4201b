using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Statements;

/// <summary>
/// A statement laid out in rows: which row of which table says what, so that a reader can go from a day to its period, from there to its notices, and back. Cases have numbers, by which formulas find their days:
/// a spreadsheet takes the references 0012 and 12 for the same.
/// </summary>
internal sealed class StatementRows
{
    public StatementRows(Statement statement, Account account, IssuedStatement? issued)
    {
        (Statement, Account, Issued) = (statement, account, issued);
        Cases = [.. statement.Cases.Select((stated, index) => new NumberedCase(index + 1, stated))];
        Days = [.. Cases.SelectMany(numbered => numbered.Stated.Days, (numbered, day) => new DayRow(numbered, day))];
        Notices = [.. Views().SelectMany(pair => pair.View.Notices, (pair, notice) => new NoticeRow(pair.Case, pair.View, notice))];
        Periods = [.. Views().SelectMany(pair => pair.View.Periods, (pair, period) => new PeriodRow(pair.Case, pair.View, period))];
        Decisions = [.. Cases.SelectMany(numbered => numbered.Stated.Decisions, (numbered, decision) => new DecisionRow(numbered, decision))];
        Disputed = [.. Cases.SelectMany(numbered => numbered.Stated.Disputed, (numbered, fact) => new FactRow(numbered, fact))];
        Differing = [.. Days.Where(row => row.Day.Standing is DayStanding.OnlyNhsBody or DayStanding.OnlyAuthority)];
        About = [.. account.Postings.Where(posting => posting.About == statement.Key)];
        Elsewhere = [.. account.PostedTo(statement.Key.Month).Where(posting => posting.About != statement.Key)];
    }

    public Statement Statement { get; }

    public Account Account { get; }

    public IssuedStatement? Issued { get; }

    public ImmutableArray<NumberedCase> Cases { get; }

    public ImmutableArray<DayRow> Days { get; }

    public ImmutableArray<NoticeRow> Notices { get; }

    public ImmutableArray<PeriodRow> Periods { get; }

    public ImmutableArray<DecisionRow> Decisions { get; }

    public ImmutableArray<FactRow> Disputed { get; }

    /// <summary>Days that one party counts and the other, having reported the case, does not.</summary>
    public ImmutableArray<DayRow> Differing { get; }

    /// <summary>Postings about the statement, to whatever month.</summary>
    public ImmutableArray<Posting> About { get; }

    /// <summary>Postings to the month about other statements: corrections of months that were closed.</summary>
    public ImmutableArray<Posting> Elsewhere { get; }

    /// <summary>What a sheet is headed by: short, since a heading runs on in one line and names of bodies can be long. Below it stands the subject.</summary>
    public string Heading(string what) => Phrases.Capital(what);

    /// <summary>Where the first day of a case stands among the days; null without days in the month.</summary>
    public int? FirstDayOf(NumberedCase numbered) => IndexOf(Days, row => row.Case == numbered);

    public int? RowOf(NumberedCase numbered, CaseDays view, DelayPeriod period) => IndexOf(Periods, row => row.Case == numbered && row.View.View == view.View && row.Period == period);

    public int? RowOfNotice(NumberedCase numbered, CaseDays view, int number) => IndexOf(Notices, row => row.Case == numbered && row.View.View == view.View && row.Notice.Number == number);

    private IEnumerable<(NumberedCase Case, CaseDays View)> Views() =>
        Cases.SelectMany(numbered => new[] { numbered.Stated.NhsBodyView, numbered.Stated.AuthorityView }.OfType<CaseDays>(), (numbered, view) => (numbered, view));

    private static int? IndexOf<T>(ImmutableArray<T> rows, Func<T, bool> match)
    {
        for (var index = 0; index < rows.Length; index++)
        {
            if (match(rows[index]))
                return index;
        }
        return null;
    }
}

/// <summary>A case with its number on the statement.</summary>
internal sealed class NumberedCase(int number, StatedCase stated)
{
    public int Number { get; } = number;

    public StatedCase Stated { get; } = stated;

    /// <summary>What the law allows for the days of the month that the NHS body counts.</summary>
    public Pence OfDays(Func<StatedDay, bool> which) => Stated.Days.Where(which).Aggregate(default(Pence), (sum, day) => sum + (day.NhsBody?.Amount ?? default));

    public int Count(Func<StatedDay, bool> which) => Stated.Days.Count(which);

    /// <summary>What the NHS body decided, added up; null where no line of it says.</summary>
    public Pence? Decided(Func<Core.Returns.ReimbursementDecision, Pence?> amount)
    {
        var said = Stated.Decisions.Where(decision => decision.View == View.Provider).Select(decision => amount(decision.Decision)).OfType<Pence>().ToList();
        return said.Count == 0 ? null : said.Aggregate((sum, next) => sum + next);
    }
}

internal sealed record DayRow(NumberedCase Case, StatedDay Day)
{
    /// <summary>The NHS body's report decides what can be required; where it has none, the authority's is shown.</summary>
    public DecidedDay Decided => Day.NhsBody ?? Day.Authority!;

    /// <summary>The report that <see cref="Decided"/> comes from.</summary>
    public CaseDays? View => Day.NhsBody is not null ? Case.Stated.NhsBodyView : Case.Stated.AuthorityView;

    /// <summary>The period that decides about the day: that is where its relevant day and notices stand.</summary>
    public DelayPeriod? Period => View?.Periods.FirstOrDefault(period => period.Number == Decided.NearestPeriod);
}

internal sealed record NoticeRow(NumberedCase Case, CaseDays View, JudgedNotice Notice);

internal sealed record PeriodRow(NumberedCase Case, CaseDays View, DelayPeriod Period);

internal sealed record DecisionRow(NumberedCase Case, StatedDecision Stated);

internal sealed record FactRow(NumberedCase Case, DisputedFact Fact);
