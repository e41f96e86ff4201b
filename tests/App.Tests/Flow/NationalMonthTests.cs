using System.Diagnostics;
using Monitoring.Core.Validation;

namespace Monitoring.App.Tests.Flow;

/// <summary>The real month, whole.</summary>
public sealed class NationalMonthTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    [Fact]
    public async Task November_2019_goes_through_from_upload_to_the_summaries_of_153_bodies()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var content = await File.ReadAllBytesAsync(RepositoryFolder.Of("sample-data/returns/X24/MSitDT-2019-11.csv"));
        var watch = Stopwatch.StartNew();
        var path = await app.Upload("X24", content, "MSitDT-2019-11.csv");
        Receipt? receipt = null;
        while (receipt is null)
        {
            await Task.Delay(20);
            receipt = await app.Get<Storage.ReceiptStore>().Find<Receipt>("X24", path.Id, default);
        }
        var toReceipt = watch.Elapsed;
        await app.Finish();
        output.WriteLine($"Upload to receipt: {toReceipt.TotalSeconds:0.00} s. Until all is published: {watch.Elapsed.TotalSeconds:0.0} s. Memory: {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB at most.");

        Assert.Equal((Outcome.Accepted, 20_622), (receipt.Outcome, receipt.RowsRead));
        Assert.Equal((982, 145_876L), (receipt.Pages[0].Slices, receipt.Pages[0].Total));
        Assert.Equal(145_876, await app.Days("ENG"));
        // Council workbook of November 2019: Derby 293.
        Assert.Equal(293, await app.Days("507"));
        Assert.Equal(153L, app.Tally.FiguresWritten.Value);
        // The month of each authority at once; when it has settled, with its history, the month and the quarter of each and of England.
        Assert.Equal(152L + 153, app.Tally.SummariesWritten.Value);
    }
}
