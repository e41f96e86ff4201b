using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Figures;

/// <summary>The files of sample-data/fund are those that are made here, and returns that the checks take.</summary>
public class FundFilesTests
{
    internal const string Folder = "sample-data/fund";

    /// <summary>Run with UPDATE_EXAMPLES=1 after an intended change of the files or of a template, and read the difference before committing it.</summary>
    [Fact]
    public async Task The_files_are_those_that_are_made_here()
    {
        var list = string.Concat(FundFiles.All.Select(file => CsvText.Line(file.Path, file.Sender, file.ArrivesOn)).Prepend("file,sender,arrived on").Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("UPDATE_EXAMPLES") == "1")
        {
            foreach (var file in FundFiles.All)
            {
                var path = TestFiles.PathOf($"{Folder}/{file.Path}");
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                // A workbook is packed with the time of its making: one that says the same stays.
                if (!File.Exists(path) || Text(TestFiles.Read(file.Content(), Path.GetFileName(path))) != Text(TestFiles.ReadPath($"{Folder}/{file.Path}")))
                    await File.WriteAllBytesAsync(path, file.Content());
            }
            await File.WriteAllTextAsync(TestFiles.PathOf($"{Folder}/sent.csv"), list);
        }
        Assert.Equal(list, await File.ReadAllTextAsync(TestFiles.PathOf($"{Folder}/sent.csv")));
        var root = TestFiles.PathOf(Folder);
        Assert.Equal(
            FundFiles.All.Select(file => file.Path).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
                .Where(path => path is not ("README.md" or "sent.csv") && !path.StartsWith("expected/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(FundFiles.All, file => Assert.Equal(Text(TestFiles.Read(file.Content(), Path.GetFileName(file.Path))), Text(TestFiles.ReadPath($"{Folder}/{file.Path}"))));
    }

    [Fact]
    public void Whoever_sends_is_the_folder_and_the_name_says_what_is_real() => Assert.All(FundFiles.All, file =>
    {
        Assert.Equal(file.Sender, file.Path.Split('/')[0]);
        Assert.Matches("/(invented|published|population)-", file.Path);
    });

    /// <summary>Only reasons and the trust are invented: type of care and attribution come to what was published.</summary>
    [Fact]
    public void The_delayed_days_come_to_the_published_ones()
    {
        var lines = new[] { "2016-17", "2017-18" }.SelectMany(year => FundSample.Table($"RXQ/invented-split-RXQ-{year}.csv")).ToList();
        Assert.Equal(["2016-11", "2017-02", "2017-09", "2017-11"], lines.Select(line => line["Month"]).Distinct());
        Assert.All(lines.GroupBy(line => line["Month"]), month =>
        {
            var published = CouncilMonths.Of("612").Single(row => row.Month.ToString() == month.Key);
            Assert.Equal((published.Nhs, published.SocialCare, published.Both), (Days(month, "NHS days"), Days(month, "Social care days"), Days(month, "Both days")));
            Assert.Equal(published.Acute, Days(month.Where(line => line["Type of care"] == "Acute"), "NHS days", "Social care days", "Both days"));
            Assert.Equal(published.Total, Days(month, "NHS days", "Social care days", "Both days"));
        });

        static int Days(IEnumerable<Dictionary<string, string>> lines, params string[] columns) => lines.Sum(line => columns.Sum(column => int.Parse(line[column], CultureInfo.InvariantCulture)));
    }

    private static readonly string[] Told =
    [
        "invented-612-bcf-plan-2015-16-v1: BP-40",
        "invented-612-bcf-plan-2015-16-v1: BP-40",
        "invented-612-pooled-fund-2014-15-Q4: PF-33",
        "invented-612-pooled-fund-2015-16-Q1: PF-32",
        "published-512-pooled-fund-2015-16-Q2: PF-32",
        "published-512-pooled-fund-2015-16-Q2: PF-32",
        "published-512-pooled-fund-2015-16-Q2: PF-32",
        "invented-612-pooled-fund-2015-16-Q2: PF-32",
        "invented-612-pooled-fund-2015-16-Q3: PF-32",
        "invented-612-bcf-plan-2016-17-v1: BP-40",
        "invented-612-bcf-plan-2016-17-v1: BP-36",
        "invented-612-pooled-fund-2015-16-Q4: PF-32",
        "invented-612-pooled-fund-2016-17-Q1: PF-52",
        "invented-612-pooled-fund-2017-18-Q4: PF-52",
    ];

    /// <summary>What the checks say of the sample: all of it is meant, and the README tells of it.</summary>
    [Fact]
    public void The_files_are_taken_whole_and_warned_of_what_is_meant()
    {
        Assert.All(FundSample.All.Files, file =>
        {
            Assert.Equal([], file.Told.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Wrong));
            Assert.Empty(file.Found.Refused);
            Assert.NotEmpty(file.Found.Accepted);
        });
        Assert.Equal(Told, FundSample.All.Files.SelectMany(file => file.Told, (file, finding) => $"{Path.GetFileNameWithoutExtension(file.Path)}: {finding.Rule}"));
    }

    private static string Text(FileContent content)
    {
        Assert.Empty(content.Findings);
        return string.Join('\n', content.Sheets.SelectMany(sheet => TestFiles.Lines(sheet).Prepend(sheet.Name)));
    }
}
