using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Monitoring.App.Local;
using Monitoring.App.Stages;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Summaries;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>Summaries from the upload to the workbook of a month, of a quarter, and of who gathers several bodies.</summary>
public sealed class SummaryFlowTests(AzuriteFixture azurite)
{
    private static readonly Edition November = Edition.Small;
    private static readonly Edition Corrected = November.With("RTG", "507", CareType.Acute, Reason.E, Attribution.SocialCare, 41);

    private static Edition Of(string month) => November with { Month = ReportingMonth.Parse(month) };

    private static async Task<Dictionary<SummaryKey, string>> Versions(RunningApp app)
    {
        var versions = new Dictionary<SummaryKey, string>();
        foreach (var kind in Enum.GetValues<SummaryKind>())
        {
            await foreach (var key in app.Get<SummaryStore>().All(kind, default))
                versions[key] = (await app.Get<SummaryStore>().FindLatest(key, default))!.Version;
        }
        return versions;
    }

    private static SummaryLine Line(Summary summary, string id) => Assert.Single(summary.Lines, line => line.Id == id);

    [Fact]
    public async Task A_month_is_published_with_its_upload_and_again_with_its_history_when_changes_have_settled()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", November.Extract());
        // Without any timer.
        var month = (await app.Summary("authority/507/2019-11"))!;
        Assert.Equal(November.Total("507"), Line(month, "delays.days.total").Period.Value);
        Assert.Null(month.Delays);
        Assert.Null(await app.Summary("authority/507/2019-20-Q3"));
        Assert.Null(await app.Summary("england/ENG/2019-11"));

        await app.Finish();
        Assert.NotNull((await app.Summary("authority/507/2019-11"))!.Delays);
        // October and December have not arrived: one month of three is no quarter.
        Assert.Null(await app.Summary("authority/507/2019-20-Q3"));
        var england = (await app.Summary("england/ENG/2019-11"))!;
        Assert.Equal(November.Total(), Line(england, "delays.days.total").Period.Value);
        Assert.Equal(["506", "507", "723", "730"], england.Members.Where(member => member.Absent is null).Select(member => member.Code));

        var latest = (await app.Get<SummaryStore>().FindLatest(month.Key, default))!;
        Assert.Equal(Digest.Of($"{latest.Figures}\n{latest.Build}"), latest.Fingerprint);
        foreach (var file in new[] { latest.Workbook, latest.Data, SummaryStore.DescriptionOf(month.Key, latest.Version), SummaryStore.DocumentOf(month.Key, latest.Version) })
            Assert.True(await app.Get<SummaryStore>().Has(month.Key, file, default));
    }

    [Fact]
    public async Task A_correction_of_a_month_changes_the_summaries_that_show_it_and_no_other()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        foreach (var month in new[] { "2018-11", "2019-10", "2019-11", "2019-12" })
            await app.Send("X24", Of(month).Extract());
        await app.Finish();
        var before = await Versions(app);
        var written = app.Tally.SummariesWritten.Value;

        await app.Send("X24", Corrected.Extract());
        await app.Finish();
        var after = await Versions(app);
        Assert.Equal(before.Keys.ToHashSet(), [.. after.Keys]);
        var changed = after.Where(one => before[one.Key] != one.Value).Select(one => one.Key.Folder).Order(StringComparer.Ordinal).ToList();
        // December shows November in its year to date and its chart; October and the year before do not.
        Assert.Equal(["authority/507/2019-11", "authority/507/2019-12", "authority/507/2019-20-Q3", "england/ENG/2019-11", "england/ENG/2019-12", "england/ENG/2019-20-Q3"], changed.Where(folder => folder.Contains("/507/", StringComparison.Ordinal) || folder.Contains("/ENG/", StringComparison.Ordinal)));
        Assert.DoesNotContain(changed, folder => folder.Contains("2018", StringComparison.Ordinal) || folder.EndsWith("2019-10", StringComparison.Ordinal));
        // Its month twice: at once, and with its history.
        Assert.Equal(changed.Count + 1, app.Tally.SummariesWritten.Value - written);

        var summary = (await app.Summary("authority/507/2019-11"))!;
        Assert.Equal(Corrected.Total("507"), Line(summary, "delays.days.total").Period.Value);
    }

    [Fact]
    public async Task What_was_received_again_writes_nothing_and_a_rebuild_neither()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", Of("2019-10").Extract());
        await app.Send("X24", November.Extract());
        await app.Finish();
        var (before, written) = (await Versions(app), app.Tally.SummariesWritten.Value);

        await app.Send("X24", November.Extract());
        await app.Finish();
        Assert.Equal(written, app.Tally.SummariesWritten.Value);
        await app.Get<Rebuilding>().Rebuild(default);
        Assert.Equal(written, app.Tally.SummariesWritten.Value);
        Assert.Equal(before, await Versions(app));
        Assert.Empty(await app.Unfinished());
    }

    [Fact]
    public async Task A_later_month_leaves_the_summaries_of_earlier_ones_as_they_are()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", Of("2019-10").Extract());
        await app.Send("X24", November.Extract());
        await app.Finish();
        var before = (await Versions(app)).Where(one => one.Key.Period.Month is not null).ToDictionary();
        await app.Send("X24", Of("2019-12").Extract());
        await app.Finish();
        // A rebuild makes every summary anew, those too that nobody asked for.
        await app.Get<Rebuilding>().Rebuild(default);
        var after = await Versions(app);
        Assert.All(before, one => Assert.Equal(one.Value, after[one.Key]));
    }

    [Fact]
    public async Task A_new_version_says_what_it_changed()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", November.Extract());
        await app.Finish();
        var first = (await app.Summary("england/ENG/2019-11"))!;
        await app.Send("X24", Corrected.Extract());
        await app.Finish();
        var second = (await app.Summary("england/ENG/2019-11"))!;
        var changes = Summaries.ChangesOf((first, "first"), second);
        var days = Assert.Single(changes.Lines, change => change.Id == "delays.days.total, period");
        Assert.Equal((November.Total(), Corrected.Total()), ((long)days.Before.Value!, (long)days.Now.Value!));
        Assert.Contains("figures/ENG/2019-11.json", changes.Sources);
    }

    [Fact]
    public async Task The_summary_of_an_nhs_body_is_for_its_own_people_and_a_case_is_in_no_other()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("RJ7", CaseReturns.Notices());
        await app.Send("730", CaseReturns.Notices(arranged: "10:45"));
        await app.Send("RJ7", CaseReturns.Decision());
        await app.Send("730", SmallFund.Plan("730"), "plan.xlsx");
        await app.Send("730", SmallFund.Quarter("730", "2015-16-Q1"), "quarter.xlsx");
        await app.Finish();

        using var http = new HttpClient { BaseAddress = app.Control.Address };
        const string Own = "Ann; role=Workbooks.Read; sender=RJ7", Payer = "Bob; role=Workbooks.Read; sender=730", Reader = "Eve; role=Workbooks.Read";
        string[] addresses = ["summaries/nhs-body/RJ7/2015-06", "summaries/nhs-body/RJ7/2015-06?as=page", "summaries/nhs-body/RJ7/2015-06?as=csv", "published/nhs-body/RJ7/2015-06/latest.xlsx", "published/nhs-body/RJ7/2015-06/latest.json"];
        foreach (var address in addresses)
        {
            Assert.Equal(HttpStatusCode.OK, (await Get(address, Own)).Status);
            foreach (var other in new[] { Payer, Reader })
                Assert.Equal(HttpStatusCode.Forbidden, (await Get(address, other)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await Get(address, "nobody")).Status);
        }
        Assert.Contains(CaseReturns.Case, (await Get(addresses[0], Own)).Text, StringComparison.Ordinal);
        Assert.Contains("nhs-body/RJ7/2015-06", (await Get("summaries", Own)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("nhs-body", (await Get("summaries", Payer)).Text, StringComparison.Ordinal);
        Assert.Contains("authority/730/2015-16-Q1", (await Get("summaries", Reader)).Text, StringComparison.Ordinal);
        Assert.Contains("authority/730/2015-16-Q1", (await Get("summaries?as=page", Reader)).Text, StringComparison.Ordinal);

        // What was required of the council is in its summary: in totals, and here withheld, for there is one case.
        var council = (await app.Summary("authority/730/2015-16-Q1"))!;
        Assert.NotNull(Assert.Single(council.Reimbursement).Withheld);
        var container = app.Get<Accounts>().Returns.GetBlobContainerClient(Containers.Published);
        var searched = 0;
        await foreach (var blob in container.GetBlobsAsync())
        {
            var text = Unpacked((await container.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray());
            Assert.DoesNotContain(CaseReturns.Case, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(CaseReturns.Content, text, StringComparison.OrdinalIgnoreCase);
            searched++;
        }
        Assert.True(searched > 8, $"{searched} files were searched");

        async Task<(HttpStatusCode Status, string Text)> Get(string address, string caller)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
            request.Headers.Add(DevelopmentSignIn.Header, caller);
            using var answer = await http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task An_integrated_care_board_gathers_the_boards_that_are_recorded_as_its_members()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString(), today: "2026-02-14");
        await app.Send("730", await File.ReadAllBytesAsync(RepositoryFolder.Of("sample-data/fund/730/invented-730-bcf-plan-2025-26-v1.xlsx")), "plan.xlsx");
        await app.Send("730", await File.ReadAllBytesAsync(RepositoryFolder.Of("sample-data/fund/730/invented-730-pooled-fund-2025-26-Q1.xlsx")), "quarter.xlsx");
        await app.Finish();
        Assert.NotNull(await app.Summary("authority/730/2025-26-Q1"));
        Assert.Null(await app.Summary("icb/QWE/2025-26-Q1"));

        var receipt = await app.Send("KEEPER", SmallFund.Members("QWE", "730", "723"), "organisations.xlsx");
        Assert.Equal((Outcome.Accepted, ""), (receipt.Outcome, string.Join(' ', receipt.Findings.Select(finding => finding.Wrong))));
        await app.Finish();
        var board = (await app.Summary("icb/QWE/2025-26-Q1"))!;
        Assert.Equal(["723", "730"], board.Members.Select(member => member.Code));
        Assert.NotNull(board.Members[0].Absent);
        Assert.NotNull(board.Members[1].Fund);
        Assert.Equal(Line((await app.Summary("authority/730/2025-26-Q1"))!, "fund.expenditure").Period.Value, Line(board, "fund.expenditure").Period.Value);
    }

    /// <summary>The year that README.md of the sample works out by hand, cell by cell.</summary>
    [Fact]
    public async Task The_sample_year_comes_to_what_was_worked_out_by_hand()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var (files, later) = Sample.Of([LocalFolder.Find("sample-data/year")], DateOnly.ParseExact(RunningApp.Today, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal((21, 0), (files.Length, later));
        foreach (var file in files)
            await app.Send(file.Sender, await File.ReadAllBytesAsync(file.Path), Path.GetFileName(file.Path));
        await app.Finish();

        foreach (var expected in Directory.EnumerateFiles(RepositoryFolder.Of("sample-data/year/expected"), "summary-*.csv"))
        {
            var name = Path.GetFileNameWithoutExtension(expected).Split('-', 3);
            var summary = (await app.Summary($"authority/{name[1]}/{name[2]}"))!;
            var lines = CsvText.Read(await File.ReadAllTextAsync(expected)).ToList();
            Assert.Equal(["line", .. Summaries.Columns(summary.Lines[0]).Select(column => column.Name)], lines[0]);
            foreach (var line in lines.Skip(1))
            {
                var columns = Summaries.Columns(Line(summary, line[0])).ToList();
                Assert.All(columns.Zip(line.Skip(1)), cell => Assert.Equal(
                    (cell.First.Name, decimal.Parse(cell.Second, CultureInfo.InvariantCulture)), (cell.First.Name, decimal.Round(cell.First.Amount.Value ?? throw new InvalidDataException($"{line[0]}, {cell.First.Name}: {cell.First.Amount.Why}"), 4))));
            }
        }
        var november = (await app.Summary("authority/507/2019-11"))!;
        Assert.Equal(20, november.Delays!.Months.Length);
        Assert.Contains(november.Delays.Beds.Points, point => point is { Month.FirstDay.Year: 2019, Meaning: SignalMeaning.Improvement });
        Assert.Contains("2019-05", november.Delays.Changed.Select(restated => restated.Month.ToString()));
    }

    /// <summary>With the parts of a workbook unpacked.</summary>
    private static string Unpacked(byte[] content)
    {
        if (content is not [(byte)'P', (byte)'K', ..])
            return Encoding.UTF8.GetString(content);
        using var zip = new ZipArchive(new MemoryStream(content));
        var text = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            text.Append(reader.ReadToEnd());
        }
        return text.ToString();
    }
}
