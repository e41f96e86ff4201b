using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures;

/// <summary>One figures document: of a body, for a month.</summary>
public readonly record struct FigureKey(string Body, ReportingMonth Month)
{
    /// <summary>Where it stands in the container of figures.</summary>
    public string BlobName => $"{Body}/{Month}.json";

    /// <summary>Reads a blob name back; null when it is not one of ours.</summary>
    public static FigureKey? Parse(string blobName) =>
        blobName.Split('/') is [{ Length: > 0 } body, var file] && file.EndsWith(".json", StringComparison.Ordinal) && ReportingMonth.TryParse(file[..^5], out var month)
            ? new FigureKey(body, month) : null;

    public override string ToString() => $"{Body} {Month}";
}

/// <summary>
/// Which figures depend on which slices. The one place that says so: recomputing, publishing and the tests of repetition all ask here.
/// </summary>
public static class Dependencies
{
    /// <summary>
    /// The figures that an acceptance can have changed, from what stood before and after it in the order of arrival: each authority that it touched, and
    /// England if there is any. They are recomputed from all that stands now; most of them will be found unchanged when an acceptance is dealt with late.
    /// Collections from which no figures are made yet touch none.
    /// </summary>
    public static ImmutableArray<FigureKey> Of(string collection, StandingPage before, StandingPage after, StandingPage all) =>
        OfPlaces(collection, after.Page, StandingPage.PlacesTouched(before, after, all));

    /// <summary>The figures in which some places of a page are counted.</summary>
    public static ImmutableArray<FigureKey> OfPlaces(string collection, string page, IEnumerable<Place> places)
    {
        if (!HasFigures(collection))
            return [];
        var month = ReportingMonth.Parse(page);
        var authorities = places.Select(place => place.Authority).Distinct().Order(StringComparer.Ordinal).ToList();
        return authorities.Count == 0 ? [] : [.. authorities.Select(authority => new FigureKey(authority, month)), new FigureKey(Body.EnglandCode, month)];
    }

    /// <summary>Whether figures are made from a collection.</summary>
    public static bool HasFigures(string collection) => collection == DelayedTransfers.CollectionKey;

    /// <summary>
    /// The NHS bodies whose statements depend on some places of a page. A body's statements are made together from all that stands of it, since a case can lie in several months and a statement tells of the year to
    /// date; most will be found unchanged. Of a provider of delayed transfers that has no case there are none.
    /// </summary>
    public static ImmutableArray<string> NhsBodiesOf(string collection, string page, IEnumerable<Place> places) => collection switch
    {
        DelayNotices.CollectionKey => places.Any() ? [page] : [],
        ReimbursementDecisions.CollectionKey or DelayedTransfers.CollectionKey => [.. places.Select(place => place.Body).Distinct().Order(StringComparer.Ordinal)],
        _ => [],
    };

    /// <summary>Whether statements are made from a collection.</summary>
    public static bool HasStatements(string collection) => collection is DelayNotices.CollectionKey or ReimbursementDecisions.CollectionKey or DelayedTransfers.CollectionKey;

    /// <summary>Whether figures of the Better Care Fund are made from a collection.</summary>
    public static bool HasFunds(string collection) =>
        IsOfFund(collection) || collection is Activity.CollectionKey or Allocations.CollectionKey or DelayedTransfers.CollectionKey or DischargeReady.CollectionKey;

    /// <summary>Whether a collection is a board's own account of its fund: a board that has sent any has figures.</summary>
    public static bool IsOfFund(string collection) => collection is BcfPlan.CollectionKey or PooledFund.CollectionKey;

    /// <summary>
    /// The boards whose fund depends on some places of a page. All years of a board are made together, since one year's figures show those before it; most will be found unchanged. A board without a fund is not touched by
    /// what is counted for everybody, nor is one whose last year was over by then.
    /// </summary>
    /// <param name="lastYears">The last year of each board that has a fund.</param>
    /// <param name="allocated">The boards that a list of allocations in a place of the page has ever named.</param>
    public static ImmutableArray<string> BoardsOf(
        string collection, string page, IReadOnlyCollection<Place> places, IReadOnlyDictionary<string, FinancialYear> lastYears, Func<Place, IEnumerable<string>> allocated, PolicyBook policy, ReferenceBook reference)
    {
        IEnumerable<string> boards = collection switch
        {
            BcfPlan.CollectionKey or PooledFund.CollectionKey => places.Select(place => place.Body),
            Activity.CollectionKey when ReportingMonth.Parse(page) is var month =>
                places.Select(place => place.Body).Distinct().SelectMany(body => reference.Organisations.SharesOf(body, month.FirstDay).Select(share => share.Hwb.Code).Append(body)).Where(board => Reaches(board, month)),
            DischargeReady.CollectionKey when ReportingMonth.Parse(page) is var month => places.Select(place => place.Body).Where(board => Reaches(board, month)),
            // The days are those of one authority; its rank, where one is asked for, is among all of them.
            DelayedTransfers.CollectionKey when ReportingMonth.Parse(page) is var month =>
                (places.Count > 0 && DelayExpectations.Ranks(month, policy) ? lastYears.Keys : places.Select(place => place.Authority)).Where(board => Reaches(board, month)),
            // The grant of the next year is what the expectation of 2017-18 put at risk.
            Allocations.CollectionKey when FinancialYear.Parse(page) is var year => places.SelectMany(allocated).Where(board => lastYears.TryGetValue(board, out var last) && last.AddYears(1) >= year),
            _ => [],
        };
        return [.. boards.Where(lastYears.ContainsKey).Distinct().Order(StringComparer.Ordinal)];

        bool Reaches(string board, ReportingMonth month) => lastYears.TryGetValue(board, out var last) && last.LastDay >= month.FirstDay;
    }

    /// <summary>
    /// Whether histories of delays are made from a page of a collection, beside England's figures of each month: days that were restated, answers of authorities, neighbours, limits that start anew, and plans of the years in
    /// which boards set goals for delays. All of them are made together by the national job, since every body's history compares it with others.
    /// </summary>
    public static bool HasHistories(string collection, string page) =>
        collection is DelayedTransfers.CollectionKey or Neighbours.CollectionKey or Rebases.CollectionKey || collection == DelayAgreements.Collection.Key
        || (collection == BcfPlan.CollectionKey && DelayTargets.AreOf(FinancialYear.Parse(page)));

    /// <summary>Whether discharge documents are made from a collection.</summary>
    public static bool HasDischarges(string collection) => collection is DischargeReady.CollectionKey or AcuteDischarge.CollectionKey;

    /// <summary>The discharge documents in which some places of a page are counted: of each body one, for the month of the page. None is made of others, so England's is no exception.</summary>
    public static ImmutableArray<DischargeKey> DischargesOf(string collection, string page, IEnumerable<Place> places) =>
        HasDischarges(collection) ? [.. places.Select(place => place.Body).Distinct().Order(StringComparer.Ordinal).Select(body => new DischargeKey(body, ReportingMonth.Parse(page)))] : [];

    /// <summary>
    /// Whether a set of reference data can change any figure that is worked out with the books. Mandates decide who may send, and what was accepted under them stays accepted; nearest neighbours are in no book; allocations
    /// are compared with by the boards that they name.
    /// </summary>
    public static bool ChangesBooks(Collection collection) => collection.Key is OrganisationSets.CollectionKey or Populations.CollectionKey;

    /// <summary>Whether a blob of figures is published as a workbook of its own: a year of a fund. Of months, histories and discharges summaries are made.</summary>
    public static bool HasWorkbook(string figuresBlob) => FundKey.Parse(figuresBlob) is not null;

    /// <summary>Figures that gather boards: made and published by the national job, when changes have settled.</summary>
    public static bool IsNational(FundKey fund) => fund.Hwb == Body.EnglandCode;

    /// <summary>Every figure of a page: what a change of policy or of reference data touches.</summary>
    public static ImmutableArray<FigureKey> OfPage(string collection, StandingPage standing) => Of(collection, StandingPage.Empty(standing.Page), standing, standing);

    /// <summary>Figures that compare or gather authorities: published by the national job, when changes have settled.</summary>
    public static bool IsNational(FigureKey figure) => figure.Body == Body.EnglandCode;

    /// <summary>Whether figures of any kind are national, by the name of their blob: its folder is the body.</summary>
    public static bool IsNational(string figuresBlob) => figuresBlob.StartsWith($"{Body.EnglandCode}/", StringComparison.Ordinal);
}
