using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Monitoring.Files.Tests.Fuzz;

/// <summary>A way in which the law is broken, with the first case that breaks it so.</summary>
internal sealed record FuzzFault(string Law, int Number, string Words, string Details);

/// <summary>
/// Runs cases on every processor, measures each, and watches that none goes on without end. If a case takes the process with it, as an overflow of the stack does, its
/// number stands in a file monitoring-fuzz-*.txt in the folder for temporary files.
/// </summary>
internal sealed class FuzzRun(int first, int count)
{
    /// <summary>Ways of breaking the law after which a run ends.</summary>
    private const int Enough = 20;

    private sealed class Worker
    {
        internal long Started;

        internal int Number;
    }

    private readonly ConcurrentDictionary<string, FuzzFault> _faults = new();
    private readonly ConcurrentDictionary<string, int> _seen = new();
    private int _taken;
    private int _done;
    private (double Milliseconds, int Number) _slowest;
    private (double Megabytes, int Number) _largest;
    private long _held, _heldBefore;
    private TimeSpan _took, _processor;
    private readonly Lock _lock = new();

    internal IReadOnlyCollection<FuzzFault> Faults => [.. _faults.Values.OrderBy(fault => fault.Number)];

    internal int Done => _done;

    /// <summary>Memory that the process held at most during the run, in MB, beyond what it held at the start: the tests before this one have left some.</summary>
    internal long Held => (_held - _heldBefore) >> 20;

    internal void Run()
    {
        var watch = Stopwatch.StartNew();
        // What is made once is not the first case's doing.
        new FuzzCase(first).Build();
        _ = FuzzLaw.Keep(new FuzzUpload("return.csv", "RJ7", new(2020, 1, 9), [.. "x\n"u8], [], false), 0);
        var workers = Enumerable.Range(0, int.Max(1, Environment.ProcessorCount)).Select(_ => new Worker()).ToList();
        var threads = workers.Select((worker, index) => new Thread(() => Work(worker, index), FuzzBounds.Stack) { IsBackground = true, Name = "fuzz" }).ToList();
        threads.ForEach(thread => thread.Start());
        var before = Environment.CpuUsage.TotalTime;
        _held = _heldBefore = Environment.WorkingSet;
        while (threads.Exists(thread => !thread.Join(100)))
        {
            _held = long.Max(_held, Environment.WorkingSet);
            foreach (var worker in workers)
            {
                var started = Volatile.Read(ref worker.Started);
                if (started != 0 && Stopwatch.GetElapsedTime(started) > FuzzBounds.Longest)
                {
                    var fuzzed = new FuzzCase(worker.Number);
                    Fault("A case ends.", worker.Number, fuzzed.Words(Enumerable.Range(0, fuzzed.Mutations.Length)), $"It has taken more than {FuzzBounds.Longest.TotalSeconds:0} s.");
                    return;
                }
            }
        }
        (_took, _processor) = (watch.Elapsed, Environment.CpuUsage.TotalTime - before);
    }

    private void Work(Worker worker, int index)
    {
        var journal = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"monitoring-fuzz-{Environment.ProcessId}-{index}.txt"));
        using (var file = new FileStream(journal, FileMode.Create))
        {
            while (_faults.Count < Enough && Interlocked.Increment(ref _taken) is var taken && taken <= count)
            {
                var number = first + taken - 1;
                file.Position = 0;
                file.Write(Encoding.ASCII.GetBytes(number.ToString("0000000000\n", CultureInfo.InvariantCulture)));
                file.Flush();
                worker.Number = number;
                Volatile.Write(ref worker.Started, Stopwatch.GetTimestamp());
                try
                {
                    One(number);
                }
                catch (Exception exception)
                {
                    Fault("A case can be made.", number, $"case {number}", exception.ToString());
                }
                Volatile.Write(ref worker.Started, 0);
                Interlocked.Increment(ref _done);
            }
        }
        File.Delete(journal);
    }

    private void One(int number)
    {
        var fuzzed = new FuzzCase(number);
        var upload = fuzzed.Build();
        var (bytes, time) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        var broken = Broken(upload, number, out var outcome);
        Measure(number, Stopwatch.GetElapsedTime(time).TotalMilliseconds, (GC.GetAllocatedBytesForCurrentThread() - bytes) / 1048576.0);
        if (broken is var (law, details) && law is not null)
        {
            if (!_faults.ContainsKey(law))
                Fault(law, number, fuzzed.Words(fuzzed.Shrunk(fewer => Broken(fewer, number, out _).Law == law)), details);
            return;
        }
        Count($"as {fuzzed.Ending}");
        Count($"kind {outcome!.Kind}");
        Count($"outcome {outcome.Outcome}");
        Count($"collection {outcome.Collection ?? "none"}");
        if (outcome.Marked)
            Count("marked copies");
        if (outcome.Damaged is { } damaged)
            Count($"damaged {damaged}");
        foreach (var layer in fuzzed.Mutations.Select(mutation => mutation.Layer).Distinct())
            Count($"layer {layer}");
        foreach (var rule in outcome.Rules.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Count($"rule {rule}");
    }

    private static (string? Law, string Details) Broken(FuzzUpload upload, int number, out FuzzOutcome? outcome)
    {
        outcome = null;
        try
        {
            outcome = FuzzLaw.Keep(upload, number);
            return (null, "");
        }
        catch (BrokenLawException broken)
        {
            return (broken.Law, broken.Message);
        }
        catch (Exception exception)
        {
            // By where it was thrown: the message may hold what the file holds.
            var place = exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Monitoring.Core", StringComparison.Ordinal) || line.Contains("Monitoring.Files.", StringComparison.Ordinal))?.Trim();
            return ($"Nothing is thrown. {exception.GetType().Name} {place}", exception.ToString());
        }
    }

    private void Measure(int number, double milliseconds, double megabytes)
    {
        lock (_lock)
        {
            if (milliseconds > _slowest.Milliseconds)
                _slowest = (milliseconds, number);
            if (megabytes > _largest.Megabytes)
                _largest = (megabytes, number);
        }
        if (megabytes > FuzzBounds.MostAllocated)
        {
            var fuzzed = new FuzzCase(number);
            Fault("A case takes no more memory than stated.", number, fuzzed.Words(Enumerable.Range(0, fuzzed.Mutations.Length)), $"It took {megabytes:0} MB.");
        }
    }

    private void Fault(string law, int number, string words, string details) => _faults.TryAdd(law, new FuzzFault(law, number, words, details));

    private void Count(string what) => _seen.AddOrUpdate(what, 1, (_, before) => before + 1);

    /// <summary>How many cases of what, and the most that one of them took.</summary>
    internal string Report()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{_done:N0} cases from {first} in {_took.TotalSeconds:0} s on {Environment.ProcessorCount} processors; {FuzzSeeds.All.Length} seeds.");
        text.AppendLine(CultureInfo.InvariantCulture, $"{_processor.TotalSeconds:0} s of processor time, {_processor.TotalMilliseconds / int.Max(1, _done):0.0} ms for a case.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Slowest: {_slowest.Milliseconds:0} ms (case {_slowest.Number}). Most memory: {_largest.Megabytes:0} MB (case {_largest.Number}). The process held at most {Held:N0} MB more than before.");
        foreach (var group in _seen.GroupBy(pair => pair.Key.Split(' ')[0]).OrderBy(group => group.Key, StringComparer.Ordinal))
            text.AppendLine(CultureInfo.InvariantCulture, $"  {group.Key}: {string.Join(", ", group.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key[(group.Key.Length + 1)..]} {pair.Value:N0}"))}");
        return text.ToString();
    }
}
