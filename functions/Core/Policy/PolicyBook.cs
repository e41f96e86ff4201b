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
public sealed partial class PolicyBook
{
    private const string Everywhere = "everywhere";

    private static readonly string[] FamiliesOfLaw = ["reimbursement.", "notice."];

    private readonly Dictionary<(string, string), PolicyRow[]> _rows;

    private PolicyBook(IReadOnlyList<PolicyRow> rows, Metrics metrics, string digest)
    {
        Rows = rows;
        Metrics = metrics;
        // Rows that were added begin where an open-ended one still runs: what begins later is the newer rule, and of two that begin together the one that was added.
        _rows = Rows.GroupBy(row => (row.Policy, row.AppliesTo)).ToDictionary(group => group.Key, group => group.Reverse().OrderByDescending(row => row.From).ToArray());
        Version = Digest.Short(Digest.Of(digest + Metrics.ContentDigest));
    }

    private PolicyBook(Table table)
        : this(
            [.. table.Rows.Select(row => new PolicyRow(
                row["policy"], row["applies to"], row.Date("from"), row.OptionalDate("to"), row.Date("recorded"),
                row["value"], row["unit"], MarkOf(row["mark"]), row["source"]))],
            Metrics.Current, table.Digest)
    {
    }

    /// <summary>The rules this build came with.</summary>
    public static PolicyBook Current { get; } = new(Table.Embedded("policy"));

    public IReadOnlyList<PolicyRow> Rows { get; }

    /// <summary>The metrics of the Better Care Fund with their years, which are rules like the rows.</summary>
    public Metrics Metrics { get; }

    /// <summary>Changes with every change of a row; printed on every output.</summary>
    public string Version { get; }

    /// <summary>What a book supposes that is not so, in words; null for the rules as they are. What is worked out on a supposition is nobody's to pay, and says so.</summary>
    public string? Supposition { get; private init; }

    /// <summary>The date whose law on notices and reimbursement is supposed to have been the law always; null where each date has its own.</summary>
    public DateOnly? SupposedLaw { get; private init; }

    /// <summary>This book with more rows: what a change of the tables would make of it. Of rows that cover one date the one that begins last applies, so that a new year needs one row and no other is touched.</summary>
    public PolicyBook With(params IEnumerable<PolicyRow> rows) => new([.. Rows, .. rows], Metrics, Version + string.Join('\n', rows)) { Supposition = Supposition, SupposedLaw = SupposedLaw };

    /// <summary>This book with other metrics.</summary>
    public PolicyBook With(Metrics metrics) => new(Rows, metrics, Version) { Supposition = Supposition, SupposedLaw = SupposedLaw };

    /// <summary>The row that applies on a date. Throws when no row covers it: a gap in a table is our own fault, and a test looks for gaps.</summary>
    public PolicyRow On(DateOnly date, string policy, string appliesTo = Everywhere) =>
        TryOn(date, policy, appliesTo)
        ?? throw new InvalidOperationException($"No row of policy {policy} for {appliesTo} covers {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.");

    /// <summary>As <see cref="On"/>, but null for a date before the first row or after the last: for months that a sender may have typed.</summary>
    public PolicyRow? TryOn(DateOnly date, string policy, string appliesTo = Everywhere)
    {
        foreach (var row in _rows.GetValueOrDefault((policy, appliesTo), []))
        {
            if (row.On(date))
                return row;
        }
        return null;
    }

    public static Mark MarkOf(string letter) => letter switch
    {
        "V" => Mark.Verified,
        "D" => Mark.Derived,
        "R" => Mark.Recalled,
        "A" => Mark.Assumed,
        _ => throw new FormatException($"'{letter}' is not a mark: V, D, R or A."),
    };
}
