using static System.FormattableString;

namespace Monitoring.Bench;

/// <summary>The comparison as aligned text.</summary>
internal static class Report
{
    private static readonly string[] Heading = ["who", "what", "cold", "warm", "shortest", "longest", "of ours", "cpu", "of ours", "allocated MB", "peak MB"];

    /// <param name="entrants">Ours first.</param>
    /// <returns>Whether all who said what they found found the same.</returns>
    public static bool Print(string title, string explanation, int warmRounds, IReadOnlyList<Entrant> entrants)
    {
        Console.WriteLine();
        Console.WriteLine($"{title}; {warmRounds} warm {(warmRounds == 1 ? "round" : "rounds")}");
        Console.WriteLine(explanation);
        Console.WriteLine();
        var present = entrants.Where(entrant => entrant.Absent is null).ToList();
        List<string[]> rows = [Heading];
        foreach (var entrant in present)
            rows.AddRange(entrant.Cold.Measures.Select((measure, index) => Row(entrant, measure.Name, index == 0, present[0])));
        var widths = Heading.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            Console.WriteLine($"  {string.Join("  ", row.Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))}".TrimEnd());
        foreach (var entrant in entrants.Where(entrant => entrant.Absent is not null))
            Console.WriteLine($"  {entrant.Name} is absent: {entrant.Absent}.");
        foreach (var entrant in present.Where(entrant => entrant.Cold.Note is not null))
            Console.WriteLine($"  {entrant.Name}: {entrant.Warm[^1].Note}");
        return Same(present);
    }

    private static string[] Row(Entrant entrant, string measure, bool first, Entrant ours)
    {
        var warm = Sorted(entrant, measure, taken => taken.Milliseconds);
        var cpu = Sorted(entrant, measure, taken => taken.Cpu);
        return
        [
            first ? entrant.Name : "", measure, Number(entrant.Cold.Measures.Single(taken => taken.Name == measure).Milliseconds), Number(Median(warm)), Number(warm[0]), Number(warm[^1]),
            Ratio(warm, Sorted(ours, measure, taken => taken.Milliseconds)), Number(Median(cpu)), Ratio(cpu, Sorted(ours, measure, taken => taken.Cpu)),
            first && entrant.Warm[^1].AllocatedMb is { } allocated ? Number(allocated) : "", first ? Number(entrant.PeakMb) : "",
        ];
    }

    private static bool Same(List<Entrant> present)
    {
        var checks = present.SelectMany(entrant => entrant.Warm.Prepend(entrant.Cold).Where(round => round.Check is not null).Select(round => (entrant.Name, Check: round.Check!))).Distinct().ToList();
        if (checks.Select(check => check.Check).Distinct().Count() <= 1)
        {
            if (checks.Count > 0)
                Console.WriteLine($"  {(checks.Count switch { 1 => "It found", 2 => "Both found the same", var all => $"All {all} found the same" })}: {checks[0].Check}.");
            return true;
        }
        Console.WriteLine("  THEY DISAGREE:");
        foreach (var (name, check) in checks)
            Console.WriteLine($"    {name}: {check}.");
        return false;
    }

    private static double[] Sorted(Entrant entrant, string measure, Func<Measure, double> number) =>
        [.. entrant.Warm.SelectMany(round => round.Measures).Where(taken => taken.Name == measure).Select(number).Order()];

    private static string Ratio(double[] times, double[] ours) => Invariant($"{Median(times) / Median(ours):0.00}");

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static string Number(double number) => Invariant(number < 100 ? $"{number:0.0}" : (FormattableString)$"{number:#,##0}");
}
