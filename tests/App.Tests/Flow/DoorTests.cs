using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Monitoring.App.Doors;
using Monitoring.App.Local;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>The doors as people and programs use them.</summary>
public sealed class DoorTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Upload_receipt_figures_and_workbook_over_http()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var http = Client(app);

        using var put = await http.PutAsync(Uri("returns/X24/MSitDT%20November%202019.csv"), new ByteArrayContent(Edition.Small.Extract()));
        Assert.Equal(HttpStatusCode.Accepted, put.StatusCode);
        var taken = (await put.Content.ReadFromJsonAsync<UploadTaken>(Json.Options))!;
        Assert.Equal(taken.Receipt, put.Headers.Location!.ToString());

        await app.Control.WhenQuietAsync();
        await app.Finish();
        var answer = (await http.GetFromJsonAsync<ReceiptAndEffect>(Uri(taken.Receipt), Json.Options))!;
        Assert.Equal((Outcome.Accepted, "MSitDT November 2019.csv", "X24"), (answer.Receipt.Outcome, answer.Receipt.FileName, answer.Receipt.Sender));
        Assert.Equal("developer (development sign-in)", answer.Receipt.UploadedBy);
        Assert.Equal(5, Assert.Single(answer.Effect!.Pages).New);
        Assert.StartsWith("Accepted. November 2019: 5 provider and authority pairs", await http.GetStringAsync(Uri(taken.Receipt + "?as=text")), StringComparison.Ordinal);
        Assert.Equal([taken.Receipt], (await http.GetFromJsonAsync<string[]>(Uri("receipts/X24")))!);

        var published = (await http.GetFromJsonAsync<string[]>(Uri("published")))!;
        // The month of four authorities and of England.
        Assert.Equal(5, published.Count(name => name.EndsWith("latest.json", StringComparison.Ordinal)));
        using var workbook = await http.GetAsync(Uri("published/authority/507/2019-11/latest.xlsx"));
        Assert.Equal(ContentTypes.Workbook, workbook.Content.Headers.ContentType!.ToString());
        Assert.Equal((byte)'P', (await workbook.Content.ReadAsByteArrayAsync())[0]);
        // Cell by cell: type of care, reason and who is responsible.
        using var cells = await http.GetAsync(Uri("figures/507/2019-11?as=csv"));
        Assert.Contains(",acute,A,social-care,", await cells.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // What the columns are is where the data say (CSV on the Web, Link header), and says whose description it is.
        Assert.Equal("<?as=csv-metadata.json>; rel=\"describedby\"; type=\"application/csvm+json\"", Assert.Single(cells.Headers.GetValues("Link")));
        using var described = await http.GetAsync(Uri("figures/507/2019-11?as=csv-metadata.json"));
        Assert.Equal("application/csvm+json", described.Content.Headers.ContentType!.MediaType);
        using var description = await described.Content.ReadFromJsonAsync<JsonDocument>();
        Assert.Equal(cells.RequestMessage!.RequestUri, new Uri(described.RequestMessage!.RequestUri!, description!.RootElement.GetProperty("url").GetString()));
        Assert.Equal(
            (await cells.Content.ReadAsStringAsync()).Split('\n')[0].Split(','),
            description.RootElement.GetProperty("tableSchema").GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()));
        var pointer = (await http.GetFromJsonAsync<Latest>(Uri("published/england/ENG/2019-11/latest.json"), Json.Options))!;
        using var version = await http.GetAsync(Uri($"published/{pointer.Workbook}"));
        Assert.Equal(HttpStatusCode.OK, version.StatusCode);
        Assert.Contains("days.total", await http.GetStringAsync(Uri("published/england/ENG/2019-11/latest.csv")), StringComparison.Ordinal);
        Assert.Contains("\"working\"", await http.GetStringAsync(Uri("figures/507/2019-11")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_with_mistakes_comes_back_marked_with_a_page_that_says_what_to_do()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var http = Client(app);
        var wrong = Edition.Small.With("RTG", "506", CareType.Acute, Reason.I, Attribution.SocialCare, 3);
        using var put = await http.PutAsync(Uri("returns/X24/edition.csv"), new ByteArrayContent(wrong.Extract()));
        var taken = (await put.Content.ReadFromJsonAsync<UploadTaken>(Json.Options))!;
        await app.Control.WhenQuietAsync();

        var receipt = (await http.GetFromJsonAsync<ReceiptAndEffect>(Uri(taken.Receipt), Json.Options))!.Receipt;
        Assert.Equal(["edition-marked.xlsx", "findings.csv"], receipt.Files);
        using var marked = await http.GetAsync(Uri($"{taken.Receipt}/edition-marked.xlsx"));
        Assert.Equal(ContentTypes.Workbook, marked.Content.Headers.ContentType!.ToString());
        Assert.Contains("DT-12", await http.GetStringAsync(Uri($"{taken.Receipt}/findings.csv")), StringComparison.Ordinal);

        // A browser asks for HTML.
        using var request = new HttpRequestMessage(HttpMethod.Get, Uri(taken.Receipt));
        request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        using var page = await http.SendAsync(request);
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType!.ToString());
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains($"href=\"{taken.Receipt}/edition-marked.xlsx\"", html, StringComparison.Ordinal);
        Assert.Contains("DT-12", html, StringComparison.Ordinal);
        using var nothing = await http.GetAsync(Uri($"{taken.Receipt}/effect-2019-11.json"));
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [Fact]
    public async Task The_first_page_shows_what_is_published_to_those_who_may_see_it()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", Edition.Small.Extract());
        await app.Finish();
        using var http = Client(app);
        var home = await http.GetStringAsync(Uri("home"));
        Assert.Contains("href=\"/published/authority/507/2019-11/latest.xlsx\" aria-label=\"Excel: Derby, November 2019\"", home, StringComparison.Ordinal);
        Assert.Contains("href=\"/published/england/ENG/2019-11/latest.xlsx\"", home, StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Get, Uri("home"));
        request.Headers.Add(DevelopmentSignIn.Header, "nobody");
        using var answer = await http.SendAsync(request);
        Assert.DoesNotContain("Derby", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var rules = await http.GetStringAsync(Uri("rules?as=page"));
        Assert.All(RuleCatalogue.All, rule => Assert.Contains($"id=\"{rule.Id}\"", rules, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Curl_T_works_with_the_name_of_the_file()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "return.csv");
        await File.WriteAllBytesAsync(file, Edition.Small.Extract());
        try
        {
            using var curl = Process.Start(new ProcessStartInfo("curl", ["-sS", "--noproxy", "*", "-T", file, $"{app.Control.Address}returns/X24/"]) { RedirectStandardOutput = true })!;
            var said = await curl.StandardOutput.ReadToEndAsync();
            await curl.WaitForExitAsync();
            Assert.Contains("/receipts/X24/", said, StringComparison.Ordinal);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("curl is not installed.");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
        await app.Control.WhenQuietAsync();
        Assert.Equal(Edition.Small.Total(), await app.Days("ENG"));
    }

    [Theory]
    [InlineData("PUT", "returns/X24/a.csv", "nobody", HttpStatusCode.Unauthorized)]
    [InlineData("PUT", "returns/X24/a.csv", "Ann; sender=RJ7; role=Returns.Submit", HttpStatusCode.Forbidden)]
    [InlineData("PUT", "returns/RJ7/a.csv", "Ann; sender=RJ7; role=Workbooks.Read", HttpStatusCode.Forbidden)]
    [InlineData("PUT", "returns/RJ7/a.csv", "Ann; sender=RJ7; role=Returns.Submit", HttpStatusCode.Accepted)]
    [InlineData("PUT", "returns/KEEPER/a.csv", "Ann; sender=KEEPER; role=Returns.Submit", HttpStatusCode.Forbidden)]
    [InlineData("PUT", "returns/KEEPER/a.csv", "Ann; sender=KEEPER; role=Reference.Keep", HttpStatusCode.Accepted)]
    [InlineData("PUT", "returns/RJ7/..%2Fa.csv", "Ann; sender=RJ7; role=Returns.Submit", HttpStatusCode.BadRequest)]
    [InlineData("GET", "receipts/X24", "Ann; sender=RJ7; role=Returns.Submit", HttpStatusCode.Forbidden)]
    [InlineData("GET", "receipts/RJ7", "Ann; sender=RJ7; role=Returns.Submit", HttpStatusCode.OK)]
    [InlineData("GET", "receipts/RJ7/none", "Ann; sender=RJ7", HttpStatusCode.NotFound)]
    [InlineData("GET", "published", "Ann; sender=RJ7; role=Returns.Submit", HttpStatusCode.Forbidden)]
    [InlineData("GET", "published", "Bob; role=Workbooks.Read", HttpStatusCode.OK)]
    [InlineData("GET", "published/england/ENG/2019-11/latest.xlsx", "Bob; role=Workbooks.Read", HttpStatusCode.NotFound)]
    [InlineData("GET", "published/authority/ENG/2019-11/latest.xlsx", "Bob; role=Workbooks.Read", HttpStatusCode.NotFound)]
    [InlineData("GET", "figures/ENG/2019-11", "nobody", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "health", "nobody", HttpStatusCode.OK)]
    [InlineData("GET", "rules", "nobody", HttpStatusCode.OK)]
    [InlineData("GET", "templates/delayed-transfers.xlsx", "nobody", HttpStatusCode.OK)]
    [InlineData("GET", "templates/nothing.xlsx", "nobody", HttpStatusCode.NotFound)]
    [InlineData("GET", "templates/bcf-plan.csv", "nobody", HttpStatusCode.NotFound)]
    [InlineData("GET", "templates/delay-agreements.xlsx?after=2019-11&sender=730", "nobody", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "templates/delay-agreements.xlsx?after=no%2Fsuch%23period%3F&sender=730", "Ann; sender=730; role=Returns.Submit", HttpStatusCode.OK)]
    [InlineData("GET", "templates/delay-agreements.xlsx?after=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx&sender=730", "Ann; sender=730; role=Returns.Submit", HttpStatusCode.NotFound)]
    public async Task Who_may_do_what(string method, string path, string caller, HttpStatusCode expected)
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var http = Client(app);
        using var request = new HttpRequestMessage(new HttpMethod(method), Uri(path));
        request.Headers.Add(DevelopmentSignIn.Header, caller);
        if (method == "PUT")
            request.Content = new ByteArrayContent([1]);
        using var answer = await http.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
        if ((int)expected >= 400)
        {
            var refusal = (await answer.Content.ReadFromJsonAsync<Refusal>(Json.Options))!;
            Assert.EndsWith(".", refusal.Problem, StringComparison.Ordinal);
            Assert.EndsWith(".", refusal.WhatToDo, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_platform_s_sign_in_is_read_from_its_header_and_from_nothing_else()
    {
        var request = new DefaultHttpContext().Request;
        var signIn = new PlatformSignIn();
        Assert.Null(signIn.CallerOf(request));
        request.Headers[DevelopmentSignIn.Header] = "Eve; sender=X24; role=Returns.Submit";
        Assert.Null(signIn.CallerOf(request));
        request.Headers["X-MS-CLIENT-PRINCIPAL"] = "not base64";
        Assert.Null(signIn.CallerOf(request));
        var caller = Signed("""{"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[{"typ":"name","val":"Ann"},{"typ":"roles","val":"Returns.Submit"},{"typ":"extension_sender","val":"RJ7"},{"typ":"extension_sender","val":"*"}]}""");
        Assert.Equal("Ann", caller.Name);
        Assert.True(caller.MaySend("RJ7"));
        Assert.False(caller.MaySend("X24"));
        Assert.False(caller.MayRead);
    }

    /// <summary>
    /// As App Service gives it for Entra ID: the types that it names for name and roles are not those of the claims that it brings (https://github.com/dasiths/NEasyAuthMiddleware/issues/18,
    /// https://github.com/AzureAD/microsoft-identity-web/pull/2027).
    /// </summary>
    [Fact]
    public void Somebody_has_the_roles_that_the_platform_brings_under_another_name_than_it_says()
    {
        var caller = Signed("""
            {"auth_typ":"aad","name_typ":"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress","role_typ":"http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
             "claims":[{"typ":"name","val":"Ann"},{"typ":"preferred_username","val":"ann@example.nhs.uk"},{"typ":"roles","val":"Returns.Submit"},{"typ":"roles","val":"Workbooks.Read"},{"typ":"extn.sender","val":"RJ7, 730,*"}]}
            """);
        Assert.Equal("Ann", caller.Name);
        Assert.Equal(["Returns.Submit", "Workbooks.Read"], caller.Roles.Order());
        Assert.Equal(["730", "RJ7"], caller.Senders.Order(StringComparer.Ordinal));
        Assert.False(caller.MayClose);
    }

    [Theory]
    [InlineData("""{"typ":"extn.sender","val":"RJ7"},{"typ":"extn.sender","val":"730"}""")]
    [InlineData("""{"typ":"extn.sender","val":"RJ7,730"}""")]
    [InlineData("""{"typ":"extn.sender","val":"[\"RJ7\",\"730\"]"}""")]
    [InlineData("""{"typ":"extension_sender","val":"RJ7 730"}""")]
    public void Somebody_may_act_for_several_however_the_directory_puts_it(string claims) =>
        Assert.Equal(["730", "RJ7"], Signed($$"""{"claims":[{{claims}}]}""").Senders.Order(StringComparer.Ordinal));

    /// <summary>A claim without a type must not count as one of a type that the header does not name.</summary>
    [Fact]
    public void A_header_without_types_gives_no_more_than_its_claims()
    {
        var caller = Signed("""{"claims":[{"val":"Periods.Close"},{"typ":"preferred_username","val":"ann@example.nhs.uk"}]}""");
        Assert.Equal("ann@example.nhs.uk", caller.Name);
        Assert.Empty(caller.Roles);
        Assert.Empty(caller.Senders);
    }

    private static Caller Signed(string principal)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["X-MS-CLIENT-PRINCIPAL"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(principal));
        return new PlatformSignIn().CallerOf(request)!;
    }

    /// <summary>What cannot be done is a page for a browser and JSON for a program, each with what to do. A form that there is not is no reason to send another one.</summary>
    [Fact]
    public async Task Whoever_asks_for_what_there_is_not_is_told_so_in_their_own_form()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var http = Client(app);
        foreach (var (path, expected, says) in new[]
        {
            ("delays/none", HttpStatusCode.NotFound, "no history"), ("delays?as=xml", HttpStatusCode.BadRequest, "'xml'"), ("delays/507/2019-13", HttpStatusCode.NotFound, "'2019-13' is not a month"), ("delays/eng/2019-11", HttpStatusCode.NotFound, "'eng'"),
            ("delays/507/2019-11?as-at=soon", HttpStatusCode.BadRequest, "'soon' is not a time"), ("restatements/none", HttpStatusCode.NotFound, "no history"), ("restatements/507?as=csv", HttpStatusCode.BadRequest, "'csv'"), ("discharges/none", HttpStatusCode.NotFound, "'none'"),
            ("discharges/ENG/soon", HttpStatusCode.NotFound, "'soon' is not a month"), ("discharges?as=csv", HttpStatusCode.BadRequest, "'csv'"), ("evidence/none", HttpStatusCode.NotFound, "'none'"), ("evidence/none/1", HttpStatusCode.NotFound, "'none'"),
            ("evidence?as=csv", HttpStatusCode.BadRequest, "'csv'"), ("joint-working?as=csv", HttpStatusCode.BadRequest, "'csv'"), ("figures/ENG/soon", HttpStatusCode.NotFound, "'soon' is not a month"), ("figures/507/2019-11", HttpStatusCode.NotFound, "'507' for November 2019"),
            ("figures/507/2019-11?as=xml", HttpStatusCode.BadRequest, "'xml'"), ("summaries?as=csv", HttpStatusCode.BadRequest, "'csv'"), ("summaries/authority/507/2019-11", HttpStatusCode.NotFound, "Nothing of that name"), ("summaries/authority/507/2019-11?as=xlsx", HttpStatusCode.BadRequest, "?as=workbook"),
            ("funds?as=csv", HttpStatusCode.BadRequest, "'csv'"), ("funds/507/2015", HttpStatusCode.NotFound, "'2015'"), ("funds/507/2015-16?as=pdf", HttpStatusCode.BadRequest, "?as=workbook"), ("statements?as=csv", HttpStatusCode.BadRequest, "'csv'"), ("closing?as=csv", HttpStatusCode.BadRequest, "'csv'"),
        })
        {
            using var program = await http.GetAsync(Uri(path));
            Assert.Equal((path, expected), (path, program.StatusCode));
            var refusal = (await program.Content.ReadFromJsonAsync<Refusal>(Json.Options))!;
            Assert.Contains(says, $"{refusal.Problem} {refusal.WhatToDo}", StringComparison.Ordinal);
            Assert.EndsWith(".", refusal.WhatToDo, StringComparison.Ordinal);

            using var request = new HttpRequestMessage(HttpMethod.Get, Uri(path)) { Headers = { { "Accept", "text/html,*/*;q=0.8" } } };
            using var browser = await http.SendAsync(request);
            Assert.Equal((path, expected, "text/html"), (path, browser.StatusCode, browser.Content.Headers.ContentType!.MediaType));
            var page = await browser.Content.ReadAsStringAsync();
            Assert.Contains(WebUtility.HtmlEncode(says), page, StringComparison.Ordinal);
            Assert.Contains("href=\"/home\"", page, StringComparison.Ordinal);
        }
    }

    private static HttpClient Client(RunningApp app) => new() { BaseAddress = app.Control.Address };

    private static Uri Uri(string path) => new(path, UriKind.Relative);
}
