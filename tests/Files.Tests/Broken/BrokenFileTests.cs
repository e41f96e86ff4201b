using Monitoring.Core.Returns;
using System.IO.Compression;
using Monitoring.Core;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Broken;

/// <summary>Each file of sample-data/broken breaks the one rule that begins its name, and no other.</summary>
public class BrokenFileTests
{
    private const string Folder = "sample-data/broken";

    /// <summary>Files that are not sent by RJ7 on 9 January 2020.</summary>
    private static readonly Dictionary<string, (string Sender, DateOnly ArrivedOn)> Sent = new()
    {
        // The month that was not collected had to be over.
        ["DT-10"] = ("RJ7", new(2020, 5, 14)),
        ["DT-11"] = ("RJ7", new(2020, 1, 31)),
        // A provider that is not known cannot send.
        ["DT-21"] = ("X24", new(2020, 1, 9)),
    };

    /// <summary>Made in the tests below, because they are about size.</summary>
    private static readonly string[] MadeHere = ["FILE-02", "FILE-08"];

    /// <summary>About where an upload stands and who sends it, so no file can break them.</summary>
    private static readonly string[] OfThePath = ["FILE-13", "FILE-14"];

    private static IEnumerable<string> Files => Directory.EnumerateFiles(TestFiles.PathOf(Folder)).Select(path => Path.GetFileName(path)).Where(name => name != "README.md").Order(StringComparer.Ordinal);

    public static TheoryData<string> Broken => [.. Files.Where(name => !IsValid(name))];

    public static TheoryData<string> Valid => [.. Files.Where(IsValid)];

    private static bool IsValid(string name) => name.StartsWith("valid-", StringComparison.Ordinal);

    private static string RuleOf(string name) => string.Join('-', name.Split('-')[..2]);

    private static CheckedReturn Check(string name)
    {
        var (sender, arrivedOn) = Sent.GetValueOrDefault(RuleOf(name), ("RJ7", new DateOnly(2020, 1, 9)));
        using var stream = File.OpenRead(TestFiles.PathOf($"{Folder}/{name}"));
        return Check(stream, name, sender, arrivedOn, TestFiles.MaxBytes);
    }

    private static CheckedReturn Check(Stream stream, string name, string sender, DateOnly arrivedOn, long maxBytes) => Pipeline.Check(
        ReturnFile.Read(stream, name, maxBytes),
        new CheckContext(sender, arrivedOn, PolicyBook.Current, ReferenceBook.Current, Mandates.Current));

    [Theory, MemberData(nameof(Broken))]
    public void A_broken_file_has_the_finding_of_its_name_and_no_other(string name)
    {
        var found = Check(name);
        Assert.Equal([RuleOf(name)], found.Findings.Select(finding => finding.Rule).Distinct());

        var rule = RuleCatalogue.All.Single(rule => rule.Id == RuleOf(name));
        Assert.All(found.Findings, finding =>
        {
            Assert.Equal((rule.Severity, rule.Fix), (finding.Severity, finding.Fix));
            Assert.NotEqual("", finding.Fix);
            Assert.NotEqual("", finding.Wrong);
        });
    }

    [Theory, MemberData(nameof(Broken))]
    public void An_error_takes_nothing_and_a_warning_takes_the_slice(string name)
    {
        var found = Check(name);
        var warning = RuleCatalogue.All.Single(rule => rule.Id == RuleOf(name)).Severity == Severity.Warning;
        Assert.Equal(warning ? 1 : 0, found.Accepted.Length);
        Assert.Equal(warning ? Outcome.AcceptedWithWarnings : Outcome.Refused, Receipt.OutcomeOf(found));
    }

    [Theory, MemberData(nameof(Valid))]
    public void The_same_file_without_the_mistake_is_accepted(string name)
    {
        var found = Check(name);
        Assert.Empty(found.Findings);
        Assert.Equal(("730", 100L), (Assert.Single(found.Accepted).Key.Authority, found.Accepted[0].Total));
    }

    [Fact]
    public void Every_rule_has_a_file() =>
        Assert.Equal(RuleCatalogue.All.Select(rule => rule.Id).Except(MadeHere).Except(OfThePath).Order(), Broken.Select(row => RuleOf(row.Data)).Distinct().Order());

    [Fact]
    public void Every_file_is_small_and_says_that_it_is_invented()
    {
        Assert.NotEmpty(Files);
        Assert.All(Files, name =>
        {
            Assert.Contains("-invented-", name);
            Assert.InRange(new FileInfo(TestFiles.PathOf($"{Folder}/{name}")).Length, 0, 10_000);
        });
    }

    [Fact]
    public void FILE_02_a_file_above_the_limit()
    {
        using var file = new MemoryStream(new byte[1_001]);
        Refused(FileRules.TooLarge, Check(file, "large.csv", "RJ7", new(2020, 1, 9), 1_000));
    }

    [Fact]
    public void FILE_08_a_workbook_that_unpacks_to_more_than_the_limit()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var workbook = new StreamWriter(zip.CreateEntry("xl/workbook.xml").Open()))
                workbook.Write("<workbook/>");
            using var picture = zip.CreateEntry("xl/media/picture.bmp", CompressionLevel.Fastest).Open();
            var megabyte = new byte[1 << 20];
            for (var i = 0; i < 201; i++)
                picture.Write(megabyte);
        }
        Assert.InRange(file.Length, 1, 5 << 20);
        Refused(FileRules.Expands, Check(file, "pictures.xlsx", "RJ7", new(2020, 1, 9), TestFiles.MaxBytes));
    }

    private static void Refused(Rule rule, CheckedReturn found)
    {
        var finding = Assert.Single(found.Findings);
        Assert.Equal((rule.Id, Severity.Error, rule.Fix), (finding.Rule, finding.Severity, finding.Fix));
        Assert.Empty(found.Accepted);
    }
}
