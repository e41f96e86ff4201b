using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Validation;

/// <summary>
/// The version that a template carries, as a cell of its notes: "Template delay-notices, version 2". Nothing is decided by it while the columns fit; when they do not, it says
/// whether an old template is why.
/// </summary>
public static class TemplateStamp
{
    private const string Begins = "Template ", Between = ", version ";

    public static string Of(Collection collection) => string.Create(CultureInfo.InvariantCulture, $"{Begins}{collection.Key}{Between}{collection.TemplateVersion}");

    /// <summary>The stamp found anywhere in a file.</summary>
    public static (Collection Collection, int Version)? Find(IEnumerable<Sheet> sheets) => (
        from sheet in sheets
        from line in sheet.Lines
        from cell in line.Cells
        where cell.StartsWith(Begins, StringComparison.Ordinal)
        let at = cell.IndexOf(Between, StringComparison.Ordinal)
        where at > 0
        let collection = Collections.Find(cell[Begins.Length..at])
        where collection is not null && int.TryParse(cell.AsSpan(at + Between.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _)
        select ((Collection, int)?)(collection, int.Parse(cell.AsSpan(at + Between.Length), CultureInfo.InvariantCulture))).FirstOrDefault();

    /// <summary>
    /// A file whose headings do not fit: on an older template, that is what is wrong with it, said once with the headings that differ. Other findings stay: a heading that stands there twice does so
    /// on any template.
    /// </summary>
    internal static CheckedReturn Judge(IEnumerable<Sheet> sheets, Collection? meant, ImmutableArray<Finding> findings)
    {
        var found = CheckedReturn.RefusedWhole(findings) with { Collection = meant };
        if (Find(sheets) is not ({ } collection, var version) || version >= collection.TemplateVersion)
            return found;
        var differing = findings.Where(Differs).ToList();
        if (differing.Count == 0)
            return found;
        var stale = FileRules.StaleTemplate.Found(
            string.Create(CultureInfo.InvariantCulture, $"This is version {version} of the template for {collection.Title}; the current one is version {collection.TemplateVersion}, and its columns are others{(meant == collection ? InWords(differing) : "")}."),
            differing[0].Sheet, differing[0].Line);
        return found with { Collection = collection, StaleTemplate = collection, Findings = [.. findings.Where(finding => !Differs(finding)), stale] };
    }

    /// <summary>Headings that changed, and those of which so many did that no layout was recognised.</summary>
    private static bool Differs(Finding finding) =>
        finding.Rule == FileRules.MissingHeading.Id || finding.Rule == FileRules.UnknownHeading.Id || finding.Rule == FileRules.NoHeadings.Id;

    /// <summary><c>: it has 'Days disputed' and 'Decided on', and no 'Days contested'</c>; nothing where no line had enough headings to compare.</summary>
    private static string InWords(IReadOnlyCollection<Finding> differing)
    {
        var missing = Named(FileRules.MissingHeading, "and");
        var unknown = Named(FileRules.UnknownHeading, "or");
        return (missing, unknown) switch
        {
            (null, null) => "",
            ({ } lacks, null) => $": it has {lacks} as well",
            (null, { } has) => $": it has no {has}",
            ({ } lacks, { } has) => $": it has {lacks}, and no {has}",
        };

        string? Named(Rule rule, string and)
        {
            var headings = differing.Where(finding => finding.Rule == rule.Id).Select(finding => $"'{finding.Heading}'").ToList();
            return headings.Count < 2 ? headings.FirstOrDefault() : $"{string.Join(", ", headings.SkipLast(1))} {and} {headings[^1]}";
        }
    }
}
