using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Monitoring.LocalHost.Emulator;

/// <summary>The machine's node and npm.</summary>
internal sealed class NodeTools
{
    private const int OldestNode = 20;
    private const string Install = "Install Node.js 20 or later (https://nodejs.org), which brings npm, and start again.";

    private readonly string _searchPath;

    private NodeTools(string searchPath, string node) => (_searchPath, Node) = (searchPath, node);

    /// <summary>The path of node.</summary>
    public string Node { get; }

    /// <exception cref="LocalHostException">Node is missing or too old.</exception>
    public static async Task<NodeTools> FindAsync(string? searchPath, CancellationToken cancelled)
    {
        searchPath ??= Environment.GetEnvironmentVariable("PATH") ?? "";
        if (Look("node", searchPath) is not { } node)
            throw new LocalHostException($"Azurite, which stands in for Azure Storage on this machine, needs Node.js, and there is none. {Install}");

        var tools = new NodeTools(searchPath, node);
        var (exit, output) = await tools.RunAsync(node, ["--version"], AppContext.BaseDirectory, cancelled);
        var version = output.Trim();
        if (exit != 0 || !int.TryParse(version.TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major))
            throw new LocalHostException($"{node} does not tell its version ({version}). {Install}");
        if (major < OldestNode)
            throw new LocalHostException($"Azurite needs Node.js {OldestNode} or later; {node} is {version}. {Install}");
        return tools;
    }

    /// <summary>Runs npm in a folder.</summary>
    /// <returns>Its exit code, and all that it printed.</returns>
    /// <exception cref="LocalHostException">npm is missing.</exception>
    public Task<(int Exit, string Output)> NpmAsync(IEnumerable<string> arguments, string folder, CancellationToken cancelled) =>
        RunAsync(Look("npm", _searchPath) ?? throw new LocalHostException($"npm, which installs Azurite once, is missing beside Node.js. {Install}"), arguments, folder, cancelled);

    public ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.Environment["PATH"] = _searchPath;
        return start;
    }

    private async Task<(int Exit, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, string folder, CancellationToken cancelled)
    {
        try
        {
            using var process = Process.Start(StartInfo(program, arguments, folder))!;
            process.StandardInput.Close();
            try
            {
                var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancelled), process.StandardError.ReadToEndAsync(cancelled));
                await process.WaitForExitAsync(cancelled);
                return (process.ExitCode, await output + await errors);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (Win32Exception e)
        {
            throw new LocalHostException($"{program} cannot be run: {e.Message}. {Install}", e);
        }
    }

    private static string? Look(string name, string searchPath)
    {
        // npm comes as npm.cmd on Windows, beside a shell script of the plain name that cannot be started.
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        return searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(File.Exists);
    }
}
