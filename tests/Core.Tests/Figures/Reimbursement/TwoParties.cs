using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>
/// What two parties tell about the cases of RJ7, with the days of each report given as the law has them, so that a statement can be tested without deciding days. Each thing told arrives a minute after the one before, on
/// 1 August of the year after the first date of the case.
/// </summary>
internal sealed class TwoParties
{
    internal const string NhsBody = "RJ7", Merton = "730", Shire = "820";

    private readonly Dictionary<ReportedCase, CaseDays> _days = new(ReferenceEqualityComparer.Instance);
    private int _number;

    internal StatementFacts Facts { get; private set; } = new(NhsBody, [], [], [], []);

    internal static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static Pence Pounds(decimal pounds) => Pence.FromPounds(pounds);

    /// <summary>A report of a case.</summary>
    /// <param name="counts">The days that count, as <c>2015-06-04 2015-06-08</c>: first and last.</param>
    /// <param name="party">RJ7, or the authority that reports.</param>
    /// <param name="payer">The authority against which the days count.</param>
    /// <param name="other">Another authority that turned out to be the right one, and when: <c>820 2017-08-01</c>.</param>
    /// <param name="knownTo">Of a case that is still open.</param>
    internal TwoParties Case(string reference, string counts, string party = NhsBody, string payer = Merton, int rate = 155, Regime regime = Regime.Act2014, string? other = null, string? knownTo = null, string? arrived = null)
    {
        var range = counts.Length == 0 ? null : counts.Split(' ');
        var (first, last) = range is null ? (Day("2015-06-04"), Day("2015-06-03")) : (Day(range[0]), Day(range[1]));
        var begins = first.AddDays(-3);
        var known = knownTo is null ? last.AddDays(20) : Day(knownTo);
        List<ReportedLine> lines = [new(Line(reference, payer, NoticeLineKind.AssessmentNotice, begins), 2)];
        if (other?.Split(' ') is [var right, var on])
            lines.Add(new(Line(reference, payer, NoticeLineKind.OtherAuthority, Day(on)) with { OtherAuthority = right }, 3));
        var (since, at, submission) = Next(arrived ?? $"{begins.Year + 1}-08-01");
        var report = new ReportedCase(NhsBody, reference, party == NhsBody ? View.Provider : View.Authority, party, submission, since, at, known, [.. lines]);
        var listed = Enumerable.Range(0, Math.Max(last.DayNumber, knownTo is null ? last.DayNumber : known.DayNumber) - begins.DayNumber + 1).Select(begins.AddDays);
        _days.Add(report, new CaseDays(
            NhsBody, reference, report.View, party, submission, payer, regime, known, knownTo is not null, [],
            [new DelayPeriod(1, 1, 2, first.AddDays(-1), first.AddDays(-1), first, knownTo is null ? last : null, null, [])],
            [
                .. from date in listed
                   let counted = date >= first && date <= last
                   select new DecidedDay(date, counted, counted ? Ground.ServiceNotAvailable : date < first ? Ground.NotBeforeRelevantDayEnds : Ground.Ended, "", "", payer, Pounds(rate), null, 1, [], []) { NearestPeriod = 1 },
            ], []));
        Facts = Facts with { Cases = Facts.Cases.Add(report) };
        return this;
    }

    /// <summary>A report in which the days from a date on count against another authority.</summary>
    internal TwoParties Then(string from, string payer, int rate)
    {
        var (report, days) = (Facts.Cases[^1], _days[Facts.Cases[^1]]);
        _days[report] = days with { Days = [.. days.Days.Select(day => day.Date >= Day(from) ? day with { Authority = payer, Rate = Pounds(rate) } : day)] };
        return this;
    }

    /// <summary>Both parties report a case with the same days.</summary>
    internal TwoParties Both(string reference, string counts, string payer = Merton, int rate = 155, Regime regime = Regime.Act2014, string? other = null) =>
        Case(reference, counts, NhsBody, payer, rate, regime, other).Case(reference, counts, payer, payer, rate, regime, other);

    /// <summary>A decision; amounts in pounds, null where nothing is said.</summary>
    /// <param name="invoiced">Date of the invoice.</param>
    /// <param name="paidOn">Date of the payment.</param>
    internal TwoParties Decision(
        string reference, string month, int sought, int? waived = 0, int? disputed = null, int? agreed = null, string party = NhsBody, string payer = Merton, string? invoiced = null, int? paid = null, string? paidOn = null,
        string? why = null, int days = 5, string? arrived = null)
    {
        var of = ReportingMonth.Parse(month);
        var (since, at, submission) = Next(arrived ?? $"{of.Year + 1}-09-01");
        var decision = new ReimbursementDecision(
            of, NhsBody, payer, reference, days, Pounds(sought), Maybe(waived), why, Maybe(disputed), null, Maybe(agreed), "Head of patient flow", of.LastDay.AddDays(6), invoiced is null ? null : "INV-1",
            invoiced is null ? null : Day(invoiced), Maybe(paid), paidOn is null ? null : Day(paidOn), null);
        Facts = Facts with { Decisions = Facts.Decisions.Add(new(party == NhsBody ? View.Provider : View.Authority, party, submission, since, at, decision, 2)) };
        return this;

        static Pence? Maybe(int? pounds) => pounds is { } given ? Pounds(given) : null;
    }

    internal TwoParties SocialCareDays(string month, long? days, string authority = Merton, View view = View.NhsEngland)
    {
        var (since, at, submission) = Next("2016-01-14");
        Facts = Facts with { SocialCareDays = Facts.SocialCareDays.Add(new(ReportingMonth.Parse(month), authority, days, view, submission, since, at)) };
        return this;
    }

    /// <summary>Totals of a case whose rows were deleted.</summary>
    /// <param name="on">The day of deletion.</param>
    /// <param name="arrived">When the last of its rows had arrived.</param>
    internal TwoParties Deleted(
        string reference, string month, int days, StatementAmounts amounts, string payee = NhsBody, string payer = Merton, string on = "2024-04-01", bool wasDecided = false, string arrived = "2015-07-20")
    {
        var (since, at, _) = Next(arrived);
        Facts = Facts with
        {
            Deleted = Facts.Deleted.Add(new(NhsBody, reference, Day(on), Day($"{month}-01"), 9, [new(payee, payer, ReportingMonth.Parse(month), days, 0, amounts) { WasDecided = wasDecided }]) { LastAcceptance = since, AsAt = at }),
        };
        return this;
    }

    internal ImmutableArray<Statement> Statements(StatementFacts? facts = null, PolicyBook? policy = null, params StatementKey[] before) =>
        Core.Figures.Reimbursement.Statements.Of(facts ?? Facts, report => _days[report], policy ?? PolicyBook.Current, ReferenceBook.Current, before);

    /// <summary>The statement against an authority for a month.</summary>
    internal Statement Statement(string month, string payer = Merton, string payee = NhsBody, PolicyBook? policy = null) => Statements(policy: policy).Single(statement => statement.Key == Key(month, payer, payee));

    internal static StatementKey Key(string month, string payer = Merton, string payee = NhsBody) => new(NhsBody, payee, payer, ReportingMonth.Parse(month));

    internal Pence AmountOf(ReportedCase report) => _days[report].Amount;

    /// <summary>Another form of a report with the same days.</summary>
    internal ReportedCase Same(ReportedCase report, ReportedCase other)
    {
        _days[other] = _days[report];
        return other;
    }

    private (ArrivalOrder, DateTimeOffset, string) Next(string day)
    {
        var at = new DateTimeOffset(Day(day).ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero).AddMinutes(_number);
        var submission = string.Create(CultureInfo.InvariantCulture, $"s{_number++:00}");
        return (ArrivalOrder.Of(at, submission), at, submission);
    }

    private static NoticeLine Line(string reference, string authority, NoticeLineKind kind, DateOnly on) =>
        new(NhsBody, reference, authority, kind, new Moment(on, new TimeOnly(9, 0)), null, null, null, null, null, NoticeContent.NothingSaid, null, null, null, null);
}
