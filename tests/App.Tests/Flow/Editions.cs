using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.App.Tests.Flow;

/// <summary>
/// Small editions and returns, invented: real codes, every row that a slice needs, days that follow from the place of a cell unless a test says otherwise.
/// </summary>
internal sealed record Edition(ReportingMonth Month, params (string Provider, string Authority)[] Pairs)
{
    private readonly Dictionary<(string Provider, string Authority, CareType Care, Reason Reason, Attribution Attribution), int> _set = [];

    public static readonly ReportingMonth November = new(2019, 11);

    /// <summary>Three providers and four authorities.</summary>
    public static Edition Small => new(November, ("RJ7", "730"), ("RJ7", "723"), ("RTG", "507"), ("RTG", "506"), ("RXM", "507"));

    public Edition With(string provider, string authority, CareType care, Reason reason, Attribution attribution, int days)
    {
        var changed = new Edition(Month, Pairs);
        foreach (var (cell, number) in _set)
            changed._set[cell] = number;
        changed._set[(provider, authority, care, reason, attribution)] = days;
        return changed;
    }

    public Edition Without(string provider, string authority)
    {
        var fewer = new Edition(Month, [.. Pairs.Where(pair => pair != (provider, authority))]);
        foreach (var (cell, number) in _set)
            fewer._set[cell] = number;
        return fewer;
    }

    public int Days(string provider, string authority, CareType care, Reason reason, Attribution attribution) =>
        _set.TryGetValue((provider, authority, care, reason, attribution), out var set) ? set
        : !DelayedTransfers.Of(reason).Allows(attribution) ? 0
        : (provider[^1] + authority[^1] + (int)care * 7 + (int)reason * 3 + (int)attribution) % 9;

    /// <summary>Sum over an authority, or over all.</summary>
    public long Total(string? authority = null) =>
        Pairs.Where(pair => authority is null || pair.Authority == authority).Sum(pair => Cells().Sum(cell => (long)Days(pair.Provider, pair.Authority, cell.Care, cell.Reason, cell.Attribution)));

    /// <summary>As NHS England publishes it since April 2017.</summary>
    public byte[] Extract()
    {
        var text = new StringBuilder(string.Join(',', DelayedTransfers.Extract2017.Columns.Select(column => column.Heading))).Append("\r\n");
        foreach (var (provider, authority) in Pairs)
        {
            foreach (var (care, reason) in Rows())
            {
                var days = DelayedTransfers.Attributions.Select(attribution => Days(provider, authority, care, reason.Reason, attribution)).ToList();
                var cells = days.SelectMany(number => new[] { decimal.Round((decimal)number / Month.Days, 9, MidpointRounding.AwayFromZero).ToString("0.#########", CultureInfo.InvariantCulture), number.ToString(CultureInfo.InvariantCulture) });
                text.Append(CultureInfo.InvariantCulture, $"MSitDT-{Month.Name.Replace(' ', '-').ToUpperInvariant()},Q00,INVENTED REGION,{provider},INVENTED {provider},{authority},INVENTED {authority},{DelayedTransfers.Name(care)},{reason.ExtractValue},{string.Join(',', cells)}\r\n");
            }
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>In our own template.</summary>
    public byte[] Template()
    {
        var text = new StringBuilder("Month,Provider code,Authority code,Type of care,Reason,NHS days,Social care days,Both days\r\n");
        foreach (var (provider, authority) in Pairs)
        {
            foreach (var (care, reason) in Rows())
                text.Append(CultureInfo.InvariantCulture, $"{Month},{provider},{authority},{DelayedTransfers.Name(care)},{reason.Code},{string.Join(',', DelayedTransfers.Attributions.Select(attribution => Days(provider, authority, care, reason.Reason, attribution)))}\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<(CareType Care, ReasonDefinition Reason)> Rows() =>
        from care in DelayedTransfers.CareTypes
        from reason in DelayedTransfers.Reasons
        where reason.Reason != Reason.O || care == CareType.NonAcute
        select (care, reason);

    private static IEnumerable<(CareType Care, Reason Reason, Attribution Attribution)> Cells() =>
        from row in Rows()
        from attribution in DelayedTransfers.Attributions
        select (row.Care, row.Reason.Reason, attribution);
}
