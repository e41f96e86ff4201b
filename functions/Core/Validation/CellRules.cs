using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Validation;

/// <summary>
/// What is asked of every cell of every collection that is read by its columns, and of every row: the same mistakes have the same words everywhere.
/// </summary>
public static class CellRules
{
    private const string House = "House rule";

    public static readonly Rule Blank = Cell("CELL-01", "A cell that is needed is filled in.", "Fill in the cell. If nothing is known, ask whoever keeps the figure: an empty cell is never taken as 0 or No.");
    public static readonly Rule NotCount = Cell("CELL-02", "A count is a whole number, 0 or more.", "Write digits only, for example 12 or 1,204; write 0 where there was none.");
    public static readonly Rule NotMoney = Cell("CELL-03", "An amount is in pounds and pence.", Numbers.MoneyForms, "Published examples: £620,500 printed as £62,0500 (EADT, December 2003)");
    public static readonly Rule NotDate = Cell("CELL-04", "A date is a day of the calendar, written so that it can be meant in one way only.", "Write the date as 2015-06-01, 01/06/2015 (day first) or 1 June 2015.");
    public static readonly Rule NotTime = Cell("CELL-05", "A time is a date and a time of day by the clocks in London.", "Write it as 2015-06-01 13:59 or 01/06/2015 13:59. The time decides from which day a notice counts, so it cannot be left out.");
    public static readonly Rule NotMonth = Cell("CELL-06", "A month can be read.", "Write the month as 2019-11 or November 2019.");
    public static readonly Rule NotQuarter = Cell("CELL-07", "A quarter of a financial year can be read.", "Write the quarter as 2015-16-Q4 or Q4 2015-16; Q1 is April to June.");
    public static readonly Rule NotYear = Cell("CELL-08", "A financial year can be read.", "Write the year as 2015-16.");
    public static readonly Rule NotNumber = Cell("CELL-09", "A number can be read.", "Write digits with a point before decimals, for example 12.5; a percentage as 51 or 51%.");
    public static readonly Rule NotChoice = Cell("CELL-10", "The cell holds one of the values that may stand there.", "Choose one of the values of the drop-down list in the template.");
    public static readonly Rule NotCode = Cell("CELL-11", "A code has letters, digits and - _ / . only.", "Write the code alone, without a name beside it.");
    public static readonly Rule TextTooLong = Cell("CELL-12", "A text is not longer than is kept.", "Shorten the text.");

    public static readonly Rule RowTwice = new("ROW-01", Severity.Error, RuleScope.AcrossRows, "line", "A line stands there once.", "Delete the line that is wrong, or correct what tells the two apart.", House);

    public static readonly Rule NothingSaid = new("ROW-02", Severity.Error, RuleScope.File, "file", "At least one line says something.", "Fill in the lines that you mean to send.", House);

    public static readonly Rule UnknownAuthority = new("REF-01", Severity.Error, RuleScope.Reference, "authority", "The authority existed on the date.", "Use the code of the authority that was responsible on that date: three digits, or the ONS code.", "Council codes as published in DTOC, with legal dates of reorganisation");
    public static readonly Rule UnknownNhsBody = new("REF-02", Severity.Warning, RuleScope.Reference, "NHS body", "The NHS body is known.", "Check the code. If it is right, nothing need be done: independent and closed providers are not all in the list.", "ODS list of NHS trusts covers 198 of the 231 DTOC provider codes");
    public static readonly Rule NoMandate = new("REF-03", Severity.Error, RuleScope.Reference, "sender", "The sender may report for this body.", "Send only your own return, or ask the keeper of mandates to record that you report for this body.", "Mandates table");

    public static readonly ImmutableArray<Rule> All =
    [
        Blank, NotCount, NotMoney, NotDate, NotTime, NotMonth, NotQuarter, NotYear, NotNumber, NotChoice, NotCode, TextTooLong, RowTwice, NothingSaid,
        UnknownAuthority, UnknownNhsBody, NoMandate,
    ];

    /// <summary>REF-01 asked of a row: its authority, under any of its codes, existed on a date of the row.</summary>
    public static RowRule<TRow> KnownAuthority<TRow>(string field, Func<TRow, string> code, Func<TRow, DateOnly> on) => Of<TRow>(UnknownAuthority,
        (row, context) => NotAuthority(code(row), on(row), context.Reference) is { } wrong ? [(field, wrong)] : []);

    /// <summary>REF-02 asked of a row: its NHS body is one that we know.</summary>
    public static RowRule<TRow> KnownNhsBody<TRow>(string field, Func<TRow, string> code) => Of<TRow>(UnknownNhsBody,
        (row, context) => context.Reference.Provider(code(row)) is { IsNhsEngland: false } ? [] : [(field, $"'{code(row)}' is not among the NHS bodies that we know.")]);

    /// <summary>Why a code is not that of an authority on a date, with what came before or after it; null when it is.</summary>
    public static string? NotAuthority(string code, DateOnly on, ReferenceBook reference)
    {
        if (reference.AuthorityOn(on, code) is not null)
            return null;
        var periods = reference.AuthorityPeriods(code).ToList();
        if (periods.Count == 0)
            return $"'{code}' is not the code of an authority.";
        // The tables begin on a day on which most authorities had long existed: what was before, they do not say.
        if (on < periods[0].From)
            return periods[0].From == reference.Authorities.Min(authority => authority.From) ? null : $"{code} ({periods[0].Value.Name}) exists only from {Words.Date(periods[0].From)}.";
        var last = periods.Last(period => period.From <= on);
        var successors = last.Value.Successors.Select(successor => $"{successor} ({reference.AuthorityPeriods(successor).FirstOrDefault()?.Value.Name ?? "name not known"})").ToList();
        return $"{code} ({last.Value.Name}) ended on {Words.Date(last.To!.Value)}{(successors.Count == 0 ? "" : $"; from then on it is {string.Join(" or ", successors)}")}.";
    }

    /// <summary>A common rule as one of a collection's own: the same id and the same words everywhere.</summary>
    private static RowRule<TRow> Of<TRow>(Rule rule, Func<TRow, CheckContext, IEnumerable<(string Field, string Wrong)>> breaks) =>
        new(rule.Id, rule.Severity, rule.Scope, rule.Field, rule.Title, rule.Fix, rule.Source, breaks);

    private static Rule Cell(string id, string title, string fix, string source = House) => new(id, Severity.Error, RuleScope.Row, "cell", title, fix, source);
}
