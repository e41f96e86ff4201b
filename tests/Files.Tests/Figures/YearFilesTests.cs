using Monitoring.Core.Kernel;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Figures;

/// <summary>The files of sample-data/year are those that are made here.</summary>
public class YearFilesTests
{
    private const string Folder = "sample-data/year";

    /// <summary>Run with UPDATE_EXAMPLES=1 after an intended change of the files, and read the difference before committing it.</summary>
    [Fact]
    public async Task The_files_are_those_that_are_made_here()
    {
        var list = string.Concat(YearFiles.All.Select(file => CsvText.Line(file.Path, YearFiles.Sender, file.ArrivesOn)).Prepend("file,sender,arrived on").Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("UPDATE_EXAMPLES") == "1")
        {
            foreach (var (path, _, text) in YearFiles.All)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(TestFiles.PathOf($"{Folder}/{path}"))!);
                await File.WriteAllTextAsync(TestFiles.PathOf($"{Folder}/{path}"), text);
            }
            await File.WriteAllTextAsync(TestFiles.PathOf($"{Folder}/sent.csv"), list);
        }
        Assert.Equal(list, await File.ReadAllTextAsync(TestFiles.PathOf($"{Folder}/sent.csv")));
        var root = TestFiles.PathOf(Folder);
        Assert.Equal(
            YearFiles.All.Select(file => file.Path).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
                .Where(path => path is not ("README.md" or "sent.csv") && !path.StartsWith("expected/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (var (path, _, text) in YearFiles.All)
            Assert.Equal(text, await File.ReadAllTextAsync(TestFiles.PathOf($"{Folder}/{path}")));
    }

    [Fact]
    public void Each_name_says_that_it_is_invented_and_each_file_says_it_first() => Assert.All(YearFiles.All, file =>
    {
        Assert.StartsWith($"{YearFiles.Sender}/invented-", file.Path, StringComparison.Ordinal);
        Assert.StartsWith("\"Invented for tests", file.Text, StringComparison.Ordinal);
    });
}
