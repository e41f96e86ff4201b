using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Web;
using System.Xml.Linq;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitoring.App.Doors;
using Monitoring.App.Hosting;
using Monitoring.App.Local;
using Monitoring.App.Stages;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>Links to storage: who is given one, and what whoever has it can do with it.</summary>
public sealed class LinkTests(AzuriteFixture azurite)
{
    private const string Ann = "Ann; sender=X24; role=Returns.Submit", Bob = "Bob; role=Workbooks.Read";

    [Theory]
    [InlineData("POST", "links/returns/RJ7/a.csv", "nobody", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "links/returns/X24/a.csv", "Ann; sender=RJ7; role=Returns.Submit", HttpStatusCode.Forbidden)]
    [InlineData("POST", "links/returns/RJ7/a.csv", "Ann; sender=RJ7; role=Workbooks.Read", HttpStatusCode.Forbidden)]
    [InlineData("POST", "links/returns/RJ7/a.csv", "Ann; sender=RJ7; role=Returns.Submit", HttpStatusCode.Created)]
    [InlineData("POST", "links/returns/KEEPER/a.csv", "Ann; sender=KEEPER; role=Returns.Submit", HttpStatusCode.Forbidden)]
    [InlineData("POST", "links/returns/KEEPER/a.csv", "Ann; sender=KEEPER; role=Reference.Keep", HttpStatusCode.Created)]
    // In their own folder, with the role, and without a mandate.
    [InlineData("POST", "links/returns/ZZ99/a.csv", "Ann; sender=ZZ99; role=Returns.Submit", HttpStatusCode.Forbidden)]
    [InlineData("POST", "links/returns/RJ7/..%2Fa.csv", "Ann; sender=RJ7; role=Returns.Submit", HttpStatusCode.BadRequest)]
    [InlineData("GET", "links/published/england/ENG/2019-11/latest.xlsx", "nobody", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "links/published/england/ENG/2019-11/latest.xlsx", "Ann; sender=RJ7; role=Returns.Submit", HttpStatusCode.Forbidden)]
    [InlineData("GET", "links/published/england/ENG/2019-11/latest.xlsx", Bob, HttpStatusCode.NotFound)]
    [InlineData("GET", "links/published/england/ENG/2019-11/..%2Flatest.xlsx", Bob, HttpStatusCode.NotFound)]
    [InlineData("GET", "links/funds/730/2015-16/latest.xlsx", "Ann; sender=730; role=Returns.Submit", HttpStatusCode.Forbidden)]
    [InlineData("GET", "links/funds/730/2015-16/latest.xlsx", Bob, HttpStatusCode.NotFound)]
    [InlineData("GET", "links/statements/RJ7/RJ7/730/2015-06/latest.xlsx", Bob, HttpStatusCode.Forbidden)]
    [InlineData("GET", "links/statements/RJ7/RJ7/730/2015-06/latest.xlsx", "Ann; sender=506; role=Workbooks.Read", HttpStatusCode.Forbidden)]
    [InlineData("GET", "links/statements/RJ7/RJ7/730/2015-06/latest.xlsx", "Ann; sender=730", HttpStatusCode.NotFound)]
    public async Task Who_is_given_a_link(string method, string path, string caller, HttpStatusCode expected)
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var answer = await Ask(app, method, path, caller);
        Assert.Equal(expected, answer.StatusCode);
        if ((int)expected >= 400)
        {
            var refusal = (await answer.Content.ReadFromJsonAsync<Refusal>(Json.Options))!;
            Assert.EndsWith(".", refusal.Problem, StringComparison.Ordinal);
            Assert.EndsWith(".", refusal.WhatToDo, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_upload_by_a_link_ends_in_a_receipt_that_names_who_was_given_it_and_the_link_is_used_once()
    {
        var log = new Recording();
        await using var app = await RunningApp.Start(azurite.NewConnectionString(), with: builder => builder.Logging.AddProvider(log).AddFilter<Recording>("", LogLevel.Trace));
        using var http = new HttpClient();
        using var asked = await Ask(app, "POST", "links/returns/X24/MSitDT%20November%202019.csv", Ann);
        Assert.Equal("no-store", asked.Headers.CacheControl!.ToString());
        var link = (await asked.Content.ReadFromJsonAsync<LinkForUpload>(Json.Options))!;
        Assert.InRange(link.Expires - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        var secret = HttpUtility.ParseQueryString(link.Address.Query)["sig"]!;

        // What the uploader says of themselves counts for nothing.
        using (var put = await Put(http, link.Address, link.Headers, Edition.Small.Extract(), ("x-ms-meta-uploadedby", "Eve")))
            Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        await app.Control.WhenQuietAsync();
        var receipt = await Receipt(app, link.Receipt);
        Assert.Equal((Outcome.Accepted, "MSitDT November 2019.csv", "X24", "Ann (development sign-in), by a link"), (receipt.Outcome, receipt.FileName, receipt.Sender, receipt.UploadedBy));
        Assert.Equal(Edition.Small.Total(), await app.Days("ENG"));

        // The upload has been dealt with and removed, and the link lasts still: somebody else may have seen it. Storage tells when a blob was created in whole seconds.
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);
        using (var put = await Put(http, link.Address, link.Headers, Edition.Small.With("RTG", "507", CareType.Acute, Reason.I, Attribution.Nhs, 99).Extract()))
            Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        await app.Control.WhenQuietAsync();
        using var own = new HttpClient { BaseAddress = app.Control.Address };
        var receipts = (await own.GetFromJsonAsync<string[]>(new Uri("receipts/X24", UriKind.Relative)))!;
        var second = await Receipt(app, Assert.Single(receipts, address => address != link.Receipt));
        Assert.Equal((Outcome.Refused, FileRules.LinkOnce.Id), (second.Outcome, Assert.Single(second.Findings).Rule));
        Assert.Equal(receipt.Sha256, (await Receipt(app, link.Receipt)).Sha256);
        Assert.Equal(Edition.Small.Total(), await app.Days("ENG"));

        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Contains("sig=", StringComparison.Ordinal) || line.Contains(secret, StringComparison.Ordinal) || line.Contains(Uri.EscapeDataString(secret), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_for_an_upload_creates_one_blob_and_does_nothing_else()
    {
        await using var app = await RunningApp.Stages(azurite.NewConnectionString());
        using var http = new HttpClient();
        var path = InboxPath.Of("X24", InboxPath.NewLinkId(TimeProvider.System.GetUtcNow()), "return.csv");
        var link = (await app.Get<UploadLinks>().Issue(path, "Ann", default)).Address;
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Get<UploadLinks>().Issue(path, "Eve", default));

        Assert.Equal(HttpStatusCode.Forbidden, await Tried(Of(link, "return.csv", "other.csv"), [1]));
        Assert.Equal(HttpStatusCode.Forbidden, await Tried(Of(link, "/X24/", "/RJ7/"), [1]));
        Assert.Equal(HttpStatusCode.Created, await Tried(link, [1]));
        Assert.Equal(HttpStatusCode.Forbidden, await Tried(link, [2]));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(HttpMethod.Get, link));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(HttpMethod.Delete, link));
        // Neither in blocks: a block may be put beside the blob, and none takes its place.
        Assert.Equal(HttpStatusCode.Forbidden, await Tried(With(link, "comp=blocklist"), "<BlockList></BlockList>"u8.ToArray()));
        var upload = (await app.Get<Inbox>().Find(path.Blob, default))!;
        Assert.Equal(1, upload.Length);
        await using (var content = await app.Get<Inbox>().Open(upload, default))
            Assert.Equal(1, content.ReadByte());

        // To whom it was given stands where no link leads.
        Assert.Equal("Ann", (await app.Get<UploadLinks>().Find(path, default))!.By);
        await app.Get<Receiving>().Receive(path.Blob, default);
        Assert.Equal((Outcome.Refused, "Ann, by a link"), (await app.Receipt(path)) is var receipt ? (receipt.Outcome, receipt.UploadedBy) : default);

        async Task<HttpStatusCode> Tried(Uri address, byte[] content)
        {
            using var answer = await Put(http, address, new Dictionary<string, string> { ["x-ms-blob-type"] = "BlockBlob" }, content);
            return answer.StatusCode;
        }

        async Task<HttpStatusCode> Status(HttpMethod method, Uri address)
        {
            using var request = new HttpRequestMessage(method, address);
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    /// <summary>An id of an upload by a link of which nobody knows to whom it was given: what the upload says of itself still counts for nothing.</summary>
    [Fact]
    public async Task Who_uploaded_by_a_link_that_is_forgotten_is_not_recorded()
    {
        await using var app = await RunningApp.Stages(azurite.NewConnectionString());
        var path = InboxPath.Of("X24", InboxPath.NewLinkId(TimeProvider.System.GetUtcNow()), "return.csv");
        await app.Get<Inbox>().Create(path, new MemoryStream(Edition.Small.Extract()), "Eve", default);
        await app.Get<Receiving>().Receive(path.Blob, default);
        Assert.Null((await app.Receipt(path)).UploadedBy);
    }

    /// <summary>Storage makes a page blob of any size at once and keeps none of its zeros; nothing of it is copied.</summary>
    [Fact]
    public async Task What_is_far_too_large_is_answered_and_not_kept()
    {
        await using var app = await RunningApp.Stages(azurite.NewConnectionString());
        using var http = new HttpClient();
        var path = InboxPath.Of("X24", InboxPath.NewLinkId(TimeProvider.System.GetUtcNow()), "return.csv");
        var link = await app.Get<UploadLinks>().Issue(path, "Ann", default);
        using (var put = await Put(http, link.Address, new Dictionary<string, string> { ["x-ms-blob-type"] = "PageBlob", ["x-ms-blob-content-length"] = $"{8L << 40}" }, []))
            Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        await app.Get<Receiving>().Receive(path.Blob, default);
        var receipt = await app.Receipt(path);
        Assert.Equal((Outcome.Refused, FileRules.TooLarge.Id, "not kept"), (receipt.Outcome, Assert.Single(receipt.Findings).Rule, receipt.Kept));
        Assert.Null(await app.Get<Inbox>().Find(path.Blob, default));
        await foreach (var aside in app.Get<Accounts>().Cases.GetBlobContainerClient(Containers.Quarantine).GetBlobsAsync())
            Assert.Fail($"{aside.Name} was put aside.");
    }

    [Theory]
    [InlineData(-16, HttpStatusCode.Forbidden)]
    [InlineData(-14, HttpStatusCode.Created)]
    [InlineData(4, HttpStatusCode.Created)]
    [InlineData(6, HttpStatusCode.Forbidden)]
    public async Task A_link_lasts_a_quarter_of_an_hour_and_clocks_may_differ_by_five_minutes(int minutes, HttpStatusCode expected)
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString(), with: builder => builder.Services.AddSingleton<TimeProvider>(new Clock { Ahead = TimeSpan.FromMinutes(minutes) }));
        using var http = new HttpClient();
        using var asked = await Ask(app, "POST", "links/returns/X24/return.csv", Ann);
        var link = (await asked.Content.ReadFromJsonAsync<LinkForUpload>(Json.Options))!;
        using var put = await Put(http, link.Address, link.Headers, [1]);
        Assert.Equal(expected, put.StatusCode);
    }

    [Fact]
    public async Task A_link_to_a_workbook_reads_exactly_its_version()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", Edition.Small.Extract());
        await app.Finish();
        using var http = new HttpClient();
        using var own = new HttpClient { BaseAddress = app.Control.Address };
        var pointer = (await own.GetFromJsonAsync<Latest>(new Uri("published/authority/507/2019-11/latest.json", UriKind.Relative), Json.Options))!;

        using var asked = await Ask(app, "GET", "links/published/authority/507/2019-11/latest.xlsx", Bob);
        var link = (await asked.Content.ReadFromJsonAsync<LinkForDownload>(Json.Options))!;
        Assert.Equal("no-store", asked.Headers.CacheControl!.ToString());
        Assert.EndsWith($"/{Containers.Published}/{pointer.Workbook}", link.Address.AbsolutePath, StringComparison.Ordinal);
        using (var file = await http.GetAsync(link.Address))
        {
            Assert.Equal((HttpStatusCode.OK, ContentTypes.Workbook), (file.StatusCode, file.Content.Headers.ContentType!.ToString()));
            Assert.Equal($"507-2019-11-{pointer.Version}.xlsx", file.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
            Assert.Equal(await own.GetByteArrayAsync(new Uri($"published/{pointer.Workbook}", UriKind.Relative)), await file.Content.ReadAsByteArrayAsync());
        }
        using (var other = await http.GetAsync(Of(link.Address, pointer.Workbook, pointer.Data)))
            Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        using (var written = await Put(http, link.Address, new Dictionary<string, string> { ["x-ms-blob-type"] = "BlockBlob" }, [1]))
            Assert.Equal(HttpStatusCode.Forbidden, written.StatusCode);

        // The version by its own name, and nothing that changes.
        using var version = await Ask(app, "GET", $"links/published/{pointer.Data}", Bob);
        Assert.Equal(HttpStatusCode.OK, version.StatusCode);
        using var changing = await Ask(app, "GET", "links/published/authority/507/2019-11/latest.json", Bob);
        Assert.Equal(HttpStatusCode.NotFound, changing.StatusCode);
    }

    [Fact]
    public async Task A_link_to_a_statement_is_for_its_parties()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var notices = SmallCases.Notices(SmallCases.Case("RJ7", "D-15-0412", "730", new DateOnly(2015, 6, 1), new DateTime(2015, 6, 8, 13, 0, 0)));
        await app.Send("RJ7", notices);
        await app.Send("730", notices);
        await app.Finish();
        using var refused = await Ask(app, "GET", "links/statements/RJ7/RJ7/730/2015-06/latest.xlsx", Bob);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var asked = await Ask(app, "GET", "links/statements/RJ7/RJ7/730/2015-06/latest.xlsx", "Ann; sender=730");
        var link = (await asked.Content.ReadFromJsonAsync<LinkForDownload>(Json.Options))!;
        using var http = new HttpClient();
        using var file = await http.GetAsync(link.Address);
        Assert.StartsWith("statement-RJ7-from-730-2015-06-", file.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        using var own = new HttpClient { BaseAddress = app.Control.Address };
        Assert.Equal(await own.GetByteArrayAsync(new Uri("statements/RJ7/RJ7/730/2015-06/latest.xlsx", UriKind.Relative)), await file.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("POST", "links/returns/X24/return.csv", Ann, HttpStatusCode.Conflict)]
    [InlineData("POST", "links/returns/X24/return.csv", Bob, HttpStatusCode.Forbidden)]
    [InlineData("GET", "links/published/authority/507/2019-11/latest.xlsx", Bob, HttpStatusCode.Conflict)]
    [InlineData("PUT", "returns/X24/return.csv", Ann, HttpStatusCode.Accepted)]
    [InlineData("GET", "published/authority/507/2019-11/latest.xlsx", Bob, HttpStatusCode.OK)]
    public async Task Where_storage_cannot_be_reached_there_are_no_links_and_files_go_through_the_app(string method, string path, string caller, HttpStatusCode expected)
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString(), with: builder => builder.Services.AddSingleton(new LinkSwitch(false)));
        await app.Send("X24", Edition.Small.Extract());
        using var answer = await Ask(app, method, path, caller);
        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.Conflict)
            Assert.Contains("through the app", (await answer.Content.ReadFromJsonAsync<Refusal>(Json.Options))!.WhatToDo, StringComparison.Ordinal);
    }

    /// <summary>https://learn.microsoft.com/rest/api/storageservices/create-user-delegation-sas: what an address says by which letters.</summary>
    [Fact]
    public async Task In_Azure_a_link_is_signed_by_a_key_of_the_app_s_identity_that_is_asked_for_hourly()
    {
        var (clock, storage) = (new Clock { Ahead = TimeSpan.Zero }, new KeyGiving());
        var account = new BlobServiceClient(new Uri("https://inbox.blob.core.windows.net"), new Token(), new BlobClientOptions { Transport = new HttpClientTransport(storage) });
        var links = new BlobLinks(clock);

        var link = await links.ToCreate(account, "inbox", "RJ7/one/return.csv", default);
        var said = HttpUtility.ParseQueryString(link.Address.Query);
        Assert.Equal("https://inbox.blob.core.windows.net/inbox/RJ7/one/return.csv", link.Address.GetLeftPart(UriPartial.Path));
        Assert.Equal(("b", "c", "https", KeyGiving.Identity), (said["sr"], said["sp"], said["spr"], said["skoid"]));
        Assert.Equal(TimeSpan.FromMinutes(20), Time("se") - Time("st"));
        Assert.Equal(link.Expires, Time("se"));
        Assert.True(Time("se") <= Time("ske") && Time("skt") <= Time("st"));
        var read = HttpUtility.ParseQueryString((await links.ToRead(account, "published", "one.xlsx", "saved as.xlsx", default)).Address.Query);
        Assert.Equal(("b", "r", "attachment; filename=\"saved as.xlsx\""), (read["sr"], read["sp"], read["rscd"]));
        Assert.Equal(1, storage.Asked);

        // A key that would end before a new link is not used for it.
        clock.Ahead = TimeSpan.FromMinutes(44);
        await links.ToCreate(account, "inbox", "RJ7/two/return.csv", default);
        Assert.Equal(1, storage.Asked);
        clock.Ahead = TimeSpan.FromMinutes(46);
        said = HttpUtility.ParseQueryString((await links.ToCreate(account, "inbox", "RJ7/three/return.csv", default)).Address.Query);
        Assert.Equal(2, storage.Asked);
        Assert.True(Time("se") <= Time("ske"));

        DateTimeOffset Time(string letters) => DateTimeOffset.Parse(said[letters]!, CultureInfo.InvariantCulture);
    }

    private static async Task<HttpResponseMessage> Ask(RunningApp app, string method, string path, string caller)
    {
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = method == "GET" ? null : new ByteArrayContent([1]) };
        request.Headers.Add(DevelopmentSignIn.Header, caller);
        return await http.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> Put(HttpClient http, Uri address, IReadOnlyDictionary<string, string> headers, byte[] content, params (string Name, string Value)[] more)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new ByteArrayContent(content) };
        foreach (var (name, value) in headers.Select(header => (header.Key, header.Value)).Concat(more))
            request.Headers.Add(name, value);
        return await http.SendAsync(request);
    }

    private static async Task<Receipt> Receipt(RunningApp app, string address)
    {
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        return (await http.GetFromJsonAsync<ReceiptAndEffect>(new Uri(address, UriKind.Relative), Json.Options))!.Receipt;
    }

    /// <summary>The same link with another blob in it.</summary>
    private static Uri Of(Uri link, string part, string other) => new(link.OriginalString.Replace(part, other, StringComparison.Ordinal));

    private static Uri With(Uri link, string query) => new($"{link.OriginalString}&{query}");

    private sealed class Clock : TimeProvider
    {
        public required TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }

    private sealed class Recording : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }

    private sealed class Token : TokenCredential
    {
        private static readonly AccessToken Made = new("invented", DateTimeOffset.MaxValue);

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => Made;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(Made);
    }

    /// <summary>Answers as storage does that is asked for a key by an identity, with what it was asked for.</summary>
    private sealed class KeyGiving : HttpMessageHandler
    {
        public const string Identity = "00000000-0000-0000-0000-00000000000b";

        public int Asked { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal((HttpMethod.Post, "?restype=service&comp=userdelegationkey"), (request.Method, request.RequestUri!.Query));
            Asked++;
            var asked = XDocument.Load(await request.Content!.ReadAsStreamAsync(cancellationToken)).Root!;
            var key = new XElement("UserDelegationKey",
                new XElement("SignedOid", Identity), new XElement("SignedTid", Guid.Empty), new XElement("SignedStart", asked.Element("Start")!.Value), new XElement("SignedExpiry", asked.Element("Expiry")!.Value),
                new XElement("SignedService", "b"), new XElement("SignedVersion", "2020-02-10"), new XElement("Value", Convert.ToBase64String("invented"u8)));
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(key.ToString(), new MediaTypeHeaderValue("application/xml")) };
        }
    }
}
