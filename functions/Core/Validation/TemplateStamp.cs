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

    /// <summary>A file whose headings do not fit: on an older template, that is what is wrong with it.</summary>
    internal static CheckedReturn Judge(IEnumerable<Sheet> sheets, Collection? meant, ImmutableArray<Finding> headings)
    {
        var found = CheckedReturn.RefusedWhole(headings) with { Collection = meant };
        if (Find(sheets) is not ({ } collection, var version) || version >= collection.TemplateVersion)
            return found;
        var stale = FileRules.StaleTemplate.Found(string.Create(CultureInfo.InvariantCulture, $"This is version {version} of the template for {collection.Title}; the current one is version {collection.TemplateVersion}, and its columns are others."));
        return found with { Collection = collection, StaleTemplate = collection, Findings = [stale, .. headings] };
    }
}
