using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Returns;

/// <summary>Whether the patient was receiving acute care.</summary>
public enum CareType { Acute, NonAcute }

/// <summary>Who is responsible for the delay.</summary>
public enum Attribution { Nhs, SocialCare, Both }

/// <summary>
/// Reason for delay, as coded in the monthly return (MSitDT); <see cref="O"/> from April 2017 and non-acute only. J to N never appear.
/// </summary>
public enum Reason { A, B, C, Di, Dii, E, F, G, H, I, O }

/// <summary>
/// A cell that holds a number, or says that none was given. Nothing given is never zero.
/// </summary>
/// <param name="NotCollected">The layout has no such column, so nothing is missing.</param>
public readonly record struct Count(int? Number, bool NotCollected = false);

/// <summary>One line of a delayed-transfers return: provider x authority x month x type of care x reason.</summary>
/// <param name="Line">As a spreadsheet shows it.</param>
/// <param name="Authority">The authority's own code; an old-style code in the file has been replaced by it.</param>
/// <param name="Days">Delayed days in the month, by attribution. DTOC type B.</param>
/// <param name="Patients">Patients delayed at midnight on the last Thursday, by attribution. DTOC type A, to March 2017.</param>
/// <param name="Beds">Printed DTOC beds (days / calendar days), by attribution, from April 2017; null where the layout has none.</param>
public sealed record DelayedTransfersRow(
    int Line, ReportingMonth Month, string Provider, string Authority, CareType Care, Reason Reason,
    ByAttribution<Count> Days, ByAttribution<Count> Patients, ByAttribution<decimal?> Beds);

/// <summary>One value for each of NHS, social care, and both.</summary>
public readonly record struct ByAttribution<T>(T Nhs, T SocialCare, T Both)
{
    public T this[Attribution attribution] => attribution switch
    {
        Attribution.Nhs => Nhs,
        Attribution.SocialCare => SocialCare,
        _ => Both,
    };

    public ByAttribution<TResult> Select<TResult>(Func<T, TResult> map) => new(map(Nhs), map(SocialCare), map(Both));

    [JsonIgnore]
    public IEnumerable<T> All => [Nhs, SocialCare, Both];
}

/// <summary>
/// The collection of delayed transfers of care (MSitDT), August 2010 to February 2020: its slice, its layouts, its vocabulary.
/// </summary>
public static class DelayedTransfers
{
    public const string CollectionKey = "delayed-transfers";

    /// <summary>The collection as a value.</summary>
    public static readonly Collection Collection = new DelayedTransfersCollection
    {
        Key = CollectionKey,
        Title = "delayed transfers of care",
        About = "Delayed days of patients who were ready to be transferred, by provider, authority, type of care and reason. NHS England's monthly edition, or a provider's own return of a month.",
        SliceNoun = "provider and authority pair",
    };

    /// <summary>The last month collected, published on 9 April 2020 (NHS England statistical work area, discharge delays).</summary>
    public static readonly ReportingMonth Last = new(2020, 2);

    public static readonly ImmutableArray<Attribution> Attributions = [Attribution.Nhs, Attribution.SocialCare, Attribution.Both];

    public static readonly ImmutableArray<CareType> CareTypes = [CareType.Acute, CareType.NonAcute];

    /// <summary>Code, words (label of 2018 on), value in the extract, and whom each reason can be attributed to (domain note 3.3: 105 council workbooks, no exception).</summary>
    public static readonly ImmutableArray<ReasonDefinition> Reasons =
    [
        new(Reason.A, "Awaiting completion of assessment", "A_COMPLETION_ASSESSMENT", SocialCare: true, Both: true),
        new(Reason.B, "Awaiting public funding", "B_PUBLIC_FUNDING", SocialCare: true, Both: true),
        new(Reason.C, "Awaiting further non-acute NHS care", "C_FURTHER_NON_ACUTE_NHS", SocialCare: false, Both: false),
        new(Reason.Di, "Awaiting residential home placement or availability", "DI_RESIDENTIAL_HOME", SocialCare: true, Both: false),
        new(Reason.Dii, "Awaiting nursing home placement or availability", "DII_NURSING_HOME", SocialCare: true, Both: true),
        new(Reason.E, "Awaiting care package in own home", "E_CARE_PACKAGE_IN_HOME", SocialCare: true, Both: true),
        new(Reason.F, "Awaiting community equipment and adaptations", "F_COMMUNITY_EQUIP_ADAPT", SocialCare: true, Both: true),
        new(Reason.G, "Patient or family choice", "G_PATIENT_FAMILY_CHOICE", SocialCare: true, Both: false),
        new(Reason.H, "Disputes", "H_DISPUTES", SocialCare: true, Both: false),
        new(Reason.I, "Housing - patients not covered by Care Act", "I_HOUSING", SocialCare: false, Both: false),
        new(Reason.O, "Other", "O_OTHER", SocialCare: true, Both: true),
    ];

    public static ReasonDefinition Of(Reason reason) => Reasons[(int)reason];

    /// <summary>Type of care in a cell.</summary>
    public static readonly Kind<CareType> CareKind = Kinds.Of<CareType>("Acute or Non-Acute", new(CareType.Acute, "Acute"), new(CareType.NonAcute, "Non-Acute", "NonAcute"));

    /// <summary>A reason in a cell: its letter, its value in the extract, or its heading in the council workbooks.</summary>
    public static readonly Kind<Reason> ReasonKind = Kinds.Of("a reason for delay", [.. Reasons.Select(reason => new Choice<Reason>(reason.Reason, reason.Code, reason.ExtractValue, reason.Heading) { Means = reason.Means })]);

    /// <summary>Who is responsible, in a cell.</summary>
    public static readonly Kind<Attribution> AttributionKind = Kinds.Of("NHS, Social care or Both", [.. Attributions.Select(attribution => new Choice<Attribution>(attribution, Name(attribution)))]);

    /// <summary>
    /// The types of care and reasons that a return states for a month, each once: every reason for both, except that O is used from April 2017 and for
    /// non-acute care only. For a month before the collection or after it, as if O were not used.
    /// </summary>
    public static IEnumerable<(CareType Care, Reason Reason)> Places(ReportingMonth month, PolicyBook policy)
    {
        var usesO = policy.TryOn(month.LastDay, "delayed-transfers.reason-o") is { Value: "non-acute" };
        return
            from care in CareTypes
            from reason in Reasons
            where reason.Reason != Reason.O || (usesO && care == CareType.NonAcute)
            select (care, reason.Reason);
    }

    /// <summary>The unit that a return replaces: provider x authority x month.</summary>
    public static SliceKey Slice(ReportingMonth month, string provider, string authority) => new(month.ToString(), provider, authority);

    /// <summary>As it stands in names of fields and figures: <c>social-care</c>.</summary>
    public static string Key(Attribution attribution) => attribution switch
    {
        Attribution.Nhs => "nhs",
        Attribution.SocialCare => "social-care",
        _ => "both",
    };

    /// <inheritdoc cref="Key(Attribution)"/>
    public static string Key(CareType care) => care == CareType.Acute ? "acute" : "non-acute";

    public static string Name(CareType care) => care == CareType.Acute ? "Acute" : "Non-Acute";

    public static string Name(Attribution attribution) => attribution switch
    {
        Attribution.Nhs => "NHS",
        Attribution.SocialCare => "Social care",
        _ => "Both",
    };

    private static readonly ImmutableArray<Column> Where =
    [
        new("provider", "Provider Org Code", "ODS code of the provider"),
        new("provider-name", "Provider Org Name", "Name of the provider"),
        new("authority", "Local Authority Code", "Code of the authority responsible for the patient"),
        new("authority-name", "Local Authority Name", "Name of the authority"),
        new("care", "Acute Or Non Acute Description", "Acute or Non-Acute") { Kind = CareKind },
        new("reason", "Reason For Delay", "Reason for delay") { Kind = ReasonKind },
    ];

    private static readonly ImmutableArray<Column> SnapshotAndDays =
    [
        new("nhs-patients", "NHS A SUM", "Patients at the snapshot, NHS") { Kind = Kinds.Count },
        new("nhs-days", "NHS B SUM", "Delayed days, NHS") { Kind = Kinds.Count },
        new("social-care-patients", "Social Care A SUM", "Patients at the snapshot, social care") { Kind = Kinds.Count },
        new("social-care-days", "Social Care B SUM", "Delayed days, social care") { Kind = Kinds.Count },
        new("both-patients", "Both A SUM", "Patients at the snapshot, both") { Kind = Kinds.Count },
        new("both-days", "Both B SUM", "Delayed days, both") { Kind = Kinds.Count },
    ];

    private static readonly ImmutableArray<Column> YearAndPeriod =
    [
        new("year", "Year", "Financial year: 2016-17"),
        new("period-name", "Period Name", "Month: OCTOBER"),
    ];

    /// <summary>Extract to March 2013.</summary>
    public static readonly Layout Extract2010 = new("extract-2010", "NHS England extract, August 2010 to March 2013", Edition: true,
    [
        .. YearAndPeriod,
        new("parent", "Provider SHA Code", "Strategic health authority of the provider"),
        new("parent-name", "Provider SHA Name", "Its name"),
        .. Where, .. SnapshotAndDays,
    ]);

    /// <summary>Extract from April 2013 to March 2017.</summary>
    public static readonly Layout Extract2013 = new("extract-2013", "NHS England extract, April 2013 to March 2017", Edition: true,
    [
        .. YearAndPeriod,
        new("parent", "Provider Parent Org Code", "Parent organisation of the provider"),
        new("parent-name", "Provider Parent Name", "Its name"),
        .. Where, .. SnapshotAndDays,
    ]);

    /// <summary>Extract from April 2017, as published for November 2019.</summary>
    public static readonly Layout Extract2017 = new("extract-2017", "NHS England extract, April 2017 to February 2020", Edition: true,
    [
        new("period", "Period", "MSitDT-NOVEMBER-2019"),
        new("parent", "Provider Parent Org Code", "Parent organisation of the provider"),
        new("parent-name", "Provider Parent Name", "Its name"),
        .. Where,
        new("nhs-beds", "NHS DTOC beds", "Delayed days / calendar days, NHS") { Kind = Kinds.Number },
        new("nhs-days", "NHS", "Delayed days, NHS") { Kind = Kinds.Count },
        new("social-care-beds", "Social Care DTOC beds", "Delayed days / calendar days, social care") { Kind = Kinds.Number },
        new("social-care-days", "Social Care", "Delayed days, social care") { Kind = Kinds.Count },
        new("both-beds", "Both DTOC beds", "Delayed days / calendar days, both") { Kind = Kinds.Number },
        new("both-days", "Both B", "Delayed days, both", Also: ["Both"]) { Kind = Kinds.Count },
    ]);

    /// <summary>Our own template, as CSV or workbook.</summary>
    public static readonly Layout Template = new("template-1", "delayed-transfers template", Edition: false,
    [
        new("month", "Month", "The month reported on: 2019-11") { Kind = Kinds.Month, Example = "2019-11" },
        new("provider", "Provider code", "ODS code of the provider: RJ7") { Kind = Kinds.Code, Example = "RJ7" },
        new("authority", "Authority code", "Three-digit code of the authority responsible for the patient: 730") { Kind = Kinds.Code, Example = "730" },
        new("care", "Type of care", "Acute or Non-Acute", Also: ["Acute or Non-Acute"]) { Kind = CareKind, Example = "Acute" },
        new("reason", "Reason", "A, B, C, Di, Dii, E, F, G, H, I; from April 2017 O for Non-Acute") { Kind = ReasonKind, Example = "E" },
        new("nhs-days", "NHS days", "Delayed days in the month for which the NHS is responsible: a whole number, 0 when there were none") { Kind = Kinds.Count, Example = "4" },
        new("social-care-days", "Social care days", "Delayed days for which social care is responsible") { Kind = Kinds.Count, Example = "12" },
        new("both-days", "Both days", "Delayed days for which both are responsible") { Kind = Kinds.Count, Example = "0" },
        new("nhs-patients", "NHS patients", "Patients delayed at the snapshot, to March 2017", Optional: true) { Kind = Kinds.Count },
        new("social-care-patients", "Social care patients", "Patients delayed at the snapshot, to March 2017", Optional: true) { Kind = Kinds.Count },
        new("both-patients", "Both patients", "Patients delayed at the snapshot, to March 2017", Optional: true) { Kind = Kinds.Count },
    ]);

    public static readonly ImmutableArray<Layout> Layouts = [Extract2017, Extract2013, Extract2010, Template];
}

/// <summary>A reason for delay with its words and whom it can be attributed to; the NHS always.</summary>
public sealed record ReasonDefinition(Reason Reason, string Label, string ExtractValue, bool SocialCare, bool Both)
{
    public string Code => Reason.ToString();

    /// <summary>As the council workbooks head it: <c>Di) Awaiting residential home placement or availability</c>.</summary>
    public string Heading => $"{Code}) {Label}";

    /// <summary>The words, and to whom the reason can be attributed: for the instructions of a template.</summary>
    public string Means => $"{Label}. {(Both ? "NHS, social care or both" : SocialCare ? "NHS or social care, never both" : "NHS only")}.{(Reason == Reason.O ? " From April 2017, for Non-Acute only." : "")}";

    public bool Allows(Attribution attribution) => attribution switch
    {
        Attribution.Nhs => true,
        Attribution.SocialCare => SocialCare,
        _ => Both,
    };
}
