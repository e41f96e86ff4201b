using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Tests.Templates;

/// <summary>A return that nobody sends: two tables with a column of every kind of cell there is, once needed and once not, and one table that may be left out.</summary>
internal static class MadeUp
{
    internal abstract record Line(ImmutableArray<string> Cells);

    internal sealed record Every(ImmutableArray<string> Cells) : Line(Cells);

    internal sealed record Also(ImmutableArray<string> Cells) : Line(Cells);

    private static readonly Kind<int> Long = Kinds.Of("a way of working", [.. Enumerable.Range(1, 60).Select(number => new Choice<int>(number, $"Way of working, number {number}: as described in the made-up guidance"))]);

    private static readonly Kind<int> Letters = Kinds.Of<int>("a letter", new(1, "A") { Means = "The first letter." }, new(2, "007") { Means = "No letter." });

    private static ImmutableArray<Column> Columns(bool blank) =>
    [
        new Column<string>("code", "Code", Kinds.Code, "A code of anything") { Example = "007" },
        new Column<string>("text", "Text", Kinds.Text, "Words about it") { Example = "A made-up line", MayBeBlank = blank },
        new Column<ReportingMonth>("month", "Month", Kinds.Month, "The month in which it was") { Example = "2019-11", MayBeBlank = blank },
        new Column<FinancialQuarter>("quarter", "Quarter", Kinds.Quarter, "The quarter in which it was") { Example = "2019-20-Q3", MayBeBlank = blank },
        new Column<FinancialYear>("year", "Financial year", Kinds.Year, "The year in which it was") { Example = "2019-20", MayBeBlank = blank },
        new Column<DateOnly>("date", "Date", Kinds.Date, "The day on which it was") { Example = "2019-11-03", MayBeBlank = blank },
        new Column<DateTime>("time", "Time", Kinds.Time, "The moment at which it was") { Example = "2019-11-03 00:00", MayBeBlank = blank },
        new Column<int>("count", "Count", Kinds.Count, "How many there were") { Example = "12", MayBeBlank = blank },
        new Column<Pence>("money", "Amount", Kinds.Money, "What it cost") { Example = "1234.50", MayBeBlank = blank },
        new Column<decimal>("number", "Measure", Kinds.Number, "How much of it there was") { Example = "0.125", MayBeBlank = blank },
        new Column<decimal>("percent", "Share", Kinds.Percent, "How much of the whole it was") { Example = "51", MayBeBlank = blank },
        new Column<bool>("yes", "Whether it was", Kinds.YesNo, "Whether it was so") { Example = "Yes", MayBeBlank = blank },
        new Column<int>("letter", "Letter", Letters, "The letter of it") { Example = "007", MayBeBlank = blank },
        new Column<int>("way", "Way of working in this example", Long, $"How it was done. {string.Join(' ', Enumerable.Repeat("This takes many words to say.", 12))}") { Example = "Way of working, number 7: as described in the made-up guidance", MayBeBlank = blank },
        new Column<string>("left", "Left out", Kinds.Text, "What may be left out of the file", optional: true) { MayBeBlank = true },
    ];

    private static ReturnTable<Line> Table<T>(string key, string title, ImmutableArray<Column> columns, Func<ImmutableArray<string>, T> make, bool optional) where T : Line => new()
    {
        Key = key,
        Title = title,
        About = $"One line for each of {title.ToLowerInvariant()}.",
        RowKey = ["code"],
        Optional = optional,
        Holds = row => row is T,
        Fields = [.. columns.Select((column, at) => new Field<Line>(column, line => line.Cells[at]))],
        Slice = _ => new SliceKey("2019-11", "730", ""),
        Read = _ => make([]),
    };

    internal static readonly Collection<Line> Collection = Make(isCaseLevel: false);

    /// <summary>The same about single cases.</summary>
    internal static readonly Collection<Line> CaseLevel = Make(isCaseLevel: true);

    private static Collection<Line> Make(bool isCaseLevel) => new()
    {
        IsCaseLevel = isCaseLevel,
        Key = "made-up",
        Title = "made-up things",
        About = "Sent by nobody. It shows what a template makes of every kind of cell.",
        SliceNoun = "thing",
        On = _ => new DateOnly(2019, 11, 3),
        ReportsFor = (_, _) => null,
        PageName = page => page,
        Parts =
        [
            Table("every", "Everything", Columns(blank: false), cells => new Every(cells), optional: false),
            // Another order and other headings, so that a sheet is one of the two and not the other.
            Table("also", "Everything else, if any", [.. Columns(blank: true).Select(column => column with { Heading = $"Other {column.Heading.ToLowerInvariant()}" }).Reverse()], cells => new Also(cells), optional: true),
        ],
    };

    /// <summary>Everything that is collected, and this.</summary>
    internal static readonly ImmutableArray<Core.Returns.Collection> All = [.. Collections.All, Collection];

    internal static Core.Returns.Collection Of(string key) => All.Single(collection => collection.Key == key);
}
