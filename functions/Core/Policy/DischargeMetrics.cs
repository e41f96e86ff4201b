using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Policy;

/// <summary>What kind of metric of the acute discharge situation report it is.</summary>
public enum MetricFamily
{
    /// <summary>Patients on the day: no longer meeting the criteria to reside, discharged, remaining.</summary>
    Core,

    /// <summary>Bed days of stays of 7, 14 and 21 days and more: overlapping snapshots of one day of the week, never added to each other or to daily figures.</summary>
    Weekly,

    /// <summary>Where patients were discharged to, by pathway.</summary>
    Destination,

    /// <summary>Why patients remain.</summary>
    Reason,
}

/// <summary>A metric of the acute discharge situation report.</summary>
/// <param name="Key">Ours, and stable: published wording changes.</param>
/// <param name="Label">As we write it.</param>
/// <param name="From">First day of the specification that has it.</param>
/// <param name="To">Last day; none while it is collected.</param>
public sealed record DischargeMetric(string Key, MetricFamily Family, string Label, DateOnly From, DateOnly? To, Mark Mark, string Source)
{
    public bool On(DateOnly date) => From <= date && (To is null || date <= To);
}

/// <summary>
/// The metrics that we know, from the table <c>discharge-metrics</c>. A metric may have several rows: the first is how we write it, the others are wordings that are read. Published files
/// mix en dashes, hyphens, no-break spaces, question marks and missing spaces in one label, so that labels are compared by their letters and digits alone.
/// </summary>
public static class DischargeMetrics
{
    private static readonly List<(string Label, DischargeMetric Metric)> Labels = [.. Rows()];

    private static readonly FrozenDictionary<string, DischargeMetric> ByLabel = Labels.ToFrozenDictionary(row => Normal(row.Label), row => row.Metric);

    private static readonly FrozenDictionary<string, DischargeMetric> ByKey = Labels.Select(row => row.Metric).Distinct().ToFrozenDictionary(metric => metric.Key);

    /// <summary>Every metric, in the order of the table.</summary>
    public static IReadOnlyList<DischargeMetric> All { get; } = [.. Labels.Select(row => row.Metric).Distinct()];

    /// <summary>The metric under a key of ours. Throws when there is none.</summary>
    public static DischargeMetric Of(string key) => ByKey[key];

    /// <summary>The metric that a published label, or one of ours, names.</summary>
    public static DischargeMetric? Find(string label) => ByLabel.GetValueOrDefault(Normal(label));

    /// <summary>The metric whose wording comes closest to a label that names none: what the sender may have meant.</summary>
    public static DischargeMetric Nearest(string label)
    {
        var words = Normal(label).Split(' ').ToHashSet();
        return Labels.MaxBy(row => Likeness(words, Normal(row.Label).Split(' ').ToHashSet())).Metric;
    }

    /// <summary>Letters and digits in lower case, everything else one space; an apostrophe is nothing at all.</summary>
    internal static string Normal(string label)
    {
        var text = new StringBuilder(label.Length);
        foreach (var c in label)
        {
            if (char.IsLetterOrDigit(c) || c == '+')
                text.Append(char.ToLowerInvariant(c));
            else if (c is not ('\'' or '\u2019') && text.Length > 0 && text[^1] != ' ')
                text.Append(' ');
        }
        return text.ToString().TrimEnd();
    }

    /// <summary>Words in common, of the words of both.</summary>
    private static decimal Likeness(HashSet<string> one, HashSet<string> other)
    {
        var common = one.Count(other.Contains);
        return (decimal)common / (one.Count + other.Count - common);
    }

    private static IEnumerable<(string Label, DischargeMetric Metric)> Rows()
    {
        var known = new Dictionary<string, DischargeMetric>();
        foreach (var row in Table.Embedded("discharge-metrics").Rows)
        {
            var (key, label) = (row["key"], row["label"]);
            if (!known.TryGetValue(key, out var metric))
            {
                var family = Enum.Parse<MetricFamily>(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(row["group"]));
                known.Add(key, metric = new(key, family, label, row.Date("from"), row.OptionalDate("to"), PolicyBook.MarkOf(row["mark"]), row["source"]));
            }
            yield return (label, metric);
        }
    }
}
