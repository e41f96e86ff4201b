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

/// <summary>A mandate, with its dates: both ends are part of it.</summary>
/// <param name="Sender">The code under which it sends; or <see cref="Mandates.Anybody"/>, <see cref="Mandates.AnyProvider"/>, <see cref="Mandates.AnyAuthority"/>.</param>
/// <param name="ReportsFor">The code of a body; or <see cref="Mandates.Self"/>, <see cref="Mandates.Anybody"/>.</param>
/// <param name="Collection">Key of the collection.</param>
/// <param name="View">In which its returns are kept.</param>
public sealed record MandateRow(string Sender, string ReportsFor, string Collection, View View, DateOnly From, DateOnly? To, string Source)
{
    public bool On(DateOnly date) => From <= date && (To is null || date <= To);
}

/// <summary>
/// Who may report what for whom. The sender is the first folder of the upload path; whatever the file says, only what the sender's
/// mandate covers is taken. Of several rows for a sender the one that names it decides the view, before one for its kind, before one for anybody;
/// in that view it may report for whatever any of its rows says.
/// </summary>
public sealed class Mandates
{
    /// <summary>The sender under which reference data are kept. Who may send as it needs a role of its own.</summary>
    public const string Keeper = "KEEPER";

    /// <summary>As sender: every sender that is known. As body: every body.</summary>
    public const string Anybody = "*";

    /// <summary>Every NHS body and independent provider that the reference data know.</summary>
    public const string AnyProvider = "provider:*";

    /// <summary>Every authority that the reference data know.</summary>
    public const string AnyAuthority = "authority:*";

    /// <summary>The sender itself, under any of its codes.</summary>
    public const string Self = "self";

    private readonly ILookup<(string Sender, string Collection), MandateRow> _rows;
    private readonly HashSet<string> _named;
    private readonly ReferenceBook _reference;

    private Mandates(ReferenceBook reference, IEnumerable<MandateRow> rows)
    {
        _reference = reference;
        Rows = [.. rows];
        _rows = Rows.ToLookup(row => (row.Sender, row.Collection));
        _named = [.. Rows.Select(row => row.Sender).Where(sender => !IsPattern(sender))];
    }

    /// <summary>The mandates this build came with.</summary>
    public static Mandates Current { get; } = new(ReferenceBook.Current, Table.Embedded("mandates").Rows.Select(row => new MandateRow(
        row["sender"], row["reports_for"], row["collection"], Views[row["view"]], row.Date("from"), row.OptionalDate("to"), row["source"])));

    /// <summary>The views by the words that the tables and uploads use.</summary>
    public static IReadOnlyDictionary<string, View> Views => ViewWords.All;

    public IReadOnlyList<MandateRow> Rows { get; }

    public static bool IsPattern(string sender) => sender is Anybody or AnyProvider or AnyAuthority;

    /// <summary>
    /// These mandates with an uploaded set: for a sender and collection that it brings, it replaces every row of that sender and collection. What it does not bring stays.
    /// </summary>
    public Mandates With(IEnumerable<MandateRow> rows)
    {
        var brought = rows.ToList();
        var replaced = brought.Select(row => (row.Sender, row.Collection)).ToHashSet();
        return new(_reference, Rows.Where(row => !replaced.Contains((row.Sender, row.Collection))).Concat(brought));
    }

    /// <summary>The same rows, asked of other reference data: an organisation that was uploaded can send.</summary>
    public Mandates Of(ReferenceBook reference) => ReferenceEquals(reference, _reference) ? this : new(reference, Rows);

    /// <summary>Whether the code is that of an organisation that we know at all.</summary>
    public bool Knows(string sender) => _named.Contains(sender) || KindOf(sender) is not null;

    /// <summary>The view in which a sender's return of a collection is kept, or null when it has no mandate for it on that date.</summary>
    public View? ViewOf(string sender, string collection, DateOnly date) => RowsOf(sender, collection, date).FirstOrDefault()?.View;

    /// <summary>Whether a sender has a mandate for any collection on a date.</summary>
    public bool MaySend(string sender, DateOnly date) => !IsPattern(sender) && Patterns(sender).Any(pattern => Rows.Any(row => row.Sender == pattern && row.On(date)));

    /// <summary>Whether a sender may report for a body on a date.</summary>
    public bool MayReport(string sender, string body, string collection, DateOnly date)
    {
        View? view = null;
        foreach (var row in RowsOf(sender, collection, date))
        {
            view ??= row.View;
            if (row.View == view && (row.ReportsFor == Anybody || row.ReportsFor == body || (row.ReportsFor == Self ? IsSelf(sender, body, date) : IsSelf(row.ReportsFor, body, date))))
                return true;
        }
        return false;
    }

    /// <summary>The view in which a sender's own returns are kept by what it is; null for one that is no organisation we know.</summary>
    public View? KindOf(string sender) =>
        _reference.Provider(sender) is { } provider ? provider.IsNhsEngland ? View.NhsEngland : View.Provider
        : _reference.AuthorityPeriods(sender).Any(period => !period.Value.OutsideEngland) ? View.Authority
        : _reference.Organisations.KindsOf(sender).Select(kind => (View?)(kind switch
        {
            OrganisationKind.NhsEngland => View.NhsEngland,
            OrganisationKind.Trust or OrganisationKind.IndependentProvider or OrganisationKind.Ccg or OrganisationKind.Icb => View.Provider,
            OrganisationKind.Authority => View.Authority,
            _ => null,
        })).FirstOrDefault(view => view is not null);

    /// <summary>The rows that hold for a sender on a date, those that name it first.</summary>
    private IEnumerable<MandateRow> RowsOf(string sender, string collection, DateOnly date) =>
        IsPattern(sender) ? [] : Patterns(sender).SelectMany(pattern => _rows[(pattern, collection)]).Where(row => row.On(date));

    private IEnumerable<string> Patterns(string sender)
    {
        yield return sender;
        var kind = KindOf(sender);
        if (kind == View.Provider)
            yield return AnyProvider;
        if (kind == View.Authority)
            yield return AnyAuthority;
        if (kind is not null || _named.Contains(sender))
            yield return Anybody;
    }

    /// <summary>An organisation sends under any of its codes, and rows name it by any of them.</summary>
    private bool IsSelf(string sender, string body, DateOnly date) => body == sender || (OwnCode(sender, date) is { } own && OwnCode(body, date) == own);

    /// <summary>The code that stays when another changes: as it last was by the date, for an organisation may report of a time that is past after its own end.</summary>
    private string? OwnCode(string code, DateOnly date) =>
        (_reference.AuthorityPeriods(code).LastOrDefault(period => period.From <= date)?.Value.Code) ?? _reference.Organisations.LastOf(code, date)?.Code;

    /// <summary>Apart, so that it is there before <see cref="Current"/> is made.</summary>
    private static class ViewWords
    {
        internal static readonly Dictionary<string, View> All = new()
        {
            ["nhs-england"] = View.NhsEngland,
            ["provider"] = View.Provider,
            ["authority"] = View.Authority,
            ["keeper"] = View.Keeper,
        };
    }
}
