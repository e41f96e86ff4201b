using System.Globalization;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Policy;

/// <summary>What a day of delayed discharge costs an authority.</summary>
/// <param name="Amount">Per day.</param>
/// <param name="IsHigher">The authority is on the list of the higher rate.</param>
/// <param name="Mark">How sure it is that it is on the list or not: that the successors of Bedfordshire are is assumed.</param>
public sealed record DailyRate(Pence Amount, bool IsHigher, Mark Mark, string Source);

/// <summary>
/// The daily amounts of reimbursement and the authorities that pay the higher one: 48 under the 2003 scheme (SI 2003/2277 reg 7 and Schedule), London only under the Care Act 2014 (SI 2014/2823 reg 10).
/// It depends on the authority, never on the hospital.
/// </summary>
public sealed class DailyRates
{
    private readonly ILookup<string, HigherRateAuthority> _byCode;

    private DailyRates(Table table)
    {
        HigherRate = [.. table.Rows.Select(row => new HigherRateAuthority(row.Optional("code"), row["name"], row["area"] == "london", row.Date("from"), row.Date("to"), PolicyBook.MarkOf(row["mark"]), row["source"]))];
        _byCode = HigherRate.Where(row => row.Code is not null).ToLookup(row => row.Code!);
    }

    /// <summary>The list this build came with.</summary>
    public static DailyRates Current { get; } = new(Table.Embedded("higher-rate-authorities"));

    /// <summary>Every authority on the list, with its dates.</summary>
    public IReadOnlyList<HigherRateAuthority> HigherRate { get; }

    /// <summary>
    /// The amount for a day; null on a date without a scheme. A day that follows an older law than its own costs what the last day of that law did: ask for that day. Whether a listed authority of which that is only
    /// assumed pays the higher rate, the switch <c>reimbursement.bedfordshire-successors</c> says.
    /// </summary>
    /// <remarks>Whatever is not on the list pays the lower rate, a code that nobody ever had, too: whether there was such an authority the reference book says.</remarks>
    /// <param name="authority">Its own code, three digits.</param>
    public DailyRate? On(DateOnly date, string authority, PolicyBook policy)
    {
        var on = policy.SupposedLaw ?? date;
        HigherRateAuthority? listed = null;
        foreach (var row in _byCode[authority])
        {
            if (row.From <= on && on <= row.To)
                listed = row;
        }
        var higher = listed is { Mark: not Mark.Assumed } || (listed is not null && policy.TryOn(date, "reimbursement.bedfordshire-successors") is not { Value: "lower" });
        return Amount(date, higher, policy) is { } rate ? new DailyRate(rate.Amount, higher, listed?.Mark ?? Mark.Verified, listed?.Source ?? rate.Source) : null;
    }

    /// <summary>Both amounts that some authority paid on a date, the lower one first; none without a scheme.</summary>
    public static IEnumerable<Pence> AllOn(DateOnly date, PolicyBook policy) => new[] { Amount(date, false, policy), Amount(date, true, policy) }.OfType<(Pence Amount, string)>().Select(rate => rate.Amount);

    private static (Pence Amount, string Source)? Amount(DateOnly date, bool higher, PolicyBook policy) =>
        policy.TryOn(date, "reimbursement.daily-rate", higher ? "higher-rate" : "lower-rate") is { Unit: "pence" } row ? (new Pence(long.Parse(row.Value, CultureInfo.InvariantCulture)), row.Source) : null;
}

/// <summary>An authority on the list of the higher rate.</summary>
/// <param name="Code">None for one that ended before the list of authorities begins.</param>
public sealed record HigherRateAuthority(string? Code, string Name, bool IsLondon, DateOnly From, DateOnly To, Mark Mark, string Source);
