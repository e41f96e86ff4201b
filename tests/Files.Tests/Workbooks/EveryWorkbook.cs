using System.Collections.Concurrent;

namespace Monitoring.Files.Tests.Workbooks;

/// <summary>The workbooks of a class of tests, by name, each to be written anew.</summary>
public interface IWorkbooks
{
    static abstract IReadOnlyDictionary<string, Func<byte[]>> All { get; }
}

/// <summary>
/// What holds of every workbook that is published, whatever it shows: its form, its charts, its formulas and its text. A class of tests that derives from this names its workbooks and has these tests besides its own.
/// </summary>
public abstract class EveryWorkbook<T> where T : IWorkbooks
{
    private static readonly ConcurrentDictionary<string, byte[]> Written = new();

    public static TheoryData<string> AllNames => [.. T.All.Keys];

    [Theory]
    [MemberData(nameof(AllNames))]
    public void The_file_is_valid_and_opens(string name) => WorkbookForm.IsValidAndOpens(Workbook(name));

    [Theory]
    [MemberData(nameof(AllNames))]
    public void It_is_accessible(string name) => WorkbookForm.IsAccessible(Workbook(name));

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Its_charts_show_what_its_cells_hold(string name) => Assert.Empty(ChartFaults.Of(Workbook(name)));

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Its_formulas_depend_on_nothing_else(string name) => Assert.Empty(WorkbookForm.LooseEnds(Workbook(name)));

    [Fact]
    public async Task Every_formula_comes_to_the_value_in_the_file()
    {
        byte[][] written = [.. T.All.Keys.Select(Workbook)];
        var withFormulas = written.First(Recalculation.HasFormulas);
        var (spoilt, cell) = Recalculation.WithOneWrongValue(withFormulas);
        var recalculated = await LibreOffice.RecalculateAsync([.. written, spoilt]);
        foreach (var file in recalculated[..^1])
        {
            Assert.Empty(file.Differences);
            Assert.Empty(file.Errors);
        }
        // The check itself: a wrong value planted in the file is found, and nothing else.
        Assert.StartsWith($"{cell}: 12345 in the file", Assert.Single(recalculated[^1].Differences));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void The_content_is_the_same_every_time_and_in_every_culture(string culture)
    {
        foreach (var (name, write) in T.All)
            Assert.Equal(WorkbookText.Extract(Workbook(name)), Cultures.In(culture, () => WorkbookText.Extract(write())));
    }

    /// <summary>Written once, for the tests that only look at it.</summary>
    private protected static byte[] Workbook(string name) => Written.GetOrAdd(name, _ => T.All[name]());
}
