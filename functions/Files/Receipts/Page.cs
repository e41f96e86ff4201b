using System.Globalization;

namespace Monitoring.Files.Receipts;

/// <summary>What every page has around its content: complete in itself, without scripts, and loading nothing from anywhere.</summary>
internal static class Page
{
    /// <param name="title">Plain text, for the title of the window.</param>
    /// <param name="kind">Plain text beside the name in the bar, a few words that fit a narrow screen; empty for none.</param>
    /// <param name="main">HTML.</param>
    /// <param name="footer">HTML.</param>
    internal static string Of(string title, string kind, string main, string footer) => string.Create(CultureInfo.InvariantCulture, $"""
        <!DOCTYPE html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{Html.Text(title)} - Monitoring</title>
        <style>
        {PageStyle.Css}
        </style>
        </head>
        <body>
        <a class="skip" href="#main">Skip to main content</a>
        <header><div class="width"><a class="name" href="/home">Monitoring</a> <span class="kind">{Html.Text(kind)}</span></div></header>
        <main id="main" class="width">

        {main}</main>
        <footer><div class="width"><p>{footer}</p></div></footer>
        </body>
        </html>

        """).ReplaceLineEndings("\n");
}
