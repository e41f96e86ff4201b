using System.Diagnostics;
using System.Globalization;
using Monitoring.App.Local;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>Deliveries that go wrong and processes that die: every way ends in the state of one clean run.</summary>
public sealed class InterruptionTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private static readonly Edition A = Edition.Small;
    private static readonly Edition B = A.With("RTG", "507", CareType.Acute, Reason.E, Attribution.SocialCare, 41);
    private static readonly Edition C = A.Without("RXM", "507").With("RJ7", "730", CareType.NonAcute, Reason.O, Attribution.Both, 17);

    /// <summary>Corrections, a repetition, a withdrawal, a provider's own view, a slice refused, a file refused.</summary>
    private static async Task UploadAll(RunningApp app)
    {
        await app.Upload("X24", A.Extract());
        await app.Upload("X24", B.Extract());
        await app.Upload("X24", A.Extract());
        await app.Upload("RTG", new Edition(Edition.November, ("RTG", "507"), ("RTG", "506")).Template());
        await app.Upload("X24", A.Extract());
        await app.Upload("X24", C.With("RTG", "506", CareType.Acute, Reason.I, Attribution.SocialCare, 3).Extract());
        await app.Upload("RJ7", "no,such,layout\r\n1,2,3\r\n"u8.ToArray());
    }

    private async Task<SortedDictionary<string, string>> Clean()
    {
        await using var clean = await RunningApp.Stages(azurite.NewConnectionString());
        await UploadAll(clean);
        await using var app = await RunningApp.Start(clean.Connection);
        await app.Finish();
        Assert.Equal(0, app.Control.Counts.Poisoned);
        await Pointers(app);
        return await StoredState.Of(clean.Connection);
    }

    [Fact]
    public async Task Deliveries_duplicated_delayed_reordered_and_dropped_end_in_the_state_of_a_clean_run()
    {
        var clean = await Clean();
        var faults = (Duplicated: 0, Delayed: 0, Reordered: 0, Dropped: 0);
        foreach (var seed in Enumerable.Range(1, 6))
        {
            await using var stages = await RunningApp.Stages(azurite.NewConnectionString());
            await UploadAll(stages);
            await using var app = await RunningApp.Start(stages.Connection, seed);
            await app.Finish();
            var counts = app.Control.Counts;
            faults = (faults.Duplicated + counts.Duplicated, faults.Delayed + counts.Delayed, faults.Reordered + counts.Reordered, faults.Dropped + counts.Dropped);
            Assert.Equal(0, counts.Poisoned);
            Assert.True(StoredState.Difference(clean, await StoredState.Of(stages.Connection)) is not { } difference, $"seed {seed}: {StoredState.Difference(clean, await StoredState.Of(stages.Connection))}");
            await Pointers(app);
        }
        output.WriteLine($"Faults over six seeds: {faults}");
        Assert.True(faults is { Duplicated: > 0, Delayed: > 0, Reordered: > 0, Dropped: > 0 }, $"Every kind of fault must have happened: {faults}");
    }

    [Theory, InlineData(20191), InlineData(20192)]
    public async Task A_process_killed_at_seeded_storage_requests_ends_in_the_state_of_a_clean_run(int seed)
    {
        var clean = await Clean();
        await using var stages = await RunningApp.Stages(azurite.NewConnectionString());
        await UploadAll(stages);

        var random = new Random(seed);
        var kills = 0;
        for (var start = 0; start < 15; start++)
        {
            var (request, after) = (random.Next(14, 140), random.Next(2) == 0);
            var (code, said) = await Child(stages.Connection, ["--crash-at", request.ToString(CultureInfo.InvariantCulture), .. after ? ["--crash-after"] : Array.Empty<string>()]);
            if (code == 0)
                continue;
            Assert.True(code == 137, $"The child was not killed but ended with {code}: {said}");
            kills++;
        }
        var (last, words) = await Child(stages.Connection, []);
        output.WriteLine($"{kills} kills in 15 starts. The last start said: {words}");
        Assert.True(last == 0, words);
        Assert.InRange(kills, 5, 15);

        await using var app = await RunningApp.Stages(stages.Connection);
        var difference = StoredState.Difference(clean, await StoredState.Of(stages.Connection));
        Assert.True(difference is null, difference);
        await Pointers(app);
    }

    /// <summary>The app as a process of its own, on the account of the test, until it has nothing left to do.</summary>
    private static async Task<(int Code, string Said)> Child(string connection, string[] options)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Monitoring.App.dll"), "--once", "--sample", "none", "--port", "0", "--today", RunningApp.Today, "--storage", connection, .. options])
            start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var (said, wrong) = (child.StandardOutput.ReadToEndAsync(), child.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await child.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            child.Kill();
            Assert.Fail("The child did not end within two minutes.");
        }
        return (child.ExitCode, $"{await said}{await wrong}");
    }

    /// <summary>Each pointer names a workbook that is there and shows the figures that stand: those of the month in the summary of the month, and of its quarter where all of it stands.</summary>
    private static async Task Pointers(RunningApp app)
    {
        var figures = new HashSet<FigureKey>();
        await foreach (var figure in app.Get<FigureStore>().All(default))
            figures.Add(figure);
        foreach (var figure in figures)
        {
            var stored = (await app.Get<FigureStore>().Find(figure, default))!;
            SummaryPeriod[] periods = [SummaryPeriod.Of(figure.Month), SummaryPeriod.Of(FinancialQuarter.Of(figure.Month.FirstDay))];
            foreach (var period in periods.Where(period => period.Months.All(month => figures.Contains(new FigureKey(figure.Body, month)))))
            {
                var key = new SummaryKey(figure.Body == Body.EnglandCode ? SummaryKind.England : SummaryKind.Authority, figure.Body, period);
                var latest = (await app.Get<SummaryStore>().FindLatest(key, default))!;
                Assert.True(await app.Get<SummaryStore>().Has(key, latest.Workbook, default));
                Assert.True(await app.Get<SummaryStore>().Has(key, latest.Data, default));
                var document = (await app.Get<SummaryStore>().Find(key, SummaryStore.DocumentOf(key, latest.Version), default))!;
                Assert.Equal(Core.Kernel.Digest.Of(document), latest.Figures);
                Assert.Contains(new SummarySource($"figures/{figure.BlobName}", Core.Kernel.Digest.Of(stored.Content)), Core.Kernel.Json.Read<Summary>(document).Sources);
            }
        }
    }
}
