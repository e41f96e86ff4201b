using System.Collections.Immutable;
using Monitoring.Core.Ledger;

namespace Monitoring.Core.Returns;

/// <summary>A table of a return: one sheet of a workbook, or the whole of a CSV.</summary>
public abstract class ReturnTable
{
    /// <summary>Stable name in the ledger.</summary>
    public required string Key { get; init; }

    /// <summary>Name of the template's sheet, short: <c>Schemes</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What a line of it is, for the instructions: "One line for each notice."</summary>
    public required string About { get; init; }

    /// <summary>A workbook may leave the table out.</summary>
    public bool Optional { get; init; }

    /// <summary>The fields that tell two lines of a slice apart: with the same, a line stands there twice.</summary>
    public required ImmutableArray<string> RowKey { get; init; }

    /// <summary>Our own layout: the template's columns, which are also what the ledger keeps.</summary>
    public abstract Layout Template { get; }

    /// <summary>Every layout in which it is read, the template among them.</summary>
    public abstract IEnumerable<Layout> Layouts { get; }
}

/// <summary>A column of our own layout and what a row has in it.</summary>
public sealed record Field<TRow>(Column Column, Func<TRow, string> Text);

/// <summary>A layout that knows the rows of its lines.</summary>
/// <param name="Slice">The slice that a line belongs to, from those of its cells that could be read; null when that cannot be told.</param>
/// <param name="Rows">The rows of a line of which every cell could be read: mostly one.</param>
public sealed record Layout<TRow>(string Key, string Title, bool Edition, ImmutableArray<Column> Columns, Func<Cells, SliceKey?> Slice, Func<Cells, IEnumerable<TRow>> Rows)
    : Layout(Key, Title, Edition, Columns);

/// <inheritdoc cref="ReturnTable"/>
public sealed class ReturnTable<TRow> : ReturnTable where TRow : class
{
    private readonly Lazy<Layout<TRow>> _template;

    public ReturnTable() => _template = new(() => new Layout<TRow>($"{Key}-template", Name ?? $"{Title} template", false, [.. Fields.Select(field => field.Column)], Slice!, cells => [Read!(cells)]));

    /// <summary>What its template is called in messages, where the title alone would not do.</summary>
    public string? Name { get; init; }

    /// <summary>The columns in their order, each with what a row has in it.</summary>
    public required ImmutableArray<Field<TRow>> Fields { get; init; }

    /// <summary>A row of a line of the template, or of the ledger.</summary>
    public required Func<Cells, TRow> Read { get; init; }

    /// <inheritdoc cref="Layout{TRow}" path="/param[@name='Slice']"/>
    public required Func<Cells, SliceKey?> Slice { get; init; }

    /// <summary>Published layouts besides the template.</summary>
    public ImmutableArray<Layout<TRow>> Published { get; init; } = [];

    /// <summary>Whether a row is one of this table, for a return of several.</summary>
    public Func<TRow, bool> Holds { get; init; } = _ => true;

    public override Layout Template => _template.Value;

    public override IEnumerable<Layout> Layouts => Published.Prepend(_template.Value);

    /// <summary>A row as text, cell by cell in the order of the template.</summary>
    public ImmutableArray<string> Write(TRow row) => [.. Fields.Select(field => field.Text(row))];
}

/// <summary>Makes the columns of a table.</summary>
public static class Fields
{
    /// <summary>A column that always has a value.</summary>
    public static Field<TRow> Of<TRow, T>(Column<T> column, Func<TRow, T> value) where T : notnull => new(column, row => column.Kind.Write(value(row)));

    /// <summary>A column that may have nothing given.</summary>
    public static Field<TRow> Maybe<TRow, T>(Column<T> column, Func<TRow, T?> value) where T : struct => new(column, row => value(row) is { } given ? column.Kind.Write(given) : "");

    /// <inheritdoc cref="Maybe"/>
    public static Field<TRow> MaybeText<TRow>(Column<string> column, Func<TRow, string?> value) => new(column, row => value(row) is { Length: > 0 } given ? column.Kind.Write(given) : "");
}
