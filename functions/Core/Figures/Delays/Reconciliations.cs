using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>One published number of delayed days.</summary>
/// <param name="Body">Code as printed; <c>ENG</c> for England.</param>
/// <param name="Figure">Which number, by the name of our figure: <c>days.total</c>, <c>days.nhs</c>, <c>days.reason.Di</c>; a cell is <c>days.acute.E.social-care</c>.</param>
/// <param name="Days">Null where a dash is printed, or nothing.</param>
public sealed record PublishedNumber(string Body, string BodyName, string Figure, long? Days);

/// <summary>What a publication says of a month: a witness, never a source of figures.</summary>
/// <param name="Publication">Publisher, file: <c>NHS England time series, revised 10 September 2020</c>.</param>
/// <param name="On">When it was published, or revised last; null where it does not say.</param>
public sealed record PublishedDelays(ReportingMonth Month, string Publication, DateOnly? On, ImmutableArray<PublishedNumber> Numbers);

/// <summary>
/// Our figures beside published ones, and publications beside each other, number by number. Nothing that differs is left out: where the one is of another date than the other the difference is a revision and is called one,
/// else it is not explained. Published numbers were revised about twice a year, and moved between organisations where the total stayed (domain note on delayed discharge, 5.4).
/// </summary>
public static class Reconciliations
{
    /// <summary>England's figures of a month, with the authorities in them, beside a publication: every number that it prints.</summary>
    /// <param name="england">England's document of the same month; another one throws.</param>
    /// <param name="edition">When the edition was published that the figures are of; null when it is not known, and then the day counts on which the last return was taken in.</param>
    public static ImmutableArray<Reconciliation> Of(DelayFigures england, DateOnly? edition, PublishedDelays published, ReferenceBook reference)
    {
        if (england.Month != published.Month)
            throw new ArgumentException($"The publication is of {published.Month.Name}, the figures are of {england.Month.Name}.", nameof(published));
        var on = edition ?? London.DateOf(england.AsAt);
        return [.. Compare(published.Month, OfOurs(england, published.Month, reference), $"our figures of {Words.Date(on)}", on, Joined(published, reference), published)];
    }

    /// <summary>An earlier publication beside a later one: what was revised. The first is in the place of ours, and the difference is the earlier less the later.</summary>
    public static ImmutableArray<Reconciliation> Between(PublishedDelays earlier, PublishedDelays later, ReferenceBook reference)
    {
        if (earlier.Month != later.Month)
            throw new ArgumentException($"One publication is of {earlier.Month.Name}, the other of {later.Month.Name}.", nameof(later));
        var printed = later.Numbers.Select(number => number.Body).ToHashSet();
        var joined = Joined(earlier, reference);
        return [.. Compare(later.Month, (body, figure) => joined.FirstOrDefault(number => number.Body == body && number.Figure == figure)?.Days, earlier.Publication, earlier.On, Joined(later, reference), later)
            .Where(found => printed.Count > 0 && found is not { Ours: null, Published: null })];
    }

    private static IEnumerable<Reconciliation> Compare(ReportingMonth month, Func<string, string, long?> ours, string named, DateOnly? on, IReadOnlyCollection<Number> published, PublishedDelays publication)
    {
        var totals = published.Where(number => number.Figure == "days.total").ToDictionary(number => number.Body, number => ours(number.Body, number.Figure) == number.Days && number.Days is not null);
        foreach (var number in published)
        {
            var own = ours(number.Body, number.Figure);
            var says = (own, number.Days) switch
            {
                (null, null) => "Neither has a number: missing on both sides, and not zero.",
                (null, { } theirs) => $"Nothing stands in {named}, and {Words.Number(theirs)} {(theirs == 1 ? "is" : "are")} published{(theirs == 0 ? ": no provider reported any, which is not the same as none" : "")}.",
                ({ } mine, null) => $"{Words.Number(mine)} in {named}; the publication prints no number, which is not zero.",
                ({ } mine, { } theirs) when mine == theirs => "Equal.",
                ({ } mine, { } theirs) => Differs(mine, theirs, number.Figure != "days.total" && totals.GetValueOrDefault(number.Body)),
            };
            yield return new(month, $"{number.BodyName}, {Named(number.Figure)}", own, number.Days, own - number.Days, publication.Publication, $"{says}{number.Note}");
        }

        string Differs(long mine, long theirs, bool moved)
        {
            var by = $"{Words.Number(mine)} in {named}, {Words.Number(theirs)} published: {Words.Number(long.Abs(mine - theirs))} {(mine > theirs ? "more" : "fewer")}";
            return (on, publication.On) switch
            {
                ({ } ours, { } theirsOn) when ours != theirsOn => $"{by}. A revision: the publication is of {Words.Date(theirsOn)}, the other of {Words.Date(ours)}.{(moved ? " The total is equal: days moved within it." : "")}",
                ({ } ours, not null) => $"{by}. Not explained: both are of {Words.Date(ours)}.{(moved ? " The total is equal: days moved within it." : "")}",
                _ => $"{by}. Not explained: a date of publication is not known.{(moved ? " The total is equal: days moved within it." : "")}",
            };
        }
    }

    private static Func<string, string, long?> OfOurs(DelayFigures england, ReportingMonth month, ReferenceBook reference)
    {
        var authorities = england.Authorities.ToDictionary(authority => authority.Days.Code);
        var cells = england.Status == FigureStatus.NotCalculable ? [] : DelayedTransfers.Attributions
            .SelectMany(attribution => england.Cells.Select(cell => (Id: Cell(cell.Care, cell.Reason, attribution), cell.Days[attribution].Days)))
            .ToDictionary(cell => cell.Id, cell => cell.Days);
        return (body, figure) => body == Body.EnglandCode
            ? cells.TryGetValue(figure, out var days) ? days : (long?)england.Figures.FirstOrDefault(one => one.Id == figure)?.Value
            : authorities.TryGetValue(reference.AuthorityOn(month.FirstDay, body)?.Code ?? body, out var authority) ? Of(authority, figure) : null;
    }

    /// <summary>The name of a cell of the England series.</summary>
    public static string Cell(CareType care, Reason reason, Attribution attribution) => $"days.{DelayedTransfers.Key(care)}.{DelayedTransfers.Of(reason).Code}.{DelayedTransfers.Key(attribution)}";

    private static long? Of(AuthorityDelays authority, string figure)
    {
        var days = authority.Days;
        foreach (var attribution in DelayedTransfers.Attributions)
        {
            if (figure == $"days.{DelayedTransfers.Key(attribution)}")
                return days.Of(attribution).Days;
        }
        return figure switch
        {
            "days.total" => days.Total.Days,
            "days.acute" => days.Acute.All.Sum(total => total.Days),
            "days.non-acute" => days.NonAcute.All.Sum(total => total.Days),
            _ => DelayedTransfers.Reasons.Zip(authority.ByReason).Where(pair => figure == $"days.reason.{pair.First.Code}").Select(pair => (long?)pair.Second.Days).FirstOrDefault(),
        };
    }

    private static string Named(string figure) => figure["days.".Length..] switch
    {
        "total" => "delayed days",
        "acute" => "delayed days, acute",
        "non-acute" => "delayed days, non-acute",
        "nhs" => "delayed days, NHS",
        "social-care" => "delayed days, social care",
        "both" => "delayed days, both",
        var other => other.StartsWith("reason.", StringComparison.Ordinal) ? $"delayed days, reason {other["reason.".Length..]}" : $"delayed days, {other.Replace(".", ", ")}",
    };

    /// <summary>
    /// The numbers under the codes that are in force in the month. A publication may print a council that has ended by then (Bournemouth and Poole in April 2019): its days belong to the one council that carries on its work.
    /// </summary>
    private static List<Number> Joined(PublishedDelays published, ReferenceBook reference) =>
    [
        .. published.Numbers
            .Select(number => (Number: number, Code: InForce(number.Body, published.Month, reference)))
            .GroupBy(pair => (pair.Code, pair.Number.Figure))
            .Select(pairs =>
            {
                var numbers = pairs.Select(pair => pair.Number).ToList();
                var ended = numbers.Where(number => number.Body != pairs.Key.Code && reference.AuthorityOn(published.Month.FirstDay, number.Body) is null).ToList();
                var without = numbers.Where(number => number.Days is null).Select(number => $"{number.BodyName} ({number.Body})").ToList();
                return new Number(
                    pairs.Key.Code, ended.Count == 0 ? numbers[0].BodyName : reference.AuthorityOn(published.Month.FirstDay, pairs.Key.Code)!.Name, pairs.Key.Figure,
                    numbers.TrueForAll(number => number.Days is null) ? null : numbers.Sum(number => number.Days ?? 0),
                    ended.Count == 0 ? "" : $" Printed as {string.Join(" and ", ended.Select(number => $"{number.BodyName} ({number.Body})"))}, which had ended.{(without.Count == 0 ? "" : $" {string.Join(" and ", without)} {(without.Count == 1 ? "has" : "have")} no number: missing, not zero.")}");
            }),
    ];

    private static string InForce(string code, ReportingMonth month, ReferenceBook reference) =>
        reference.AuthorityOn(month.FirstDay, code)?.Code
        ?? (reference.AuthorityPeriods(code).LastOrDefault(period => period.To < month.FirstDay) is { Value.Successors: [var only] } ? only : code);

    private sealed record Number(string Body, string BodyName, string Figure, long? Days, string Note);
}
