using System.Diagnostics;

namespace Monitoring.Bench;

/// <summary>A contender as the contest sees it: a process of its own, so that each has a cold start and a peak of memory of its own.</summary>
internal sealed class Entrant : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<Round> _rounds = [];

    private Entrant(string name, Process process) => (Name, _process) = (name, process);

    public string Name { get; private set; }

    /// <summary>Why it does not take part; null when it does.</summary>
    public string? Absent { get; private set; }

    public Round Cold => _rounds[0];

    public IReadOnlyList<Round> Warm => _rounds.Count > 1 ? _rounds[1..] : _rounds;

    public double PeakMb { get; private set; }

    /// <summary>One of this program's own contenders.</summary>
    public static Task<Entrant> Own(string name, string contender, string given, bool oneCore = false, bool quick = false)
    {
        var program = Environment.ProcessPath!;
        List<string> command = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, typeof(Entrant).Assembly.Location] : [program];
        command.AddRange(["--contender", contender, "--given", given]);
        if (quick)
            command.Add("--quick");
        return Start(name, command, oneCore);
    }

    /// <summary>A peer in Python.</summary>
    public static Task<Entrant> Python(string name, string python, string script, string given, string alsoGiven = "", bool oneCore = false) =>
        Start(name, [python, Path.Combine(AppContext.BaseDirectory, "Peers", script), given, alsoGiven], oneCore);

    private static async Task<Entrant> Start(string name, List<string> command, bool oneCore)
    {
        if (!File.Exists(command[0]))
            return new Entrant(name, new Process()) { Absent = $"there is no {command[0]}" };
        if (oneCore && CanPin)
            command.InsertRange(0, ["taskset", "--cpu-list", "0"]);
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var entrant = new Entrant(name, Process.Start(start)!);
        var said = Lines.Read<Introduction>(await entrant.Answer());
        entrant.Absent = said.Absent;
        if (said.Ready is { Length: > 0 } description)
            entrant.Name = $"{name} ({description})";
        return entrant;
    }

    /// <summary>Whether processes can be held on one core.</summary>
    public static bool CanPin { get; } = File.Exists("/usr/bin/taskset") || File.Exists("/bin/taskset");

    public async Task Go()
    {
        await _process.StandardInput.WriteLineAsync("round");
        await _process.StandardInput.FlushAsync();
        _rounds.Add(Lines.Read<Round>(await Answer()));
    }

    /// <summary>Lets it say how much memory it took, and ends it.</summary>
    public async Task Finish()
    {
        _process.StandardInput.Close();
        PeakMb = Lines.Read<Farewell>(await Answer()).PeakMb;
        await _process.WaitForExitAsync();
    }

    public ValueTask DisposeAsync()
    {
        if (Absent is null && !_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> Answer() =>
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{Name} ended without an answer; what it said is above.");
}
