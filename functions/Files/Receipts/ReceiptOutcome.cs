using Monitoring.Core.Kernel;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Receipts;

/// <summary>The panel at the top: what became of the file, in a word, a sentence and a shape. Colour says nothing that these do not say.</summary>
internal static class ReceiptOutcome
{
    internal static string Panel(Receipt receipt) => $"""
        <section class="panel {ClassOf(receipt.Outcome)}" aria-labelledby="outcome">
        {Shape(receipt.Outcome)}
        <div>
        <h1 id="outcome">{Html.Text(WordOf(receipt))}</h1>
        <p class="sentence">{Html.Text(SentenceOf(receipt))}</p>
        <p class="file">File: <bdi>{Html.Text(receipt.FileName)}</bdi></p>
        </div>
        </section>

        """;

    internal static string WordOf(Receipt receipt) => receipt.Outcome switch
    {
        Outcome.Accepted => "Accepted",
        Outcome.AcceptedWithWarnings => $"Accepted, with {Words.Of(receipt.Findings.Length, "warning")}",
        Outcome.PartlyAccepted => "Accepted in part",
        _ => "Refused",
    };

    /// <summary>The summary without the word that it begins with, which is the heading already.</summary>
    private static string SentenceOf(Receipt receipt)
    {
        foreach (var start in new[] { WordOf(receipt) + ". ", WordOf(receipt) + ": " })
        {
            if (receipt.Summary.StartsWith(start, StringComparison.Ordinal) && receipt.Summary.Length > start.Length)
                return char.ToUpperInvariant(receipt.Summary[start.Length]) + receipt.Summary[(start.Length + 1)..];
        }
        return receipt.Summary;
    }

    private static string ClassOf(Outcome outcome) => outcome switch
    {
        Outcome.Accepted => "good",
        Outcome.AcceptedWithWarnings => "good noted",
        Outcome.PartlyAccepted => "part",
        _ => "bad",
    };

    /// <summary>A tick in a circle; a triangle with an exclamation mark; a circle half full; a cross in an octagon.</summary>
    private static string Shape(Outcome outcome) => "<svg class=\"shape\" viewBox=\"0 0 64 64\" width=\"64\" height=\"64\" aria-hidden=\"true\" focusable=\"false\">" + outcome switch
    {
        Outcome.Accepted => "<circle cx=\"32\" cy=\"32\" r=\"29\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"5\"/><path d=\"M18 33l10 10 19-21\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"6\"/>",
        Outcome.AcceptedWithWarnings => "<path d=\"M32 6L61 58H3z\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"5\" stroke-linejoin=\"round\"/><path d=\"M32 23v18M32 46v6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"6\"/>",
        Outcome.PartlyAccepted => "<circle cx=\"32\" cy=\"32\" r=\"29\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"5\"/><path d=\"M32 3a29 29 0 0 0 0 58z\" fill=\"currentColor\"/>",
        _ => "<path d=\"M20 3h24l17 17v24L44 61H20L3 44V20z\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"5\"/><path d=\"M21 21l22 22M43 21L21 43\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"6\"/>",
    } + "</svg>";
}
