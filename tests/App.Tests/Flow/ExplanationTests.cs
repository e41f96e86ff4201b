using System.Net;
using System.Net.Http.Json;
using System.Text;
using Monitoring.App.Doors;
using Monitoring.Core.Kernel;
using Monitoring.Core.Validation;

namespace Monitoring.App.Tests.Flow;

/// <summary>A warning is answered, and the answer stands with the figure.</summary>
public sealed class ExplanationTests(AzuriteFixture azurite)
{
    /// <summary>The sample of RJ7 with one number taken out.</summary>
    private static byte[] WithBlank()
    {
        var lines = File.ReadAllLines(RepositoryFolder.Of("sample-data/template/invented-RJ7-2019-11.csv"));
        var first = Array.FindIndex(lines, line => line.StartsWith("2019-11,RJ7,", StringComparison.Ordinal));
        var cells = lines[first].Split(',');
        cells[5] = "";
        lines[first] = string.Join(',', cells);
        return Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
    }

    [Fact]
    public async Task An_answer_written_on_the_page_stands_there_and_with_the_figure()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Control.Address };
        var path = await app.Upload("RJ7", WithBlank());
        await app.Finish();
        var receipt = await app.Receipt(path);
        Assert.Equal((Outcome.AcceptedWithWarnings, "DT-09"), (receipt.Outcome, Assert.Single(receipt.Findings).Rule));
        var authority = receipt.Findings[0].Line is { } && receipt.Pages[0].Slices > 0 ? await AuthorityOf(app) : "";
        Assert.Null(Assert.Single((await app.Figures(authority))!.Warnings).Explanation);

        var page = await http.GetStringAsync($"receipts/RJ7/{path.Id}?as=page");
        Assert.Contains($"action=\"/receipts/RJ7/{path.Id}/explanations\"", page, StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([new("rule", "DT-09"), new("explanation", "The ward, \"Ash\", was closed\r\nall month")]);
        using var posted = await http.PostAsync($"receipts/RJ7/{path.Id}/explanations", form);
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        await app.Finish();

        var warning = Assert.Single((await app.Figures(authority))!.Warnings);
        Assert.Equal(("The ward, \"Ash\", was closed\nall month", "developer (development sign-in)"), (warning.Explanation!.Text, warning.Explanation.By));
        Assert.Equal(warning, Assert.Single((await app.Figures("ENG"))!.Warnings));
        page = await http.GetStringAsync(posted.Headers.Location!.ToString() + "&as=page");
        Assert.Contains("The ward, &quot;Ash&quot;, was closed", page, StringComparison.Ordinal);
        var answer = (await http.GetFromJsonAsync<ReceiptAndEffect>($"receipts/RJ7/{path.Id}", Json.Options))!;
        Assert.Equal(warning.Explanation, Assert.Single(answer.Explanations));
        // A month that it had begun to send and has not sent since.
        Assert.Contains(answer.StillDue, owed => owed is { Sender: "RJ7", Collection: "delayed-transfers" });
    }

    private static async Task<string> AuthorityOf(RunningApp app)
    {
        var england = (await app.Figures("ENG"))!;
        return Assert.Single(england.Warnings).Place.Part;
    }

    [Fact]
    public async Task What_is_odd_beside_other_returns_is_answered_in_the_same_way()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Control.Address };
        var path = await app.Upload("RJ7", await File.ReadAllBytesAsync(RepositoryFolder.Of("sample-data/returns/RJ7/invented-RJ7-delay-notices-2015-06.csv")));
        await app.Control.WhenQuietAsync();
        Assert.Equal("DN-50", Assert.Single((await app.Effect(path))!.Pages[0].Findings).Rule);

        using var form = new FormUrlEncodedContent([new("rule", "DN-50"), new("explanation", "The council has agreed to report it in July")]);
        using var posted = await http.PostAsync($"receipts/RJ7/{path.Id}/explanations", form);
        await app.Control.WhenQuietAsync();
        var page = await http.GetStringAsync($"receipts/RJ7/{path.Id}?as=page");
        Assert.Contains("All of them: The council has agreed to report it in July", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_what_was_odd_beside_the_months_before_stands_with_the_figure()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var merton = (await File.ReadAllLinesAsync(RepositoryFolder.Of("sample-data/template/invented-RJ7-2019-11.csv"))).Where((line, i) => i == 0 || line.Contains(",730,", StringComparison.Ordinal)).ToList();
        for (var back = 12; back > 0; back--)
            await app.Upload("RJ7", Of(new ReportingMonth(2019, 12).AddMonths(-back), merton));
        // A hundred days more to the NHS, where nothing but the length of the months has varied.
        var path = await app.Upload("RJ7", Of(new ReportingMonth(2019, 12), [merton[0], .. merton.Skip(1).Select((line, i) => i == 0 ? string.Join(',', line.Split(',').Select((cell, j) => j == 5 ? "100" : cell)) : line)]));
        await app.Finish();
        var finding = Assert.Single((await app.Effect(path))!.Pages[0].Findings);
        Assert.Equal(("DT-51", "730"), (finding.Rule, finding.Value));
        Assert.Empty((await app.Figures("730", "2019-12"))!.Warnings);

        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Control.Address };
        using var form = new FormUrlEncodedContent([new("rule", "DT-51"), new("explanation", "A second ward opened")]);
        using var posted = await http.PostAsync($"receipts/RJ7/{path.Id}/explanations", form);
        await app.Finish();
        var warning = Assert.Single((await app.Figures("730", "2019-12"))!.Warnings);
        Assert.Equal(("DT-51", "A second ward opened", "730"), (warning.Warning.Rule, warning.Explanation!.Text, warning.Place.Part));
        Assert.Equal([warning], (await app.Figures("ENG", "2019-12"))!.Warnings);
        Assert.Empty((await app.Figures("730", "2019-11"))!.Warnings);

        static byte[] Of(ReportingMonth month, IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line.Replace("2019-11", month.ToString(), StringComparison.Ordinal) + "\n")));
    }

    [Fact]
    public async Task Another_sites_page_cannot_answer()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        foreach (var (header, value) in new[] { ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://elsewhere.example") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "receipts/RJ7/s1/explanations") { Content = new FormUrlEncodedContent([new("rule", "DT-09"), new("explanation", "x")]) };
            request.Headers.Add(header, value);
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }
}
