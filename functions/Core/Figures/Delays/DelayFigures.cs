using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>Whom figures are about.</summary>
/// <param name="Code">Authority code; <c>ENG</c> for England.</param>
public sealed record Body(string Code, string Name, string? OnsCode, string? Region)
{
    public const string EnglandCode = "ENG";

    public static readonly Body England = new(EnglandCode, "England", ReferenceBook.EnglandOns, null);

    public static Body Of(Authority authority) => new(authority.Code, authority.Name, authority.OnsCode, authority.Region);
}

/// <summary>A sum over cells, with the number of cells in which nothing was given. Such cells add nothing and are not zero.</summary>
public readonly record struct Total(long Days, int NotGiven)
{
    /// <summary>Nothing but nought was given, and not everywhere: not known to be none.</summary>
    [JsonIgnore]
    public bool IsUnknown => Days == 0 && NotGiven > 0;

    public static Total operator +(Total left, Total right) => new(left.Days + right.Days, left.NotGiven + right.NotGiven);
}

/// <summary>Delayed days of one type of care and reason, by attribution.</summary>
/// <param name="Patients">Patients at the snapshot; only to March 2017.</param>
public sealed record DelayCell(CareType Care, Reason Reason, ByAttribution<Total> Days, ByAttribution<Total>? Patients);

/// <summary>Days of one part of the whole (a provider, an authority), by type of care and attribution.</summary>
public sealed record DelayPart(string Code, string Name, ByAttribution<Total> Acute, ByAttribution<Total> NonAcute)
{
    [JsonIgnore]
    public Total Total => Sum(Acute) + Sum(NonAcute);

    public Total Of(Attribution attribution) => Acute[attribution] + NonAcute[attribution];

    private static Total Sum(ByAttribution<Total> totals) => totals.Nhs + totals.SocialCare + totals.Both;
}

/// <summary>An authority's line in the England figures.</summary>
/// <param name="ByReason">Days by reason, in the order of the reasons.</param>
/// <param name="BedsPer100000">Average number of people delayed a day per 100,000 adults; null when there is no estimate.</param>
/// <param name="Rank">1 is the lowest rate; none outside England or without a rate. Equal rates share a rank.</param>
/// <param name="Quartile">1 to 4 over the authorities ranked.</param>
public sealed record AuthorityDelays(DelayPart Days, string? OnsCode, string Region, bool OutsideEngland, ImmutableArray<Total> ByReason, int? Adults, decimal? BedsPer100000, int? Rank, int? Quartile)
{
    /// <summary>Why the rate and the rank should be read with care, in words; empty when there is no reason. The thresholds are policy rows.</summary>
    public ImmutableArray<string> SmallNumbers { get; init; } = [];
}

/// <summary>What one slice gives to a figure, and where it can be looked up.</summary>
public sealed record DelayInput(string Provider, string ProviderName, string Authority, View View, string Submission, int FirstLine, int LastLine, long Days);

/// <summary>
/// The delays of one body in one month, with every working. Written as one document; the workbook, the explanation and the tests read the same.
/// </summary>
/// <param name="LastAcceptance">The last acceptance, in order of arrival, that changed anything the returns say of this body in the month.</param>
/// <param name="StatusReasons">Why the status is what it is, in words.</param>
/// <param name="Notes">What a reader should know beside the figures: withdrawn slices, a provider's own view that differs.</param>
public sealed record DelayFigures(
    Body Body, ReportingMonth Month, FigureStatus Status, ImmutableArray<string> StatusReasons, ImmutableArray<string> Notes,
    ArrivalOrder LastAcceptance, string Policy, string Reference, ImmutableArray<DelayInput> Inputs,
    ImmutableArray<DelayCell> Cells, ImmutableArray<DelayPart> Providers, ImmutableArray<AuthorityDelays> Authorities, ImmutableArray<Figure> Figures)
{
    /// <summary>Version of the form of this document.</summary>
    public string Schema { get; init; } = "delays/2";

    /// <summary>Warnings that were accepted with the returns, with the senders' explanations.</summary>
    public ImmutableArray<FigureWarning> Warnings { get; init; } = [];

    /// <summary>When the last acceptance was received: the time as at which these figures hold.</summary>
    public DateTimeOffset AsAt { get; init; }

    /// <summary>Pairs of provider and authority that were refused and for which nothing stands; null when there are none.</summary>
    public ImmutableArray<Place>? Refused { get; init; }

    public Figure this[string id] => Figures.First(figure => figure.Id == id);
}
