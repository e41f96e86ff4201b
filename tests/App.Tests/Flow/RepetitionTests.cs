using Monitoring.App.Stages;
using Monitoring.Core.Figures;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>Order and repetition: the same uploads end in the same state, however often and in whatever order they are dealt with.</summary>
public sealed class RepetitionTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private static readonly Edition A = Edition.Small;
    private static readonly Edition B = A.With("RTG", "507", CareType.Acute, Reason.E, Attribution.SocialCare, 41);

    [Fact]
    public async Task The_same_edition_again_changes_nothing()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", A.Extract());
        await app.Finish();
        var before = await StoredState.Of(app.Connection);
        var (figures, workbooks) = (app.Tally.FiguresWritten.Value, app.Tally.WorkbooksWritten.Value);
        Assert.Equal(5, figures);

        var path = await app.Upload("X24", A.Extract());
        await app.Finish();

        output.WriteLine($"The second time: {app.Tally.FiguresWritten.Value - figures} figure writes, {app.Tally.WorkbooksWritten.Value - workbooks} workbooks.");
        Assert.Equal(figures, app.Tally.FiguresWritten.Value);
        Assert.Equal(workbooks, app.Tally.WorkbooksWritten.Value);
        Assert.Equal(0, (await app.Effect(path))!.Pages.Sum(month => month.New + month.Changed + month.Withdrawn));
        var after = await StoredState.Of(app.Connection);
        Assert.All(before.Where(stored => stored.Key.StartsWith("figures/", StringComparison.Ordinal)), stored => Assert.Equal(stored.Value, after[stored.Key]));
    }

    [Fact]
    public async Task A_then_B_then_A_ends_at_A_with_three_versions()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", A.Extract());
        var first = await app.Figures("507");
        await app.Send("X24", B.Extract());
        Assert.Equal(B.Total("507"), await app.Days("507"));
        await app.Send("X24", A.Extract());

        Assert.Equal(A.Total("507"), await app.Days("507"));
        Assert.Equal(A.Total(), await app.Days("ENG"));
        var versions = await app.Get<VersionsTable>().Of(DelayedTransfers.CollectionKey, Edition.November.ToString(), default);
        Assert.Equal(3, versions.Count);
        // The figures are A's again, and say since when.
        Assert.Equal(versions[2].Order, (await app.Figures("507"))!.LastAcceptance);
        Assert.Equal(first!.Cells.Select(cell => cell.Days), (await app.Figures("507"))!.Cells.Select(cell => cell.Days));
        var second = StandingPage.Before(versions[2].Order, Edition.November.ToString(), versions);
        Assert.Equal(["507"], StandingPage.PlacesTouched(second, second.With(versions[2]), second.With(versions[2])).Select(place => place.Part).Distinct());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Either_order_of_delivery_ends_alike(bool secondFirst)
    {
        await using var app = await RunningApp.Stages(azurite.NewConnectionString());
        var paths = new[] { await app.Upload("X24", A.Extract()), await app.Upload("X24", B.Extract()), await app.Upload("RTG", A.Without("RJ7", "730").Without("RJ7", "723").Without("RXM", "507").Template()) };
        foreach (var path in secondFirst ? paths.Reverse() : paths)
            await app.Get<Receiving>().Receive(path.Blob, default);
        await ComputeAndPublish(app, reversed: secondFirst);

        Assert.Equal(B.Total("507"), await app.Days("507"));
        await using var clean = await RunningApp.Start(azurite.NewConnectionString());
        await clean.Send("X24", A.Extract());
        await clean.Send("X24", B.Extract());
        await clean.Send("RTG", A.Without("RJ7", "730").Without("RJ7", "723").Without("RXM", "507").Template());
        await clean.Finish();
        Assert.Null(StoredState.Difference(await StoredState.Of(clean.Connection), await StoredState.Of(app.Connection)));
    }

    [Fact]
    public async Task A_correction_of_one_cell_rewrites_only_what_depends_on_it()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", A.Extract());
        await app.Finish();
        var (figures, workbooks) = (app.Tally.FiguresWritten.Value, app.Tally.WorkbooksWritten.Value);

        var path = await app.Upload("X24", B.Extract());
        await app.Finish();

        var effect = Assert.Single((await app.Effect(path))!.Pages);
        output.WriteLine($"One cell: {effect.InWords} Figures written {app.Tally.FiguresWritten.Value - figures}, workbooks {app.Tally.WorkbooksWritten.Value - workbooks}.");
        Assert.Equal(["507 2019-11", "ENG 2019-11"], effect.Figures);
        Assert.Equal(2, app.Tally.FiguresWritten.Value - figures);
        // Derby's month at once; its month with its history, and that of England, when they have settled.
        Assert.Equal(1 + 1 + 1, app.Tally.WorkbooksWritten.Value - workbooks);
        var slice = Assert.Single(effect.Slices);
        Assert.Equal(("RTG", "507", Change.Changed), (slice.Body, slice.Part, slice.Change));
        var cell = Assert.Single(slice.Cells);
        Assert.Equal(new CellChange("Acute, E", "Social care days", $"{A.Days("RTG", "507", CareType.Acute, Reason.E, Attribution.SocialCare)}", "41"), cell);
    }

    [Fact]
    public async Task A_pair_that_a_later_edition_leaves_out_is_withdrawn_and_listed()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", A.Extract());
        var path = await app.Upload("X24", A.Without("RXM", "507").Extract());
        await app.Control.WhenQuietAsync();

        Assert.Equal(A.Without("RXM", "507").Total("507"), await app.Days("507"));
        var slice = Assert.Single(Assert.Single((await app.Effect(path))!.Pages).Slices);
        Assert.Equal(("RXM", "507", Change.Withdrawn, null), (slice.Body, slice.Part, slice.Change, slice.TotalAfter));
        Assert.Contains((await app.Figures("507"))!.Notes, note => note.Contains("withdrawn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_provider_s_own_return_stands_beside_the_edition_and_never_in_it()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var own = new Edition(Edition.November, ("RTG", "507")).With("RTG", "507", CareType.Acute, Reason.A, Attribution.Nhs, 100);
        await app.Send("RTG", own.Template());
        Assert.Equal(own.Total(), await app.Days("507"));

        await app.Send("X24", A.Extract());
        Assert.Equal(A.Total("507"), await app.Days("507"));
        Assert.Contains((await app.Figures("507"))!.Notes, note => note.Contains("its own return differs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_slice_leaves_what_stood()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", A.Extract());
        var receipt = await app.Send("X24", B.With("RTG", "506", CareType.Acute, Reason.I, Attribution.SocialCare, 3).Extract());

        Assert.Equal(Outcome.PartlyAccepted, receipt.Outcome);
        Assert.Equal(B.Total("507"), await app.Days("507"));
        Assert.Equal(A.Total("506"), await app.Days("506"));
        Assert.Contains((await app.Figures("506"))!.Notes, note => note.Contains("was refused; the version before it stands", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_deliveries_of_one_upload_at_once_are_one_submission()
    {
        await using var app = await RunningApp.Stages(azurite.NewConnectionString());
        for (var round = 0; round < 8; round++)
        {
            var path = await app.Upload("X24", (round % 2 == 0 ? A : B).Extract());
            // Begun a little after one another, so that some meet an upload that another is just removing.
            await Task.WhenAll(Enumerable.Range(0, 24).Select(async number =>
            {
                await Task.Delay(number * 3);
                await app.Get<Receiving>().Receive(path.Blob, default);
            }));
        }
        var marks = new List<string>();
        await foreach (var mark in app.Get<Unfinished>().Compute(default))
            marks.Add(mark.Key);
        Assert.Equal(8, marks.Count);
        await Task.WhenAll(marks.Concat(marks).Select(mark => app.Get<Computing>().Compute(Acceptances.NameOf(new ArrivalOrder(mark)), default)));
        Assert.Equal(B.Total("507"), await app.Days("507"));
        var figures = new HashSet<string>();
        await foreach (var due in app.Get<Unfinished>().Summaries(default))
            figures.Add(due.Source["figures/".Length..]);
        await Task.WhenAll(figures.SelectMany(figure => Enumerable.Range(0, 3).Select(_ => app.Get<Publishing>().PublishOne(figure, default))));
        await app.Get<Sweeping>().Sweep(default);
        Assert.Empty(await app.Unfinished());
    }

    [Fact]
    public async Task Another_file_under_a_path_that_was_used_is_a_submission_of_its_own()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var path = await app.Upload("X24", A.Extract());
        await app.Control.WhenQuietAsync();
        // Storage tells times to the second; the same path must be a later one.
        await Task.Delay(1100);
        Assert.True(await app.Get<Inbox>().Create(path, new MemoryStream(B.Extract()), "test", default));
        await app.Control.WhenQuietAsync();

        Assert.Equal(B.Total("507"), await app.Days("507"));
        Assert.Equal(2, (await app.Get<VersionsTable>().Of(DelayedTransfers.CollectionKey, Edition.November.ToString(), default)).Count);
    }

    [Fact]
    public async Task Rebuilding_from_what_was_accepted_gives_identical_tables_and_figures()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", A.Extract());
        await app.Send("RTG", new Edition(Edition.November, ("RTG", "507")).Template());
        await app.Send("X24", B.Extract());
        await app.Finish();
        var before = await StoredState.Of(app.Connection);

        await app.Get<Accounts>().Tables.GetTableClient(VersionsTable.Name).DeleteAsync();
        await app.Get<Accounts>().Tables.CreateTableAsync(VersionsTable.Name);
        var figures = app.Get<Accounts>().Returns.GetBlobContainerClient(Containers.Figures);
        await foreach (var blob in figures.GetBlobsAsync())
            await figures.DeleteBlobAsync(blob.Name);
        var rebuilt = await app.Get<Rebuilding>().Rebuild(default);
        await app.Finish();

        Assert.Equal(new Rebuilt(3, 1, 0), rebuilt);
        Assert.Null(StoredState.Difference(before, await StoredState.Of(app.Connection)));
        // Once more with nothing lost: nothing is written.
        var written = app.Tally.FiguresWritten.Value;
        await app.Get<Rebuilding>().Rebuild(default);
        Assert.Equal(written, app.Tally.FiguresWritten.Value);
    }

    private static async Task ComputeAndPublish(RunningApp app, bool reversed)
    {
        var marks = new List<string>();
        await foreach (var mark in app.Get<Unfinished>().Compute(default))
            marks.Add(mark.Key);
        Assert.Equal(3, marks.Count);
        foreach (var mark in reversed ? Enumerable.Reverse(marks) : marks)
            await app.Get<Computing>().Compute(Acceptances.NameOf(new ArrivalOrder(mark)), default);
        var figures = new HashSet<string>();
        await foreach (var due in app.Get<Unfinished>().Summaries(default))
            figures.Add(due.Source["figures/".Length..]);
        foreach (var figure in figures)
            await app.Get<Publishing>().PublishOne(figure, default);
        await app.Get<NationalJob>().Run(default);
        Assert.Empty(await app.Unfinished());
    }
}
