using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Receipts;

/// <summary>What a page says besides the receipt itself.</summary>
/// <param name="Explanations">What stands of the sender's answers to its warnings.</param>
/// <param name="StillDue">What the sender owes today.</param>
/// <param name="ExplainAt">Where a form sends an answer; null when whoever looks may not answer.</param>
public sealed record ReceiptAnswers(ImmutableArray<Explanation> Explanations, ImmutableArray<Owed> StillDue, string? ExplainAt)
{
    /// <summary>The receipt of an explanation that was sent just now.</summary>
    public string? Sent { get; init; }

    /// <summary>The cases of a return of notices, day by day; null of any other return.</summary>
    public ImmutableArray<ReceivedCase>? Cases { get; init; }

    /// <summary>Where the figures of the Better Care Fund are that were made of it; null of any other return.</summary>
    public ImmutableArray<ReceivedFund>? Funds { get; init; }

    /// <summary>Where the histories of delays and the discharge figures are that were made of it; null of any other return.</summary>
    public ImmutableArray<ReceivedDelay>? Delays { get; init; }

    public static readonly ReceiptAnswers None = new([], [], null);
}

/// <summary>A receipt as a page: complete in itself, without scripts, and loading nothing from anywhere.</summary>
public static class ReceiptPage
{
    /// <param name="effect">What the submission changed; null while it is being worked out.</param>
    /// <param name="downloads">Files that go with the receipt: what to call each, and where it is.</param>
    public static string Html(Receipt receipt, Effect? effect, IReadOnlyList<(string Text, string Href)> downloads, ReceiptAnswers? answers = null)
    {
        answers ??= ReceiptAnswers.None;
        var main = string.Concat(
            Sent(answers), ReceiptOutcome.Panel(receipt), ReceiptSteps.Of(receipt, downloads), ReceiptFindings.Of(receipt, answers), ReceiptChanges.Taken(receipt), ReceiptChanges.Changed(receipt, effect, answers), ReceiptCases.Of(answers.Cases), ReceiptFunds.Of(answers.Funds), ReceiptDelays.Of(answers.Delays), ReceiptDue.Of(answers.StillDue), About(receipt));
        return Page.Of(
            $"{ReceiptOutcome.WordOf(receipt)}: {receipt.FileName}", "Receipt for a return", main,
            $"If you ask about this return, give its submission id: <bdi class=\"value\">{Receipts.Html.Text(receipt.Submission)}</bdi>.");
    }

    private static string Sent(ReceiptAnswers answers) => answers.Sent is not { } address ? "" :
        $"<p class=\"answer\" role=\"status\">Your explanation has been sent. It is checked like a return and has <a href=\"{Receipts.Html.Text(address)}\">a receipt of its own</a>; within a minute it stands below and with the figure.</p>\n";

    private static string About(Receipt receipt)
    {
        var html = new StringBuilder("<section aria-labelledby=\"about\">\n<h2 id=\"about\">About this file</h2>\n<dl>\n");
        Say("File name", receipt.FileName);
        Say("Received", $"{London.LocalOf(receipt.ReceivedAt).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} (London time)");
        Say("Sender", receipt.Sender);
        Say("Uploaded by", receipt.UploadedBy ?? "not recorded");
        Say("Submission id", receipt.Submission);
        Say("Size", $"{Words.Number(receipt.Bytes)} bytes");
        if (receipt.Layout is { } layout)
            Say("Read as", $"{layout}, {Words.Of(receipt.RowsRead, "row")} below the headings");
        Say("Kept unchanged as", receipt.Kept);
        if (receipt.Sha256 is { } sha256)
            Say("Fingerprint (SHA-256)", sha256);
        Say("Checked with", $"policy {receipt.Policy}, reference lists {receipt.Reference}");
        return html.Append("</dl>\n</section>\n").ToString();

        void Say(string term, string text) => html.Append(CultureInfo.InvariantCulture, $"<div><dt>{term}</dt><dd><bdi>{Receipts.Html.Text(text)}</bdi></dd></div>\n");
    }
}
