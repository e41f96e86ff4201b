using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds;

/// <summary>The Better Care Fund of all boards that are known, for a year, as a page.</summary>
public static class EnglandFundPage
{
    /// <inheritdoc cref="FundPage.Html"/>
    public static string Html(EnglandFund england, IReadOnlyList<(string Text, string Href)>? downloads = null)
    {
        var title = $"Better Care Fund: {england.Name}, {england.Key.Year}";
        var html = new StringBuilder($"<h1>{T(title)}</h1>\n");
        foreach (var sentence in EnglandSumsSheet.EnglandSentences(england))
            html.Append(CultureInfo.InvariantCulture, $"<p>{T(sentence)}</p>\n");
        if (downloads is { Count: > 0 })
            html.Append(CultureInfo.InvariantCulture, $"<ul class=\"downloads\">\n{string.Concat(downloads.Select(file => $"<li><a href=\"{T(file.Href)}\">{T(file.Text)}</a></li>\n"))}</ul>\n");
        if (!england.Sums.IsEmpty)
            Section("sums", "What the boards come to", FundTables.Html(EnglandSumsSheet.Of(england), "Each sum with how many boards it is of", "What", "Pounds", "Boards known", "Boards expected"));
        if (!england.Boards.IsEmpty)
            Section("boards", "Boards", Boards(england));
        var groups = FundRows.Grouped(england.ByArrangement, england.ByWorking).ToList();
        if (groups.Count > 0)
        {
            Section("joint-working", "Joint working", FundTables.Html(JointWorkingSheet.Of(groups), "Spend and outcomes by arrangement and by model, over all boards", "By", "Group", "Schemes", "Year plan", "Spent to date", "Part of the spend", "How its goals stand")
                + (groups.All(pair => pair.Group.UnitCosts.IsEmpty) ? "" : FundTables.Details("Outputs and unit costs", FundTables.Html(JointOutputsSheet.Of(groups), "Each unit apart"))));
        }
        if (!england.Totals.IsEmpty)
            Section("national", "National totals", FundTables.Sentences(NationalTotalsSheet.Of(england)) + FundTables.Html(NationalTotalsSheet.Of(england), "Published totals beside what their parts come to", "Total", "As published", "Its parts come to", "Difference", "In words"));
        Section("about", "About these figures", $"<dl>\n<div><dt>As at</dt><dd>{T(Phrases.LondonTime(england.AsAt))}: arrival of the last return that counts here</dd></div>\n<div><dt>Worked out with</dt><dd>policy {T(england.Policy)}, reference data {T(england.Reference)}</dd></div>\n</dl>\n");
        return Page.Of(title, "Better Care Fund", html.ToString(), "The workings are on the boards' own pages. <a href=\"/funds\">All boards and years</a>");

        void Section(string id, string heading, string content) => html.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{T(heading)}</h2>\n{content}</section>\n");
    }

    private static string T(string? text) => Receipts.Html.Text(text);

    /// <summary>Each board with the address of its page.</summary>
    private static string Boards(EnglandFund england) => PageTable.Of(
        $"{Words.Number(england.Boards.Length)} of {Words.Of(england.Expected, "board")}",
        [new("Board"), new("Income planned", true), new("Expenditure", true), new("Performance fund", true), new("Released", true), new("Checks failed", true), new("Goals on track", true), new("Figures")],
        england.Boards.Select(board => (IReadOnlyList<string>)
        [
            $"<a href=\"/funds/{T(Uri.EscapeDataString(board.Hwb))}/{england.Key.Year}\">{T(board.Name)}</a>", Money(board.PlannedIncome), Money(board.Expenditure), Money(board.PerformanceFund), Money(board.PerformancePaid), Words.Number(board.ChecksFailed),
            board.Goals == 0 ? "<span class=\"quiet\">none due</span>" : $"{Words.Number(board.GoalsOnTrack)} of {Words.Number(board.Goals)}", T(Phrases.Of(board.Status)),
        ]));

    private static string Money(Pence? amount) => amount is { } known ? T(known.ToString()) : $"<span class=\"quiet\">{FundWords.NotKnown}</span>";
}
