using System.Globalization;
using System.IO.Compression;
using Monitoring.Core;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Broken;

/// <summary>Each file or folder of sample-data/broken breaks the one rule that begins its name, and no other.</summary>
public class BrokenFileTests
{
    public static TheoryData<string> Broken => [.. Samples.Broken];

    public static TheoryData<string> Valid => [.. Samples.Valid];

    public static TheoryData<string> Folders => [.. Samples.Folders];

    private static Rule RuleOf(string name) => RuleCatalogue.All.Single(rule => rule.Id == Samples.RuleOf(name));

    [Theory, MemberData(nameof(Broken))]
    public void A_broken_file_has_the_finding_of_its_name_and_no_other(string name)
    {
        var found = Samples.Check(name);
        Assert.Equal([Samples.RuleOf(name)], found.Findings.Select(finding => finding.Rule).Distinct());
        Assert.All(found.Findings, finding => Says(RuleOf(name), finding));
    }

    [Theory, MemberData(nameof(Broken))]
    public void An_error_refuses_what_it_stands_in_and_a_warning_nothing(string name) => Refuses(RuleOf(name), Samples.Check(name));

    private static void Refuses(Rule rule, CheckedReturn found)
    {
        if (rule.Severity == Severity.Warning)
            Assert.Contains(Receipt.OutcomeOf(found), new[] { Outcome.Accepted, Outcome.AcceptedWithWarnings });
        else
            Assert.Contains(Receipt.OutcomeOf(found), new[] { Outcome.Refused, Outcome.PartlyAccepted });
    }

    [Theory, MemberData(nameof(Valid))]
    public void The_same_file_without_the_mistake_is_accepted(string name)
    {
        var found = Samples.Check(name);
        Assert.Empty(found.Findings.Select(finding => finding.ToString()));
        Assert.Equal(Outcome.Accepted, Receipt.OutcomeOf(found));
    }

    [Theory, MemberData(nameof(Folders))]
    public void The_last_file_of_a_folder_is_told_the_rule_of_its_name_and_nothing_else(string folder)
    {
        var received = Samples.Receive(folder);
        var last = received[^1];
        // A right answer needs a warning to be answered.
        if (Samples.IsValid(folder))
        {
            Assert.Empty(last.Told.Select(finding => finding.ToString()));
            Assert.Equal(Outcome.Accepted, Receipt.OutcomeOf(last.Found));
            return;
        }
        // Before it nothing is wrong with any file; that the other party has not reported yet, the first of two is told.
        Assert.All(received[..^1], file =>
        {
            Assert.Empty(file.Found.Findings.Select(finding => finding.ToString()));
            Assert.Equal(Outcome.Accepted, Receipt.OutcomeOf(file.Found));
        });
        Assert.Equal([Samples.RuleOf(folder)], last.Told.Select(finding => finding.Rule).Distinct());
        Assert.All(last.Told, finding => Says(RuleOf(folder), finding));
        Refuses(RuleOf(folder), last.Found);
        Assert.Equal(RuleOf(folder).Scope == RuleScope.Standing, last.Found.Findings.IsEmpty);
    }

    [Theory, MemberData(nameof(Folders))]
    public void The_files_of_a_folder_come_one_after_the_other(string folder)
    {
        var files = Samples.FilesOf(folder);
        Assert.Equal(Enumerable.Range(1, files.Length), files.Select(file => int.Parse(file.Name.Split('-')[0], CultureInfo.InvariantCulture)));
        Assert.Equal(files.Select(file => file.ArrivedOn).Order(StringComparer.Ordinal), files.Select(file => file.ArrivedOn));
    }

    [Fact]
    public void Every_rule_has_a_file_or_a_reason_for_none()
    {
        Assert.Equal([], RuleCatalogue.All.Where(CanBeBroken).Select(rule => rule.Id).Except(RuleExamples.WithoutFile.Keys).Except(Named).Order());
        Assert.Equal([], Named.Except(RuleCatalogue.All.Select(rule => rule.Id)).Order());
        Assert.Equal([], RuleExamples.WithoutFile.Keys.Intersect(Named));
    }

    private static IEnumerable<string> Named => Samples.Broken.Concat(Samples.Folders.Where(folder => !Samples.IsValid(folder))).Select(Samples.RuleOf).Distinct();

    /// <summary>
    /// Of rules that are common to all, those that no collection asks yet cannot be broken: that money is readable where nothing holds money, that no table is left out where all have one.
    /// </summary>
    internal static bool CanBeBroken(Rule rule) =>
        rule.Id == FileRules.MissingTable.Id ? Collections.All.Any(collection => collection.Tables.Count(table => !table.Optional) > 1)
        : !ByKind.Contains(rule.Id) || ReadByKind.Contains(rule.Id);

    private static readonly HashSet<string> ByKind = [.. CellRules.All.Where(rule => rule.Field == CellRules.Blank.Field && rule != CellRules.Blank).Select(rule => rule.Id)];

    private static readonly HashSet<string> ReadByKind =
        [.. Collections.All.Where(collection => collection.GetType().IsGenericType).SelectMany(collection => collection.Layouts).SelectMany(layout => layout.Columns).Select(column => column.Kind.Unreadable.Id)];

    [Fact]
    public void A_rule_that_compares_has_a_folder() =>
        Assert.All(RuleCatalogue.All.Where(rule => rule.Scope == RuleScope.Standing), rule => Assert.DoesNotContain(Samples.Broken, name => Samples.RuleOf(name) == rule.Id));

    [Fact]
    public void Every_collection_has_a_file_that_is_right() => Assert.Equal([], Collections.All.Select(collection => collection.Key).Except(
        Samples.Valid.Select(Samples.Check).Concat(Samples.Folders.Where(Samples.IsValid).Select(folder => Samples.Receive(folder)[^1].Found)).Select(found => found.Collection!.Key)));

    [Fact]
    public void Every_file_is_small_and_says_that_it_is_invented()
    {
        Assert.NotEmpty(Samples.Files);
        Assert.All(Samples.Files.Concat(Samples.Folders.SelectMany(folder => Samples.FilesOf(folder), (folder, file) => $"{folder}/{file.Name}")), name =>
        {
            Assert.Contains("-invented-", name);
            Assert.InRange(new FileInfo(RepositoryFolder.Of($"{Samples.Folder}/{name}")).Length, 0, 10_000);
        });
    }

    [Fact]
    public void Every_line_about_senders_is_about_a_file_and_stands_there_once()
    {
        Assert.Equal(Samples.Sent.Length, Samples.Sent.Select(line => line.Begins).Distinct().Count());
        Assert.Equal([], Samples.Sent.Select(line => line.Begins).Where(begins => !Samples.Files.Any(name => name.StartsWith(begins, StringComparison.Ordinal))));
    }

    [Fact]
    public void FILE_02_a_file_above_the_limit()
    {
        using var file = new MemoryStream(new byte[1_001]);
        Refused(FileRules.TooLarge, ReturnFile.Read(file, "large.csv", 1_000));
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
        Refused(FileRules.Expands, ReturnFile.Read(file, "pictures.xlsx", TestFiles.MaxBytes));
    }

    /// <summary>A template of before is told once, with the headings that changed, and the collection of which the current one goes back.</summary>
    [Fact]
    public void HEAD_08_names_the_template_and_every_heading_that_differs()
    {
        var found = Samples.Check(Samples.Broken.First(name => Samples.RuleOf(name) == FileRules.StaleTemplate.Id));
        var finding = Assert.Single(found.Findings);
        Assert.Equal(
            "This is version 0 of the template for agreed and disputed delays; the current one is version 1, and its columns are others: it has 'Days disputed' and 'Decided on', and no 'Days contested'.",
            finding.Wrong);
        Assert.Equal(("Agreements", 1, null), (finding.Sheet, finding.Line, finding.Column));
        Assert.Same(DelayAgreements.Collection, found.StaleTemplate);
    }

    private static void Says(Rule rule, Finding finding)
    {
        Assert.Equal((rule.Severity, rule.Fix), (finding.Severity, finding.Fix));
        Assert.NotEqual("", finding.Fix);
        Assert.NotEqual("", finding.Wrong);
    }

    private static void Refused(Rule rule, FileContent content)
    {
        var found = Pipeline.Check(content, new CheckContext("RJ7", new DateOnly(2020, 1, 9), PolicyBook.Current, ReferenceBook.Current, Mandates.Current));
        Says(rule, Assert.Single(found.Findings));
        Assert.Equal((rule.Id, Severity.Error), (found.Findings[0].Rule, found.Findings[0].Severity));
        Assert.Empty(found.Accepted);
    }
}
