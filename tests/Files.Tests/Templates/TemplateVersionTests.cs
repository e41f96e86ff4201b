using System.Globalization;
using ClosedXML.Excel;
using Monitoring.Core;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Templates;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Templates;

/// <summary>
/// Templates carry their version, and a change of columns is a new version. <c>versions.csv</c> has a line for each version that was ever handed out; lines are added and never changed.
/// </summary>
public class TemplateVersionTests
{
    private const string Versions = "tests/Files.Tests/Templates/versions.csv";

    private static readonly Dictionary<(string Collection, int Version), string> HandedOut = CsvText.Read(File.ReadAllText(RepositoryFolder.Of(Versions))).Skip(1)
        .ToDictionary(line => (line[0], int.Parse(line[1], CultureInfo.InvariantCulture)), line => line[2]);

    public static TheoryData<string> Everything => [.. Collections.All.Select(collection => collection.Key)];

    /// <summary>Of what decides whether a file on the template can be read: its sheets, and their headings in order; whether a sheet or a column may be left out.</summary>
    private static string DigestOf(Collection collection) => Digest.Short(Digest.Of(string.Join('\n', collection.Tables.SelectMany(
        table => table.Template.Columns.Select(column => $"{column.Heading}{(column.Optional ? " (may be left out)" : "")}").Prepend($"{table.Title}{(table.Optional ? " (may be left out)" : "")}:")))));

    [Theory, MemberData(nameof(Everything))]
    public void A_change_of_columns_is_a_new_version(string key)
    {
        var collection = Collections.Of(key);
        var digest = DigestOf(collection);
        if (!HandedOut.TryGetValue((key, collection.TemplateVersion), out var handedOut))
            Assert.Fail($"Version {collection.TemplateVersion} of the template of {key} is new. Add this line to {Versions}: {key},{collection.TemplateVersion},{digest}");
        if (handedOut != digest)
            Assert.Fail($"The columns of {key} are not those of version {collection.TemplateVersion}, which was handed out. Set TemplateVersion = {collection.TemplateVersion + 1} in its collection and add this line to {Versions}: {key},{collection.TemplateVersion + 1},{digest}");
    }

    [Fact]
    public void No_version_is_listed_that_was_never_made() => Assert.All(HandedOut.Keys, version =>
        Assert.InRange(version.Version, 1, Collections.Find(version.Collection)?.TemplateVersion ?? 0));

    [Theory, MemberData(nameof(Everything))]
    public void A_template_carries_its_version(string key)
    {
        var collection = Collections.Of(key);
        Assert.Equal((collection, collection.TemplateVersion), TemplateStamp.Find(TestFiles.Read(ReturnTemplate.Xlsx(collection), "return.xlsx").Sheets));
    }

    /// <summary>The agreements template with the stamp of an earlier version, and one line filled in.</summary>
    private static FileContent Stale(Action<IXLWorksheet> change)
    {
        var collection = DelayAgreements.Collection;
        var row = new FilledRow(collection.Parts[0].Key, collection.Parts[0].Template.Columns.ToDictionary(column => column.Field, column => column.Example));
        using var workbook = new XLWorkbook(new MemoryStream(ReturnTemplate.Xlsx(collection, new TemplateFilling { Rows = [row] })));
        var stamp = Assert.Single(workbook.Worksheet("Notes").CellsUsed(cell => cell.GetString() == TemplateStamp.Of(collection)));
        stamp.SetValue($"Template {collection.Key}, version {collection.TemplateVersion - 1}");
        change(workbook.Worksheet("Agreements"));
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return TestFiles.Read(stream.ToArray(), "return.xlsx");
    }

    private static readonly CheckContext Context = new("730", new DateOnly(2019, 12, 12), PolicyBook.Current, ReferenceBook.Current, Mandates.Current);

    [Fact]
    public void A_stale_template_is_accepted_while_its_columns_fit()
    {
        var found = Pipeline.Check(Stale(_ => { }), Context);
        Assert.Empty(found.Findings.Select(finding => finding.ToString()));
        Assert.Single(found.Accepted);
        Assert.Null(found.StaleTemplate);
    }

    [Fact]
    public void A_stale_template_with_other_columns_is_refused_and_the_current_one_is_named()
    {
        var found = Pipeline.Check(Stale(sheet => sheet.Cell("H1").SetValue("Days not agreed")), Context);
        Assert.Empty(found.Accepted);
        Assert.Same(DelayAgreements.Collection, found.StaleTemplate);
        var finding = Assert.Single(found.Findings);
        Assert.Equal(
            ("HEAD-08", "This is version 0 of the template for agreed and disputed delays; the current one is version 1, and its columns are others: it has 'Days disputed', and no 'Days not agreed'."),
            (finding.Rule, finding.Wrong));
    }

    [Fact]
    public void With_other_columns_and_the_current_version_the_headings_alone_are_wrong()
    {
        var found = Pipeline.Check(Stale(sheet =>
        {
            sheet.Cell("H1").SetValue("Days not agreed");
            sheet.Workbook.Worksheet("Notes").Delete();
        }), Context);
        Assert.Null(found.StaleTemplate);
        Assert.Equal(["HEAD-02", "HEAD-03"], found.Findings.Select(finding => finding.Rule).Order());
    }
}
