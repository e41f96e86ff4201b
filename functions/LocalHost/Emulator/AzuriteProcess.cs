using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitoring.LocalHost.Emulator;

/// <summary>A running Azurite: blobs, queues and tables on ports of 127.0.0.1. It ends with the program that started it.</summary>
public sealed partial class AzuriteProcess : IAsyncDisposable
{
    /// <summary>The account that every Azurite has.</summary>
    public const string DefaultAccount = "devstoreaccount1";

    // Published in Azurite's documentation and the same everywhere: it guards nothing.
    private const string WellKnownKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly AzuriteOutput _output;
    private volatile bool _ending;

    private AzuriteProcess(Process process, AzuriteOutput output) => (_process, _output) = (process, output);

    /// <summary>Called once, with a sentence, when Azurite ends although nobody asked it to.</summary>
    public event Action<string>? Died;

    /// <summary>The port of blobs.</summary>
    public int BlobPort => _output.Port("Blob");

    /// <summary>The port of queues.</summary>
    public int QueuePort => _output.Port("Queue");

    /// <summary>The port of tables.</summary>
    public int TablePort => _output.Port("Table");

    /// <summary>The process, for tests that look for it.</summary>
    public int ProcessId { get; private init; }

    /// <summary>The connection string of <see cref="DefaultAccount"/>.</summary>
    public string ConnectionString => ConnectionStringFor(DefaultAccount);

    /// <summary>The connection string of one of the accounts that Azurite was started with.</summary>
    public string ConnectionStringFor(string account) => string.Create(
        CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={WellKnownKey};BlobEndpoint=http://127.0.0.1:{BlobPort}/{account};QueueEndpoint=http://127.0.0.1:{QueuePort}/{account};TableEndpoint=http://127.0.0.1:{TablePort}/{account};");

    /// <summary>Installs Azurite if need be, starts it, and completes when it listens.</summary>
    /// <exception cref="LocalHostException">
    /// Node is missing or too old, npm is missing, the installation failed, a stated port is taken, the data are in use,
    /// or Azurite did not start.
    /// </exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteOptions options, CancellationToken cancelled = default)
    {
        var installation = new AzuriteInstallation(options.ToolFolder, options.Progress);
        var tools = await NodeTools.FindAsync(options.SearchPath, cancelled);
        await installation.EnsureAsync(tools, cancelled);
        var data = DataFolder(options);
        if (!options.InMemory)
            await AzuriteData.WaitUntilFreeAsync(data, options.StartLimit, cancelled);

        var azurite = Start(tools.StartInfo(tools.Node, [installation.Script, .. Arguments(options, data)], data), options, data);
        try
        {
            await azurite._output.Listening.WaitAsync(options.StartLimit, cancelled);
            return azurite;
        }
        catch (TimeoutException)
        {
            await azurite.DisposeAsync();
            throw new LocalHostException($"Azurite did not start within {options.StartLimit.TotalSeconds:0} seconds.{azurite._output.Tail}");
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets Azurite save its data and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ending)
            return;

        _ending = true;
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        using var limit = new CancellationTokenSource(EndLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static AzuriteProcess Start(ProcessStartInfo start, AzuriteOptions options, string data)
    {
        if (options.Accounts.Count > 0)
            start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', options.Accounts.Prepend(DefaultAccount).Distinct().Select(a => $"{a}:{WellKnownKey}"));
        else
            start.Environment.Remove("AZURITE_ACCOUNTS");
        if (!options.InMemory)
            start.Environment[AzuriteData.PidFileVariable] = AzuriteData.PidFile(data);

        // Deprecations inside Azurite are not news to whoever runs this app.
        start.Environment["NODE_NO_WARNINGS"] = "1";

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var output = new AzuriteOutput();
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        process.Start();
        var azurite = new AzuriteProcess(process, output) { ProcessId = process.Id };
        process.Exited += (_, _) => _ = azurite.HasEndedAsync();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return azurite;
    }

    private static string DataFolder(AzuriteOptions options)
    {
        var folder = options.InMemory
            ? Path.Combine(Path.GetTempPath(), "monitoring-azurite")
            : options.DataFolder ?? Path.Combine(RepositoryFolder.Find() ?? AppContext.BaseDirectory, ".local", "azurite");
        return Directory.CreateDirectory(folder).FullName;
    }

    private static IEnumerable<string> Arguments(AzuriteOptions options, string data)
    {
        string Port(int port) => port.ToString(CultureInfo.InvariantCulture);
        string[] always =
        [
            "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            "--blobHost", "127.0.0.1", "--blobPort", Port(options.BlobPort),
            "--queueHost", "127.0.0.1", "--queuePort", Port(options.QueuePort),
            "--tableHost", "127.0.0.1", "--tablePort", Port(options.TablePort),
        ];
        return options.InMemory ? [.. always, "--inMemoryPersistence"] : [.. always, "--location", data];
    }

    private async Task HasEndedAsync()
    {
        try
        {
            // Its last lines may arrive after the news of its end; this waits for them.
            await _process.WaitForExitAsync();
        }
        catch (InvalidOperationException)
        {
            // Disposed of in the meantime, so somebody did ask it to end.
        }

        _output.End();
        if (!_ending && _output.Listening.IsCompletedSuccessfully)
            Died?.Invoke($"Azurite, which stands in for Azure Storage, has ended; start the app again.{_output.Tail}");
    }

    /// <summary>What Azurite prints: its ports, and what went wrong.</summary>
    private sealed partial class AzuriteOutput
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, int> _ports = [];
        private readonly Queue<string> _lines = [];
        private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when all three ports are open; fails with a <see cref="LocalHostException"/> otherwise.</summary>
        public Task Listening => _listening.Task;

        public string Tail
        {
            get
            {
                lock (_lock)
                    return _lines.Count == 0 ? "" : $" Its last words:{Environment.NewLine}{string.Join(Environment.NewLine, _lines)}";
            }
        }

        public int Port(string kind)
        {
            lock (_lock)
                return _ports[kind];
        }

        public void Add(string? line)
        {
            if (string.IsNullOrWhiteSpace(line))
                return;

            lock (_lock)
            {
                _lines.Enqueue(line);
                if (_lines.Count > 8)
                    _lines.Dequeue();
                if (ListeningLine().Match(line) is { Success: true } open)
                    _ports[open.Groups["kind"].Value] = int.Parse(open.Groups["port"].Value, CultureInfo.InvariantCulture);
                if (_ports.Count == 3)
                    _listening.TrySetResult();
            }

            if (TakenLine().Match(line) is { Success: true } taken)
                _listening.TrySetException(new LocalHostException($"Azurite cannot use port {taken.Groups["port"].Value}: it is already in use. End the program that holds it (perhaps another Azurite), or choose another port."));
        }

        public void End() => _listening.TrySetException(new LocalHostException($"Azurite ended while starting.{Tail}"));

        [GeneratedRegex(@"Azurite (?<kind>Blob|Queue|Table) service is successfully listening at http://127\.0\.0\.1:(?<port>\d+)")]
        private static partial Regex ListeningLine();

        [GeneratedRegex(@"EADDRINUSE.*?:(?<port>\d+)\s*$")]
        private static partial Regex TakenLine();
    }
}
