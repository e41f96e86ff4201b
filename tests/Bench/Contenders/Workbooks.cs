using Monitoring.Core.Figures.Delays;
using static System.FormattableString;

namespace Monitoring.Bench.Contenders;

/// <summary>Documents in memory to workbooks in memory.</summary>
internal sealed class OurWorkbooks(bool quick) : IContender
{
    private readonly List<DelayFigures> _documents = WorkbookCells.Documents(quick);
    private string? _found;
    private double? _first;

    public Task<Round> Go()
    {
        var authorities = new Timed();
        List<byte[]> workbooks = [NationalMonth.Workbook(_documents[0])];
        _first ??= authorities.Taken("first").Milliseconds;
        workbooks.AddRange(_documents[1..^1].Select(NationalMonth.Workbook));
        var (authoritiesTime, authoritiesAllocated) = (authorities.Taken("an authority"), authorities.AllocatedMb);
        var england = new Timed();
        workbooks.Add(NationalMonth.Workbook(_documents[^1]));
        var (englandTime, englandAllocated) = (england.Taken("England"), england.AllocatedMb);
        _found ??= WorkbookCells.InWords(workbooks);
        return Task.FromResult(new Round(
            [authoritiesTime.Each(workbooks.Count - 1), englandTime], _found, authoritiesAllocated + englandAllocated,
            Invariant($"{workbooks.Count} workbooks, {workbooks.Sum(workbook => workbook.Length) / 1e6:0.0} MB; the very first took {_first:0} ms; an authority's takes {authoritiesAllocated / (workbooks.Count - 1):0.0} MB of allocations, England's {englandAllocated:0.0} MB.")));
    }
}
