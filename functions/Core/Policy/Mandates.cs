using Monitoring.Core.Kernel;

namespace Monitoring.Core.Policy;

/// <summary>
/// Whose statement a return is. Different kinds of sender are separate views of the same slice and are never substituted for each other.
/// In order of precedence for figures.
/// </summary>
public enum View
{
    /// <summary>NHS England's edition, of all bodies.</summary>
    NhsEngland,

    /// <summary>An NHS body, or an independent provider, about itself: trust, CCG, ICB.</summary>
    Provider,

    /// <summary>A council, for itself or as host of its health and wellbeing board.</summary>
    Authority,

    /// <summary>Whoever keeps the reference data.</summary>
    Keeper,
}

/// <summary>
/// Who may report what for whom. The sender is the first folder of the upload path; whatever the file says, only what the sender's
/// mandate covers is taken.
/// </summary>
public sealed class Mandates
{
    private readonly List<(string Sender, string ReportsFor, string Collection, Effective<string> View)> _rows;
    private readonly ReferenceBook _reference;

    private Mandates(ReferenceBook reference)
    {
        _reference = reference;
        _rows = [.. Table.Embedded("mandates").Rows.Select(row => (row["sender"], row["reports_for"], row["collection"], row.Effective(row["view"])))];
    }

    public static Mandates Current { get; } = new(ReferenceBook.Current);

    /// <summary>Whether the code is that of an organisation that we know at all.</summary>
    public bool Knows(string sender) => IsProvider(sender) || IsAuthority(sender) || _rows.Exists(row => row.Sender == sender);

    /// <summary>The view in which a sender's return of a collection is kept, or null when it has no mandate for it on that date.</summary>
    public View? ViewOf(string sender, string collection, DateOnly date) => Find(sender, collection, date) is not { } row ? null : row.View.Value switch
    {
        "nhs-england" => View.NhsEngland,
        "provider" => View.Provider,
        "authority" => View.Authority,
        "keeper" => View.Keeper,
        var other => throw new FormatException($"mandates: '{other}' is not a view."),
    };

    /// <summary>Whether a sender may report for a body on a date.</summary>
    public bool MayReport(string sender, string body, string collection, DateOnly date) =>
        Find(sender, collection, date) is { } row && (row.ReportsFor == "*" || (row.ReportsFor == "self" && IsSelf(sender, body, date)) || row.ReportsFor == body);

    /// <summary>An authority sends under any of its codes, and rows name it by any of them.</summary>
    private bool IsSelf(string sender, string body, DateOnly date) =>
        body == sender || (_reference.AuthorityPeriods(sender).LastOrDefault(period => period.From <= date) is { } authority && _reference.AuthorityPeriods(body).Any(other => other.Value.Code == authority.Value.Code));

    private (string ReportsFor, Effective<string> View)? Find(string sender, string collection, DateOnly date)
    {
        foreach (var row in _rows)
        {
            if (row.Collection == collection && row.View.On(date) && Matches(row.Sender, sender))
                return (row.ReportsFor, row.View);
        }
        return null;
    }

    private bool Matches(string pattern, string sender) =>
        pattern == sender || (pattern == "*" && Knows(sender)) || (pattern == "provider:*" && IsProvider(sender)) || (pattern == "authority:*" && IsAuthority(sender));

    private bool IsProvider(string sender) => _reference.Provider(sender) is { IsNhsEngland: false };

    private bool IsAuthority(string sender) => _reference.AuthorityPeriods(sender).Any(period => !period.Value.OutsideEngland);
}
