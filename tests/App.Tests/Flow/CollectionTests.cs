using System.Text;
using Azure.Storage.Blobs;
using Monitoring.App.Doors;
using Monitoring.App.Stages;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>The collections besides delayed transfers on their way from the inbox to what they are for.</summary>
public sealed class CollectionTests(AzuriteFixture azurite)
{
    private static byte[] Sample(string name) => File.ReadAllBytes(RepositoryFolder.Of($"sample-data/{name}"));

    [Fact]
    public async Task Each_collection_is_received_kept_and_stands()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        (string Sender, string File, string Collection, string Page)[] sent =
        [
            ("RJ7", "returns/RJ7/invented-RJ7-delay-notices-2015-06.csv", "delay-notices", "RJ7"),
            ("RJ7", "broken/valid-invented-reimbursement-decisions.csv", "reimbursement-decisions", "2015-06"),
            ("730", "returns/730/invented-730-delay-agreements-2019-11.csv", "delay-agreements", "2019-11"),
            ("730", "returns/730/invented-730-bcf-plan-2015-16.xlsx", "bcf-plan", "2015-16"),
            ("512", "broken/valid-invented-pooled-fund.xlsx", "pooled-fund", "2015-16-Q2"),
            ("RJ7", "broken/valid-invented-activity.csv", "activity", "2015-08"),
            ("KEEPER", "broken/valid-invented-neighbours.csv", "neighbours", "2019-20"),
        ];
        foreach (var (sender, file, collection, page) in sent)
        {
            var receipt = await app.Send(sender, Sample(file), Path.GetFileName(file));
            Assert.Empty(receipt.Findings);
            Assert.Equal((Outcome.Accepted, collection), (receipt.Outcome, receipt.Collection));
            Assert.Contains((await app.Get<LedgerReading>().Page(new PageRef(collection, page), default)).Slices, slice => slice.Version is not null);
        }
        // England's figures of a fund, histories, and summaries beyond the month wait for the national job; nothing else is left.
        Assert.All(await app.Unfinished(), left => Assert.True(left.StartsWith("gather ", StringComparison.Ordinal) || left.StartsWith("chart ", StringComparison.Ordinal) || left.StartsWith("summarise ", StringComparison.Ordinal), left));
        await app.Finish();

        // Case-level rows and the files that brought them lie apart from the others, under their own roles and retention.
        Assert.Equal(["delay-notices", "reimbursement-decisions", "submissions", "uploads"], await Folders(app, Containers.Cases));
        Assert.Equal(["activity", "bcf-plan", "delay-agreements", "neighbours", "pooled-fund"], await Folders(app, Containers.Ledger));
    }

    private static async Task<string[]> Folders(RunningApp app, string container)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var blob in new BlobServiceClient(app.Connection).GetBlobContainerClient(container).GetBlobsAsync())
            folders.Add(blob.Name.Split('/')[0]);
        return [.. folders];
    }

    [Fact]
    public async Task Both_parties_learn_of_the_fact_and_of_the_case_that_they_do_not_share()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var authority = await app.Upload("730", Sample("returns/730/invented-730-delay-notices-2015-06.csv"));
        await app.Control.WhenQuietAsync();
        var nhs = await app.Upload("RJ7", Sample("returns/RJ7/invented-RJ7-delay-notices-2015-06.csv"));
        await app.Control.WhenQuietAsync();

        Assert.Equal(["DN-50", "DN-50"], Assert.Single((await app.Effect(authority))!.Pages).Findings.Select(finding => finding.Rule));
        Assert.Equal(
            [
                "DN-51: When of 'Arrangements in place' is 2015-06-08 13:00 here and 2015-06-08 10:45 in the return of 730.",
                "DN-51: When of 'Authority says all is ready' is 2015-06-08 13:00 here and 2015-06-08 10:45 in the return of 730.",
                "DN-53: The case D-15-0420 is in the return of 730 and not in yours.",
            ],
            Assert.Single((await app.Effect(nhs))!.Pages).Findings.Select(finding => $"{finding.Rule}: {finding.Wrong}"));
    }

    [Fact]
    public async Task What_is_dealt_with_late_is_compared_with_as_if_it_had_been_in_time()
    {
        await using var app = await RunningApp.Stages(azurite.NewConnectionString());
        var reported = await app.Upload("X24", Edition.Small.Extract(), "edition.csv");
        var answer = await app.Upload("507", Encoding.UTF8.GetBytes(
            "Month,Provider code,Authority code,Type of care,Reason,Attributed to,Days agreed,Days disputed,Decided by,Decided on,Comment\n2019-11,RTG,507,Acute,E,NHS,9000,0,Invented head,2020-01-20,\n"));
        var (receiving, computing) = (app.Get<Receiving>(), app.Get<Computing>());

        // The authority's answer arrived second and is dealt with first: nothing seems to be reported.
        await receiving.Receive(answer.Blob, default);
        await Compute(answer);
        Assert.Equal(["DA-51"], Assert.Single((await app.Effect(answer))!.Pages).Findings.Select(finding => finding.Rule));
        await receiving.Receive(reported.Blob, default);
        await Compute(reported);
        Assert.Equal(["DA-50"], Assert.Single((await app.Effect(answer))!.Pages).Findings.Select(finding => finding.Rule));

        async Task Compute(InboxPath path)
        {
            await foreach (var acceptance in app.Get<Acceptances>().All(default))
            {
                if (acceptance.Submission == path.Id)
                    await computing.Compute(Acceptances.NameOf(acceptance.Order), default);
            }
        }
    }

    [Fact]
    public async Task An_uploaded_estimate_moves_the_rates_and_nothing_else()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", Edition.Small.Extract());
        await app.Finish();
        var before = (await app.Figures("507"))!;
        Assert.NotEqual(200_000m, before["rate.beds.total"].Denominator);

        var receipt = await app.Send("KEEPER", Encoding.UTF8.GetBytes("Estimate,ONS code,Name,Adults 18 and over,Source\nmid-2018,E92000001,England,200000,Invented estimate\nmid-2018,E06000015,Derby,200000,Invented estimate\n"));
        Assert.Equal((Outcome.Accepted, "population"), (receipt.Outcome, receipt.Collection));
        await app.Finish();
        var after = (await app.Figures("507"))!;
        Assert.Equal((200_000m, before["beds.total"].Value / 200_000m * 100_000m, before["days.total"].Value), (after["rate.beds.total"].Denominator, after["rate.beds.total"].Value, after["days.total"].Value));
        Assert.NotEqual(before.Reference, after.Reference);
        Assert.Equal((await app.Get<Books>().Now(default)).Reference.VersionOf(DelaysOf.MadeWith, "mid-2018"), after.Reference);
        Assert.Equal(ReferenceBook.Current.VersionOf(DelaysOf.MadeWith, "mid-2018"), before.Reference);
        // What arrived before the set was checked without it, however late it is dealt with.
        Assert.Equal(ReferenceBook.Current.Version, (await app.Get<Books>().Before(ArrivalOrder.Of(DateTimeOffset.UnixEpoch, "s"), default)).Reference.Version);
    }

    /// <summary>Figures, statements and funds say with which rows they were made: what is not among them makes no new document, and what is in no book makes none be looked at.</summary>
    [Fact]
    public async Task A_set_that_nothing_was_made_with_leaves_every_document_and_workbook()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", Edition.Small.Extract());
        await app.Send("RJ7", SmallCases.Notices(SmallCases.Case("RJ7", "D-15-0412", "730", new(2015, 6, 1), new DateTime(2015, 6, 8, 13, 0, 0))));
        await app.Send("730", SmallFund.Plan("730"), "plan.xlsx");
        await app.Finish();
        var (written, unchanged) = (Written(), Unchanged());
        Assert.All(written, count => Assert.NotEqual(0, count));

        Assert.Equal(Outcome.Accepted, (await app.Send("KEEPER", Encoding.UTF8.GetBytes("Estimate,ONS code,Name,Adults 18 and over,Source\nmid-2011,E92000001,England,200000,Invented estimate\nmid-2011,E06000015,Derby,200000,Invented estimate\n"))).Outcome);
        await app.Finish();
        Assert.Equal(written, Written());
        Assert.All(unchanged.Zip(Unchanged()), count => Assert.True(count.Second > count.First));

        unchanged = Unchanged();
        Assert.NotEmpty((await app.Send("KEEPER", Encoding.UTF8.GetBytes("Year,Model,Authority code,Neighbour code,Rank,Distance\n2019-20,INVENTED,507,731,1,\n"), "neighbours.csv")).Pages);
        await app.Finish();
        Assert.Equal([.. written, .. unchanged], [.. Written(), .. Unchanged()]);

        List<long> Written() => [app.Tally.FiguresWritten.Value, app.Tally.StatementsWritten.Value, app.Tally.FundsWritten.Value, app.Tally.WorkbooksWritten.Value];

        List<long> Unchanged() => [app.Tally.FiguresUnchanged.Value, app.Tally.StatementsUnchanged.Value, app.Tally.FundsUnchanged.Value];
    }

    [Fact]
    public async Task A_stale_template_comes_back_as_the_current_one()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var stale = Directory.EnumerateFiles(RepositoryFolder.Of("sample-data/broken"), "HEAD-08-*").Single();
        var path = await app.Upload("730", await File.ReadAllBytesAsync(stale), Path.GetFileName(stale));
        await app.Control.WhenQuietAsync();
        var receipt = await app.Receipt(path);
        Assert.Equal("HEAD-08", Assert.Single(receipt.Findings).Rule);
        var name = Assert.Single(receipt.Files, file => file.StartsWith(Receiving.TemplatePrefix, StringComparison.Ordinal));
        var template = await app.Get<ReceiptStore>().FindFile(path.Sender, path.Id, name, default);
        Assert.Equal((DelayAgreements.Collection, DelayAgreements.Collection.TemplateVersion), TemplateStamp.Find(ReturnFile.Read(new MemoryStream(template!), name, 1_000_000).Sheets)!.Value);
    }

    [Fact]
    public async Task A_template_is_filled_in_from_the_senders_last_return_for_its_own_people()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("RJ7", Sample("template/invented-RJ7-2019-11.csv"));
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        var filled = ReturnFile.Read(new MemoryStream(await http.GetByteArrayAsync("templates/delayed-transfers.xlsx?after=2019-11&sender=RJ7")), "t.xlsx", 1_000_000);
        var lines = filled.Sheets[0].Lines;
        Assert.Equal((211, "2019-12", "RJ7"), (lines.Count, lines[1].Cells[0], lines[1].Cells[1]));
        // What is to be filled in is empty: last time's numbers stand beside it, on a sheet of their own.
        Assert.All(lines.Skip(1), line => Assert.True(line.Cells.Length <= 5));
        Assert.Contains(filled.Sheets, sheet => sheet.Name == "Last time");

        using var request = new HttpRequestMessage(HttpMethod.Get, "templates/delayed-transfers.xlsx?after=2019-11&sender=RJ7");
        request.Headers.Add(Monitoring.App.Local.DevelopmentSignIn.Header, "Ann; sender=RTH; role=Returns.Submit");
        using var refused = await http.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
        foreach (var collection in Collections.All)
            Assert.Equal((byte)'P', (await http.GetByteArrayAsync($"templates/{collection.Key}.xlsx"))[0]);
    }

    [Fact]
    public async Task The_form_of_a_receipt_is_documented_property_by_property()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        using var schema = System.Text.Json.JsonDocument.Parse(await http.GetStringAsync("schemas/receipt.json"));
        var receipt = schema.RootElement.GetProperty("properties").GetProperty("receipt").GetProperty("properties").EnumerateObject().Select(property => property.Name).ToList();
        Assert.Contains("schema", receipt);
        var readme = await File.ReadAllTextAsync(RepositoryFolder.Of("README.md"));
        Assert.All(receipt.Concat(schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name)), name => Assert.Contains($"`{name}`", readme, StringComparison.Ordinal));
    }
}
