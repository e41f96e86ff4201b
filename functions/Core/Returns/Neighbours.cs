using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>An authority that a model finds like another, for comparison.</summary>
/// <param name="Year">The financial year for which the model was made.</param>
/// <param name="Model">Name of the model: <c>CIPFA</c>.</param>
/// <param name="Rank">1 for the nearest; null where the model gives distances only.</param>
/// <param name="Distance">How far apart the two are, in the model's own unit, 0 or more; null where it gives ranks only.</param>
public sealed record NeighbourRow(FinancialYear Year, string Model, string Authority, string Neighbour, int? Rank, decimal? Distance);

/// <summary>
/// Nearest neighbours (slice: model x year). The model that ASCOF tools used is a licensed list (domain note on delayed discharge, 6.1), so it does not come with the system: whoever holds the licence sends it.
/// </summary>
public static class Neighbours
{
    public const string CollectionKey = "neighbours";

    private const string Comparators = "Nearest neighbours for comparison (domain note on delayed discharge, 6.1)";

    private static readonly Column<FinancialYear> Year = new("year", "Year", Kinds.Year, "The financial year for which the model was made") { Example = "2019-20" };
    private static readonly Column<string> Model = new("model", "Model", Kinds.Code, "Name of the model, in one word") { Example = "CIPFA" };
    private static readonly Column<string> Authority = new("authority", "Authority code", Kinds.Code, "The authority that is compared: three digits, or the ONS code") { Example = "730" };
    private static readonly Column<string> Neighbour = new("neighbour", "Neighbour code", Kinds.Code, "An authority like it: three digits, or the ONS code") { Example = "731" };
    private static readonly Column<int> Rank = new("rank", "Rank", Kinds.Count, "1 for the nearest, 2 for the next; may be empty if distances are given", true) { MayBeBlank = true, Example = "1" };
    private static readonly Column<decimal> Distance = new("distance", "Distance", Kinds.Number, "How far apart they are as the model says; may be empty if ranks are given", true) { MayBeBlank = true, Example = "0.0123" };

    private static readonly ReturnTable<NeighbourRow> Table = new()
    {
        Key = "neighbours",
        Title = "Neighbours",
        About = "One line for each authority and each of its neighbours.",
        RowKey = ["authority", "neighbour"],
        Fields =
        [
            Fields.Of(Year, (NeighbourRow row) => row.Year), Fields.Of(Model, (NeighbourRow row) => row.Model), Fields.Of(Authority, (NeighbourRow row) => row.Authority),
            Fields.Of(Neighbour, (NeighbourRow row) => row.Neighbour), Fields.Maybe(Rank, (NeighbourRow row) => row.Rank), Fields.Maybe(Distance, (NeighbourRow row) => row.Distance),
        ],
        Slice = cells => cells.Maybe(Year) is { } year && cells.MaybeText(Model) is { } model ? new SliceKey(year.ToString(), model, "") : null,
        Read = cells => new NeighbourRow(
            cells.The(Year), cells.The(Model), cells.Authority(Authority, cells.The(Year).FirstDay)!, cells.Authority(Neighbour, cells.The(Year).FirstDay)!, cells.Maybe(Rank), cells.Maybe(Distance)),
    };

    public static readonly Collection<NeighbourRow> Collection = new()
    {
        Key = CollectionKey,
        Title = "nearest neighbours",
        About = "Sent by the keeper of reference data, who holds the licence of the model: which authorities are compared with which. A later file of the same model and year replaces it whole.",
        SliceNoun = "model",
        IsReference = true,
        Parts = [Table],
        On = row => row.Year.FirstDay,
        PageName = page => page,
        ReportsFor = (_, _) => null,
        RowRules =
        [
            new("NB-01", Severity.Error, RuleScope.Reference, "Authority code", "Authority and neighbour existed when the year began.",
                "Use the codes that the authorities had on 1 April of the year.", "Council codes as published in DTOC, with legal dates of reorganisation",
                (row, context) => new[] { (Authority.Field, Code: row.Authority), (Neighbour.Field, Code: row.Neighbour) }
                    .Where(one => context.Reference.AuthorityOn(row.Year.FirstDay, one.Code) is not { OutsideEngland: false })
                    .Select(one => (one.Field, $"'{one.Code}' is not the code of an authority in England on {Words.Date(row.Year.FirstDay)}."))),

            new("NB-02", Severity.Error, RuleScope.Row, "Neighbour code", "No authority is its own neighbour.",
                "Delete the line, or correct one of the two codes.", Comparators,
                (row, _) => row.Authority == row.Neighbour ? [(Neighbour.Field, $"{row.Authority} is given as a neighbour of itself.")] : []),

            new("NB-03", Severity.Error, RuleScope.Row, "Rank", "A neighbour has a rank or a distance.",
                "Fill in the rank, the distance or both.", Comparators,
                (row, _) => row.Rank is null && row.Distance is null ? [(Rank.Field, $"{row.Neighbour} as a neighbour of {row.Authority} has neither rank nor distance.")] : []),

            new("NB-04", Severity.Error, RuleScope.Row, "Distance", "A distance is not below 0.",
                "Check the distance in the model.", "Arithmetic: a distance",
                (row, _) => row.Distance < 0 ? [(Distance.Field, $"The distance of {row.Neighbour} from {row.Authority} is below 0.")] : []),
        ],
        SliceRules =
        [
            new("NB-30", Severity.Error, "Rank", "The ranks of an authority's neighbours are 1, 2, 3 and so on, each once.",
                "Check whether a neighbour is missing, or has the rank of another.", Comparators,
                (slice, _) => slice.Rows.GroupBy(row => row.Authority).SelectMany(Ranks)),
        ],
    };

    private static IEnumerable<Broken<NeighbourRow>> Ranks(IGrouping<string, NeighbourRow> authority)
    {
        if (authority.All(row => row.Rank is null))
            yield break;
        if (authority.FirstOrDefault(row => row.Rank is null) is { } without)
            yield return new(without, Rank.Field, $"{without.Neighbour} has no rank, and other neighbours of {authority.Key} have one.");
        var expected = 1;
        foreach (var row in authority.Where(row => row.Rank is not null).OrderBy(row => row.Rank))
        {
            if (row.Rank != expected)
            {
                yield return new(row, Rank.Field, $"{row.Neighbour} has rank {Words.Number(row.Rank!.Value)} among the neighbours of {authority.Key}, where {Words.Number(expected)} comes next.");
                yield break;
            }
            expected++;
        }
    }
}
