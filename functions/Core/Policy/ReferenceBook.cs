using System.Collections.Concurrent;
using System.Globalization;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Policy;

/// <summary>An authority with social services responsibility, as it was in a period.</summary>
/// <param name="Code">
/// Its own code: the CASSR code, three digits as text, which stays when the ONS code changes. The councils of 2021 and 2023 stand under their
/// ONS code, for no publication at hand gives another.
/// </param>
/// <param name="OnsCode">ONS code in this period; none for residents outside England.</param>
/// <param name="OutsideEngland">Wales, Scotland, outside Great Britain: inside the England total of delayed transfers, outside every ranking.</param>
/// <param name="Successors">Codes of the authorities that carry on its work when this period ends: one, or several where its area was divided.</param>
public sealed record Authority(string Code, string? OnsCode, string Name, string Region, bool OutsideEngland, string? AlsoPublishedAs, IReadOnlyList<string> Successors);

/// <summary>A body that may report delays: an NHS trust, an independent or community provider; or NHS England itself.</summary>
/// <param name="Code">ODS code.</param>
public sealed record Provider(string Code, string Name, string Kind, string? ParentName)
{
    public bool IsNhsEngland => Kind == "nhs-england";
}

/// <summary>A number of people aged 18 and over at the middle of a year, with the estimate that it is from.</summary>
/// <param name="Estimate"><c>mid-2018</c>.</param>
/// <param name="Source">Publisher and file.</param>
public sealed record Adults(string Estimate, int Number, string Source);

/// <summary>The people by whom rates are divided.</summary>
public enum AgeGroup
{
    All,

    /// <summary>Aged 18 and over.</summary>
    Adults,

    /// <summary>Aged 65 and over.</summary>
    Older,
}

/// <summary>A number of people of an age group at the middle of a year, with the estimate that it is from.</summary>
/// <param name="Estimate"><c>mid-2018</c>.</param>
/// <param name="Source">Publisher and file.</param>
public sealed record People(string Estimate, AgeGroup Ages, long Number, string Source);

/// <summary>A row of a set of populations: adults of an ONS area in an estimate.</summary>
/// <param name="Estimate"><c>mid-2018</c>.</param>
/// <param name="Adults">People aged 18 and over.</param>
/// <param name="Source">Publisher and file.</param>
public sealed record AdultsRow(string Estimate, string OnsCode, int Adults, string Source)
{
    /// <summary>People of all ages; null where the set does not say. The tables of this build have adults only.</summary>
    public int? AllAges { get; init; }

    /// <summary>People aged 65 and over; null where the set does not say.</summary>
    public int? Aged65 { get; init; }

    internal int? Of(AgeGroup ages) => ages switch
    {
        AgeGroup.All => AllAges,
        AgeGroup.Older => Aged65,
        _ => Adults,
    };
}

/// <summary>Parts of the reference data, by what figures are made with.</summary>
[Flags]
public enum ReferenceParts
{
    /// <summary>Authorities with their names, codes and regions.</summary>
    Authorities = 1,

    /// <summary>Providers of NHS care.</summary>
    Providers = 2,

    BankHolidays = 4,

    /// <summary>Every kind of organisation and how they belong together, without the shares of clinical commissioning groups.</summary>
    Organisations = 8,

    /// <summary>Which part of a clinical commissioning group belongs to which board.</summary>
    Shares = 16,
}

/// <summary>
/// Authorities, providers and populations with their dates. Codes are text and are looked up on a date: a code can be new, gone, or respelt.
/// </summary>
public sealed class ReferenceBook
{
    /// <summary>ONS code of England.</summary>
    public const string EnglandOns = "E92000001";

    /// <summary>DTOC counts residents of the Isles of Scilly in Cornwall (domain note 3.5), so their adults belong to Cornwall's denominator.</summary>
    private const string Cornwall = "902";

    /// <summary>Code of the Isles of Scilly, which DTOC counts in Cornwall: they never have a row of their own.</summary>
    public const string IslesOfScilly = "906";

    private readonly ILookup<string, Effective<Authority>> _authorities;
    private readonly Dictionary<string, Provider> _providers;
    private readonly Dictionary<(string Estimate, string OnsCode), AdultsRow> _adults;
    private readonly Dictionary<ReferenceParts, Lazy<string>> _digests;
    private readonly ConcurrentDictionary<(ReferenceParts Parts, string? Estimate), string> _versions = new();

    private ReferenceBook(Organisations organisations, Dictionary<(string Estimate, string OnsCode), AdultsRow> adults)
    {
        var authorities = Table.Embedded("authorities");
        var providers = Table.Embedded("providers");
        var holidays = Table.Embedded("bank-holidays");

        Organisations = organisations;
        // Residents outside England are rows of delayed transfers without an organisation behind them.
        Authorities = [.. organisations.Authorities(), .. authorities.Rows.Where(row => row["kind"] == "outside-england").Select(row => row.Effective(new Authority(
            row["code"], null, row["name"], row["region"], OutsideEngland: true, null, [])))];
        _authorities = Authorities
            .SelectMany(authority => new[] { authority.Value.Code, authority.Value.AlsoPublishedAs }.OfType<string>(), (authority, code) => (code, authority))
            .ToLookup(pair => pair.code, pair => pair.authority);
        _providers = providers.Rows
            .Select(row => new Provider(row["code"], row["name"], row["kind"], row.Optional("parent_name")))
            .ToDictionary(provider => provider.Code);
        _adults = adults;
        BankHolidays = [.. holidays.Rows.Select(row => row.Date("date"))];
        WorkingDays = new WorkingDays(BankHolidays);
        Version = Digest.Short(Digest.Of(string.Concat(authorities.Digest, providers.Digest, DigestOf(adults.Values.Select(Line)), holidays.Digest, organisations.ContentDigest)));
        _digests = new()
        {
            [ReferenceParts.Authorities] = new(() => DigestOf(Authorities.Select(Line))),
            [ReferenceParts.Providers] = new(providers.Digest),
            [ReferenceParts.BankHolidays] = new(holidays.Digest),
            [ReferenceParts.Organisations] = new(() => organisations.DigestOf(shares: false)),
            [ReferenceParts.Shares] = new(() => organisations.DigestOf(shares: true)),
        };
    }

    /// <summary>The reference data this build came with.</summary>
    public static ReferenceBook Current { get; } = new(
        Organisations.Current,
        Table.Embedded("population-18plus").Rows.ToDictionary(
            row => (row["estimate"], row["ons_code"]),
            row => new AdultsRow(row["estimate"], row["ons_code"], int.Parse(row["adults_18_plus"], CultureInfo.InvariantCulture), row["source"])));

    /// <summary>Changes with every change of a row.</summary>
    public string Version { get; }

    /// <summary>
    /// The version of what a figure is made with, printed on it: changes with every row of some parts and of one estimate of the population, and with no other. So a set that has nothing to do with a figure leaves its
    /// document as it was. Whoever makes figures with another part has to name it here.
    /// </summary>
    /// <param name="estimate"><c>mid-2018</c>; null where no rate is worked out.</param>
    public string VersionOf(ReferenceParts parts, string? estimate = null) => _versions.GetOrAdd((parts, estimate), of => Digest.Short(Digest.Of(string.Join('\n',
    [
        .. _digests.Where(part => of.Parts.HasFlag(part.Key)).OrderBy(part => part.Key).Select(part => $"{part.Key} {part.Value.Value}"),
        .. of.Estimate is null ? Array.Empty<string>() : [$"{of.Estimate} {DigestOf(_adults.Where(row => row.Key.Estimate == of.Estimate).Select(row => Line(row.Value)))}"],
    ]))));

    /// <summary>Every kind of organisation, with its codes and relations.</summary>
    public Organisations Organisations { get; }

    public IReadOnlyList<Effective<Authority>> Authorities { get; }

    public IReadOnlyList<DateOnly> BankHolidays { get; }

    public WorkingDays WorkingDays { get; }

    public IEnumerable<Provider> Providers => _providers.Values;

    /// <summary>
    /// This book with uploaded sets: adults replace those of the same estimate and ONS code, organisations and relations as <see cref="Organisations.With"/> says.
    /// Of two rows for the same estimate and code the later one stands.
    /// </summary>
    public ReferenceBook With(IEnumerable<AdultsRow>? adults = null, IEnumerable<OrganisationRow>? organisations = null, IEnumerable<RelationRow>? relations = null)
    {
        var counted = new Dictionary<(string, string), AdultsRow>(_adults);
        foreach (var row in adults ?? [])
            counted[(row.Estimate, row.OnsCode)] = row;
        return new(Organisations.With(organisations ?? [], relations ?? []), counted);
    }

    /// <summary>This book with other organisations, for a set that was put together already.</summary>
    public ReferenceBook With(Organisations organisations) => new(organisations, _adults);

    /// <summary>
    /// This book with uploaded estimates, each replaced whole: of an estimate that is brought nothing else stays, so that no total has parts of two editions.
    /// </summary>
    public ReferenceBook WithEstimates(IEnumerable<AdultsRow> adults)
    {
        var brought = adults.ToList();
        var estimates = brought.Select(row => row.Estimate).ToHashSet();
        return new ReferenceBook(Organisations, _adults.Where(row => !estimates.Contains(row.Key.Estimate)).ToDictionary()).With(brought);
    }

    /// <summary>The authority that a code, new or old-style, names on a date; null when it names none on that date.</summary>
    public Authority? AuthorityOn(DateOnly date, string code) => _authorities[code].On(date);

    /// <summary>Every period known for a code: to say when it was in force.</summary>
    public IEnumerable<Effective<Authority>> AuthorityPeriods(string code) => _authorities[code].OrderBy(authority => authority.From);

    public Provider? Provider(string code) => _providers.GetValueOrDefault(code);

    /// <summary>
    /// Adults of an authority in an ONS estimate, under the ONS code it has on the date or, where the estimate was made on an older
    /// or newer geography, any other code of the same authority. Null when the estimate does not hold it: never zero.
    /// </summary>
    public Adults? AdultsOf(Authority authority, string estimate) =>
        PeopleOf(authority, estimate, AgeGroup.Adults) is { } people ? new(people.Estimate, checked((int)people.Number), people.Source) : null;

    /// <summary>
    /// People of an age group of an authority in an ONS estimate: as <see cref="AdultsOf"/>. The tables of this build have adults only; the others are there when a set that says them was uploaded.
    /// </summary>
    public People? PeopleOf(Authority authority, string estimate, AgeGroup ages)
    {
        var own = OfEstimate(authority, estimate, ages);
        if (own is null || authority.Code != Cornwall)
            return own;
        var scilly = _authorities[IslesOfScilly].Select(period => OfEstimate(period.Value, estimate, ages)).FirstOrDefault(people => people is not null);
        return scilly is null ? own : own with { Number = own.Number + scilly.Number, Source = $"{own.Source}; Cornwall with the Isles of Scilly" };
    }

    /// <summary>People of an age group who live in the area of a health and wellbeing board, of a joint board in those of all its authorities. Null when the estimate does not hold one of them: never zero.</summary>
    /// <param name="on">Of which day board and authorities are.</param>
    public People? PeopleOfBoard(string hwb, DateOnly on, string estimate, AgeGroup ages)
    {
        var all = Organisations.AuthoritiesOf(hwb, on).Select(one => AuthorityOn(on, one.Code)).Select(authority => authority is null ? null : PeopleOf(authority, estimate, ages)).ToList();
        return all.Count == 0 || all.Contains(null) ? null : new(estimate, ages, all.Sum(people => people!.Number), string.Join("; ", all.Select(people => people!.Source).Distinct()));
    }

    /// <summary>Adults of England in an ONS estimate.</summary>
    public Adults? AdultsOfEngland(string estimate) => _adults.GetValueOrDefault((estimate, EnglandOns)) is { } row ? new(row.Estimate, row.Adults, row.Source) : null;

    /// <summary>Of lines in whatever order.</summary>
    private static string DigestOf(IEnumerable<string> lines) => Digest.Of(string.Join('\n', lines.Order(StringComparer.Ordinal)));

    private static string Line(Effective<Authority> period) => CsvText.Line(
        period.Value.Code, period.Value.OnsCode, period.Value.Name, period.Value.Region, period.Value.OutsideEngland ? "outside" : "", period.Value.AlsoPublishedAs, string.Join(' ', period.Value.Successors.Order(StringComparer.Ordinal)),
        period.From.ToString("O", CultureInfo.InvariantCulture), period.To?.ToString("O", CultureInfo.InvariantCulture));

    private static string Line(AdultsRow row)
    {
        List<string> cells = [row.Estimate, row.OnsCode, row.Adults.ToString(CultureInfo.InvariantCulture), row.Source];
        if (row.AllAges is not null || row.Aged65 is not null)
            cells.AddRange([row.AllAges?.ToString(CultureInfo.InvariantCulture) ?? "", row.Aged65?.ToString(CultureInfo.InvariantCulture) ?? ""]);
        return CsvText.Line(cells);
    }

    private People? OfEstimate(Authority authority, string estimate, AgeGroup ages) =>
        _authorities[authority.Code].Select(period => period.Value.OnsCode).Prepend(authority.OnsCode)
            .Where(ons => ons is not null)
            .Select(ons => _adults.GetValueOrDefault((estimate, ons!)))
            .Where(row => row?.Of(ages) is not null)
            .Select(row => new People(row!.Estimate, ages, row.Of(ages)!.Value, row.Source))
            .FirstOrDefault();
}
