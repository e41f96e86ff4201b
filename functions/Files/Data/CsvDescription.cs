using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitoring.Files.Data;

/// <summary>What the cells of a column hold, as CSV on the Web names it.</summary>
public enum CsvDatatype
{
    String,

    /// <summary>With a point, no thousands separators, every digit that there is.</summary>
    Decimal,

    /// <summary><c>2019-11-30</c>.</summary>
    Date,

    /// <summary>In UTC: <c>2019-12-12T09:30:00Z</c>.</summary>
    DateTime,

    /// <summary><c>2019-11</c>.</summary>
    GYearMonth,
}

/// <param name="Name">Of the column in the file, <c>last_acceptance</c>.</param>
/// <param name="Title">The same for people.</param>
/// <param name="Required">No cell of it is empty.</param>
public sealed record CsvColumn(string Name, string Title, CsvDatatype Datatype, string Description, bool Required);

/// <summary>
/// What the columns of one kind of published data are. The file is written from the same list that is described here, so the two cannot differ.
/// </summary>
public abstract class CsvDescription
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private protected CsvDescription(string about, ImmutableArray<CsvColumn> columns) => (About, Columns) = (about, columns);

    /// <summary>What one row is, and what an empty cell means.</summary>
    public string About { get; }

    public ImmutableArray<CsvColumn> Columns { get; }

    /// <summary>The headings of the file.</summary>
    public ImmutableArray<string> Names => [.. Columns.Select(column => column.Name)];

    /// <summary>
    /// The description as W3C's <i>Metadata Vocabulary for Tabular Data</i> (CSV on the Web) has it, to be published beside the file as <see cref="FileOf"/>. It names no licence: whoever publishes the data grants one, or does not.
    /// </summary>
    /// <param name="file">The file that is described, as it is named beside this one: <c>2.csv</c>.</param>
    /// <param name="title">Of the data: body and period.</param>
    public string Metadata(string file, string title) => new JsonObject
    {
        ["@context"] = new JsonArray("http://www.w3.org/ns/csvw", new JsonObject { ["@language"] = "en" }),
        ["url"] = file,
        ["dc:title"] = title,
        ["dc:description"] = About,
        // A heading begins with no comment sign unless it is said that there is none; by the standard there would be one.
        ["dialect"] = new JsonObject { ["encoding"] = "utf-8", ["header"] = true, ["commentPrefix"] = null, ["lineTerminators"] = new JsonArray("\n") },
        ["tableSchema"] = new JsonObject { ["columns"] = new JsonArray([.. Columns.Select(Described)]) },
    }.ToJsonString(Readable) + "\n";

    /// <summary>Where programs that follow the standard look for the description of a file.</summary>
    public static string FileOf(string file) => $"{file}-metadata.json";

    private static JsonObject Described(CsvColumn column) => new()
    {
        ["name"] = column.Name,
        // One of the titles has to be the heading of the file, or the two do not fit together.
        ["titles"] = new JsonArray(column.Name, column.Title),
        ["datatype"] = NameOf(column.Datatype),
        ["dc:description"] = column.Description,
        ["required"] = column.Required,
    };

    private static string NameOf(CsvDatatype datatype) => datatype switch
    {
        CsvDatatype.Decimal => "decimal",
        CsvDatatype.Date => "date",
        CsvDatatype.DateTime => "dateTime",
        CsvDatatype.GYearMonth => "gYearMonth",
        _ => "string",
    };
}
