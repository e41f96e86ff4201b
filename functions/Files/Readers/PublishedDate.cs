using System.Globalization;

namespace Monitoring.Files.Readers;

/// <summary>Dates as publishers write them: <c>14th September 2017</c>.</summary>
internal static class PublishedDate
{
    private static readonly string[] Formats = ["d MMMM yyyy", "d MMM yyyy", "yyyy-MM-dd", "dd/MM/yyyy"];

    /// <summary>Null when the text is blank, a dash or no date.</summary>
    internal static DateOnly? Read(string? text)
    {
        if (text is null)
            return null;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var ordinal = digits is 1 or 2 && text.Length > digits + 2 && text.Substring(digits, 2).ToLowerInvariant() is "st" or "nd" or "rd" or "th";
        var plain = ordinal ? text.Remove(digits, 2) : text;
        return DateOnly.TryParseExact(plain, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var date) ? date : null;
    }
}
