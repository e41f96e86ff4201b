using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>
/// People of an area in a mid-year estimate of the Office for National Statistics: usual residents on 30 June of its year, in persons.
/// </summary>
/// <param name="Estimate"><c>mid-2018</c>.</param>
/// <param name="OnsCode">England, or an authority with social services responsibility under the code that it has in the estimate.</param>
/// <param name="Adults">Aged 18 and over: what rates are divided by (domain note 3.6).</param>
/// <param name="Source">Publisher and table.</param>
public sealed record PopulationRow(string Estimate, string OnsCode, string Name, int Adults, int? Under18, int? AllAges, int? Aged65, string Source)
{
    /// <summary>Unitary authorities, metropolitan districts, London boroughs and counties: together they are England once.</summary>
    public bool IsUpperTier => Populations.IsUpperTier(OnsCode);
}

/// <summary>
/// Population estimates, an estimate at a time (slice: set x estimate). An estimate is replaced whole: England and every authority in it are of one edition, so its parts add up.
/// </summary>
public static class Populations
{
    public const string CollectionKey = "population";

    /// <summary>The one set of an estimate.</summary>
    private const string Set = "England";

    /// <summary>Stands for the estimate where a published sheet does not say of which year it is; no estimate is called so.</summary>
    private const string Unsaid = "mid-year not said";

    private const int AdultFrom = 18, OlderFrom = 65, LastAge = 90;

    private const string Ons = "Office for National Statistics, mid-year population estimates";

    /// <summary>Read as <c>mid-2018</c> where it is one, and kept as typed where it is not: rule PO-30 tells of it once.</summary>
    private static readonly Kind<string> EstimateKind = Kinds.Text with
    {
        Words = "a mid-year estimate, for example mid-2018",
        Read = (string typed, out string? value) => Kinds.Text.Read(value = Layout.Normal(typed) is ['m', 'i', 'd', ' ', .. { Length: 4 } year] && year.All(char.IsAsciiDigit) ? $"mid-{year}" : typed, out _),
    };

    private static readonly Column<string> Estimate = new("estimate", "Estimate", EstimateKind, "Which estimate: mid- and its year") { Example = "mid-2025" };
    private static readonly Column<string> OnsCode = new("ons-code", "ONS code", Kinds.Code, "Code of England (E92000001) or of an authority with social services responsibility") { Example = "E92000001" };
    private static readonly Column<string> Name = new("name", "Name", Kinds.Text, "Name of the area") { Example = "England" };
    private static readonly Column<int> Adults = new("adults", "Adults 18 and over", Kinds.Count, "Usual residents aged 18 and over") { Example = "45000000" };
    private static readonly Column<int> AllAges = new("all-ages", "All ages", Kinds.Count, "Usual residents of all ages, if given", true) { MayBeBlank = true, Example = "57000000" };
    private static readonly Column<int> Under18 = new("under-18", "Under 18", Kinds.Count, "Usual residents aged 17 and under, if given", true) { MayBeBlank = true, Example = "12000000" };
    private static readonly Column<int> Aged65 = new("aged-65", "Aged 65 and over", Kinds.Count, "Usual residents aged 65 and over, if given", true) { MayBeBlank = true, Example = "10700000" };
    private static readonly Column<string> Source = new("source", "Source", Kinds.Text, "Publisher, release and table") { Example = "ONS mid-2025 population estimates, MYE2" };

    private static readonly Column<string> AreaCode = new("ons-code", "Code", Kinds.Text, "Code of a country, region or authority") { MayBeBlank = true };
    private static readonly Column<string> AreaName = new("name", "Name", Kinds.Text, "Name of the area") { MayBeBlank = true };
    private static readonly Column<string> Geography = new("geography", "Geography", Kinds.Text, "What the area is", true, "Geography1") { MayBeBlank = true };
    private static readonly Column<int> Total = new("all-ages", "All ages", Kinds.Count, "Persons of all ages") { MayBeBlank = true };
    private static readonly ImmutableArray<Column<int>> Ages = [.. Enumerable.Range(0, LastAge + 1).Select(AgeColumn)];

    /// <summary>
    /// The workbooks of the Office for National Statistics, mid-2015 to mid-2020 (MYE2): a line for every country, region, county and district of the United Kingdom, a column for each year of age. Notes may
    /// stand below. What is not England or an authority of it with social services responsibility is passed over.
    /// </summary>
    private static readonly Layout<PopulationRow> SingleYears = new("ons-single-years", "ONS mid-year estimates by single year of age", true, [AreaCode, AreaName, Geography, Total, .. Ages], SliceOf, RowsOf)
    {
        Means = new("the sheet of all persons", IsOfPersons),
    };

    private static readonly ReturnTable<PopulationRow> Table = new()
    {
        Key = "estimates",
        Title = "Population",
        Name = "population template",
        About = "One line for England and one for each authority with social services responsibility.",
        RowKey = ["ons-code"],
        Fields =
        [
            Fields.Of(Estimate, (PopulationRow row) => row.Estimate), Fields.Of(OnsCode, (PopulationRow row) => row.OnsCode), Fields.Of(Name, (PopulationRow row) => row.Name),
            Fields.Of(Adults, (PopulationRow row) => row.Adults), Fields.Maybe(AllAges, (PopulationRow row) => row.AllAges),
            Fields.Maybe(Under18, (PopulationRow row) => row.Under18), Fields.Maybe(Aged65, (PopulationRow row) => row.Aged65), Fields.Of(Source, (PopulationRow row) => row.Source),
        ],
        Slice = cells => cells.MaybeText(Estimate) is { } estimate ? new SliceKey(estimate, Set, "") : null,
        Read = cells => new PopulationRow(
            cells.The(Estimate), cells.The(OnsCode), cells.The(Name), cells.The(Adults), cells.Maybe(Under18), cells.Maybe(AllAges), cells.Maybe(Aged65), cells.The(Source)),
        Published = [SingleYears],
    };

    public static readonly Collection<PopulationRow> Collection = new()
    {
        Key = CollectionKey,
        Title = "population estimates",
        About = "Sent by the keeper of reference data when the Office for National Statistics publishes or corrects an estimate: its workbook as published, or this template. A later file with the same estimate replaces it whole.",
        SliceNoun = "estimate",
        IsReference = true,
        Parts = [Table],
        On = row => Middle(row.Estimate) ?? default,
        PageName = page => page,
        ReportsFor = (_, _) => null,
        RowRules =
        [
            new("PO-01", Severity.Error, RuleScope.Row, "Adults 18 and over", "Somebody lives in every area.",
                "Leave the cell empty where the number is not known; where it is the number of adults, leave out the estimate until it is.", "Arithmetic: a rate cannot be divided by zero (domain note 3.6)",
                (row, _) => Given(row).Where(given => given.Number == 0).Select(given => (given.Column.Field, $"{row.Name} ({row.OnsCode}) has 0 under '{given.Column.Heading}'."))),

            new("PO-02", Severity.Error, RuleScope.Row, "Adults 18 and over", "Adults are not more than people of all ages.",
                "Check both numbers: two columns may be exchanged.", "Arithmetic: adults are a part of all ages",
                (row, _) => row.Adults > row.AllAges ? [(Adults.Field, $"{Words.Number(row.Adults)} adults of {row.Name} are more than its {Words.Number(row.AllAges.Value)} people of all ages.")] : []),

            new("PO-03", Severity.Error, RuleScope.Row, "Aged 65 and over", "People aged 65 and over are not more than adults.",
                "Check both numbers: two columns may be exchanged.", "Arithmetic: people aged 65 and over are a part of adults",
                (row, _) => row.Aged65 > row.Adults ? [(Aged65.Field, $"{Words.Number(row.Aged65.Value)} people of {row.Name} aged 65 and over are more than its {Words.Number(row.Adults)} adults.")] : []),

            new("PO-04", Severity.Error, RuleScope.Row, "All ages", "Under 18 and 18 and over together are all ages.",
                "Check the numbers of this line against the publication.", Ons + ": single years of age add up to all ages in every row of mid-2015 to mid-2020",
                (row, _) => row.AllAges is { } all && row.Under18 is { } under && (long)under + row.Adults != all
                    ? [(AllAges.Field, $"{row.Name}: {Words.Number(under)} under 18 and {Words.Number(row.Adults)} adults are {Words.Number((long)under + row.Adults)}, not {Words.Number(all)}.")] : []),

            new("PO-05", Severity.Warning, RuleScope.Reference, "ONS code", "The code is that of England or of an authority with social services responsibility.",
                "Check the code. If the authority is new, send the organisations with it first: until then its number is kept and not used.", "Council codes as published in DTOC and by the ONS",
                (row, context) => row.OnsCode == ReferenceBook.EnglandOns || context.Reference.Authorities.Any(authority => authority.Value.OnsCode == row.OnsCode) ? []
                    : [(OnsCode.Field, $"'{row.OnsCode}' ({row.Name}) is not the ONS code of an authority that we know.")]),
        ],
        SliceRules =
        [
            new("PO-30", Severity.Error, "Estimate", "The estimate has a year, of which 30 June is past.",
                "Write mid- and the year, for example mid-2018. In a published sheet the title above the headings says it.", Ons + ": usual residents on 30 June of the year",
                (slice, context) => Middle(slice.Key.Page) is not { } day
                        ? [new(slice.Rows[0], Estimate.Field, slice.Key.Page == Unsaid ? "The title above the headings does not say of which year the estimates are." : $"'{slice.Key.Page}' does not say of which year the estimate is.")]
                    : day > context.ArrivedOn ? [new(slice.Rows[0], Estimate.Field, $"{Words.Date(day)}, the day of {slice.Key.Page}, is after {Words.Date(context.ArrivedOn)}, when this file arrived.")] : []),

            new("PO-31", Severity.Error, "Adults 18 and over", "The authorities add up to England.",
                "Compare with the publication. An authority may be missing, be there under two codes, or have a number of another estimate.", Ons + ": counties, unitary authorities, metropolitan districts and London boroughs add up to England in each of mid-2015 to mid-2020",
                (slice, _) => slice.Rows.FirstOrDefault(IsEngland) is not { } england ? [] : new[] { Adults, AllAges, Under18, Aged65 }.SelectMany(column => Difference(slice.Rows, england, column))),

            new("PO-32", Severity.Error, "ONS code", "England is there.",
                $"Add the line of England ({ReferenceBook.EnglandOns}): England's own rate is divided by it, and it shows whether an authority is missing.", "House rule: the total is taken as printed, not added up",
                (slice, _) => slice.Rows.Any(IsEngland) ? [] : [new(null, null, $"There is no line of England ({ReferenceBook.EnglandOns}) in {slice.Key.Page}.")]),
        ],
        StandingRules =
        [
            new("PO-50", "ONS code", "An authority that was in the estimate of the year before is there, or those that followed it are.",
                "Check the list. Rates of an authority that is not in its estimate are not calculable.", "House rule: missing is never zero",
                page => Before(page) is { } before ? [new PageRef(CollectionKey, before)] : [], Missing),
        ],
    };

    internal static bool IsUpperTier(string onsCode) => onsCode.Length == 9 && onsCode[..3] is "E06" or "E08" or "E09" or "E10";

    /// <summary>30 June of the year of an estimate; null when the text names none.</summary>
    private static DateOnly? Middle(string estimate) => Year(estimate) is { } year ? new DateOnly(year, 6, 30) : null;

    private static int? Year(string estimate) =>
        estimate.StartsWith("mid-", StringComparison.Ordinal) && int.TryParse(estimate.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1971 and < 2200 ? year : null;

    private static string? Before(string estimate) => Year(estimate) is { } year ? string.Create(CultureInfo.InvariantCulture, $"mid-{year - 1}") : null;

    private static bool IsEngland(PopulationRow row) => row.OnsCode == ReferenceBook.EnglandOns;

    private static IEnumerable<(Column<int> Column, int Number)> Given(PopulationRow row) =>
        from column in new[] { Adults, AllAges, Under18, Aged65 }
        let number = Number(row, column)
        where number is not null
        select (column, number.Value);

    private static int? Number(PopulationRow row, Column<int> column) =>
        column == Adults ? row.Adults : column == AllAges ? row.AllAges : column == Under18 ? row.Under18 : row.Aged65;

    /// <summary>Asked of a column only where every authority has something in it.</summary>
    private static IEnumerable<Broken<PopulationRow>> Difference(ImmutableArray<PopulationRow> rows, PopulationRow england, Column<int> column)
    {
        var parts = rows.Where(row => row.IsUpperTier).Select(row => Number(row, column)).ToList();
        if (Number(england, column) is { } whole && parts.TrueForAll(part => part is not null) && parts.Sum(part => (long)part!.Value) is var sum && sum != whole)
            yield return new(england, column.Field, $"{(parts.Count == 1 ? "1 authority comes" : $"{Words.Number(parts.Count)} authorities come")} to {Words.Number(sum)} under '{column.Heading}', and England has {Words.Number(whole)}.");
    }

    private static IEnumerable<Broken<PopulationRow>> Missing(SliceRows<PopulationRow> slice, StandingBook book)
    {
        if (Middle(slice.Key.Page) is not { } day || Before(slice.Key.Page) is not { } before)
            yield break;
        var codes = slice.Rows.Select(row => row.OnsCode).ToHashSet();
        var earlier = book.Of(Collection, before).SelectMany(standing => standing.Rows).Select(row => row.OnsCode).ToHashSet();
        // An estimate may be made on a later geography than that of its own day, so whoever followed stands for the authority.
        var missing = book.Reference.Authorities
            .Where(authority => !authority.Value.OutsideEngland && authority.On(day.AddYears(-1)))
            .Select(authority => authority.Value)
            .Where(authority => earlier.Count > 0 ? CodesOf(authority, book.Reference).Any(earlier.Contains) : book.Reference.AdultsOf(authority, before) is not null)
            .Where(authority => !IsThere(authority, codes, book.Reference, []))
            .ToList();
        if (missing.Count > 0)
            yield return new(null, null, $"{string.Join(", ", missing.Take(Named).Select(authority => $"{authority.Name} ({authority.OnsCode})"))}{(missing.Count > Named ? $" and {Words.Number(missing.Count - Named)} more" : "")}: in {before}, not in {slice.Key.Page}.");
    }

    /// <summary>Authorities named in one finding; more help nobody.</summary>
    private const int Named = 10;

    private static IEnumerable<string> CodesOf(Authority authority, ReferenceBook reference) =>
        reference.AuthorityPeriods(authority.Code).Select(period => period.Value.OnsCode).OfType<string>();

    private static bool IsThere(Authority authority, HashSet<string> codes, ReferenceBook reference, HashSet<string> seen) =>
        CodesOf(authority, reference).Any(codes.Contains)
        || (seen.Add(authority.Code) && reference.AuthorityPeriods(authority.Code).LastOrDefault() is { Value.Successors: { Count: > 0 } successors }
            && successors.All(successor => reference.AuthorityPeriods(successor).LastOrDefault() is { } next && IsThere(next.Value, codes, reference, seen)));

    private static Column<int> AgeColumn(int age)
    {
        var heading = age.ToString(CultureInfo.InvariantCulture);
        // The last age is headed 90 in some years and 90+ in others.
        return new($"age-{heading}", heading, Kinds.Count, age < LastAge ? $"Persons aged {heading}" : $"Persons aged {heading} and over", false, age < LastAge ? [] : [$"{heading}+"]) { MayBeBlank = true };
    }

    private static SliceKey? SliceOf(Cells cells)
    {
        if (cells.MaybeText(AreaCode) is not { } code || !(code == ReferenceBook.EnglandOns || IsUpperTier(code)))
            return null;
        foreach (var column in Ages.Append<Column>(Total).Append(AreaName))
        {
            if (!cells.Has(column) && !cells.HasErrors)
                cells.Found(CellRules.Blank, column, $"'{column.Heading}' is empty.");
        }
        return new SliceKey(EstimateOf(cells.Sheet.Source), Set, "");
    }

    private static IEnumerable<PopulationRow> RowsOf(Cells cells)
    {
        // Lines that belong to no slice are read like the others, and may be notes.
        if (SliceOf(cells) is not { } slice || cells.HasErrors)
            return [];
        var sheet = cells.Sheet.Sheet is { } name ? $", sheet {name.Trim()}" : "";
        return [new(slice.Page, cells.The(AreaCode), Named(cells.The(AreaName)), People(AdultFrom, LastAge), People(0, AdultFrom - 1), cells.The(Total), People(OlderFrom, LastAge), $"ONS {slice.Page} population estimates{sheet}")];

        int People(int first, int last) => (int)long.Min(int.MaxValue, Ages[first..(last + 1)].Sum(age => (long)cells.The(age)));

        // Countries are printed in capitals.
        static string Named(string area) => area == "ENGLAND" ? "England" : area;
    }

    private static IEnumerable<string> Title(Sheet sheet) =>
        sheet.Lines.TakeWhile(line => !line.Cells.Any(cell => SingleYears.Find(cell) == Total)).SelectMany(line => line.Cells);

    /// <summary>The title says "Persons by single year of age", or "ALL PERSONS" stands below it, where the other sheets say males and females.</summary>
    private static bool IsOfPersons(Sheet sheet) => Title(sheet).Any(cell => cell.Contains("persons", StringComparison.OrdinalIgnoreCase));

    private static string EstimateOf(Sheet sheet)
    {
        foreach (var cell in Title(sheet))
        {
            for (var at = cell.IndexOf("mid-", StringComparison.OrdinalIgnoreCase); at >= 0; at = cell.IndexOf("mid-", at + 1, StringComparison.OrdinalIgnoreCase))
            {
                if (at + 8 <= cell.Length && Year($"mid-{cell[(at + 4)..(at + 8)]}") is { } year)
                    return string.Create(CultureInfo.InvariantCulture, $"mid-{year}");
            }
        }
        return Unsaid;
    }
}
