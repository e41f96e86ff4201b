using System.Collections.Immutable;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>
/// One line read by the columns of its layout: each cell as a value of its column's kind, or nothing given, or a finding. All findings of the line are there together.
/// </summary>
public sealed class Cells
{
    private readonly Dictionary<string, object> _values = [];
    private readonly List<Finding> _findings = [];

    private Cells(RecognisedSheet? sheet, SheetLine line, CheckContext? context)
    {
        Sheet = sheet!;
        Line = line;
        Context = context!;
    }

    /// <summary>The sheet that the line stands in: for what is said above the headings.</summary>
    public RecognisedSheet Sheet { get; }

    public SheetLine Line { get; }

    public CheckContext Context { get; }

    public IReadOnlyList<Finding> Findings => _findings;

    public bool HasErrors => _findings.Any(finding => finding.Severity == Severity.Error);

    /// <summary>Reads a line of an uploaded sheet.</summary>
    internal static Cells Read(RecognisedSheet sheet, SheetLine line, CheckContext context)
    {
        var cells = new Cells(sheet, line, context);
        foreach (var column in sheet.Layout.Columns)
        {
            if (sheet.Has(column.Field))
                cells.Take(column, sheet.Cell(line, column.Field));
        }
        return cells;
    }

    /// <summary>The same cells from text that we wrote ourselves. Throws <see cref="FormatException"/> when one does not read.</summary>
    internal static Cells Of(IEnumerable<(Column Column, string Text)> written, int line)
    {
        var cells = new Cells(null, new SheetLine(line, []), null);
        foreach (var (column, text) in written)
        {
            if (text.Length == 0)
                continue;
            if (!column.Kind.TryRead(text, out var value, out var wrong))
                throw new FormatException($"{column.Field}: {wrong}");
            cells._values.Add(column.Field, value);
        }
        return cells;
    }

    private void Take(Column column, string typed)
    {
        if (CellProblems.IsProblem(typed))
            _findings.Add(Sheet.Problem(Line, column.Field)!);
        else if (typed.Length == 0 || column.NotGiven.Contains(typed))
        {
            if (!column.MayBeBlank)
                Found(CellRules.Blank, column, $"'{column.Heading}' is empty.");
        }
        else if (column.Kind.TryRead(typed, out var value, out var wrong))
            _values.Add(column.Field, value);
        else
            // A count or an amount is not screened for patient data, since it may be any number; what cannot be one must not be quoted.
            Found(column.Kind.Unreadable, column, Privacy.HoldsNhsNumber(typed) ? "The cell does not hold what belongs there." : wrong);
    }

    /// <summary>The value of a cell that is never blank where a row is made.</summary>
    public T The<T>(Column<T> column) where T : notnull => (T)_values[column.Field];

    /// <summary>The value, or null when nothing was given.</summary>
    public T? Maybe<T>(Column<T> column) where T : struct => _values.TryGetValue(column.Field, out var value) ? (T)value : null;

    /// <inheritdoc cref="Maybe"/>
    public string? MaybeText(Column<string> column) => _values.TryGetValue(column.Field, out var value) ? (string)value : null;

    /// <summary>Whether a value was given and could be read.</summary>
    public bool Has(Column column) => _values.ContainsKey(column.Field);

    /// <summary>
    /// The code of an authority as the ledger keeps it: three digits, whether the file has them, an ONS code or an old-style code. What is not the code of an authority on the
    /// date stays as typed; a rule tells of it.
    /// </summary>
    public string? Authority(Column<string> column, DateOnly? on) =>
        MaybeText(column) is not { } typed ? null
        : on is { } date && Context?.Reference.Organisations.Of(typed, OrganisationKind.Authority, date) is { } authority ? authority.Code
        : typed;

    /// <summary>A finding at a cell of this line.</summary>
    public void Found(Rule rule, Column column, string wrong) => _findings.Add(Sheet.Found(rule, Line, column.Field, wrong));
}
