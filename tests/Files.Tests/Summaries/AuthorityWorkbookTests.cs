using Monitoring.Core.Policy;
using Monitoring.Files.Summaries;
using Monitoring.Files.Tests.Workbooks;

namespace Monitoring.Files.Tests.Summaries;

/// <summary>The workbooks of authorities and of England.</summary>
public class AuthorityWorkbookTests
{
    private static readonly Dictionary<string, Func<byte[]>> Workbooks = new()
    {
        ["authority-month"] = () => AuthorityWorkbook.Write(SummaryDocuments.Month, SummaryDocuments.Changed, SummaryDocuments.Publication),
        ["authority-quarter"] = () => AuthorityWorkbook.Write(SummaryDocuments.Quarter, SummaryDocuments.First, SummaryDocuments.Publication),
        ["authority-only-delays"] = () => AuthorityWorkbook.Write(SummaryDocuments.OnlyDelays, SummaryDocuments.First, SummaryDocuments.Publication),
        ["authority-part-quarter"] = () => AuthorityWorkbook.Write(SummaryDocuments.PartQuarter, SummaryDocuments.First, SummaryDocuments.Publication),
        ["england-month"] = () => EnglandWorkbook.Write(SummaryDocuments.England, SummaryDocuments.First, SummaryDocuments.Publication),
        ["england-quarter"] = () => EnglandWorkbook.Write(SummaryDocuments.EnglandQuarter, SummaryDocuments.First, SummaryDocuments.Publication),
    };

    public static TheoryData<string> Names => [.. Workbooks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_file_is_valid_and_opens(string name) => WorkbookForm.IsValidAndOpens(Workbooks[name]());

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_sheet_has_a_heading_and_at_most_one_table_without_empty_rows_or_merged_cells(string name) => WorkbookForm.IsAccessible(Workbooks[name]());

    [Fact]
    public async Task Every_formula_comes_to_the_value_in_the_file()
    {
        byte[][] written = [.. Workbooks.Values.Select(write => write())];
        var (spoilt, cell) = LibreOffice.WithOneWrongValue(written[0]);
        var recalculated = await LibreOffice.RecalculateAsync([.. written, spoilt]);
        foreach (var (file, again) in written.Zip(recalculated))
            Assert.Empty(LibreOffice.Differences(file, again));
        Assert.Contains(LibreOffice.Differences(spoilt, recalculated[^1]), difference => difference.StartsWith($"{cell}: 12345 in the file", StringComparison.Ordinal));
    }

    /// <summary>Run with UPDATE_GOLDEN=1 after an intended change, and read the difference before committing it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_workbook_reads_as_it_did(string name)
    {
        var text = WorkbookText.Extract(Workbooks[name]()).Replace(PolicyBook.Current.Version, "<policy>", StringComparison.Ordinal).Replace(Months.Derby.Reference, "<reference>", StringComparison.Ordinal);
        var golden = Path.Combine(Months.Root, "tests", "Files.Tests", "Summaries", "Golden", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            await File.WriteAllTextAsync(golden, text);
        Assert.Equal(await File.ReadAllTextAsync(golden), text);
    }

    [Fact]
    public void Written_for_people()
    {
        if (Environment.GetEnvironmentVariable("LOOK_AT") is { } folder)
            foreach (var (name, write) in Workbooks)
                File.WriteAllBytes(Path.Combine(folder, $"{name}.xlsx"), write());
    }
}
