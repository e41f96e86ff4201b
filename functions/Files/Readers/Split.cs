using Monitoring.Core.Returns;

namespace Monitoring.Files.Readers;

/// <summary>
/// One line of one published sheet: delayed days of a month, split by type of care, by responsible organisation or by reason.
/// </summary>
/// <param name="Days">Delayed days; null where the publisher printed a dash, NA or nothing, which is not zero. A part that the sheet has no column for is absent.</param>
/// <param name="Total">As printed, not added up.</param>
/// <param name="Averages">Delayed days / calendar days as printed (DTOC beds); empty where the sheet has none.</param>
/// <param name="AverageTotal">As printed.</param>
public sealed record Split<TPart>(IReadOnlyDictionary<TPart, int?> Days, int? Total, IReadOnlyDictionary<TPart, double?> Averages, double? AverageTotal)
    where TPart : struct, Enum;

/// <summary>What a column of a published sheet holds.</summary>
/// <param name="Part">None: the total.</param>
internal sealed record SplitColumn<TPart>(int Index, TPart? Part, bool Average) where TPart : struct, Enum;

/// <summary>Recognises the columns of the three splits by their headings.</summary>
internal static class SplitLabels
{
    /// <summary>A word that the label of each reason has had in every era, whatever else was reworded.</summary>
    private static readonly IReadOnlyDictionary<Reason, string> Keywords = new Dictionary<Reason, string>
    {
        [Reason.A] = "assessment",
        [Reason.B] = "funding",
        [Reason.C] = "acute",
        [Reason.Di] = "residential",
        [Reason.Dii] = "nursing",
        [Reason.E] = "care package",
        [Reason.F] = "equipment",
        [Reason.G] = "choice",
        [Reason.H] = "disputes",
        [Reason.I] = "housing",
        [Reason.O] = "other",
    };

    internal static string Expected<TPart>() where TPart : struct, Enum =>
        typeof(TPart) == typeof(Reason) ? string.Join("; ", DelayedTransfers.Reasons.Select(reason => reason.Heading))
        : typeof(TPart) == typeof(CareType) ? "Acute; Non-Acute"
        : "NHS; Social Care; Both";

    /// <summary>Null when the heading is no part of this split.</summary>
    internal static TPart? Find<TPart>(string heading) where TPart : struct, Enum
    {
        var label = Layout.Normal(heading);
        if (typeof(TPart) == typeof(Reason))
            return (TPart?)(object?)FindReason(label);
        object? part = label switch
        {
            "acute" => CareType.Acute,
            "non acute" => CareType.NonAcute,
            "nhs" => Attribution.Nhs,
            "social care" => Attribution.SocialCare,
            "both" => Attribution.Both,
            _ => null,
        };
        return part as TPart?;
    }

    /// <summary>The letter before the bracket decides, and the label must still speak of the same thing.</summary>
    private static Reason? FindReason(string label)
    {
        var bracket = label.IndexOf(')', StringComparison.Ordinal);
        if (bracket <= 0)
            return null;
        foreach (var reason in DelayedTransfers.Reasons)
        {
            if (reason.Code.Equals(label[..bracket], StringComparison.OrdinalIgnoreCase))
                return label.AsSpan(bracket).Contains(Keywords[reason.Reason], StringComparison.Ordinal) ? reason.Reason : null;
        }
        return null;
    }
}
