using System.Globalization;
using Monitoring.Core;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Validation;

public class TemplateStampTests
{
    private static readonly Collection Agreements = DelayAgreements.Collection;

    private static Sheet Sheet(string name, params string[][] lines) => new(name, [.. lines.Select((cells, at) => new SheetLine(at + 1, cells))]);

    private static (Collection Collection, int Version)? Found(string cell) => TemplateStamp.Find([Sheet("Return", ["Month"]), Sheet("Notes", ["How to fill in"], ["", cell])]);

    [Fact]
    public void A_stamp_is_found_in_any_cell_of_any_sheet() => Assert.Equal((Agreements, Agreements.TemplateVersion), Found(TemplateStamp.Of(Agreements)));

    [Fact]
    public void It_says_collection_and_version() => Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"Template delay-agreements, version {Agreements.TemplateVersion}"), TemplateStamp.Of(Agreements));

    [Theory]
    [InlineData("Template delay-agreements, version 12", 12)]
    [InlineData("Template delay-agreements, version 0", 0)]
    [InlineData("Template delay-agreements, version ", null)]
    [InlineData("Template delay-agreements, version two", null)]
    [InlineData("Template delay-agreements, version -1", null)]
    [InlineData("Template delay-agreements, version 99999999999", null)]
    [InlineData("Template delay-agreements version 1", null)]
    [InlineData("Template of another house, version 1", null)]
    [InlineData("See Template delay-agreements, version 1", null)]
    [InlineData("Template , version 1", null)]
    [InlineData("Template ", null)]
    [InlineData("", null)]
    public void What_is_not_a_stamp_of_ours_is_none(string cell, int? version) => Assert.Equal(version, Found(cell)?.Version);

    private static readonly CheckContext Context = new("730", new DateOnly(2019, 12, 12), PolicyBook.Current, ReferenceBook.Current, Mandates.Current);

    private static string[] Headings(string last) => [.. Agreements.Tables[0].Template.Columns.SkipLast(1).Select(column => column.Heading), last];

    private static string[] Example => [.. Agreements.Tables[0].Template.Columns.Select(column => column.Example)];

    private static CheckedReturn Check(string stamp, string lastHeading) =>
        Pipeline.Check(new FileContent(FileKind.Xlsx, [Sheet("Agreements", Headings(lastHeading), Example), Sheet("Notes", [stamp])], []), Context);

    /// <summary>Any version but the current one: a version that is still to come is no reason to refuse either.</summary>
    [Theory]
    [InlineData("Template delay-agreements, version 0")]
    [InlineData("Template delay-agreements, version 99")]
    [InlineData("no stamp")]
    public void While_the_columns_fit_nothing_is_decided_by_it(string stamp)
    {
        var found = Check(stamp, "Comment");
        Assert.Empty(found.Findings.Select(finding => finding.ToString()));
        Assert.Single(found.Accepted);
    }

    [Theory]
    [InlineData("Template delay-agreements, version 0", true)]
    [InlineData("Template delay-agreements, version 99", false)]
    [InlineData("no stamp", false)]
    public void When_they_do_not_fit_an_older_version_is_said_to_be_why(string stamp, bool stale)
    {
        var found = Check(stamp, "Remark");
        Assert.Empty(found.Accepted);
        Assert.Equal(stale ? Agreements : null, found.StaleTemplate);
        // Once: the headings that changed stand in its words.
        Assert.Equal(stale ? ["HEAD-08"] : ["HEAD-02", "HEAD-03"], found.Findings.Select(finding => finding.Rule).Order());
        Assert.Contains(found.Findings, finding => finding.Wrong.Contains("'Remark'", StringComparison.Ordinal));
        Assert.Same(Agreements, found.Collection);
    }
}
