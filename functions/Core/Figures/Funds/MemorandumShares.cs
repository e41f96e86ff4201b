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
        if (account.Closing is not { } closing)
            return account with { Partners = [.. account.Partners.Select(partner => partner with { ShareOfClosing = null })] };
        var (shares, why) = SharesOf(closing, sharing);
        if (shares is null)
            return account with { Partners = [.. account.Partners.Select(partner => partner with { ShareOfClosing = null })], Notes = [.. account.Notes, why!] };
        var others = sharing.Partners.Where(partner => shares[partner.Partner] != default && account.Partners.All(one => one.Partner != partner.Partner)).Select(partner => new MemorandumPartner(partner.Partner, partner.Name, null, null, null));
        return account with { Partners = [.. account.Partners.Concat(others).Select(partner => partner with { ShareOfClosing = shares.GetValueOrDefault(partner.Partner) })] };
    }

    private static (ImmutableDictionary<string, Pence>? Shares, string? Why) SharesOf(Pence closing, RiskSharing sharing)
    {
        var kind = closing < default(Pence) ? "deficit" : "surplus";
        if (closing == default)
            return (sharing.Partners.ToImmutableDictionary(partner => partner.Partner, _ => default(Pence)), null);
        if (sharing.Variance is not { } variance)
            return (null, $"The {kind} of {Size(closing)} is not shared out: the variance of the year cannot be calculated.");
        if (sharing.Needs is not null)
            return (null, $"The {kind} of {Size(closing)} is not shared out while a decision is open: {sharing.Needs}");
        if (closing == -variance && sharing.CarriedForward is { } carried && carried == variance)
            return (null, $"The surplus of {Size(closing)} stays in the pool by the rule of the agreement: it is no partner's share.");
        if (closing == -variance && sharing.Met.IsEmpty)
            return (sharing.Partners.ToImmutableDictionary(partner => partner.Partner, partner => -partner.Share!.Value), null);
        // A rule for overspends says nothing of a surplus, and a maximum binds at the year's end.
        var inProportion = Math.Sign(closing.Number) != Math.Sign(variance.Number) && sharing.Partners.All(partner => partner.Weight is not null)
            && !(sharing.Rule == RiskShareRule.R4 && closing < default(Pence) && sharing.Partners.Any(partner => partner.Cap is not null));
        return inProportion
            ? (sharing.Partners.Zip(Shares.Of(closing, [.. sharing.Partners.Select(partner => new Stake(partner.Partner, partner.Weight!.Value, partner.IsHost))]))
                .ToImmutableDictionary(pair => pair.First.Partner, pair => pair.Second), null)
            : (null, $"The {kind} of {Size(closing)} is not the variance of the year, {variance}, and the rule of the agreement does not say whose it is.");
    }

    private static Pence Size(Pence amount) => amount < default(Pence) ? -amount : amount;
}
