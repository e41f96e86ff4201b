using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using Azure.Storage.Blobs;
using Monitoring.App.Doors;
using Monitoring.App.Local;
using Monitoring.App.Stages;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Storage;
using Monitoring.TestTools;

namespace Monitoring.App.Tests.Flow;

/// <summary>Cases under other rules, as the two parties ask for them.</summary>
public sealed class WhatIfTests(AzuriteFixture azurite)
{
    private const string Question = "what-if/RJ7?payer=730&from=2015-04&to=2015-06&suppose=reimbursement.minimum-period-2014=3";

    [Fact]
    public async Task The_parties_see_what_their_cases_would_come_to_and_nothing_of_it_is_kept()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        await app.Send("RJ7", await File.ReadAllBytesAsync(RepositoryFolder.Of("sample-data/returns/RJ7/invented-RJ7-delay-notices-2015-06.csv")), "notices.csv");
        var kept = await Blobs(app);

        var (status, result) = await Ask<WhatIfResult>(http, Question, "Ann; sender=RJ7");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("HYPOTHETICAL", result!.Marking, StringComparison.Ordinal);
        Assert.NotEmpty(result.Cases);
        Assert.True(result.Total.Days > result.Total.SupposedDays);
        Assert.Equal(result.Total, (await Ask<WhatIfResult>(http, Question, "Bob; sender=730")).Answer!.Total);

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{Question}&suppose=&suppose=reimbursement.event-day-2014=not&as=page", UriKind.Relative));
        request.Headers.Add(DevelopmentSignIn.Header, "Bob; sender=730");
        using var page = await http.SendAsync(request);
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType!.ToString());
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains("<title>HYPOTHETICAL", html, StringComparison.Ordinal);
        Assert.Contains(result.Cases[0].Case, html, StringComparison.Ordinal);
        Assert.Equal(kept, await Blobs(app));
    }

    [Theory]
    [InlineData(Question, "Eve; sender=RTG; role=Workbooks.Read", HttpStatusCode.Forbidden, "may not see cases of RJ7 with 730")] // neither party, whatever she may read
    [InlineData(Question, "Eve; sender=820", HttpStatusCode.Forbidden, "may not see cases of RJ7 with 730")]
    [InlineData(Question, "nobody", HttpStatusCode.Unauthorized, "You are not signed in.")]
    [InlineData("what-if/RJ7?from=2015-04", "Ann; sender=RJ7", HttpStatusCode.BadRequest, "It is not said which authority's days are meant.")]
    [InlineData("what-if/RJ7?payer=730&from=June", "Ann; sender=RJ7", HttpStatusCode.BadRequest, "'June' is not a month.")]
    [InlineData("what-if/RJ7?payer=730&from=2015-06&to=2015-04", "Ann; sender=RJ7", HttpStatusCode.BadRequest, "2015-06 is after 2015-04.")]
    [InlineData("what-if/RJ7?payer=730&suppose=reimbursement.daily-rate=1", "Ann; sender=RJ7", HttpStatusCode.BadRequest, "'reimbursement.daily-rate' cannot be supposed.")]
    public async Task Nobody_else_and_nothing_else(string question, string caller, HttpStatusCode expected, string problem)
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        var (status, refusal) = await Ask<Refusal>(http, question, caller);
        Assert.Equal(expected, status);
        Assert.Contains(problem, refusal!.Problem, StringComparison.Ordinal);
        if (question.Contains("daily-rate", StringComparison.Ordinal))
            Assert.Contains("reimbursement.minimum-period-2014=3", refusal.WhatToDo, StringComparison.Ordinal);
    }

    /// <summary>Nothing that stores, states, issues or publishes has a place for a result on a supposition; only the door and its page have.</summary>
    [Fact]
    public void Nothing_that_keeps_things_takes_a_supposition()
    {
        var hypothetical = typeof(WhatIfResult).Assembly.GetTypes().Where(type => type.Name.StartsWith("WhatIf", StringComparison.Ordinal)).ToHashSet();
        var keepers = typeof(NoticeStore).Assembly.GetTypes().Concat(typeof(Receiving).Assembly.GetTypes().Where(type => type.Namespace == typeof(Receiving).Namespace));
        Assert.Contains(typeof(WhatIfResult), hypothetical);
        Assert.Empty(
            from type in keepers
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where method.GetParameters().Any(parameter => hypothetical.Contains(parameter.ParameterType))
            select $"{type}.{method}");
    }

    private static async Task<(HttpStatusCode Status, T? Answer)> Ask<T>(HttpClient http, string question, string caller)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(question, UriKind.Relative));
        request.Headers.Add(DevelopmentSignIn.Header, caller);
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<T>(Json.Options));
    }

    /// <summary>Every blob with its version: what is kept.</summary>
    private static async Task<List<string>> Blobs(RunningApp app)
    {
        var service = new BlobServiceClient(app.Connection);
        var names = new List<string>();
        await foreach (var container in service.GetBlobContainersAsync())
        {
            await foreach (var blob in service.GetBlobContainerClient(container.Name).GetBlobsAsync())
                names.Add($"{container.Name}/{blob.Name} {blob.Properties.ETag}");
        }
        return names;
    }
}
