using System.Globalization;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Policy;

/// <summary>How sure we are of a rule: read in its source, derived by arithmetic, recalled, or assumed. Printed beside every default.</summary>
public enum Mark { Verified, Derived, Recalled, Assumed }

/// <summary>One dated row of policy: a rate, a switch, a due date. The absence of a scheme is a row too, with the value <c>none</c>.</summary>
/// <param name="AppliesTo">What it applies to: <c>everywhere</c>, or a collection and a kind of sender.</param>
public sealed record PolicyRow(string Policy, string AppliesTo, DateOnly From, DateOnly? To, DateOnly Recorded, string Value, string Unit, Mark Mark, string Source)
{
    public bool On(DateOnly date) => From <= date && (To is null || date <= To);
}

/// <summary>
/// The rules as dated data. Asked always for a date: the row that applies <i>on</i> it. A figure of an old month uses the row of that month,
/// whatever has been added since.
/// </summary>
public sealed class PolicyBook
{
    private readonly ILookup<(string, string), PolicyRow> _rows;

    private PolicyBook(Table table)
    {
        Rows = [.. table.Rows.Select(row => new PolicyRow(
            row["policy"], row["applies to"], row.Date("from"), row.OptionalDate("to"), row.Date("recorded"),
            row["value"], row["unit"], MarkOf(row["mark"]), row["source"]))];
        _rows = Rows.ToLookup(row => (row.Policy, row.AppliesTo));
        Version = Digest.Short(Digest.Of(table.Digest + Metrics.ContentDigest));
    }

    /// <summary>The rules this build came with.</summary>
    public static PolicyBook Current { get; } = new(Table.Embedded("policy"));

    public IReadOnlyList<PolicyRow> Rows { get; }

    /// <summary>The metrics of the Better Care Fund with their years, which are rules like the rows.</summary>
    public Metrics Metrics { get; } = Metrics.Current;

    /// <summary>Changes with every change of a row; printed on every output.</summary>
    public string Version { get; }

    /// <summary>The row that applies on a date. Throws when no row covers it: a gap in a table is our own fault, and a test looks for gaps.</summary>
    public PolicyRow On(DateOnly date, string policy, string appliesTo = "everywhere") =>
        _rows[(policy, appliesTo)].SingleOrDefault(row => row.On(date))
        ?? throw new InvalidOperationException($"No row of policy {policy} for {appliesTo} covers {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.");

    /// <summary>As <see cref="On"/>, but null for a date before the first row or after the last: for months that a sender may have typed.</summary>
    public PolicyRow? TryOn(DateOnly date, string policy, string appliesTo = "everywhere") =>
        _rows[(policy, appliesTo)].SingleOrDefault(row => row.On(date));

    public static Mark MarkOf(string letter) => letter switch
    {
        "V" => Mark.Verified,
        "D" => Mark.Derived,
        "R" => Mark.Recalled,
        "A" => Mark.Assumed,
        _ => throw new FormatException($"'{letter}' is not a mark: V, D, R or A."),
    };
}
