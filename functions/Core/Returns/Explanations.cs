using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>The sender's answer to a warning: why the figure is right although it looks odd.</summary>
/// <param name="Submission">The submission whose warning is answered.</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Line">Line of the file; none when the answer is to every warning of the rule.</param>
/// <param name="Column">Column letter; none with any column of the line.</param>
/// <param name="Text">The explanation.</param>
/// <param name="By">Who explains.</param>
public sealed record Explanation(string Submission, string Rule, int? Line, string? Column, string Text, string? By)
{
    /// <summary>Whether it answers a warning.</summary>
    public bool Answers(Noted warning) => Rule == warning.Rule && (Line is null || Line == warning.Line) && (Column is null || Column == warning.Column);
}

/// <summary>
/// Answers to warnings, as a collection of their own: they arrive, are kept in order, are corrected and are looked up like any return. The list of findings that goes with a receipt
/// has an empty column for them, so that it can be filled in and sent back.
/// </summary>
public static class Explanations
{
    public const string CollectionKey = "explanations";

    /// <summary>Heading of the column in which an answer stands, in our template and in the list of findings.</summary>
    public const string ExplanationHeading = "Your explanation";

    /// <summary>Heading of the column that names the submission.</summary>
    public const string SubmissionHeading = "Submission";

    private static readonly Kind<string> SubmissionId = new("the id of the submission, as on its receipt", CellRules.NotCode,
        (string typed, out string? value) => (value = typed).Length <= 80 && typed.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && (EndsAsOurs(typed) || !Privacy.HoldsNhsNumber(typed)) ? null : "This is not the id of a submission.",
        value => value)
    { IsOurs = true };

    /// <summary>An id of ours ends in a digest. Its column is not screened for patient data, so nothing else with an NHS number in it is taken for one.</summary>
    private static bool EndsAsOurs(string typed) => typed.Length > 9 && typed[^9] == '-' && typed.AsSpan(typed.Length - 8).IndexOfAnyExcept("0123456789abcdef") < 0;

    private static readonly Column<string> Submission = new("submission", SubmissionHeading, SubmissionId, "The id of the submission, as on its receipt") { Example = "019a2f6e-5d3c-7b1a-8c44-2f9e1d7a6b30-3f2a9c1e" };
    private static readonly Column<string> Rule = new("rule", "Rule", Kinds.Code, "The rule of the warning, as on the receipt") { Example = "DT-09" };
    private static readonly Column<int> Line = new("line", "Line", Kinds.Count, "The line of your file; leave it empty to answer every warning of the rule") { MayBeBlank = true, Example = "14" };
    private static readonly Column<string> Column = new("column", "Column", Kinds.Code, "The column letter; may be left empty") { MayBeBlank = true, Example = "F" };
    private static readonly Column<string> Text = new("explanation", ExplanationHeading, Kinds.Text, "Why the figure is right; no patient's name or number") { Example = "Ward closed for the whole month" };
    private static readonly Column<string> By = new("by", "Explained by", Kinds.Text, "Name and post; may be left empty") { MayBeBlank = true, Example = "Head of performance" };

    /// <summary>The list of findings as it went with the receipt, with answers in some of its lines.</summary>
    private static readonly ImmutableArray<Column> Listed =
    [
        Submission, Rule, Line, Column, Text with { MayBeBlank = true },
        By with { Optional = true },
        .. new[] { "Severity", "Sheet", "Cell", "Heading", "Value", "What is wrong", "What to do" }.Select(heading => new Column($"listed-{heading}", heading, "As in the list of findings", Optional: true) { MayBeBlank = true, Kind = Kinds.AsSent }),
    ];

    private static readonly ReturnTable<Explanation> Table = new()
    {
        Key = "explanations",
        Title = "Explanations",
        About = "One line for each warning that you answer.",
        RowKey = ["submission", "rule", "line", "column"],
        Fields =
        [
            Fields.Of(Submission, (Explanation row) => row.Submission), Fields.Of(Rule, (Explanation row) => row.Rule), Fields.Maybe(Line, (Explanation row) => row.Line),
            Fields.MaybeText(Column, (Explanation row) => row.Column), Fields.Of(Text, (Explanation row) => row.Text), Fields.MaybeText(By, (Explanation row) => row.By),
        ],
        Slice = Slice,
        Read = Read,
        // A line of the list without an answer says nothing, and withdraws nothing that was said before.
        Published = [new("explanations-list", "list of findings with explanations", false, Listed, cells => cells.Has(Text) || cells.HasErrors ? Slice(cells) : null, cells => [Read(cells)])],
    };

    public static readonly Collection<Explanation> Collection = new()
    {
        Key = CollectionKey,
        Title = "explanations of warnings",
        About = "Sent by whoever sent a return, in answer to warnings about it: why a figure is right although it looks odd. The explanation is shown with the figure from then on.",
        SliceNoun = "explanation",
        Parts = [Table],
        On = _ => DateOnly.MaxValue,
        PageName = page => $"Submission {page}",
        ReportsFor = (_, _) => null,
        RowRules =
        [
            new("EX-01", Severity.Error, RuleScope.Reference, SubmissionHeading, "The submission is one of the sender's own.",
                "Copy the submission id from the receipt whose warnings you answer.", "House rule: nobody answers for somebody else's return",
                (row, context) => context.Answered.ContainsKey(row.Submission) ? [] : [(Submission.Field, $"{context.Sender} has no receipt with this id.")]),

            new("EX-02", Severity.Error, RuleScope.Reference, "Rule", "The submission has such a warning.",
                "Copy rule, line and column from the receipt or from the list of findings. A mistake cannot be explained: correct it and send the return again.", "House rule",
                (row, context) => context.Answered.TryGetValue(row.Submission, out var findings) && !findings.Any(finding => finding.Severity == Severity.Warning && row.Answers(new Noted(finding.Rule, finding.Line, finding.Column)))
                    ? [(Rule.Field, findings.Any(finding => finding.Rule == row.Rule && finding.Severity == Severity.Error) ? $"{row.Rule} is a mistake there, not a warning." : $"There is no warning {Where(row)} in that submission.")] : []),
        ],
    };

    private static SliceKey? Slice(Cells cells) => cells.MaybeText(Submission) is { } submission && cells.MaybeText(Rule) is { } rule
        ? new SliceKey(submission, cells.Context.Sender, string.Create(CultureInfo.InvariantCulture, $"{rule} {cells.Maybe(Line)} {cells.MaybeText(Column)}").TrimEnd()) : null;

    private static Explanation Read(Cells cells) => new(cells.The(Submission), cells.The(Rule), cells.Maybe(Line), cells.MaybeText(Column), cells.The(Text), cells.MaybeText(By));

    private static string Where(Explanation row) => (row.Line, row.Column) switch
    {
        (null, _) => row.Rule,
        ({ } line, null) => string.Create(CultureInfo.InvariantCulture, $"{row.Rule} in line {line}"),
        ({ } line, { } column) => string.Create(CultureInfo.InvariantCulture, $"{row.Rule} in line {line}, column {column}"),
    };
}
