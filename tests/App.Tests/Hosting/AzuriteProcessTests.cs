using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using Monitoring.LocalHost;
using Monitoring.LocalHost.Emulator;

namespace Monitoring.App.Tests.Hosting;

public class AzuriteProcessTests
{
    [Fact]
    public async Task What_was_put_on_disk_is_there_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var options = new AzuriteOptions { DataFolder = folder.Path };
        await using (var first = await AzuriteProcess.StartAsync(options))
            await new BlobContainerClient(first.ConnectionString, "kept").CreateAsync();
        await using var second = await AzuriteProcess.StartAsync(options);
        Assert.True(await new BlobContainerClient(second.ConnectionString, "kept").ExistsAsync());
    }

    [Fact]
    public async Task Accounts_are_apart()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { InMemory = true, Accounts = ["one", "two"] });
        await new BlobContainerClient(azurite.ConnectionStringFor("one"), "kept").CreateAsync();
        Assert.False(await new BlobContainerClient(azurite.ConnectionStringFor("two"), "kept").ExistsAsync());
        Assert.False(await new BlobContainerClient(azurite.ConnectionString, "kept").ExistsAsync());
    }

    [Fact]
    public async Task Its_sudden_end_is_told_in_plain_words()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { InMemory = true });
        var told = new TaskCompletionSource<string>();
        azurite.Died += told.SetResult;
        using (var process = Process.GetProcessById(azurite.ProcessId))
            process.Kill();
        Assert.StartsWith("Azurite, which stands in for Azure Storage, has ended", await told.Task.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_stated_port_that_is_taken_is_named()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        var e = await Assert.ThrowsAsync<LocalHostException>(() => AzuriteProcess.StartAsync(new AzuriteOptions { InMemory = true, QueuePort = port }));
        Assert.StartsWith($"Azurite cannot use port {port}: it is already in use.", e.Message);
    }

    [Fact]
    public async Task Two_do_not_share_one_folder()
    {
        using var folder = new TemporaryFolder();
        await using var first = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = folder.Path });
        var e = await Assert.ThrowsAsync<LocalHostException>(() => AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = folder.Path, StartLimit = TimeSpan.FromSeconds(1) }));
        Assert.StartsWith($"Another Azurite (process {first.ProcessId}) uses the data in", e.Message);
    }

    [Fact]
    public async Task Without_Node_the_message_says_what_to_install()
    {
        using var empty = new TemporaryFolder();
        var e = await Assert.ThrowsAsync<LocalHostException>(() => AzuriteProcess.StartAsync(new AzuriteOptions { SearchPath = empty.Path }));
        Assert.Equal("Azurite, which stands in for Azure Storage on this machine, needs Node.js, and there is none. Install Node.js 20 or later (https://nodejs.org), which brings npm, and start again.", e.Message);
    }

    [Fact]
    public async Task A_Node_that_is_too_old_is_named_with_its_version()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for node is a shell script.");
        using var folder = new TemporaryFolder();
        Script(folder, "node", "echo v18.20.0");
        var e = await Assert.ThrowsAsync<LocalHostException>(() => AzuriteProcess.StartAsync(new AzuriteOptions { SearchPath = folder.Path }));
        Assert.StartsWith($"Azurite needs Node.js 20 or later; {Path.Combine(folder.Path, "node")} is v18.20.0.", e.Message);
    }

    [Fact]
    public async Task An_installation_that_fails_shows_what_npm_said()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins for node and npm are shell scripts.");
        using var path = new TemporaryFolder();
        using var tools = new TemporaryFolder();
        Script(path, "node", "echo v22.1.0");
        await File.WriteAllTextAsync(Path.Combine(tools.Path, "run.mjs"), "");
        await File.WriteAllTextAsync(Path.Combine(tools.Path, "package-lock.json"), "{}");
        var options = new AzuriteOptions { SearchPath = path.Path, ToolFolder = tools.Path };

        var missing = await Assert.ThrowsAsync<LocalHostException>(() => AzuriteProcess.StartAsync(options));
        Assert.StartsWith("npm, which installs Azurite once, is missing", missing.Message);

        Script(path, "npm", "echo 'npm error: no network' >&2; exit 7");
        var failed = await Assert.ThrowsAsync<LocalHostException>(() => AzuriteProcess.StartAsync(options));
        Assert.Contains("ended with 7", failed.Message);
        Assert.Contains("no network", failed.Message);
    }

    private static void Script(TemporaryFolder folder, string name, string commands)
    {
        if (OperatingSystem.IsWindows())
            return;

        var file = Path.Combine(folder.Path, name);
        File.WriteAllText(file, $"#!/bin/sh\n{commands}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
