using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitoring.Files.Receipts;

/// <summary>What cannot be done, as a page: why, what to do instead, and the way back to the first page.</summary>
public static partial class RefusalPage
{
    /// <param name="heading">In a few words: <c>There is nothing here</c>.</param>
    /// <param name="problem">Plain text. What a caller typed may be in it.</param>
    /// <param name="whatToDo">Plain text; <c>GET /delays</c> in it becomes a link.</param>
    public static string Html(string heading, string problem, string whatToDo) => Page.Of(heading, "", string.Create(CultureInfo.InvariantCulture, $"""
        <h1>{Receipts.Html.Text(heading)}</h1>
        <div class="panel plain"><div><p class="sentence">{Receipts.Html.Text(problem)}</p>
        <p>{Doors().Replace(Receipts.Html.Text(whatToDo), "<a href=\"$1\">$1</a>")}</p></div></div>
        <p class="more"><a href="/home">To the first page</a></p>

        """), "Nothing was changed.");

    /// <summary>Addresses of lists: one word, so that nothing that somebody typed becomes a link.</summary>
    [GeneratedRegex("GET (/[a-z-]+)(?![a-z/-])")]
    private static partial Regex Doors();
}
