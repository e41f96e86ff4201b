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

/// <summary>A row of a set of populations: adults of an ONS area in an estimate.</summary>
/// <param name="Estimate"><c>mid-2018</c>.</param>
/// <param name="Adults">People aged 18 and over.</param>
/// <param name="Source">Publisher and file.</param>
public sealed record AdultsRow(string Estimate, string OnsCode, int Adults, string Source);

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
    private readonly Dictionary<(string Estimate, string OnsCode), Adults> _adults;

    private ReferenceBook(Organisations organisations, Dictionary<(string Estimate, string OnsCode), Adults> adults)
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
        var population = adults.Select(row => CsvText.Line(row.Key.Estimate, row.Key.OnsCode, row.Value.Number.ToString(CultureInfo.InvariantCulture), row.Value.Source)).Order(StringComparer.Ordinal);
        Version = Digest.Short(Digest.Of(string.Concat(authorities.Digest, providers.Digest, Digest.Of(string.Join('\n', population)), holidays.Digest, organisations.ContentDigest)));
    }

    /// <summary>The reference data this build came with.</summary>
    public static ReferenceBook Current { get; } = new(
        Organisations.Current,
        Table.Embedded("population-18plus").Rows.ToDictionary(
            row => (row["estimate"], row["ons_code"]),
            row => new Adults(row["estimate"], int.Parse(row["adults_18_plus"], CultureInfo.InvariantCulture), row["source"])));

    /// <summary>Changes with every change of a row; printed on every output.</summary>
    public string Version { get; }

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
        var counted = new Dictionary<(string, string), Adults>(_adults);
        foreach (var row in adults ?? [])
            counted[(row.Estimate, row.OnsCode)] = new(row.Estimate, row.Adults, row.Source);
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
    public Adults? AdultsOf(Authority authority, string estimate)
    {
        var own = OfEstimate(authority, estimate);
        if (own is null || authority.Code != Cornwall)
            return own;
        var scilly = _authorities[IslesOfScilly].Select(period => OfEstimate(period.Value, estimate)).FirstOrDefault(adults => adults is not null);
        return scilly is null ? own : own with { Number = own.Number + scilly.Number, Source = $"{own.Source}; Cornwall with the Isles of Scilly" };
    }

    /// <summary>Adults of England in an ONS estimate.</summary>
    public Adults? AdultsOfEngland(string estimate) => _adults.GetValueOrDefault((estimate, EnglandOns));

    private Adults? OfEstimate(Authority authority, string estimate) =>
        _authorities[authority.Code].Select(period => period.Value.OnsCode).Prepend(authority.OnsCode)
            .Where(ons => ons is not null)
            .Select(ons => _adults.GetValueOrDefault((estimate, ons!)))
            .FirstOrDefault(adults => adults is not null);
}
