using System.Collections.Immutable;
using Monitoring.Core.Kernel;

namespace Monitoring.Files.Receipts;

/// <summary>A document about delays over time, or about discharges of a month, that is made of a return.</summary>
/// <param name="Name"><c>Merton, delays over time</c>.</param>
/// <param name="Address">Where it is: <c>/delays/730</c>, <c>/discharges/RJ7/2024-05</c>.</param>
public sealed record ReceivedDelay(string Body, string Name, string Address);

/// <summary>Where the histories and discharge figures are that were made of a return.</summary>
internal static class ReceiptDelays
{
    internal static string Of(ImmutableArray<ReceivedDelay>? delays)
    {
        if (delays is not { IsEmpty: false } made)
            return "";
        var links = made.Select(delay => $"<li><a href=\"{Html.Text(delay.Address)}\">{Html.Text(delay.Name)}</a></li>\n");
        return $"<section aria-labelledby=\"delays\">\n<h2 id=\"delays\">Delays and discharges</h2>\n<p>Made of this return, and of what else stands:</p>\n<ul>\n{string.Concat(links)}</ul>\n</section>\n";
    }
}
