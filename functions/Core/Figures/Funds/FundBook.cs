using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>
/// All that was ever accepted of what funds are made of: which boards have a fund, which rows are needed to know all about one, and what is known about it.
/// </summary>
public sealed class FundBook
{
    private readonly ILookup<string, (string Collection, string Page, StandingSlice Slice)> _contents;
    private readonly ImmutableArray<(string Collection, string Page, StandingSlice Slice)> _standing;
    private readonly Dictionary<(string Collection, string Page, ArrivalOrder Order), string> _senders;
    private readonly Dictionary<string, (FinancialYear First, FinancialYear Last)> _years;
    private readonly Lazy<ILookup<string, (string Collection, string Page, StandingSlice Slice)>> _activity;

    /// <param name="pages">Every page of the collections of which <see cref="IsMadeOf"/> speaks, with every acceptance that touches it.</param>
    public FundBook(IEnumerable<(PageRef Page, IReadOnlyList<PageVersion> Versions)> pages, PolicyBook policy, ReferenceBook reference)
    {
        var known = pages.OrderBy(page => page.Page.Collection, StringComparer.Ordinal).ThenBy(page => page.Page.Page, StringComparer.Ordinal).ToList();
        _senders = known.SelectMany(page => page.Versions, (page, version) => (Key: (page.Page.Collection, page.Page.Page, version.Order), version.Sender)).DistinctBy(version => version.Key).ToDictionary(version => version.Key, version => version.Sender);
        var contents = known.Where(page => Dependencies.IsOfFund(page.Page.Collection))
            .SelectMany(page => StandingPage.Contents(page.Page.Page, page.Versions), (page, slice) => (page.Page.Collection, page.Page.Page, Slice: slice)).ToList();
        _contents = contents.ToLookup(content => content.Slice.Place.Body);
        _standing = [.. known.Where(page => page.Page.Collection is Allocations.CollectionKey or DischargeReady.CollectionKey)
            .SelectMany(page => StandingPage.After(page.Page.Page, page.Versions).Chosen().Where(slice => slice.Version is not null), (page, slice) => (page.Page.Collection, page.Page.Page, slice))];
        _years = contents.SelectMany(content => FundYears.YearOf(content.Collection, content.Page, policy) is { } year ? new[] { (content.Slice.Place.Body, Year: year) } : [])
            .GroupBy(content => content.Body).ToDictionary(board => board.Key, board => (board.Min(content => content.Year), board.Max(content => content.Year)), StringComparer.Ordinal);
        LastYears = _years.ToDictionary(board => board.Key, board => board.Value.Last);
        // A group's shares change rarely and are asked for on the first day of a month: once for all boards.
        _activity = new(() =>
            (from page in known
             where page.Page.Collection == Activity.CollectionKey
             from slice in StandingPage.Contents(page.Page.Page, page.Versions)
             from board in reference.Organisations.SharesOf(slice.Place.Body, ReportingMonth.Parse(page.Page.Page).FirstDay).Select(share => share.Hwb.Code).Append(slice.Place.Body).Distinct()
             where _years.ContainsKey(board)
             select (board, One: (page.Page.Collection, page.Page.Page, Slice: slice))).ToLookup(pair => pair.board, pair => pair.One));
    }

    /// <summary>Whether a book is made of a collection. Delayed transfers have figures of their own, which are read instead.</summary>
    public static bool IsMadeOf(string collection) => Dependencies.HasFunds(collection) && collection != DelayedTransfers.CollectionKey;

    /// <summary>The last year of each board that has a fund, be it that what it sent was withdrawn.</summary>
    public IReadOnlyDictionary<string, FinancialYear> LastYears { get; }

    /// <summary>The boards that have a fund, by code.</summary>
    public IEnumerable<string> Boards => _years.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether what happened in a month can be shown with a board's fund: from the year before its first one to the end of its last.</summary>
    public bool Shows(string hwb, ReportingMonth month) => _years.TryGetValue(hwb, out var years) && month.FirstDay >= years.First.AddYears(-1).FirstDay && month.LastDay <= years.Last.LastDay;

    /// <summary>The slices of which the rows are needed to know about a board, with the collection of each.</summary>
    public IEnumerable<(string Collection, StandingSlice Slice)> Needs(string hwb) =>
        _contents[hwb].Concat(Beside(hwb)).Where(one => one.Slice.Version is not null).Select(one => (one.Collection, one.Slice));

    /// <summary>All that is known about a board.</summary>
    /// <param name="rows">The ledger rows of a slice of those that <see cref="Needs"/> names.</param>
    /// <param name="delays">Of its authority.</param>
    public FundFacts Facts(string hwb, Func<string, StandingSlice, ImmutableArray<LedgerRow>> rows, IEnumerable<FundDelays> delays)
    {
        var plans = History<PlanRow>(BcfPlan.Collection);
        var quarters = History<PooledFundRow>(PooledFund.Collection);
        var beside = Beside(hwb).ToLookup(one => one.Collection);
        var activity = beside[Activity.CollectionKey].OrderBy(one => one.Slice.Since).ThenBy(one => one.Page, StringComparer.Ordinal).ThenBy(one => one.Slice.Place).ToList();
        return new FundFacts(
            hwb, [.. Standing(plans).OrderBy(plan => plan.Slice.Page, StringComparer.Ordinal).ThenBy(plan => BcfPlan.VersionOf(plan.Slice.Part))], [.. Standing(quarters).OrderBy(quarter => quarter.Slice.Page, StringComparer.Ordinal)], plans, quarters,
            [
                .. from standing in activity.GroupBy(one => (one.Page, one.Slice.Place), (_, contents) => contents.Last())
                   from count in Counts(standing)
                   orderby count.Row.Month, count.Row.Body, count.Row.Metric
                   select count,
            ],
            [
                .. from one in beside[Allocations.CollectionKey]
                   from kept in rows(one.Collection, one.Slice)
                   let row = Allocations.Collection.RowOf(kept)
                   where row.Hwb == hwb
                   select new FundAllocation(row, one.Slice.Submission, one.Slice.Since, one.Slice.SinceAt, kept.SourceLine) { Sender = SenderOf(one) },
            ],
            [.. delays.Where(one => Shows(hwb, one.Month)).OrderBy(one => one.Month)])
        {
            ActivityHistory = [.. activity.SelectMany(Counts)],
            Discharges = [.. beside[DischargeReady.CollectionKey].SelectMany(one => rows(one.Collection, one.Slice)).Select(DischargeReady.Collection.RowOf)],
            DischargeReturns = [.. beside[DischargeReady.CollectionKey].Select(one => new FundSource(one.Collection, one.Page, SenderOf(one), one.Slice.Submission, one.Slice.Since, one.Slice.SinceAt))],
        };

        IEnumerable<FundActivity> Counts((string Collection, string Page, StandingSlice Slice) one) =>
            from kept in one.Slice.Version is null ? [] : rows(one.Collection, one.Slice)
            select new FundActivity(Activity.Collection.RowOf(kept), one.Slice.Submission, one.Slice.Since, one.Slice.SinceAt, kept.SourceLine) { Sender = SenderOf(one) };

        ImmutableArray<FundReturn<TRow>> History<TRow>(Collection<TRow> collection) where TRow : class =>
            [.. from one in _contents[hwb]
                where one.Collection == collection.Key
                orderby one.Slice.Since, one.Page, one.Slice.Place
                select new FundReturn<TRow>(
                    new SliceKey(one.Page, one.Slice.Place.Body, one.Slice.Place.Part), SenderOf(one), one.Slice.Submission, one.Slice.Since, one.Slice.SinceAt,
                    one.Slice.Version is null ? [] : [.. rows(one.Collection, one.Slice).Select(kept => new Sourced<TRow>(collection.RowOf(kept), kept.SourceLine))])];
    }

    private static IEnumerable<FundReturn<TRow>> Standing<TRow>(IEnumerable<FundReturn<TRow>> history) where TRow : class =>
        history.GroupBy(content => content.Slice, (_, contents) => contents.Last()).Where(last => !last.Rows.IsEmpty);

    /// <summary>What stands of others that a board's figures show: activity with every count that there ever was, allocations, discharges.</summary>
    private IEnumerable<(string Collection, string Page, StandingSlice Slice)> Beside(string hwb) =>
        _activity.Value[hwb].Where(one => Shows(hwb, ReportingMonth.Parse(one.Page)))
            .Concat(_standing.Where(one => one.Collection == Allocations.CollectionKey && _years.ContainsKey(hwb)))
            .Concat(_standing.Where(one => one.Collection == DischargeReady.CollectionKey && one.Slice.Place.Body == hwb && Shows(hwb, ReportingMonth.Parse(one.Page))));

    private string SenderOf((string Collection, string Page, StandingSlice Slice) one) => _senders[(one.Collection, one.Page, one.Slice.Since)];
}
