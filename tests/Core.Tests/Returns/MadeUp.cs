using System.Collections.Immutable;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Returns;

/// <summary>Collections for tests of what does not depend on any real one.</summary>
internal static class MadeUp
{
    /// <summary>A made-up collection of one table.</summary>
    internal static Collection<string> Collection(params Column[] columns) => new()
    {
        Key = "made",
        Title = "made-up cases",
        About = "",
        SliceNoun = "case",
        Parts = [new() { Key = "made", Title = "Made", About = "", RowKey = [], Fields = [.. columns.Select(column => new Field<string>(column, _ => ""))], Slice = _ => null, Read = _ => "" }],
        On = _ => default,
        ReportsFor = (_, _) => null,
        PageName = page => page,
    };

    /// <summary>The sheets that have the headings of a collection; none when there are none.</summary>
    internal static ImmutableArray<RecognisedSheet> Recognised(IEnumerable<Sheet> sheets, Collection collection) => Headings.Recognise(sheets, [collection]).Recognised?.Sheets ?? [];
}
