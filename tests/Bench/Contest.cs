using System.Runtime.InteropServices;
using Monitoring.LocalHost.Emulator;

namespace Monitoring.Bench;

/// <summary>Lets the contenders of each section take turns, round by round, and prints how they compare. Nothing is asserted about times.</summary>
internal sealed class Contest(Options options)
{
    private bool _same = true;

    /// <returns>1 when contenders disagree about what they found, whatever the times, or formulas come to other values than workbooks hold.</returns>
    public async Task<int> Run()
    {
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores{(options.Quick ? ", quick" : "")}.");
        Console.WriteLine("Each contender is a process of its own and they take turns. Cold is the first round: its input is prepared and Python has imported, but .NET still compiles;");
        Console.WriteLine("warm is the median of the rounds after it, with the shortest and longest. 'of ours' is its warm time divided by ours: 0.50 took half as long.");
        Console.WriteLine("Cpu is the median of what all threads of the process took, which neighbours on the machine change less. Allocated is what .NET allocated in the last round;");
        Console.WriteLine("peak is the most memory that the process ever held.");
        if (options.Wants("reading"))
            await Reading();
        if (options.Wants("figures"))
            await Figures();
        if (options.Wants("days"))
            await Days();
        if (options.Wants("workbooks"))
            await Workbooks();
        if (options.Wants("app"))
            await App();
        if (options.Wants("evidence"))
            new EvidenceTrials(options).Print();
        if (options.Wants("recalculation"))
            _same &= await new WorkbooksRecalculated(options).Print();
        return _same ? 0 : 1;
    }

    private Task Reading() => Section(
        "Reading and checking the national month: CSV of 3.6 MB and 20,622 rows, ms",
        "Ours types and checks every row and slice, then sums. The peers are told names and types of the columns, sum what they read, and check nothing.",
        options.Quick ? 7 : 25,
        [
            () => Entrant.Own("ours, 1 thread", "reading", ""),
            () => Entrant.Own("DuckDB", "reading-duckdb", ""),
            () => Entrant.Own("DuckDB, 1 thread", "reading-duckdb", "1"),
            () => Entrant.Python("pandas", options.Python, "reading.py", NationalMonth.File, Lines.Write(NationalMonth.ReplacedCodes())),
        ]);

    private Task Figures() => Section(
        "The month as figures documents: JSON bytes of 152 authorities and England, ms",
        "From lines in memory. Ours has every working, rate, rank and status; DuckDB makes documents of the bare sums, by care and reason and by provider.",
        options.Quick ? 7 : 25,
        [
            () => Entrant.Own("ours, 1 thread", "figures", ""),
            () => Entrant.Own("DuckDB, sums only", "figures-duckdb", ""),
            () => Entrant.Own("DuckDB, sums only, 1 thread", "figures-duckdb", "1"),
        ]);

    private Task Days() => Section(
        "A hundred thousand cases of the Care Act 2014, decided day by day, ms",
        "Ours judges notices with remedies, and gives each calendar day its ground, fact, provision, rate and flags; DuckDB is told the plain arithmetic alone, and counts.",
        options.Quick ? 2 : 7,
        [
            () => Entrant.Own("ours, 1 thread", "days", ""),
            () => Entrant.Own("DuckDB, arithmetic only", "days-duckdb", ""),
            () => Entrant.Own("DuckDB, arithmetic only, 1 thread", "days-duckdb", "1"),
        ]);

    private async Task Workbooks()
    {
        var cells = Path.Combine(Path.GetTempPath(), $"monitoring-bench-{Environment.ProcessId}.jsonl");
        try
        {
            WorkbookCells.Write(cells, options.Quick);
            await Section(
                $"Workbooks of the month, in memory, {(Entrant.CanPin ? "each process held on one core" : "NOT held on one core: there is no taskset")}, ms for one workbook",
                "xlsxwriter is given what ours hold, worked out before: the same cells with their styles, tables, charts, links, widths, heights and print set-up. Ours works out formulas, sentences, widths and heights from the figures.",
                options.Quick ? 1 : 3,
                [
                    () => Entrant.Own("ours", "workbooks", "", oneCore: true, options.Quick),
                    () => Entrant.Python("xlsxwriter", options.Python, "workbooks.py", cells, oneCore: true),
                ]);
        }
        finally
        {
            File.Delete(cells);
        }
        await Section(
            $"Many workbooks, one after the other on each of {Environment.ProcessorCount} cores, each forgotten when it is written, ms for all of them",
            "That memory does not grow with their number is seen by the peaks.",
            warmRounds: 0,
            [.. ((int[])(options.Quick ? [20, 80] : [149, 600])).Select(count => (Func<Task<Entrant>>)(() => Entrant.Own(FormattableString.Invariant($"{count} workbooks"), "workbooks-many", FormattableString.Invariant($"{count}"))))]);
    }

    private async Task App()
    {
        var rounds = options.Quick ? 1 : 3;
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions
        {
            InMemory = true,
            Accounts = [.. from kind in new[] { "app", "bare" } from number in Enumerable.Range(0, rounds + 1) select $"{kind}{number}"],
            Progress = Console.Error.WriteLine,
        });
        var storage = azurite.ConnectionStringFor(StorageAccount.Placeholder);
        await Section(
            "The national month through the app on Azurite (in memory), from the upload's first byte, ms",
            "Beside it what of that is not storage, and what is nothing but storage: the same steps from file to workbooks with no storage between, on one thread; and bare writes of the documents that the app leaves, eight at once.",
            rounds,
            [
                () => Entrant.Own("the app", "app", storage),
                () => Entrant.Own("its steps without storage", "app-steps", ""),
                () => Entrant.Own("bare writes", "app-writes", storage),
            ]);
    }

    private async Task Section(string title, string explanation, int warmRounds, IEnumerable<Func<Task<Entrant>>> contenders)
    {
        var entrants = new List<Entrant>();
        try
        {
            foreach (var contender in contenders)
                entrants.Add(await contender());
            var present = entrants.Where(entrant => entrant.Absent is null).ToList();
            for (var round = 0; round <= warmRounds; round++)
            {
                foreach (var entrant in present)
                    await entrant.Go();
            }
            foreach (var entrant in present)
                await entrant.Finish();
            _same &= Report.Print(title, explanation, warmRounds, entrants);
        }
        finally
        {
            foreach (var entrant in entrants)
                await entrant.DisposeAsync();
        }
    }
}
