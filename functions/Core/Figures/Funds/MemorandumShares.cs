using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>Each partner's share of what a pool has left, in its memorandum account (domain note on the Better Care Fund, 4.1; recalled).</summary>
public static class MemorandumShares
{
    /// <summary>
    /// Fills the shares of the closing balance: a surplus is a partner's above zero, a deficit below. They come to the balance to the penny, or none is filled and a note says why. A balance that is the
    /// variance of the year turned round is shared as that was. Any other, with an opening balance or before the year is over, is shared in the same proportion where the rule has one.
    /// </summary>
    public static MemorandumAccount Of(MemorandumAccount account, RiskSharing sharing)
    {
        var (shares, carried, why) = account.Closing is { } closing ? SharesOf(closing, sharing) : default;
        var others = sharing.Partners.Where(partner => shares?.GetValueOrDefault(partner.Partner) is { Number: not 0 } && account.Partners.All(one => one.Partner != partner.Partner))
            .Select(partner => new MemorandumPartner(partner.Partner, partner.Name, null, null, null));
        return account with
        {
            Partners = [.. account.Partners.Concat(others).Select(partner => partner with { ShareOfClosing = shares?.GetValueOrDefault(partner.Partner) })],
            CarriedForward = carried,
            Notes = why is null ? account.Notes : [.. account.Notes, why],
        };
    }

    private static (ImmutableDictionary<string, Pence>? Shares, Pence? CarriedForward, string? Why) SharesOf(Pence closing, RiskSharing sharing)
    {
        var what = closing < default(Pence) ? $"The deficit of {-closing}" : $"The surplus of {closing}";
        if (closing == default)
            return (ImmutableDictionary<string, Pence>.Empty, default(Pence), null);
        if (sharing.Variance is not { } variance)
            return (null, null, $"{what} is not shared out: the variance of the year cannot be calculated.");
        if (sharing.Needs is { } needs)
            return (null, null, $"{what} is not shared out while a decision is open. {needs}");
        if (sharing.CarriedForward is { Number: not 0 } && closing > default(Pence))
            return (ImmutableDictionary<string, Pence>.Empty, closing, $"{what} stays in the pool by the rule of the agreement: it is no partner's share.");
        if (closing == -variance && sharing.Met.IsEmpty)
            return (sharing.Partners.ToImmutableDictionary(partner => partner.Partner, partner => -partner.Share!.Value), default(Pence), null);
        // A rule for overspends says nothing of a surplus, and a maximum binds at the year's end.
        var inProportion = Math.Sign(closing.Number) == -Math.Sign(variance.Number) && sharing.Partners.All(partner => partner.Weight is not null)
            && !(sharing.Rule == RiskShareRule.R4 && closing < default(Pence) && sharing.Partners.Any(partner => partner.Cap is not null));
        return inProportion
            ? (sharing.Partners.Zip(Shares.Of(closing, [.. sharing.Partners.Select(partner => new Stake(partner.Partner, partner.Weight!.Value, partner.IsHost))]))
                .ToImmutableDictionary(pair => pair.First.Partner, pair => pair.Second), default(Pence), null)
            : (null, null, $"{what} is not the variance of the year turned round, which is {-variance}, and the rule of the agreement does not say whose it is.");
    }
}
