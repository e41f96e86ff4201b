using System.Globalization;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Returns;

/// <summary>What a difference between something printed and what it is made of can come from.</summary>
internal enum MisfitCause
{
    /// <summary>Half of what it is printed to, or less: as far as it was printed, the two agree.</summary>
    Printing,

    /// <summary>An amount that is taken off was printed without its sign, or one that is added was taken off (domain note on the Better Care Fund 5, M1: 10,711 + 916 - 153 = 11,474).</summary>
    Sign,

    /// <summary>Hidden pounds: each component was rounded by itself (M1: 507 + 432 + 358 = 1,297, printed 1,296).</summary>
    Rounding,

    /// <summary>One digit of the total or of a component is another (M8: 3,519 + 294 = 3,813, where 394 makes 3,913).</summary>
    Digit,

    NotExplained,
}

/// <summary>An amount that something printed is made of.</summary>
/// <param name="Pounds">As it counts in the sum.</param>
/// <param name="IsTakenOff">It was given as a deduction.</param>
internal readonly record struct Component(string Name, decimal Pounds, bool IsTakenOff = false);

/// <summary>
/// By how much something printed differs from what its components come to, and what explains it (domain note on the Better Care Fund 2.4, check 5). It names the difference and puts nothing right:
/// the causes are asked in the order of <see cref="MisfitCause"/>, and the first that fits is named.
/// </summary>
/// <param name="Difference">Printed less what the components come to, in pounds; never zero.</param>
/// <param name="Reaches">How far the cause can reach: of <see cref="MisfitCause.Printing"/> what it is printed to, of <see cref="MisfitCause.Rounding"/> what all components together can be off by.</param>
/// <param name="Suspects">Components that would make it fit: one of <see cref="MisfitCause.Sign"/>, all of <see cref="MisfitCause.Digit"/>.</param>
/// <param name="Total">The digit may be one of the total.</param>
internal sealed record Misfit(MisfitCause Cause, decimal Difference, decimal Reaches, int Components, IReadOnlyList<Component> Suspects, bool Total)
{
    private const int MostNamed = 3;

    /// <summary>Null when the two are equal.</summary>
    /// <param name="nearest">It is printed to the nearest so many pounds; 1 or less for exact amounts.</param>
    /// <param name="reaches">By how many pounds rounding can have put it off, all components together.</param>
    public static Misfit? Of(decimal printed, IReadOnlyCollection<Component> components, decimal nearest, decimal reaches)
    {
        var sum = components.Sum(component => component.Pounds);
        var difference = printed - sum;
        if (difference == 0)
            return null;
        var to = nearest <= 1 ? 0 : nearest;
        if (decimal.Abs(difference) * 2 <= to)
            return Found(MisfitCause.Printing, to);
        if (Signed(0) is { } exact)
            return Found(MisfitCause.Sign, 0, exact);
        if (decimal.Abs(difference) <= reaches)
            return Found(MisfitCause.Rounding, reaches);
        if (Signed(decimal.Max(reaches, to / 2)) is { } near)
            return Found(MisfitCause.Sign, 0, near);
        // Where it is printed to the million, a digit of it is a digit of millions.
        var comesTo = to == 0 ? sum : Rounding.HalfAwayFromZero(sum / to, 0) * to;
        Component[] suspects = [.. components.Where(component => OneDigitApart(component.Pounds, component.Pounds + (printed - comesTo)))];
        var total = OneDigitApart(printed, comesTo);
        return total || suspects.Length > 0 ? new(MisfitCause.Digit, difference, 0, components.Count, suspects, total) : Found(MisfitCause.NotExplained, 0);

        // The other sign takes an amount off twice.
        Component? Signed(decimal off) => components.Where(component => component.Pounds != 0 && decimal.Abs(difference + component.Pounds * 2) <= off)
            .OrderBy(component => decimal.Abs(difference + component.Pounds * 2)).Select(component => (Component?)component).FirstOrDefault();

        Misfit Found(MisfitCause cause, decimal reaches, params Component[] which) => new(cause, difference, reaches, components.Count, which, false);
    }

    /// <summary>As a comparison prints it, behind the difference.</summary>
    public string Why => Cause switch
    {
        MisfitCause.Printing => $"the same to the nearest {Whole(Reaches)}",
        MisfitCause.Sign => IfSigned("is"),
        MisfitCause.Rounding => $"can come from rounding: {Words.Of(Components, "amount")} may be off by {Whole(Reaches)} in all",
        MisfitCause.Digit => $"fits if one digit is misprinted, of {Where}",
        _ => "not explained",
    };

    /// <summary>"fits if 'Adjustment', £153,000.00, is a deduction printed without its sign".</summary>
    /// <param name="verb"><c>is</c>, or in a sentence that only supposes it, <c>were</c>.</param>
    public string IfSigned(string verb) => Suspects is [var signed, ..]
        ? $"fit{(verb == "is" ? "s" : "")}{(Difference == -2 * signed.Pounds ? "" : ", but for rounding,")} if '{signed.Name}', {BetterCareFund.Pounds(decimal.Abs(signed.Pounds))}, {verb} {(signed.IsTakenOff ? "not taken off" : "a deduction printed without its sign")}" : "";

    private string Where => (Total, Suspects.Count) switch
    {
        (true, > MostNamed) => "the total or of one of its lines",
        (false, > MostNamed) => "one of its lines",
        _ => Either([.. Total ? ["the total"] : Array.Empty<string>(), .. Suspects.Select(suspect => $"'{suspect.Name}'")]),
    };

    private static string Either(string[] names) => names.Length == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";

    private static string Whole(decimal pounds) => pounds.ToString("£#,0", CultureInfo.InvariantCulture);

    private static bool OneDigitApart(decimal left, decimal right)
    {
        var (one, other) = (Digits(left), Digits(right));
        return left < 0 == right < 0 && one.Length == other.Length && one.Zip(other).Count(pair => pair.First != pair.Second) == 1;

        static string Digits(decimal pounds) => decimal.Abs(pounds).ToString("0.00", CultureInfo.InvariantCulture);
    }
}
