namespace Monitoring.Core.Returns;

/// <summary>Codes of clinical commissioning groups, of which the reference tables hold none: all that can be said of one is whether it could be.</summary>
internal static class Commissioners
{
    /// <summary>In law from 1 April 2013 (Health and Social Care Act 2012, s10) to 30 June 2022 (Health and Care Act 2022, s19).</summary>
    private static readonly DateOnly First = new(2013, 4, 1), Last = new(2022, 6, 30);

    internal static bool ExistedOn(DateOnly date) => First <= date && date <= Last;

    /// <summary>Two digits and a letter (<c>04K</c>); of groups merged from 2020 also letters and digits in turn (<c>D2P2L</c>). Recalled, so it warns and never refuses.</summary>
    internal static bool HasCodeOfCcg(string code) => code.Length switch
    {
        3 => char.IsAsciiDigit(code[0]) && char.IsAsciiDigit(code[1]) && char.IsAsciiLetterUpper(code[2]),
        5 => char.IsAsciiLetterUpper(code[0]) && char.IsAsciiDigit(code[1]) && char.IsAsciiLetterUpper(code[2]) && char.IsAsciiDigit(code[3]) && char.IsAsciiLetterUpper(code[4]),
        _ => false,
    };
}
