using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Monitoring.LocalHost;

namespace Monitoring.App.Tests.Hosting;

public class HttpTriggerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Routes_carry_values_and_a_rest_of_the_path()
    {
        using var folder = new TemporaryFolder();
        await using var host = await RunAsync(folder, "");
        Assert.Equal("hello a/b%2Fc d.csv yes", await host.Client.GetStringAsync("echo/hello/a/b%2Fc%20d.csv?q=yes"));
        Assert.Equal("hello  ", await host.Client.GetStringAsync("echo/hello"));
        using var wrongMethod = await host.Client.PostAsync("echo/hello", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, wrongMethod.StatusCode);
    }

    [Fact]
    public async Task The_prefix_is_that_of_host_json()
    {
        using var folder = new TemporaryFolder();
        await using var host = await RunAsync(folder, "v1/");
        Assert.Equal("hello  ", await host.Client.GetStringAsync("v1/echo/hello"));
        using var without = await host.Client.GetAsync("echo/hello");
        Assert.Equal(HttpStatusCode.NotFound, without.StatusCode);
    }

    [Fact]
    public async Task Five_megabytes_stream_through()
    {
        using var folder = new TemporaryFolder();
        await using var host = await RunAsync(folder, "");
        var body = RandomNumberGenerator.GetBytes(5 * 1024 * 1024);
        using var answer = await host.Client.PutAsync("Upload", new StreamContent(new MemoryStream(body)));
        Assert.Equal($"{body.Length} {Convert.ToHexStringLower(SHA256.HashData(body))}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Forty_megabytes_are_not_refused_by_the_server()
    {
        // Kestrel's own limit would be 28.6 MB; how much is too much is for the app to say.
        using var folder = new TemporaryFolder();
        await using var host = await RunAsync(folder, "");
        using var answer = await host.Client.PostAsync("Upload", new ByteArrayContent(new byte[40_000_000]));
        Assert.StartsWith("40000000 ", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_IActionResult_is_executed()
    {
        using var folder = new TemporaryFolder();
        await using var host = await RunAsync(folder, "");
        using var answer = await host.Client.GetAsync("classic");
        Assert.Equal(418, (int)answer.StatusCode);
        Assert.Equal("""{"method":"GET"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_failure_is_a_500_and_is_told()
    {
        using var folder = new TemporaryFolder();
        await using var host = await RunAsync(folder, "");
        var failures = new List<FunctionFailure>();
        host.Control.Failed += failures.Add;
        using var answer = await host.Client.DeleteAsync("break");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("broken on purpose", Assert.Single(failures).Cause.Message);
        Assert.Equal(["/break"], host.Seen.Words);
    }

    [Fact]
    public async Task The_status_says_that_it_is_an_emulation()
    {
        using var folder = new TemporaryFolder();
        await using var host = await RunAsync(folder, "");
        using var status = JsonDocument.Parse(await host.Client.GetStringAsync("admin/host/status"));
        Assert.Equal("Running", status.RootElement.GetProperty("state").GetString());
        Assert.True(status.RootElement.GetProperty("emulated").GetBoolean());
    }

    [Fact]
    public async Task A_name_of_another_site_is_not_served()
    {
        using var folder = new TemporaryFolder();
        await using var host = await RunAsync(folder, "");
        using var request = new HttpRequestMessage(HttpMethod.Get, "echo/hello") { Headers = { Host = "elsewhere.example" } };
        using var answer = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<RunningHost> RunAsync(TemporaryFolder folder, string prefix)
    {
        var file = Path.Combine(folder.Path, "host.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { version = "2.0", extensions = new { http = new { routePrefix = prefix } } }));
        return await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Web)], o => o.HostJsonFile = file);
    }
}
