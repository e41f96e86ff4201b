using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Statements;

/// <summary>
/// A statement, or all those of an NHS body for a month, laid out in rows: which row of which table says what, so that a reader can go from a day to its period, from there to its notices, and back. Cases have numbers, by which formulas find their days:
/// a spreadsheet takes the references 0012 and 12 for the same.
/// </summary>
internal sealed class StatementRows
{
    private const string Authority = "Authority";

    private readonly bool _byAuthority;

    public StatementRows(Statement statement, Account account, IssuedStatement? issued) : this([new(statement, account, issued)], [], byAuthority: false)
    {
    }

    private StatementRows(ImmutableArray<StatementOfRows> all, ImmutableArray<YearOfRows> earlier, bool byAuthority)
    {
        (All, Earlier, _byAuthority) = (all, earlier, byAuthority);
        Cases = [.. all.SelectMany(one => one.Statement.Cases, (one, stated) => (one.Statement, Stated: stated)).Select((one, index) => new NumberedCase(index + 1, one.Statement, one.Stated))];
        Days = [.. Cases.SelectMany(numbered => numbered.Stated.Days, (numbered, day) => new DayRow(numbered, day))];
        Notices = [.. Views().SelectMany(pair => pair.View.Notices, (pair, notice) => new NoticeRow(pair.Case, pair.View, notice))];
        Periods = [.. Views().SelectMany(pair => pair.View.Periods, (pair, period) => new PeriodRow(pair.Case, pair.View, period))];
        Decisions = [.. Cases.SelectMany(numbered => numbered.Stated.Decisions, (numbered, decision) => new DecisionRow(numbered, decision))];
        Disputed = [.. Cases.SelectMany(numbered => numbered.Stated.Disputed, (numbered, fact) => new FactRow(numbered, fact))];
        Differing = [.. Days.Where(row => row.Day.Standing is DayStanding.OnlyNhsBody or DayStanding.OnlyAuthority)];
        About = [.. all.SelectMany(one => one.Account.About(one.Statement.Key))];
        Elsewhere = [.. all.SelectMany(one => one.Account.PostedTo(one.Statement.Key.Month).Where(posting => posting.About != one.Statement.Key))];
    }

    /// <summary>The statements of an NHS body for a month, one for each authority: every table then begins with the authority.</summary>
    /// <param name="all">One at least, all of one month.</param>
    /// <param name="earlier">Authorities that have statements of earlier months of the financial year only.</param>
    public static StatementRows ByAuthority(IEnumerable<(Statement Statement, Account Account)> all, IEnumerable<(string Code, string Name, ImmutableArray<MonthOfYear> Year)> earlier) =>
        new([.. all.Select(one => new StatementOfRows(one.Statement, one.Account, null))], [.. earlier.Select(one => new YearOfRows(one.Name, Named(one.Code, one.Name), one.Year))], byAuthority: true);

    /// <summary>The statements, each with its account.</summary>
    public ImmutableArray<StatementOfRows> All { get; }

    /// <summary>Authorities that have no statement of the month, and some of earlier months of the financial year: they belong into what is added up to date.</summary>
    public ImmutableArray<YearOfRows> Earlier { get; }

    /// <summary>Months of the financial year of every authority, those without a statement of the month at the end.</summary>
    public IEnumerable<YearOfRows> Years => All.Select(one => new YearOfRows(one.Statement.Payer.Name, Named(one.Statement), one.Statement.Year)).Concat(Earlier);

    /// <summary>Of the one statement; where there are several, ask <see cref="All"/>.</summary>
    public Statement Statement => All.Single().Statement;

    public Account Account => All.Single().Account;

    public IssuedStatement? Issued => All.Single().Issued;

    public ReportingMonth Month => All[0].Statement.Key.Month;

    public bool IsRecovery => All[0].Statement.Key.IsRecovery;

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

    /// <summary>How an authority is named in the first column: with its code, since a spreadsheet takes some codes for numbers.</summary>
    public static string Named(Statement statement) => Named(statement.Payer.Code, statement.Payer.Name);

    /// <summary>A table as it is of one statement, and of several with the authority in front.</summary>
    /// <param name="of">The statement that each row is from, in order of the rows.</param>
    public TablePlan Table(TablePlan table, IEnumerable<Statement> of) => Table(table, of.Select(Named));

    /// <inheritdoc cref="Table(TablePlan, IEnumerable{Statement})"/>
    /// <param name="named">The authority of each row, in order of the rows.</param>
    public TablePlan Table(TablePlan table, IEnumerable<string> named)
    {
        if (!_byAuthority)
            return table;
        return table with
        {
            Columns = [new(Authority, Widest: 18), .. table.Columns],
            Rows = [.. table.Rows.Zip(named, (row, authority) => (Entry[])[Entry.Of(authority), .. row])],
            Totals = table.Totals is [var label, .. var others] ? [label, Entry.Of(""), .. others] : null,
            Frozen = table.Frozen == 0 ? 0 : table.Frozen + 1,
        };
    }

    /// <summary>Where the first day of a case stands among the days; null without days in the month.</summary>
    public int? FirstDayOf(NumberedCase numbered) => IndexOf(Days, row => row.Case == numbered);

    public int? RowOf(NumberedCase numbered, CaseDays view, DelayPeriod period) => IndexOf(Periods, row => row.Case == numbered && row.View.View == view.View && row.Period == period);

    public int? RowOfNotice(NumberedCase numbered, CaseDays view, int number) => IndexOf(Notices, row => row.Case == numbered && row.View.View == view.View && row.Notice.Number == number);

    private static string Named(string code, string name) => $"{name} ({code})";

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

/// <param name="Issued">Null for a draft.</param>
internal sealed record StatementOfRows(Statement Statement, Account Account, IssuedStatement? Issued);

/// <summary>The months of the financial year that are known of an authority.</summary>
/// <param name="Named">As it stands in the first column.</param>
internal sealed record YearOfRows(string Name, string Named, ImmutableArray<MonthOfYear> Year);

/// <summary>A case with its number on the statement.</summary>
internal sealed class NumberedCase(int number, Statement of, StatedCase stated)
{
    public int Number { get; } = number;

    /// <summary>The statement that it is on.</summary>
    public Statement Of { get; } = of;

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
