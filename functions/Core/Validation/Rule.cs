using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Validation;

/// <summary>A rule as the public catalogue shows it.</summary>
/// <param name="Field">Name of the column that it looks at, or "file".</param>
/// <param name="Title">What must hold, in one sentence.</param>
/// <param name="Fix">What to do when it does not.</param>
/// <param name="Source">Where the rule comes from.</param>
public record Rule(string Id, Severity Severity, RuleScope Scope, string Field, string Title, string Fix, string Source)
{
    /// <summary>First date on which it applies; none when it always has. What date of a row is meant, its collection says.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last date on which it applies; none when it still does.</summary>
    public DateOnly? To { get; init; }

    public bool AppliesOn(DateOnly date) => (From is null || From <= date) && (To is null || date <= To);

    /// <summary>The dates of effect in words, for the catalogue.</summary>
    public string Effect => (From, To) switch
    {
        (null, null) => "always",
        ({ } from, null) => $"from {Words.Date(from)}",
        (null, { } to) => $"to {Words.Date(to)}",
        ({ } from, { } to) => $"{Words.Date(from)} to {Words.Date(to)}",
    };

    /// <summary>
    /// A finding of this rule. <paramref name="wrong"/> says what is wrong at this place. Columns of numbers are not screened for patient data, so that a sentence or value
    /// may hold an NHS number that was pasted there: it is not said again.
    /// </summary>
    public Finding Found(string wrong, string? sheet = null, int? line = null, string? column = null, string? heading = null, string? value = null) =>
        new(Id, Severity, Privacy.SaysNhsNumber(wrong) ? $"What should hold here does not: {Title} The number is not repeated, because it could be an NHS number." : wrong, Fix,
            sheet, line, column, heading, Privacy.SaysNhsNumber(value) ? null : value);
}

/// <summary>A rule about one row. It names each field that breaks it and says how; a row that breaks nothing yields nothing.</summary>
public sealed record RowRule<TRow>(
    string Id, Severity Severity, RuleScope Scope, string Field, string Title, string Fix, string Source,
    Func<TRow, CheckContext, IEnumerable<(string Field, string Wrong)>> Breaks)
    : Rule(Id, Severity, Scope, Field, Title, Fix, Source);

/// <summary>What breaks a rule: the row and the field, so that the place in the file can be named. Without a row it is the slice as a whole.</summary>
public readonly record struct Broken<TRow>(TRow? Row, string? Field, string Wrong) where TRow : class;

/// <summary>
/// A rule about all rows of a slice together: sums, what is missing, what contradicts. It is asked only of a slice of which every row could be read.
/// </summary>
public sealed record SliceRule<TRow>(
    string Id, Severity Severity, string Field, string Title, string Fix, string Source,
    Func<SliceRows<TRow>, CheckContext, IEnumerable<Broken<TRow>>> Breaks)
    : Rule(Id, Severity, RuleScope.AcrossRows, Field, Title, Fix, Source) where TRow : class;

/// <summary>The rows that a return brings for one slice, in the order of the file.</summary>
public sealed record SliceRows<TRow>(SliceKey Key, ImmutableArray<TRow> Rows) where TRow : class
{
    /// <summary>In whose view the rows are kept. Only a rule that compares with what stands may ask.</summary>
    public View View { get; init; }

    /// <summary>The rows of one kind, for a return of several tables.</summary>
    public IEnumerable<T> Of<T>() where T : TRow => Rows.OfType<T>();
}

/// <summary>
/// A rule about a slice and what else stands: the period before, another collection, the other party's view. Always a warning, told with what the return
/// changed and not in its receipt: it depends on what others have sent, and is told anew when that changes.
/// </summary>
/// <param name="Asks">The other pages that it looks at, for a page of its own collection.</param>
/// <param name="Breaks">Asked of each slice that an acceptance brings, as things stood when it arrived.</param>
public sealed record StandingRule<TRow>(
    string Id, string Field, string Title, string Fix, string Source,
    Func<string, IEnumerable<PageRef>> Asks, Func<SliceRows<TRow>, StandingBook, IEnumerable<Broken<TRow>>> Breaks)
    : Rule(Id, Severity.Warning, RuleScope.Standing, Field, Title, Fix, Source) where TRow : class
{
    /// <summary>Instead of <see cref="Asks"/>, where the other pages depend on the slices that a return brings and not only on its own page.</summary>
    public Func<SliceKey, IEnumerable<PageRef>>? AsksOf { get; init; }
}

/// <summary>A rule about what others have sent on the page of an acceptance and its sender has not. Always a warning, like <see cref="StandingRule{TRow}"/>.</summary>
public sealed record PageRule(
    string Id, string Field, string Title, string Fix, string Source, Func<PageVersion, StandingBook, IEnumerable<string>> Breaks)
    : Rule(Id, Severity.Warning, RuleScope.Standing, Field, Title, Fix, Source);
