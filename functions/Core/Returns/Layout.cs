using System.Collections.Immutable;
using System.Text;

namespace Monitoring.Core.Returns;

/// <summary>A column of a layout.</summary>
/// <param name="Field">What it means to the typed row, whatever the heading.</param>
/// <param name="Heading">The heading as we write it in templates and messages.</param>
/// <param name="About">For the template: what belongs in it.</param>
/// <param name="Optional">May be left out of the file.</param>
/// <param name="Also">Other published spellings. Case, spacing, dashes and underscores never matter.</param>
public record Column(string Field, string Heading, string About, bool Optional = false, params ImmutableArray<string> Also)
{
    /// <summary>What its cells may hold.</summary>
    public Kind Kind { get; init; } = Kinds.Text;

    /// <summary>A cell may be left empty: then nothing was given, which is never zero.</summary>
    public bool MayBeBlank { get; init; }

    /// <summary>Marks that stand for nothing given in published files: <c>-</c>, <c>[z]</c>, <c>*</c>.</summary>
    public ImmutableArray<string> NotGiven { get; init; } = [];

    /// <summary>A value for the example row of a template, as typed.</summary>
    public string Example { get; init; } = "";
}

/// <summary>A column of which the cells are values of one type.</summary>
public sealed record Column<T> : Column where T : notnull
{
    public Column(string field, string heading, Kind<T> kind, string about, bool optional = false, params ImmutableArray<string> also)
        : base(field, heading, about, optional, also) => Kind = kind;
}

/// <summary>Which of several sheets with the same headings is meant, for published workbooks that split one table over sheets: persons, males, females.</summary>
/// <param name="Words">What the sheet is: "the sheet of all persons".</param>
/// <param name="Is">Whether a sheet is it, by its name or by what stands above the headings.</param>
public sealed record MeantSheet(string Words, Func<Sheet, bool> Is);

/// <summary>
/// One shape in which a collection arrives. It is recognised by its headings, never by position, sheet order, file name or title.
/// </summary>
/// <param name="Key">Stable name: <c>extract-2017</c>.</param>
/// <param name="Title">In words, for receipts.</param>
/// <param name="Edition">A published edition of whole months, not one body's return.</param>
public record Layout(string Key, string Title, bool Edition, ImmutableArray<Column> Columns)
{
    /// <summary>Set where a workbook as published has the headings on sheets that are not meant. Without it a second sheet with the headings is a mistake.</summary>
    public MeantSheet? Means { get; init; }

    /// <summary>A workbook as published splits one table over sheets with the same headings, and all of them are read.</summary>
    public bool SeveralSheets { get; init; }

    /// <summary>A heading reduced to what distinguishes it: lower case, every run of space, dash and underscore one space.</summary>
    public static string Normal(string heading)
    {
        var text = new StringBuilder(heading.Length);
        foreach (var c in heading)
        {
            if (char.IsLetterOrDigit(c) || c is '(' or ')' or '%' or '/' or '+' or '&')
                text.Append(char.ToLowerInvariant(c));
            else if (text.Length > 0 && text[^1] != ' ' && (char.IsWhiteSpace(c) || c is '-' or '_' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' or '\u00AD'))
                text.Append(' ');
        }
        return text.ToString().TrimEnd();
    }

    private readonly Dictionary<string, Column> _byHeading = Columns
        .SelectMany(column => column.Also.Prepend(column.Heading), (column, heading) => (Normal(heading), column))
        .ToDictionary(pair => pair.Item1, pair => pair.column);

    /// <summary>The column that a heading names in this layout, or null.</summary>
    public Column? Find(string heading) => FindNormal(Normal(heading));

    /// <summary>Every heading that it knows, reduced.</summary>
    internal IEnumerable<string> Normals => _byHeading.Keys;

    /// <summary>The same for a heading that is reduced already.</summary>
    internal Column? FindNormal(string normal) => _byHeading.GetValueOrDefault(normal);
}
