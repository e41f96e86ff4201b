using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>A line of a set of organisations.</summary>
/// <param name="Year">The financial year for which the set was made. Its rows have dates of their own, of any year.</param>
public abstract record OrganisationSetRow(FinancialYear Year)
{
    /// <summary>First date on which it holds.</summary>
    internal abstract DateOnly From { get; }

    /// <summary>The day on which it was learned.</summary>
    internal abstract DateOnly Recorded { get; }
}

/// <inheritdoc cref="OrganisationRow"/>
public sealed record OrganisationSetOrganisation(FinancialYear Year, OrganisationRow Row) : OrganisationSetRow(Year)
{
    internal override DateOnly From => Row.From;

    internal override DateOnly Recorded => Row.Recorded;
}

/// <inheritdoc cref="RelationRow"/>
public sealed record OrganisationSetRelation(FinancialYear Year, RelationRow Row) : OrganisationSetRow(Year)
{
    internal override DateOnly From => Row.From;

    internal override DateOnly Recorded => Row.Recorded;
}

/// <summary>
/// Organisations, their codes and how they stand to each other (slice: set x year). The set of the latest year is used, on top of what the build came with: for a code that it brings it replaces every row of that code, for
/// a code and relation every row of that relation from that code. So a set holds everything that differs from the build.
/// </summary>
public static class OrganisationSets
{
    public const string CollectionKey = "organisations";

    private const string Set = "England";

    private const string House = "House rule: a set is used only if it holds together";

    /// <summary>Parts that are published as rounded per cents come to a little less than the whole; a hundredth is more than rounding (as <see cref="Organisations.Faults"/> allows above it).</summary>
    private const decimal LeastShares = 0.99m;

    private const string Codes = "Codes of the Organisation Data Service, the Office for National Statistics and CASSR";

    private static readonly Kind<OrganisationKind> OrganisationKinds = Kinds.Of("a kind of organisation", [.. Organisations.Kinds.Select(word => new Choice<OrganisationKind>(word.Value, word.Key))]);

    private static readonly Kind<OrganisationKind> BoardOnly = Kinds.Of("hwb, or nothing", new Choice<OrganisationKind>(OrganisationKind.Hwb, "hwb"));

    private static readonly Kind<Mark> Marks = Kinds.Of("how sure it is: V, D, R or A",
        new Choice<Mark>(Policy.Mark.Verified, "V", "Verified"), new Choice<Mark>(Policy.Mark.Derived, "D", "Derived"), new Choice<Mark>(Policy.Mark.Recalled, "R", "Recalled"), new Choice<Mark>(Policy.Mark.Assumed, "A", "Assumed"));

    private static readonly Kind<Proportion> Proportions = new("a share of the whole, for example 12345/67890 or 18.18%", CellRules.NotNumber,
        (string typed, out Proportion value) =>
        {
            value = Proportion.TryParse(typed) ?? default;
            return Proportion.TryParse(typed) is null ? $"'{typed}' is not a share between nothing and the whole." : null;
        },
        value => value.ToString());

    private static readonly Column<FinancialYear> Year = new("year", "Set", Kinds.Year, "The financial year for which this set was made, the same in every line") { Example = "2026-27" };
    private static readonly Column<string> Code = new("code", "Code", Kinds.Code, "A code of the organisation; one with two codes has a line for each") { Example = "E06999901" };
    private static readonly Column<CodeScheme> Scheme = new("scheme", "Scheme", Kinds.Of("ods, ons or cassr", [.. Organisations.Schemes.Select(word => new Choice<CodeScheme>(word.Value, word.Key))]), "Whose list the code is from") { Example = "ons" };
    private static readonly Column<OrganisationKind> Kind = new("kind", "Kind", OrganisationKinds, "What the organisation is") { Example = "authority" };
    private static readonly Column<string> Name = new("name", "Name", Kinds.Text, "Name of the organisation in these dates") { Example = "Invented Unitary Council" };
    private static readonly Column<DateOnly> From = new("from", "From", Kinds.Date, "First date on which it holds") { Example = "2027-04-01" };
    private static readonly Column<DateOnly> To = new("to", "To", Kinds.Date, "Last date on which it holds, empty if it still does") { MayBeBlank = true };
    private static readonly Column<DateOnly> Recorded = new("recorded", "Recorded", Kinds.Date, "The day on which you learned it") { Example = "2026-11-02" };
    private static readonly Column<Mark> Mark = new("mark", "Mark", Marks, "V read in its source, D derived, R recalled, A assumed") { Example = "V" };
    private static readonly Column<string> Source = new("source", "Source", Kinds.Text, "Order, release or list that says so") { Example = "Invented (Structural Changes) Order" };
    private static readonly Column<string> FromCode = new("from-code", "From code", Kinds.Code, "The organisation that stands so to the other") { Example = "E06999901" };
    private static readonly Column<OrganisationKind> FromKind = new("from-kind", "From kind", BoardOnly, "hwb where the code stands for the health and wellbeing board, else empty") { MayBeBlank = true };
    private static readonly Column<Relation> Relation = new("relation", "Relation", Kinds.Of("a relation", [.. Organisations.Relations.Select(word => new Choice<Relation>(word.Value, word.Key))]), "How it stands to the other") { Example = "member-of" };
    private static readonly Column<string> ToCode = new("to-code", "To code", Kinds.Code, "The other organisation") { Example = "E12000008" };
    private static readonly Column<OrganisationKind> ToKind = new("to-kind", "To kind", BoardOnly, "hwb where the code stands for the health and wellbeing board, else empty") { MayBeBlank = true };
    private static readonly Column<Proportion> Share = new("share", "Share", Proportions, "Of a relation share: the part that belongs to the board") { MayBeBlank = true };

    private static readonly ReturnTable<OrganisationSetRow> OrganisationTable = new()
    {
        Key = "organisations",
        Title = "Organisations",
        About = "One line for each code of an organisation and each period in which kind and name were the same.",
        RowKey = ["code", "kind", "from"],
        Holds = row => row is OrganisationSetOrganisation,
        Fields =
        [
            Fields.Of(Year, (OrganisationSetRow row) => row.Year), Fields.Of(Code, (OrganisationSetRow row) => OrganisationOf(row).Code), Fields.Of(Scheme, (OrganisationSetRow row) => OrganisationOf(row).Scheme),
            Fields.Of(Kind, (OrganisationSetRow row) => OrganisationOf(row).Kind), Fields.Of(Name, (OrganisationSetRow row) => OrganisationOf(row).Name),
            Fields.Of(From, (OrganisationSetRow row) => OrganisationOf(row).From), Fields.Maybe(To, (OrganisationSetRow row) => OrganisationOf(row).To),
            Fields.Of(Recorded, (OrganisationSetRow row) => OrganisationOf(row).Recorded), Fields.Of(Mark, (OrganisationSetRow row) => OrganisationOf(row).Mark), Fields.Of(Source, (OrganisationSetRow row) => OrganisationOf(row).Source),
        ],
        Slice = Slice,
        Read = cells => new OrganisationSetOrganisation(cells.The(Year), new OrganisationRow(
            cells.The(Code), cells.The(Scheme), cells.The(Kind), cells.The(Name), cells.The(From), cells.Maybe(To), cells.The(Recorded), cells.The(Mark), cells.The(Source))),
    };

    private static readonly ReturnTable<OrganisationSetRow> RelationTable = new()
    {
        Key = "relations",
        Title = "Relations",
        About = "One line for each relation of two organisations and each period in which it holds.",
        RowKey = ["from-code", "from-kind", "relation", "to-code", "to-kind", "from"],
        Holds = row => row is OrganisationSetRelation,
        Fields =
        [
            Fields.Of(Year, (OrganisationSetRow row) => row.Year), Fields.Of(FromCode, (OrganisationSetRow row) => RelationOf(row).FromCode), Fields.Maybe(FromKind, (OrganisationSetRow row) => RelationOf(row).FromKind),
            Fields.Of(Relation, (OrganisationSetRow row) => RelationOf(row).Relation), Fields.Of(ToCode, (OrganisationSetRow row) => RelationOf(row).ToCode), Fields.Maybe(ToKind, (OrganisationSetRow row) => RelationOf(row).ToKind),
            Fields.Of(From, (OrganisationSetRow row) => RelationOf(row).From), Fields.Maybe(To, (OrganisationSetRow row) => RelationOf(row).To), Fields.Maybe(Share, (OrganisationSetRow row) => RelationOf(row).Share),
            Fields.Of(Recorded, (OrganisationSetRow row) => RelationOf(row).Recorded), Fields.Of(Mark, (OrganisationSetRow row) => RelationOf(row).Mark), Fields.Of(Source, (OrganisationSetRow row) => RelationOf(row).Source),
        ],
        Slice = Slice,
        Read = cells => new OrganisationSetRelation(cells.The(Year), new RelationRow(
            cells.The(FromCode), cells.Maybe(FromKind), cells.The(Relation), cells.The(ToCode), cells.Maybe(ToKind), cells.The(From), cells.Maybe(To), cells.Maybe(Share), cells.The(Recorded), cells.The(Mark), cells.The(Source))),
    };

    public static readonly Collection<OrganisationSetRow> Collection = new()
    {
        Key = CollectionKey,
        Title = "organisations and relations",
        About = "Sent by the keeper of reference data: codes, names and relations that differ from those that came with the system, all of them in one workbook. A later workbook for the same year replaces it whole, and the set of the latest year is used.",
        SliceNoun = "set",
        IsReference = true,
        Parts = [OrganisationTable, RelationTable],
        On = row => row.Year.FirstDay,
        PageName = page => page,
        ReportsFor = (_, _) => null,
        RowRules =
        [
            new("OR-01", Severity.Error, RuleScope.Row, "Code", "A code has the form of its list.",
                "Correct the code or the scheme. A CASSR code has three digits, an ONS code nine characters or four.", Codes,
                (row, _) => row is OrganisationSetOrganisation { Row: { } organisation } && !HasForm(organisation)
                    ? [(Code.Field, $"'{organisation.Code}' has not the form of {(organisation.Scheme == CodeScheme.Cassr ? "a CASSR code: three digits" : "an ONS code: nine characters, or four before 2011")}.")] : []),

            new("OR-02", Severity.Error, RuleScope.Row, "Recorded", "What is recorded was learned before the file arrived.",
                "Check the date.", "House rule: nothing is known before it was learned",
                (row, context) => row.Recorded > context.ArrivedOn ? [(Recorded.Field, $"{Words.Date(row.Recorded)} is after {Words.Date(context.ArrivedOn)}, when this file arrived.")] : []),
        ],
        SliceRules =
        [
            new("OR-30", Severity.Error, "file", "The set holds together with what the system came with.",
                "Correct the line, or add the line that is missing: both ends of a relation are there on all its dates, periods of a code do not overlap, and shares are not more than the whole.", House,
                (slice, _) => Faults(slice)),

            new("OR-31", Severity.Warning, "Share", "The shares of a clinical commissioning group come to the whole on each date.",
                "Check whether a board is missing. If people of the group live outside England, or parts were rounded, nothing need be done.", "Better Care Fund metrics by resident population (domain note on the Better Care Fund, 1.6 and M13)",
                (slice, _) => Shares(slice)),

            new("OR-32", Severity.Warning, "Code", "An authority with a CASSR code has an ONS code in the same dates.",
                "Add a line for its ONS code and a relation same-as from that to this code. Without it no population is found.", Codes,
                (slice, _) => Unpaired(slice)),
        ],
        StandingRules =
        [
            new("OR-50", "Code", "What the set of the year before brought is in this set too.",
                "Check the list. Only the latest set is used: what it leaves out is as the system came with it.", House,
                page => [new PageRef(CollectionKey, FinancialYear.Parse(page).AddYears(-1).ToString())],
                (slice, book) => LeftOut(slice, book)),
        ],
    };

    /// <summary>The organisations of this build with a set.</summary>
    public static Organisations Use(IEnumerable<OrganisationSetRow> rows)
    {
        var set = rows.ToList();
        return Organisations.Current.With(set.OfType<OrganisationSetOrganisation>().Select(row => row.Row), set.OfType<OrganisationSetRelation>().Select(row => row.Row));
    }

    private static OrganisationRow OrganisationOf(OrganisationSetRow row) => ((OrganisationSetOrganisation)row).Row;

    private static RelationRow RelationOf(OrganisationSetRow row) => ((OrganisationSetRelation)row).Row;

    private static SliceKey? Slice(Cells cells) => cells.Maybe(Year) is { } year ? new SliceKey(year.ToString(), Set, "") : null;

    private static bool HasForm(OrganisationRow row) => row.Scheme switch
    {
        CodeScheme.Cassr => row.Code.Length == 3 && row.Code.All(char.IsAsciiDigit),
        CodeScheme.Ons => row.Code.Length is 4 or 9 && row.Code.All(char.IsAsciiLetterOrDigit),
        _ => true,
    };

    private static IEnumerable<Broken<OrganisationSetRow>> Faults(SliceRows<OrganisationSetRow> slice) =>
        from fault in Use(slice.Rows).Faults
        let at = At(slice, fault)
        select new Broken<OrganisationSetRow>(at.Row, at.Field, fault.Sentence);

    /// <summary>Where the sender can mend it: a fault may show in a row of the build, because a line of the set ended what that row relies on.</summary>
    private static (OrganisationSetRow? Row, string? Field) At(SliceRows<OrganisationSetRow> slice, OrganisationFault fault)
    {
        OrganisationSetRow? own = fault.Row is not null
            ? slice.Of<OrganisationSetOrganisation>().FirstOrDefault(row => ReferenceEquals(row.Row, fault.Row))
            : slice.Of<OrganisationSetRelation>().FirstOrDefault(row => ReferenceEquals(row.Row, fault.Relation));
        if (own is not null)
            return (own, fault.Column);
        var cause = slice.Of<OrganisationSetOrganisation>().LastOrDefault(row => row.Row.Code == fault.Code || row.Row.Code == fault.Relation?.FromCode || row.Row.Code == fault.Relation?.ToCode);
        return (cause, cause is null ? null : Code.Field);
    }

    private static IEnumerable<Broken<OrganisationSetRow>> Shares(SliceRows<OrganisationSetRow> slice) =>
        from shares in slice.Of<OrganisationSetRelation>().Where(row => row.Row.Relation == Policy.Relation.Share).GroupBy(row => row.Row.FromCode)
        from first in shares.DistinctBy(row => row.Row.From)
        let sum = shares.Where(row => row.Row.On(first.Row.From)).Sum(row => row.Row.Share?.Value ?? 0)
        where sum < LeastShares
        select new Broken<OrganisationSetRow>(first, Share.Field, $"The shares of {shares.Key} on {Words.Date(first.Row.From)} come to {Words.Number(sum * 100, 1)}%, less than the whole.");

    private static IEnumerable<Broken<OrganisationSetRow>> Unpaired(SliceRows<OrganisationSetRow> slice)
    {
        var used = Use(slice.Rows);
        return
            from row in slice.Of<OrganisationSetOrganisation>()
            where row.Row is { Scheme: CodeScheme.Cassr, Kind: OrganisationKind.Authority } && !used.SameAs(row.Row.Code, row.Row.From).Any(code => code.Scheme == CodeScheme.Ons)
            select new Broken<OrganisationSetRow>(row, Code.Field, $"{row.Row.Code} ({row.Row.Name}) has no ONS code on {Words.Date(row.Row.From)}.");
    }

    private static IEnumerable<Broken<OrganisationSetRow>> LeftOut(SliceRows<OrganisationSetRow> slice, StandingBook book)
    {
        var here = slice.Rows.Select(Key).ToHashSet();
        return book.Of(Collection, FinancialYear.Parse(slice.Key.Page).AddYears(-1).ToString())
            .SelectMany(standing => standing.Rows.Select(row => (row.Year, Key: Key(row))))
            .Distinct()
            .Where(before => !here.Contains(before.Key))
            .Select(before => new Broken<OrganisationSetRow>(null, null, $"{before.Key} is in the set of {before.Year} and not in this one."));

        static string Key(OrganisationSetRow row) => row is OrganisationSetRelation { Row: var relation }
            ? $"{relation.FromCode} {Organisations.Relations.First(word => word.Value == relation.Relation).Key} {relation.ToCode}"
            : $"{OrganisationOf(row).Code} ({Organisations.Kinds.First(word => word.Value == OrganisationOf(row).Kind).Key})";
    }
}
