using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>What kind of body a published row of discharges is about. The levels are not added to each other: each is its own view of the same patients.</summary>
public enum BodyLevel
{
    England,

    /// <summary>A region of NHS England, by the providers in it.</summary>
    Region,

    /// <summary>An integrated care board, by the providers in it, not by where patients live.</summary>
    Icb,

    /// <summary>A hospital trust or other provider.</summary>
    Provider,

    /// <summary>An upper-tier authority, by where patients live.</summary>
    Authority,
}

/// <summary>What the returns on discharges have in common: the bodies that they are about.</summary>
internal static class DischargeBodies
{
    /// <summary>Body of England's rows, whether the file says ENG (acute report), ENGLAND (Discharge Ready Date) or the ONS code.</summary>
    public const string England = "ENG";

    /// <summary>A count, an average or a sum larger than this is a slip of the hand: England has some 4 million discharges a year.</summary>
    public const decimal Most = 100_000_000;

    public static readonly Choice<BodyLevel> EnglandChoice = new(BodyLevel.England, "England", "National");
    public static readonly Choice<BodyLevel> RegionChoice = new(BodyLevel.Region, "Region");
    public static readonly Choice<BodyLevel> IcbChoice = new(BodyLevel.Icb, "ICB");
    public static readonly Choice<BodyLevel> ProviderChoice = new(BodyLevel.Provider, "Provider");

    /// <summary>
    /// The code by which the ledger knows a body. Authorities go by their three digits under whichever of their codes a file has: revised editions give Barnsley and Sheffield a code of another
    /// year (E08000016 and E08000038 are one council), so a code of another date is taken too, as long as its authority existed on this one.
    /// </summary>
    public static string Of(BodyLevel level, string code, DateOnly on, CheckContext? context) => level switch
    {
        BodyLevel.England => code is England or "ENGLAND" or ReferenceBook.EnglandOns ? England : code,
        BodyLevel.Authority when context is not null => AuthorityOn(on, code, context.Reference) ?? code,
        _ => code,
    };

    private static string? AuthorityOn(DateOnly on, string code, ReferenceBook reference)
    {
        var organisations = reference.Organisations;
        return (reference.AuthorityOn(on, code)?.Code ?? organisations.Of(code, OrganisationKind.Authority, on)?.Code)
            ?? organisations.Rows.Where(row => row.Code == code)
                .Select(row => organisations.Of(code, OrganisationKind.Authority, row.From))
                .FirstOrDefault(authority => authority is not null && organisations.Of(authority.Code, OrganisationKind.Authority, on) is not null)?.Code;
    }

    /// <summary>Why a body cannot be the one that the row is about, or null.</summary>
    public static string? Impossible(BodyLevel level, string body, DateOnly on, ReferenceBook reference) => level switch
    {
        BodyLevel.England => body == England ? null : $"'{body}' is not a code of England. England's rows go by {England}.",
        BodyLevel.Authority => reference.AuthorityOn(on, body) is { OutsideEngland: false } ? null : $"'{body}' is not the code of an authority in England on {Words.Date(on)}.",
        _ => null,
    };

    /// <summary>Whether a region, integrated care board or provider is one that we know; England and authorities are asked by <see cref="Impossible"/>.</summary>
    public static bool Knows(BodyLevel level, string body, DateOnly on, ReferenceBook reference) => level switch
    {
        BodyLevel.Region => reference.Organisations.Of(body, OrganisationKind.Region, on) is not null,
        BodyLevel.Icb => reference.Organisations.Of(body, OrganisationKind.Icb, on) is not null,
        BodyLevel.Provider => reference.Provider(body) is { IsNhsEngland: false } || reference.Organisations.Of(body, on) is { Kind: OrganisationKind.Trust or OrganisationKind.IndependentProvider },
        _ => true,
    };

    public static string Name(BodyLevel level) => level switch
    {
        BodyLevel.England => "England",
        BodyLevel.Region => "a region",
        BodyLevel.Icb => "an integrated care board",
        BodyLevel.Provider => "a provider",
        _ => "an authority",
    };

    /// <summary>Whether it stands first below the headings: what is true of the whole file is told there, once.</summary>
    public static bool IsFirst(this Cells cells) => ReferenceEquals(cells.Line, cells.Sheet.Lines[0]);

    /// <summary>A rule that is told while a line is read, when there is no row yet to ask.</summary>
    public static RowRule<TRow> Reading<TRow>(string id, Severity severity, string field, string title, string fix, string source) =>
        new(id, severity, RuleScope.Row, field, title, fix, source, (_, _) => []);
}
