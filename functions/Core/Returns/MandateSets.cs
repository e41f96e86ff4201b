using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>A line of a set of mandates.</summary>
/// <param name="Year">The financial year for which the set was made. Its mandates have dates of their own.</param>
public sealed record MandateSetRow(FinancialYear Year, MandateRow Mandate);

/// <summary>
/// Who may report for whom (slice: set x year). The set of the latest year is used, on top of what the build came with: for a sender and collection that it brings, it replaces every row of the two.
/// </summary>
public static class MandateSets
{
    public const string CollectionKey = "mandates";

    private const string Set = "England";

    private const string Boundary = "The sender is the security boundary: only what its mandate covers is taken";

    /// <summary>A code in capitals, or a pattern as it is written.</summary>
    private static readonly Kind<string> CodeOrPattern = Kinds.Code with
    {
        Words = $"a code, {Mandates.Anybody}, {Mandates.AnyProvider} or {Mandates.AnyAuthority}",
        Read = (string typed, out string? value) => Mandates.IsPattern(value = typed.ToLowerInvariant()) ? null : Kinds.Code.Read(typed, out value),
    };

    private static readonly Kind<string> CodeOrSelf = Kinds.Code with
    {
        Words = $"a code, {Mandates.Self} or {Mandates.Anybody}",
        Read = (string typed, out string? value) => (value = typed.ToLowerInvariant()) is Mandates.Self or Mandates.Anybody ? null : Kinds.Code.Read(typed, out value),
    };

    private static readonly Kind<string> Key = Kinds.Text with { Words = "the key of a collection", Read = (string typed, out string? value) => Kinds.Text.Read(value = typed.ToLowerInvariant(), out _) };

    private static readonly Column<FinancialYear> Year = new("year", "Set", Kinds.Year, "The financial year for which this set was made, the same in every line") { Example = "2026-27" };
    private static readonly Column<string> Sender = new("sender", "Sender", CodeOrPattern, $"Code of the sender; {Mandates.AnyProvider} or {Mandates.AnyAuthority} for all of a kind, {Mandates.Anybody} for anybody known") { Example = "RJ7" };
    private static readonly Column<string> ReportsFor = new("reports-for", "Reports for", CodeOrSelf, $"Code of the body that it reports for; {Mandates.Self} for itself, {Mandates.Anybody} for any") { Example = "RTH" };
    private static readonly Column<string> Collected = new("collection", "Collection", Key, "Key of the collection, as in the list of collections") { Example = "delayed-transfers" };
    private static readonly Column<View> InView = new("view", "View", Kinds.Of("a view", [.. Mandates.Views.Select(word => new Choice<View>(word.Value, word.Key))]), "Whose statement its returns are") { Example = "provider" };
    private static readonly Column<DateOnly> From = new("from", "From", Kinds.Date, "First date of arrival on which it holds") { Example = "2026-11-01" };
    private static readonly Column<DateOnly> To = new("to", "To", Kinds.Date, "Last date of arrival on which it holds, empty if it still does") { MayBeBlank = true };
    private static readonly Column<string> Source = new("source", "Source", Kinds.Text, "Letter or agreement that says so") { Example = "Invented letter of two trusts" };

    private static readonly ReturnTable<MandateSetRow> Table = new()
    {
        Key = "mandates",
        Title = "Mandates",
        About = "One line for each sender, body and collection, and each period in which it holds.",
        RowKey = ["sender", "reports-for", "collection", "from"],
        Fields =
        [
            Fields.Of(Year, (MandateSetRow row) => row.Year), Fields.Of(Sender, (MandateSetRow row) => row.Mandate.Sender), Fields.Of(ReportsFor, (MandateSetRow row) => row.Mandate.ReportsFor),
            Fields.Of(Collected, (MandateSetRow row) => row.Mandate.Collection), Fields.Of(InView, (MandateSetRow row) => row.Mandate.View),
            Fields.Of(From, (MandateSetRow row) => row.Mandate.From), Fields.Maybe(To, (MandateSetRow row) => row.Mandate.To), Fields.Of(Source, (MandateSetRow row) => row.Mandate.Source),
        ],
        Slice = cells => cells.Maybe(Year) is { } year ? new SliceKey(year.ToString(), Set, "") : null,
        Read = cells => new MandateSetRow(cells.The(Year), new MandateRow(
            cells.The(Sender), cells.The(ReportsFor), cells.The(Collected), cells.The(InView), cells.The(From), cells.Maybe(To), cells.The(Source))),
    };

    public static readonly Collection<MandateSetRow> Collection = new()
    {
        Key = CollectionKey,
        Title = "mandates",
        About = "Sent by the keeper of reference data when somebody may report for somebody else, or no longer may. For a sender and collection that a set brings, nothing else holds. A later file for the same year replaces it whole, and the set of the latest year is used.",
        SliceNoun = "set",
        IsReference = true,
        Parts = [Table],
        On = row => row.Year.FirstDay,
        PageName = page => page,
        ReportsFor = (_, _) => null,
        RowRules =
        [
            new("MA-01", Severity.Error, RuleScope.Reference, "Collection", "The collection is one that is collected.",
                "Use the key of the collection as the list of collections has it.", "House rule: a mandate for nothing would seem to be one",
                (row, _) => Collections.Find(row.Mandate.Collection) is not null ? [] : [(Collected.Field, $"'{row.Mandate.Collection}' is not the key of a collection.")]),

            new("MA-02", Severity.Warning, RuleScope.Reference, "Sender", "Sender and body are organisations that we know.",
                "Check the code. If it is right, nothing need be done: a sender that is named here is known from then on.", "ODS list of NHS trusts covers 198 of the 231 DTOC provider codes",
                (row, context) => Codes(row.Mandate).Where(code => !context.Mandates.Knows(code.Code)).Select(code => (code.Field, $"'{code.Code}' is not the code of an organisation that we know."))),

            new("MA-03", Severity.Error, RuleScope.Row, "View", "The view is that of the kind of sender.",
                "Use provider for an NHS body or independent provider, authority for a council, nhs-england for NHS England alone, keeper for reference data alone.", "Views are never substituted for each other, and NHS England's comes first in figures",
                (row, context) => Fits(row.Mandate, context.Mandates) ? [] : [(InView.Field, $"{Name(row.Mandate.Sender)} cannot send {row.Mandate.Collection} in the view '{InView.Kind.Write(row.Mandate.View)}'.")]),

            new("MA-04", Severity.Error, RuleScope.Row, "To", "A mandate does not end before it begins.",
                "Correct one of the two dates.", "Arithmetic",
                (row, _) => row.Mandate.To < row.Mandate.From ? [(To.Field, $"{Words.Date(row.Mandate.To.Value)} is before {Words.Date(row.Mandate.From)}, when it begins.")] : []),
        ],
        SliceRules =
        [
            new("MA-30", Severity.Error, "View", "On a date a sender sends a collection in one view.",
                "Decide whose statement its returns are; end one mandate before the other begins.", "Views are never substituted for each other",
                (slice, _) => Contradictions(slice.Rows)),

            new("MA-31", Severity.Error, "Sender", "Whoever sends the mandates may still send them.",
                "Add a line for your own mandate, or leave your own out: then it stays as it is.", "House rule: nobody else could mend it",
                (slice, context) => context.Mandates.With(slice.Rows.Select(row => row.Mandate)).ViewOf(context.Sender, CollectionKey, context.ArrivedOn) == View.Keeper ? []
                    : [new(slice.Rows.LastOrDefault(row => row.Mandate.Sender == context.Sender && row.Mandate.Collection == CollectionKey), Sender.Field, $"With this set {context.Sender} could not send mandates on {Words.Date(context.ArrivedOn)}.")]),
        ],
        StandingRules =
        [
            new("MA-50", "Sender", "What the set of the year before brought is in this set too.",
                "Check the list. Only the latest set is used: what it leaves out is as the system came with it.", "House rule: a set is used whole",
                page => [new PageRef(CollectionKey, FinancialYear.Parse(page).AddYears(-1).ToString())],
                (slice, book) => LeftOut(slice, book)),
        ],
    };

    private static IEnumerable<(string Field, string Code)> Codes(MandateRow row)
    {
        if (!Mandates.IsPattern(row.Sender))
            yield return (Sender.Field, row.Sender);
        if (row.ReportsFor is not (Mandates.Self or Mandates.Anybody))
            yield return (ReportsFor.Field, row.ReportsFor);
    }

    private static string Name(string sender) => sender switch
    {
        Mandates.Anybody => "Anybody",
        Mandates.AnyProvider => "A provider",
        Mandates.AnyAuthority => "An authority",
        _ => sender,
    };

    private static bool Fits(MandateRow row, Mandates known)
    {
        var kind = row.Sender switch
        {
            Mandates.AnyProvider => View.Provider,
            Mandates.AnyAuthority => View.Authority,
            _ => known.KindOf(row.Sender),
        };
        return row.View switch
        {
            View.NhsEngland => kind == View.NhsEngland,
            View.Keeper => Collections.Find(row.Collection) is not { IsReference: false },
            _ => kind is null || kind == row.View,
        };
    }

    private static IEnumerable<Broken<MandateSetRow>> Contradictions(ImmutableArray<MandateSetRow> rows) =>
        from same in rows.GroupBy(row => (row.Mandate.Sender, row.Mandate.Collection))
        let all = same.ToList()
        from pair in all.SelectMany((row, i) => all.Take(i), (second, first) => (First: first.Mandate, Second: second))
        let second = pair.Second.Mandate
        let both = pair.First.From > second.From ? pair.First.From : second.From
        where pair.First.View != second.View && pair.First.On(both) && second.On(both)
        select new Broken<MandateSetRow>(pair.Second, InView.Field, $"On {Words.Date(both)} {Name(second.Sender)} sends {second.Collection} in the view '{InView.Kind.Write(second.View)}', and by another line in the view '{InView.Kind.Write(pair.First.View)}'.");

    private static IEnumerable<Broken<MandateSetRow>> LeftOut(SliceRows<MandateSetRow> slice, StandingBook book)
    {
        var here = slice.Rows.Select(Line).ToHashSet();
        return book.Of(Collection, FinancialYear.Parse(slice.Key.Page).AddYears(-1).ToString())
            .SelectMany(standing => standing.Rows.Select(row => (row.Year, Line: Line(row))))
            .Distinct()
            .Where(before => !here.Contains(before.Line))
            .Select(before => new Broken<MandateSetRow>(null, null, $"{Name(before.Line.Sender)} for {before.Line.ReportsFor}, {before.Line.Collection}: in the set of {before.Year} and not in this one."));

        static (string Sender, string ReportsFor, string Collection) Line(MandateSetRow row) => (row.Mandate.Sender, row.Mandate.ReportsFor, row.Mandate.Collection);
    }
}
