using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Delays;

/// <summary>Restatements cell by cell: what moved in total, what moved between those responsible while the total stayed, and each cell that became another number.</summary>
public static class RestatementsPage
{
    /// <summary>Cells that a page shows of one restatement; a whole edition of England can have thousands.</summary>
    private const int Most = 100;

    /// <summary>Fewer cells than these are shown at once.</summary>
    private const int Few = 12;

    /// <param name="restatements">In the order to show them: the latest first.</param>
    /// <param name="about">Whose they are, for the heading; null when they are of several bodies.</param>
    /// <param name="downloads">Files that go with it: what to call each, and where it is.</param>
    public static string Html(IReadOnlyList<Restatement> restatements, string? about = null, IReadOnlyList<(string Text, string Href)>? downloads = null)
    {
        var title = about is null ? "Restated figures" : $"Restated figures: {about}";
        var main = new StringBuilder($"<h1>{T(title)}</h1>\n");
        if (restatements.Count == 0)
            main.Append("<p><strong>Nothing was restated.</strong> A restatement is there as soon as an accepted return puts other numbers in the place of what stood.</p>\n").Append(PageSection.Downloads(downloads));
        else
            main.Append(Summary(restatements)).Append(PageSection.Downloads(downloads)).Append(List(restatements)).Append(string.Concat(restatements.Select((one, i) => Section(one, i, restatements).Html)));
        return Page.Of(title, "Delayed transfers of care", main.ToString(), "What stood before is kept: every figure can be worked out as it was known on any day.");
    }

    private static string T(string? text) => Receipts.Html.Text(text);

    private static bool IsSplitAlone(Restatement one) => one.Was is not null && one.Was == one.Is && one.SplitWas != one.SplitIs;

    private static string Summary(IReadOnlyList<Restatement> all)
    {
        var (months, alone) = (all.Select(one => one.Month).Distinct().Count(), all.Count(IsSplitAlone));
        return $"<p><strong>{T($"{Words.Of(all.Count, "restatement")} of {Words.Of(months, "month")}.")}</strong> {T(alone == 0 ? "In each of them a total moved, or cells moved without moving who is responsible."
            : $"In {Words.Number(alone)} of them the total stayed, and days moved from one of those responsible to another: who looks at totals alone does not see it.")}</p>\n";
    }

    private static string List(IReadOnlyList<Restatement> all)
    {
        if (all.Count == 1)
            return "";
        // On the page of one body every row would name it again.
        var several = IsOfSeveral(all);
        return new PageSection("all", "All of them", PageTable.Of(
            "Each leads to its cells", [new("Month"), .. several ? [new("Whose")] : (TableColumn[])[], new("Restated on"), new("Total was", Number: true), new("Total is", Number: true), new("Split")],
            all.Select((one, i) => (IReadOnlyList<string>)
            [
                $"<a href=\"#r{Id(i)}\">{T(one.Month.Name)}</a>", .. several ? [T(Whose(one))] : (string[])[], T(Words.Date(London.DateOf(one.At))), Days(one.Was, "nothing stood"), Days(one.Is, "nothing stands"),
                T(one.SplitWas == one.SplitIs ? "stayed" : IsSplitAlone(one) ? "moved alone" : "moved"),
            ]))).Html;
    }

    private static bool IsOfSeveral(IReadOnlyList<Restatement> all) => all.Select(one => one.Body).Distinct().Count() > 1;

    private static string Whose(Restatement one) => one.Body == Body.EnglandCode ? "England" : one.Body;

    private static PageSection Section(Restatement one, int index, IReadOnlyList<Restatement> all)
    {
        var whose = IsOfSeveral(all) ? $", {Whose(one)}" : "";
        var html = new StringBuilder($"<p>{T(one.Says)}</p>\n");
        if (IsSplitAlone(one))
            html.Append("<p><strong>The split moved and the total did not.</strong></p>\n");
        html.Append(PageTable.Of($"Delayed days of {one.Month.Name} before and after", [new("Responsible"), new("Was", Number: true), new("Is", Number: true), new("Change", Number: true)],
        [
            .. DelayedTransfers.Attributions.Select(attribution => Row(T(DelayWords.Of(attribution)), one.SplitWas[attribution], one.SplitIs[attribution])), Row("<strong>Total</strong>", one.Was, one.Is),
        ]));
        html.Append(Cells(one));
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"quiet\">{T($"Accepted {Phrases.LondonTime(one.At)}, submission {one.Submission}.")}</p>\n");
        return new($"r{Id(index)}", $"{one.Month.Name}, restated on {Words.Date(London.DateOf(one.At))}{whose}", html.ToString());
    }

    private static IReadOnlyList<string> Row(string what, long? was, long? now) => [what, Days(was, "nothing stood"), Days(now, "nothing stands"), T(DelayWords.Moved(was, now))];

    /// <summary>The largest moves first; a cell that was or is not given before them, since nobody can say how far it moved.</summary>
    private static string Cells(Restatement one)
    {
        if (one.Cells.IsEmpty)
            return "<p>The cells are not known.</p>\n";
        var cells = one.Cells.OrderByDescending(cell => cell is { Was: { } was, Is: { } now } ? long.Abs(now - was) : long.MaxValue).ToList();
        var table = PageTable.Of(
            cells.Count > Most ? $"The {Most} largest moves of {Words.Number(cells.Count)}; the data file has all" : $"{Words.Of(cells.Count, "cell")}, the largest moves first",
            [new("Provider"), new("Authority"), new("Care"), new("Reason"), new("Responsible"), new("Was", Number: true), new("Is", Number: true), new("Change", Number: true)],
            cells.Take(Most).Select(cell => (IReadOnlyList<string>)
            [
                $"<bdi>{T(cell.Provider)}</bdi>", $"<bdi>{T(cell.Authority)}</bdi>", T(Phrases.Of(cell.Care)), T(DelayWords.Reason(DelayedTransfers.Of(cell.Reason).Code)), T(DelayWords.Of(cell.Attribution)), Days(cell.Was, DelayWords.NotGiven), Days(cell.Is, DelayWords.NotGiven),
                T(DelayWords.Moved(cell.Was, cell.Is)),
            ]), rowHeads: 5);
        return PageSection.Details($"{Words.Of(cells.Count, "cell")} moved", table, open: cells.Count <= Few);
    }

    private static string Id(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private static string Days(long? days, string words) => days is { } known ? T(Words.Number(known)) : PageSection.Quiet(words);
}
