using System.Security.Cryptography;
using System.Text;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using static System.FormattableString;

namespace Monitoring.Bench;

/// <summary>Days by authority, care and reason: what every contender can be asked for. Sums of which all is zero are left out.</summary>
internal sealed class Sums
{
    private readonly SortedDictionary<string, (long Nhs, long SocialCare, long Both)> _days = new(StringComparer.Ordinal);

    /// <param name="care">As the extract writes it.</param>
    /// <param name="reason">As the extract writes it.</param>
    public void Add(string authority, string care, string reason, long nhs, long socialCare, long both)
    {
        var key = $"{NationalMonth.CodeOf(authority)}|{care}|{reason}";
        var sum = _days.GetValueOrDefault(key);
        if ((nhs | socialCare | both) != 0)
            _days[key] = (sum.Nhs + nhs, sum.SocialCare + socialCare, sum.Both + both);
    }

    public static Sums Of(IEnumerable<SliceContent> slices)
    {
        var sums = new Sums();
        foreach (var line in slices.SelectMany(slice => slice.Rows.Select(DelayedTransfersLine.Of)))
            sums.Add(line.Slice.Authority, DelayedTransfers.Name(line.Care), DelayedTransfers.Of(line.Reason).ExtractValue, line.Days.Nhs ?? 0, line.Days.SocialCare ?? 0, line.Days.Both ?? 0);
        return sums;
    }

    public static Sums Of(IEnumerable<DelayFigures> documents)
    {
        var sums = new Sums();
        foreach (var (body, cell) in documents.SelectMany(document => document.Cells.Select(cell => (document.Body.Code, cell))))
            sums.Add(body, DelayedTransfers.Name(cell.Care), DelayedTransfers.Of(cell.Reason).ExtractValue, cell.Days.Nhs.Days, cell.Days.SocialCare.Days, cell.Days.Both.Days);
        return sums;
    }

    /// <summary>In the words that reading.py uses too.</summary>
    public string InWords()
    {
        var text = string.Join('\n', _days.Select(sum => Invariant($"{sum.Key}|{sum.Value.Nhs}|{sum.Value.SocialCare}|{sum.Value.Both}")));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
        var (nhs, socialCare, both) = (_days.Values.Sum(days => days.Nhs), _days.Values.Sum(days => days.SocialCare), _days.Values.Sum(days => days.Both));
        return Invariant($"{nhs + socialCare + both:#,##0} days (NHS {nhs:#,##0}, social care {socialCare:#,##0}, both {both:#,##0}) in {_days.Count:#,##0} sums that are not zero, digest {digest}");
    }
}
