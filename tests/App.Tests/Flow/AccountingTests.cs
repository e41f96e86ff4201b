using System.Net;
using System.Net.Http.Json;
using Monitoring.App.Doors;
using Monitoring.App.Local;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>Issuing a statement and closing a month as people do it. Five days of June 2015 are agreed between RJ7 and Merton (730), at £155.</summary>
public sealed class AccountingTests(AzuriteFixture azurite)
{
    private const string Statement = "statements/RJ7/RJ7/730/2015-06", Closer = "Cass; role=Periods.Close", Sender = "Ann; sender=RJ7; role=Returns.Submit";

    private static readonly DateOnly Monday = new(2015, 6, 1);
    private static readonly StatementKey Merton = new("RJ7", "RJ7", "730", new(2015, 6));

    private static string Case(int day) => SmallCases.Case("RJ7", "D-15-0412", "730", Monday, new DateTime(2015, 6, day, 13, 0, 0));

    private static async Task SendJune(RunningApp app)
    {
        await app.Send("RJ7", SmallCases.Notices(Case(8)));
        await app.Send("730", SmallCases.Notices(Case(8)));
        await app.Send("RJ7", SmallCases.Decisions(SmallCases.Decision("2015-06", "RJ7", "730", "D-15-0412", 5, 775)));
        await app.Finish();
    }

    [Fact]
    public async Task A_statement_is_issued_the_month_closed_and_a_correction_posted_to_the_month_after()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await SendJune(app);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Control.Address };

        // Nobody can close a month of which nothing was issued.
        Assert.Equal("No statement has been issued for this month.", (await Refused(http, "closing/2015-06", Closer)).Problem);
        using (var issuing = await Post(http, $"{Statement}/issue", Sender))
        {
            Assert.Equal(HttpStatusCode.Created, issuing.StatusCode);
            var issued = (await issuing.Content.ReadFromJsonAsync<IssuedStatement>(Json.Options))!;
            Assert.Equal((1, "Ann (development sign-in)", FigureStatus.Final, Pence.FromPounds(775)), (issued.Number, issued.By, issued.Status, issued.Amounts.Due!.Value));
            using var workbook = await http.GetAsync(new Uri($"statements/{issued.Workbook}", UriKind.Relative));
            Assert.Equal((HttpStatusCode.OK, ContentTypes.Workbook), (workbook.StatusCode, workbook.Content.Headers.ContentType!.ToString()));
        }
        Assert.EndsWith("that issue stands.", (await Refused(http, $"{Statement}/issue", Sender)).Problem, StringComparison.Ordinal);
        Assert.Equal(1, (await http.GetFromJsonAsync<StatementAnswer>(new Uri(Statement, UriKind.Relative), Json.Options))!.Issued!.Number);

        await app.Control.RunTimerAsync("ClosePeriods");
        // No delayed transfers were reported for June: nothing of them is wanting.
        Assert.True((await app.Get<NoticeStore>().Find<ClosingProposal>("closing/2015-06", default))!.Ready);
        var open = Assert.Single((await http.GetFromJsonAsync<MonthState[]>(new Uri("closing", UriKind.Relative), Json.Options))!, month => month.Month == Merton.Month);
        Assert.Equal((null, null, 1, 1), (open.Closed, open.Refusal, open.Statements, open.Issued));
        Assert.Contains("action=\"/closing/2015-06\"", await http.GetStringAsync(new Uri("closing?as=page", UriKind.Relative)), StringComparison.Ordinal);

        using (var closing = await Post(http, "closing/2015-06?as=page", Closer))
            Assert.Equal((HttpStatusCode.Redirect, "/closing"), (closing.StatusCode, closing.Headers.Location!.ToString()));
        Assert.Equal("June 2015 was closed on 14 February 2020 by Cass (development sign-in).", (await Refused(http, "closing/2015-06", Closer)).Problem);
        var page = await http.GetStringAsync(new Uri("closing?as=page", UriKind.Relative));
        Assert.DoesNotContain("action=\"/closing/2015-06\"", page, StringComparison.Ordinal);
        Assert.Contains("Cass (development sign-in)", page, StringComparison.Ordinal);

        // Both find that the patient was ready a day earlier: four days, £620.
        await app.Send("RJ7", SmallCases.Notices(Case(7)));
        await app.Send("730", SmallCases.Notices(Case(7)));
        await app.Finish();
        var account = (await app.Get<PostingsTable>().Find("RJ7", "730", default)).Account;
        Assert.Equal(Pence.FromPounds(620), account.Posted(Merton));
        Assert.All(account.Postings.Skip(1), posting => Assert.Equal((PostingKind.Correction, "2015-07"), (posting.Kind, posting.PostedTo.ToString())));
        Assert.Equal(account.Postings[0].Key, account.Postings[1].RefersTo);
        Assert.Equal(Pence.FromPounds(775), Assert.Single(account.PostedTo(Merton.Month)).Amount);
    }

    [Fact]
    public async Task What_is_said_of_issues_and_corrections_names_no_case()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await SendJune(app);
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        using var issuing = await Post(http, $"{Statement}/issue", Sender);
        await app.Send("RJ7", SmallCases.Notices(Case(7)));
        await app.Send("730", SmallCases.Notices(Case(7)));
        await app.Finish();

        var told = 0;
        foreach (var container in new[] { Containers.Notices, Containers.Statements })
        {
            var blobs = app.Get<Accounts>().Returns.GetBlobContainerClient(container);
            await foreach (var blob in blobs.GetBlobsAsync())
            {
                Assert.DoesNotContain("D-15-0412", $"{blob.Name}\n{(await blobs.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content}", StringComparison.Ordinal);
                told += blob.Name.StartsWith("statement-issued/", StringComparison.Ordinal) || blob.Name.StartsWith("restatement/", StringComparison.Ordinal) || container == Containers.Statements ? 1 : 0;
            }
        }
        Assert.True(told >= 3);
        await foreach (var row in app.Get<Accounts>().Tables.GetTableClient(PostingsTable.Name).QueryAsync<Azure.Data.Tables.TableEntity>())
            Assert.DoesNotContain(row, property => property.Value is string text && text.Contains("D-15-0412", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData($"{Statement}/issue", "nobody", HttpStatusCode.Unauthorized)]
    [InlineData($"{Statement}/issue", "Ann; sender=RJ7", HttpStatusCode.Forbidden)]
    // The payer does not issue what it is to pay.
    [InlineData($"{Statement}/issue", "Bob; sender=730; role=Returns.Submit", HttpStatusCode.Forbidden)]
    [InlineData($"{Statement}/issue", Closer, HttpStatusCode.Forbidden)]
    [InlineData($"{Statement}/issue", Sender, HttpStatusCode.Conflict)]
    [InlineData("statements/RJ7/RJ7/730/June/issue", Sender, HttpStatusCode.NotFound)]
    [InlineData("closing/2015-06", "nobody", HttpStatusCode.Unauthorized)]
    [InlineData("closing/2015-06", "Ann; sender=RJ7; role=Returns.Submit; role=Workbooks.Read", HttpStatusCode.Forbidden)]
    [InlineData("closing/2015-06", Closer, HttpStatusCode.Conflict)]
    [InlineData("closing/1066-10", Closer, HttpStatusCode.Conflict)]
    [InlineData("closing/June", Closer, HttpStatusCode.NotFound)]
    public async Task Who_may_issue_and_who_may_close(string path, string caller, HttpStatusCode expected)
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        using var answer = await Post(http, path, caller);
        Assert.Equal(expected, answer.StatusCode);
        var refusal = (await answer.Content.ReadFromJsonAsync<Refusal>(Json.Options))!;
        Assert.EndsWith(".", refusal.Problem, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.WhatToDo, StringComparison.Ordinal);
    }

    [Theory, InlineData($"{Statement}/issue", Sender), InlineData("closing/2015-06", Closer)]
    public async Task A_page_of_another_site_can_do_neither(string path, string caller)
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        request.Headers.Add(DevelopmentSignIn.Header, caller);
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_month_that_is_not_over_is_not_closed()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Get<Accounts>().Returns.GetBlobContainerClient(Containers.Statements).UploadBlobAsync("2020-02/RJ7/RJ7-730/0001.json", new BinaryData("{}"));
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        var refusal = await Refused(http, "closing/2020-02", Closer);
        Assert.Equal(("February 2020 is not over.", "Close it on 1 March 2020 or later."), (refusal.Problem, refusal.WhatToDo));
    }

    private static async Task<HttpResponseMessage> Post(HttpClient http, string path, string caller)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        request.Headers.Add(DevelopmentSignIn.Header, caller);
        return await http.SendAsync(request);
    }

    private static async Task<Refusal> Refused(HttpClient http, string path, string caller)
    {
        using var answer = await Post(http, path, caller);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<Refusal>(Json.Options))!;
    }
}
