using System.Text;
using ClosedXML.Excel;
using Monitoring.App.Stages;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Delays;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>What the summary of a quarter says of the schemes of its plan, and the sample's integrated care board.</summary>
public sealed class SummaryEvidenceTests(AzuriteFixture azurite)
{
    private const string Board = "730", Quarter = "authority/730/2015-16-Q1", Compared = "comparators of schemes";

    private static readonly string[] London = ["723", "731", "732", "733"];

    /// <summary>Made-up rates of Merton and four other boroughs from August 2010: a step of 4 at the start of the scheme, and another of 30 after the quarter, which it must not see.</summary>
    [Fact]
    public async Task A_quarter_tells_what_changed_after_a_scheme_from_months_to_its_end()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await Fund(app, starts: "2013-04");
        await app.Finish();
        Assert.Empty((await app.Summary(Quarter))!.Evidence);
        foreach (var (code, at) in London.Prepend(Board).Append("507").Select((code, at) => (code, at)))
            await Write(app, code, month => 42 + (month * 7 + at * 5) % 11 / 5m - (code != Board ? 0 : (month >= 32 ? 4 : 0) + (month >= 59 ? 30 : 0)));
        await app.Get<Summarising>().PublishAll(default);

        var summary = (await app.Summary(Quarter))!;
        var answer = Assert.Single(summary.Evidence);
        Assert.Equal(("Invented Community teams of 730 (1)", new ReportingMonth(2013, 4), Verdict.Improved, 0), (answer.Question.Scheme, answer.Question.Starts, answer.Verdict, summary.EvidenceLeftOut));
        Assert.Equal(London, answer.Question.Comparators.Select(series => series.Body));
        Assert.All(answer.Question.Comparators.Concat(answer.Question.Treated), series => Assert.Empty(series.Points));
        Assert.Equal((new ReportingMonth(2010, 8), new ReportingMonth(2015, 6)), (answer.Points[0].Month, answer.Points[^1].Month));
        Assert.InRange(answer.Estimates[0].Value, -4.5, -3.5);
        var source = Assert.Single(summary.Sources, one => one.Document.Contains(Compared, StringComparison.Ordinal));

        // What comparators have after the quarter changes nothing; what they have in it is another source, and another answer.
        var (version, written) = (await Version(app), app.Tally.SummariesWritten.Value);
        await Write(app, "723", month => 42 + (month * 7 + 5) % 11 / 5m + (month >= 59 ? 9 : 0));
        await app.Get<Summarising>().PublishAll(default);
        Assert.Equal((version, written), (await Version(app), app.Tally.SummariesWritten.Value));
        await Write(app, "723", month => 42 + (month * 7 + 5) % 11 / 5m - (month >= 32 ? 2 : 0));
        await app.Get<Summarising>().PublishAll(default);
        var now = (await app.Summary(Quarter))!;
        Assert.NotEqual(source.Digest, Assert.Single(now.Sources, one => one.Document == source.Document).Digest);
        // A quarter of the comparators changed by 2: their mean by half of one.
        Assert.InRange(now.Evidence[0].Estimates[0].Value - answer.Estimates[0].Value, 0.4, 0.6);
    }

    [Fact]
    public async Task A_correction_of_a_comparator_reaches_the_quarter_that_is_compared_with_it()
    {
        const string Later = "authority/730/2025-26-Q1";
        await using var app = await RunningApp.Start(azurite.NewConnectionString(), today: "2026-02-14");
        await app.Send(Board, Stated(await File.ReadAllBytesAsync(RepositoryFolder.Of("sample-data/fund/730/invented-730-bcf-plan-2025-26-v1.xlsx")), "2019-11"), "plan.xlsx");
        await app.Send(Board, await File.ReadAllBytesAsync(RepositoryFolder.Of("sample-data/fund/730/invented-730-pooled-fund-2025-26-Q1.xlsx")), "quarter.xlsx");
        await app.Send("X24", Edition.Small.Extract());
        await app.Finish();
        var before = (await app.Summary(Later))!;
        // One month tells nothing, and it says so.
        Assert.Equal((Verdict.CannotTell, "723"), (Assert.Single(before.Evidence).Verdict, Assert.Single(before.Evidence[0].Question.Comparators).Body));
        Assert.NotEmpty(before.Evidence[0].Reasons);

        await app.Send("X24", Edition.Small.With("RJ7", "723", CareType.Acute, Reason.E, Attribution.SocialCare, 90).Extract());
        await app.Finish();
        Assert.NotEqual(Digest(before), Digest((await app.Summary(Later))!));
        Assert.Empty(await app.Unfinished());

        static string Digest(Summary summary) => Assert.Single(summary.Sources, one => one.Document.Contains(Compared, StringComparison.Ordinal)).Digest;
    }

    [Fact]
    public async Task The_sample_has_an_integrated_care_board_of_six()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString(), today: "2025-09-01");
        foreach (var (sender, name) in new[] { ("KEEPER", "invented-organisations-2025-26.xlsx"), (Board, "invented-730-bcf-plan-2025-26-v1.xlsx"), (Board, "invented-730-pooled-fund-2025-26-Q1.xlsx") })
            Assert.Empty((await app.Send(sender, await File.ReadAllBytesAsync(RepositoryFolder.Of($"sample-data/fund/{sender}/{name}")), name)).Findings.Where(finding => finding.Severity == Core.Validation.Severity.Error));
        await app.Finish();
        var icb = (await app.Summary("icb/QWE/2025-26-Q1"))!;
        Assert.Equal("South West London", icb.Name);
        Assert.Equal(["712", "721", "729", "730", "733", "734"], icb.Members.Select(member => member.Code));
        Assert.Equal([Board], icb.Members.Where(member => member.Absent is null).Select(member => member.Code));
        // Boards were added, and the authorities are where they were.
        Assert.Equal("London", (await app.Get<Books>().Now(default)).Reference.AuthorityOn(new DateOnly(2025, 6, 30), Board)!.Region);
    }

    private static async Task Fund(RunningApp app, string starts)
    {
        await app.Send(Board, SmallFund.Plan(Board, starts: starts), "plan.xlsx");
        await app.Send(Board, SmallFund.Quarter(Board, "2015-16-Q1"), "quarter.xlsx");
    }

    /// <summary>The plan with the first month of its first scheme.</summary>
    private static byte[] Stated(byte[] plan, string month)
    {
        using var book = new XLWorkbook(new MemoryStream(plan));
        var heading = Assert.Single(book.Worksheets.SelectMany(sheet => sheet.CellsUsed(cell => cell.GetString() == "First month" && sheet.Name == "Schemes")));
        heading.CellBelow().Value = month;
        using var written = new MemoryStream();
        book.SaveAs(written);
        return written.ToArray();
    }

    private static async Task<string> Version(RunningApp app) => (await app.Get<SummaryStore>().FindLatest(SummaryKey.Parse(Quarter)!.Value, default))!.Version;

    private static async Task Write(RunningApp app, string code, Func<int, decimal> rate)
    {
        var months = Enumerable.Range(0, 72).Select(number => new HistoryMonth(
            new ReportingMonth(2010, 8).AddMonths(number), FigureStatus.Provisional, 100, 100, 100, 0, 0, 3, rate(number), 1, "mid-2014", System.Collections.Immutable.ImmutableSortedDictionary<string, long>.Empty, null, null, null, null, null, [], [], [], [code])
        { Adults = 160_000 }).ToList();
        var chart = XmrCharts.Of([.. months.Select(month => new SeriesPoint(month.Month, month.Beds))], XmrCharts.Settings(months[^1].Month.LastDay, MetricDirection.Lower, PolicyBook.Current), [], "people delayed a day");
        var history = new DelayHistory(
            new HistoryKey(code), HistoryLevel.Authority, code, FigureStatus.Provisional, new ArrivalOrder(""), default, PolicyBook.Current.Version, ReferenceBook.Current.Version, [.. months], chart, null, [], [], [], []);
        var store = app.Get<HistoryStore>();
        var before = await store.Find(history.Key, default);
        Assert.True(await store.Replace(history.Key, Json.Bytes(history), Encoding.UTF8.GetString(Json.Bytes(DelaysEntry.Of(history, ""))), before?.ETag, default));
    }
}
