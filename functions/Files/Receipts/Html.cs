using System.Net;
using System.Text;
using System.Xml;

namespace Monitoring.Files.Receipts;

/// <summary>Text in a page. Whatever a sender wrote is text and never a part of the page.</summary>
internal static class Html
{
    /// <summary>For content and for attributes in double quotes. Characters that a page may not hold become the sign for such.</summary>
    internal static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var written = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                written.Append(text[i]).Append(text[++i]);
            else
                written.Append(char.IsSurrogate(text[i]) || char.IsControl(text[i]) && text[i] is not ('\n' or '\t') || !XmlConvert.IsXmlChar(text[i]) ? '\uFFFD' : text[i]);
        }
        return WebUtility.HtmlEncode(written.ToString());
    }

    /// <summary>A value as typed: set off from the sentence around it, in its own direction of writing, and cut off visibly when it is very long.</summary>
    internal static string Value(string? value) =>
        string.IsNullOrEmpty(value) ? "<span class=\"quiet\">(empty)</span>" : $"<bdi class=\"value\">{Text(Short(value))}</bdi>";

    private const int Longest = 160;

    private static string Short(string value) => value.Length <= Longest ? value : $"{value[..Longest].TrimEnd()}… ({value.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)} characters)";
}
