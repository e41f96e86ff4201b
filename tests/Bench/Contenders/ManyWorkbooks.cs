using Monitoring.Core.Figures.Delays;
using static System.FormattableString;

namespace Monitoring.Bench.Contenders;

/// <summary>As many authority workbooks as are asked for, on all cores, none of them kept: the process starts cold, as a function app does.</summary>
internal sealed class ManyWorkbooks(int count) : IContender
{
    private readonly List<DelayFigures> _documents = WorkbookCells.Documents(quick: false);

    public Task<Round> Go()
    {
        var timed = new Timed();
        var bytes = 0L;
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, number =>
            Interlocked.Add(ref bytes, NationalMonth.Workbook(_documents[number % (_documents.Count - 1)]).Length));
        return Task.FromResult(new Round([timed.Taken("all of them")], AllocatedMb: timed.AllocatedMb, Note: Invariant($"{bytes / 1e6:0.0} MB of workbooks.")));
    }
}
