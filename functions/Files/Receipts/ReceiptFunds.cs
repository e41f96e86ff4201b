using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Core.Kernel;

namespace Monitoring.Files.Receipts;

/// <summary>Figures of the Better Care Fund that are made of a return.</summary>
/// <param name="Address">Where they are: <c>/funds/730/2015-16</c>.</param>
public sealed record ReceivedFund(string Hwb, string Name, FinancialYear Year, string Address)
{
    /// <summary><c>Merton, 2015-16</c>.</summary>
    [JsonIgnore]
    public string InWords => $"{Name}, {Year}";
}

/// <summary>Where the figures are that were made of a return about the Better Care Fund.</summary>
internal static class ReceiptFunds
{
    private const int Shown = 50;

    internal static string Of(ImmutableArray<ReceivedFund>? funds)
    {
        if (funds is not { IsEmpty: false } made)
            return "";
        var links = made.Take(Shown).Select(fund => $"<li><a href=\"{Html.Text(fund.Address)}\">{Html.Text(fund.InWords)}</a></li>\n");
        var more = made.Length > Shown ? $"<p class=\"more\">And {Words.Number(made.Length - Shown)} more.</p>\n" : "";
        return $"<section aria-labelledby=\"funds\">\n<h2 id=\"funds\">Figures of the Better Care Fund</h2>\n<p>Made of this return, and of what else stands for the year:</p>\n<ul>\n{string.Concat(links)}</ul>\n{more}</section>\n";
    }
}
