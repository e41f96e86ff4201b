using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>
/// What stands in the ledger, as the facts of which statements are made. Nothing is judged here and nothing chosen but the view of delayed transfers; what was withdrawn or never accepted is left out.
/// </summary>
public static class Reported
{
    /// <summary>
    /// The cases that stand on a page of delay notices, in both views.
    /// </summary>
    /// <remarks>
    /// A report can tell of the days before it arrived. Of a case that is still open the last return that says the same counts: whoever sends it again unchanged says that the patient is still there, and the case runs on to
    /// the day before. A case that has ended says nothing more by being sent again, and stands as since the first of the run.
    /// </remarks>
    /// <param name="notices">The page of an NHS body.</param>
    /// <param name="rows">The ledger rows of a standing slice; default when they were deleted: such a case is left out, and its tombstone tells of it.</param>
    public static ImmutableArray<ReportedCase> Cases(StandingPage notices, Func<StandingSlice, ImmutableArray<LedgerRow>> rows) =>
        [.. from slice in notices.Slices where slice.Version is not null let left = rows(slice) where !left.IsDefault select Case(slice, left)];

    /// <summary>The decisions that stand on a page of a month about the cases of one NHS body, in both views.</summary>
    /// <param name="rows">The ledger rows of a standing slice; default when they were deleted.</param>
    public static ImmutableArray<ReportedDecision> Decisions(StandingPage decisions, string nhsBody, Func<StandingSlice, ImmutableArray<LedgerRow>> rows) =>
    [
        .. from slice in decisions.Slices
           where slice.Version is not null && slice.Place.Body == nhsBody
           let left = rows(slice)
           where !left.IsDefault
           from row in left
           orderby slice.View, slice.Place, row.SourceLine
           select new ReportedDecision(slice.View, PartyOf(slice), slice.Submission, slice.Since, slice.SinceAt, ReimbursementDecisions.Collection.RowOf(row), row.SourceLine),
    ];

    /// <summary>
    /// Acute days attributed to social care in the month of a page, by authority: in NHS England's view where it has spoken, else in the NHS body's own, as in the figures of delays. Without a number where one of the
    /// days was not given or what stood was withdrawn.
    /// </summary>
    /// <param name="rows">The ledger rows of a standing slice; a line of zeros is not among them.</param>
    public static ImmutableArray<ReportedSocialCareDays> SocialCareDays(StandingPage delayedTransfers, string nhsBody, Func<StandingSlice, ImmutableArray<LedgerRow>> rows) =>
        SocialCareDays(delayedTransfers, nhsBody, slice => AcuteSocialCareDays(rows(slice)));

    /// <inheritdoc cref="SocialCareDays(StandingPage, string, Func{StandingSlice, ImmutableArray{LedgerRow}})"/>
    /// <param name="days">Those of a standing slice, as <see cref="AcuteSocialCareDays"/> gives them.</param>
    public static ImmutableArray<ReportedSocialCareDays> SocialCareDays(StandingPage delayedTransfers, string nhsBody, Func<StandingSlice, long?> days) =>
    [
        .. from slice in delayedTransfers.Chosen()
           where slice.Place.Provider == nhsBody
           orderby slice.Place, slice.View
           select new ReportedSocialCareDays(delayedTransfers.Month, slice.Place.Authority, slice.Version is null ? null : days(slice), slice.View, slice.Submission, slice.Since, slice.SinceAt),
    ];

    /// <summary>Acute delayed days due to social care in rows of delayed transfers; null where a line gives none.</summary>
    public static long? AcuteSocialCareDays(IEnumerable<LedgerRow> rows) => Sum(rows.Select(DelayedTransfersLine.Of).Where(line => line.Care == CareType.Acute).Select(line => line.Days.SocialCare));

    /// <summary>The case of a slice of notices or of decisions.</summary>
    public static string CaseOf(Place slice) => DelayNotices.CaseOf(slice.Part);

    /// <summary>All that stands about one NHS body.</summary>
    /// <param name="notices">Its page of delay notices.</param>
    /// <param name="decisions">The pages of every month.</param>
    /// <param name="delayedTransfers">The pages of the months that <see cref="MonthsOf"/> names.</param>
    /// <param name="rows">The ledger rows of a standing slice of a collection.</param>
    /// <param name="deleted">What is left of its deleted cases.</param>
    public static StatementFacts Facts(
        string nhsBody, StandingPage notices, IEnumerable<StandingPage> decisions, IEnumerable<StandingPage> delayedTransfers, Func<string, StandingSlice, ImmutableArray<LedgerRow>> rows, IEnumerable<CaseTombstone> deleted) =>
        new(
            nhsBody,
            Cases(notices, slice => rows(DelayNotices.CollectionKey, slice)),
            [.. decisions.SelectMany(page => Decisions(page, nhsBody, slice => rows(ReimbursementDecisions.CollectionKey, slice)))],
            [.. delayedTransfers.SelectMany(page => SocialCareDays(page, nhsBody, slice => rows(DelayedTransfers.CollectionKey, slice)))],
            [.. deleted.Where(one => one.NhsBody == nhsBody)]);

    /// <summary>
    /// The months whose delayed transfers can be asked for: those that were collected, of every financial year from the first date of anything that stands to the last day of which it can tell.
    /// </summary>
    public static IEnumerable<ReportingMonth> MonthsOf(StatementFacts facts, PolicyBook policy)
    {
        List<DateOnly> dates =
        [
            .. facts.Cases.SelectMany(one => one.Lines.Select(line => line.Line.When.Date).Append(one.KnownTo)), .. facts.Decisions.Select(one => one.Decision.Month.FirstDay),
            .. facts.Deleted.SelectMany(one => one.Months).Select(month => month.Month.FirstDay),
        ];
        if (dates.Count == 0)
            yield break;
        var last = ReportingMonth.Of(dates.Max());
        for (var month = ReportingMonth.Of(FinancialYear.Of(dates.Min()).FirstDay); month <= last; month = month.AddMonths(1))
        {
            if (IsCollected(month, policy))
                yield return month;
        }
    }

    /// <summary>Whether delayed transfers of a month were collected at all: August 2010 to February 2020.</summary>
    internal static bool IsCollected(ReportingMonth month, PolicyBook policy) => policy.TryOn(month.LastDay, "delayed-transfers.collected") is { Value: "yes" };

    private static ReportedCase Case(StandingSlice slice, ImmutableArray<LedgerRow> rows)
    {
        ImmutableArray<ReportedLine> lines = [.. rows.OrderBy(row => row.SourceLine).Select(row => new ReportedLine(DelayNotices.Collection.RowOf(row), row.SourceLine))];
        var isOpen = NoticeCase.Of(lines.Select(line => line.Line)).EndOfStay is null;
        var (since, at) = isOpen ? (slice.Confirmed, slice.ConfirmedAt) : (slice.Since, slice.SinceAt);
        return new ReportedCase(slice.Place.Body, DelayNotices.CaseOf(slice.Place.Part), slice.View, PartyOf(slice), slice.Submission, since, at, London.DateOf(at).AddDays(-1), lines);
    }

    /// <summary>Who reports: the authority that the slice of an authority names, else the NHS body.</summary>
    private static string PartyOf(StandingSlice slice) => slice.View == View.Authority && DelayNotices.PartyOfPart(slice.Place.Part) is { } authority ? authority : slice.Place.Body;

    private static long? Sum(IEnumerable<int?> numbers) => numbers.Aggregate((long?)0, (sum, number) => sum + number);
}
