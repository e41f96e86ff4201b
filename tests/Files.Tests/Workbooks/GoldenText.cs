namespace Monitoring.Files.Tests.Workbooks;

/// <summary>The text of a workbook as it was last read through by somebody.</summary>
internal static class GoldenText
{
    /// <summary>Run with UPDATE_GOLDEN=1 after an intended change, and read the difference before committing it.</summary>
    /// <param name="folder">Of the tests, in which the folder Golden is.</param>
    /// <param name="versions">What changes with every change of a table and is of no matter here, with the word that stands in its place.</param>
    public static async Task IsAsync(byte[] workbook, string folder, string name, params (string Version, string Word)[] versions)
    {
        var golden = Path.Combine(Months.Root, "tests", "Files.Tests", folder, "Golden", $"{name.Replace(", ", "-", StringComparison.Ordinal).Replace(' ', '-')}.txt");
        var text = versions.Aggregate(WorkbookText.Extract(workbook), (text, version) => text.Replace(version.Version, version.Word, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            await File.WriteAllTextAsync(golden, text);
        Assert.Equal(await File.ReadAllTextAsync(golden), text);
    }
}
