using System.Collections.Immutable;
using CsCheck;
using Monitoring.Core.Figures;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

public class ExplanationsTests
{
    /// <summary>A return of RJ7, submission s0, with one warning: nothing given in line 4, column F.</summary>
    private static MemoryLedger WithWarning(params SmallReturn[] more)
    {
        var ledger = new MemoryLedger();
        foreach (var sent in more.Prepend(SmallReturn.Template().Cell(4, "NHS days", "")))
            Assert.All(ledger.Receive(new FileContent(FileKind.Csv, [sent.Sheet()], []), "RJ7", "2020-01-09").Found.Findings, finding => Assert.Equal("DT-09", finding.Rule));
        return ledger;
    }

    private static SmallFile Answer(string submission = "s0", string rule = "DT-09", string line = "4", string column = "F", string text = "Ward closed") => new SmallFile(Explanations.Collection)
        .Row(("submission", submission), ("rule", rule), ("line", line), ("column", column), ("explanation", text), ("by", "Ann Officer"));

    private static string[] Findings(SmallFile answer, string sender = "RJ7", MemoryLedger? ledger = null) =>
        [.. (ledger ?? WithWarning()).Receive(answer.Content, sender, "2020-01-10").Found.Findings.Select(finding => $"{finding.Rule} {finding.Column}{finding.Line} {finding.Wrong}")];

    [Fact]
    public void An_answer_to_a_warning_is_taken() => Assert.Empty(Findings(Answer()));

    [Fact]
    public void An_answer_to_a_rule_answers_all_its_warnings() => Assert.Empty(Findings(Answer(line: "", column: "")));

    [Fact]
    public void EX_01_nobody_answers_for_somebody_else() => Assert.Equal(["EX-01 A2 RTH has no receipt with this id."], Findings(Answer(), "RTH"));

    [Fact]
    public void EX_02_a_warning_that_is_not_there() => Assert.Equal(["EX-02 B2 There is no warning DT-09 in line 5, column F in that submission."], Findings(Answer(line: "5")));

    [Fact]
    public void EX_02_a_mistake_is_corrected_and_not_explained()
    {
        var ledger = new MemoryLedger();
        ledger.Receive(new FileContent(FileKind.Csv, [SmallReturn.Template().Cell(4, "NHS days", "-1").Sheet()], []), "RJ7", "2020-01-09");
        Assert.Equal(["EX-02 B2 DT-06 is a mistake there, not a warning."], Findings(Answer(rule: "DT-06"), ledger: ledger));
    }

    [Fact]
    public void The_list_of_findings_can_be_sent_back_and_lines_without_an_answer_say_nothing()
    {
        var ledger = WithWarning();
        string[] headings = ["Severity", "Rule", "Sheet", "Cell", "Line", "Column", "Heading", "Value", "What is wrong", "What to do", "Submission", "Your explanation"];
        string[] answered = ["Warning", "DT-09", "", "F4", "4", "F", "NHS days", "", "No number of days is given.", "Write the number.", "s0", "Ward closed"];
        var other = answered.Select((cell, i) => i switch { 4 => "9", 11 => "", _ => cell }).ToArray();
        var found = ledger.Receive(new FileContent(FileKind.Csv, [new Sheet(null, [new(1, headings), new(2, answered), new(3, other)])], []), "RJ7", "2020-01-10").Found;
        Assert.Empty(found.Findings);
        Assert.Equal(new SliceKey("s0", "RJ7", "DT-09 4 F"), Assert.Single(found.Accepted).Key);
    }

    [Fact]
    public void A_list_without_any_answer_is_refused_in_words() => Assert.Equal(["ROW-02  No line holds anything that could be taken."], [.. WithWarning().Receive(new FileContent(FileKind.Csv,
        [new Sheet(null, [new(1, ["Rule", "Line", "Column", "Submission", "Your explanation"]), new(2, ["DT-09", "4", "F", "s0", ""])])], []), "RJ7", "2020-01-10").Found.Findings.Select(finding => $"{finding.Rule} {finding.Column}{finding.Line} {finding.Wrong}")]);

    private static ImmutableArray<FigureWarning> Shown(MemoryLedger ledger, params string[] submissions)
    {
        var page = new PageRef(DelayedTransfers.CollectionKey, "2019-11");
        var answers = submissions.SelectMany(submission => ledger.Standing(new PageRef(Explanations.CollectionKey, submission)).Slices, (submission, slice) => (submission, slice))
            .SelectMany(one => ledger.Rows(one.slice), (one, row) => (one.submission, Explanation: Explanations.Collection.RowOf(row))).ToLookup(one => one.submission, one => one.Explanation);
        return [.. ledger.Standing(page).Chosen().SelectMany(slice => FigureWarnings.Of(slice, ledger.Versions(page), submission => answers[submission]))];
    }

    [Fact]
    public void The_explanation_stands_with_the_figure()
    {
        var ledger = WithWarning();
        Assert.Null(Assert.Single(Shown(ledger, "s0")).Explanation);
        Findings(Answer(), ledger: ledger);
        Assert.Equal(("Ward closed", "Ann Officer", "RJ7 x 730"), Assert.Single(Shown(ledger, "s0")) is { Explanation: { } explanation } shown ? (explanation.Text, explanation.By, shown.Place.ToString()) : default);
        // Said again in other words, the last words stand.
        Findings(Answer(text: "Ward closed until 1 December"), ledger: ledger);
        Assert.Equal("Ward closed until 1 December", Assert.Single(Shown(ledger, "s0")).Explanation?.Text);
    }

    [Fact]
    public void An_answer_to_the_same_return_sent_again_holds_although_the_first_one_stands()
    {
        // The same content two lines further down: the warning is in line 5 of the second file.
        var ledger = WithWarning(SmallReturn.Template().Cell(4, "NHS days", "").Reversed().Reversed());
        Assert.Empty(Findings(Answer(submission: "s1"), ledger: ledger));
        Assert.Equal("Ward closed", Assert.Single(Shown(ledger, "s0", "s1")).Explanation?.Text);
    }

    [Fact]
    public void A_corrected_return_has_its_own_warnings()
    {
        var ledger = WithWarning();
        Findings(Answer(), ledger: ledger);
        ledger.Receive(new FileContent(FileKind.Csv, [SmallReturn.Template().Cell(4, "NHS days", "").Cell(2, "NHS days", "9").Sheet()], []), "RJ7", "2020-01-11");
        Assert.Null(Assert.Single(Shown(ledger, "s0", "s2")).Explanation);
    }

    private static Gen<string> Of(params string[] values) => Gen.OneOf(values);

    public static readonly Gen<Explanation> Rows = Gen.Select(
        Of("s0", "019a2f6e-5d3c-7b1a-8c44-2f9e1d7a6b30-3f2a9c1e"), Of("DT-09", "BP-30"), Gen.Int[1, 99_999], Gen.Bool, Of("F", "AB"), Of("Ward, closed", "\"x\"\nand y"), Gen.Bool,
        (submission, rule, line, hasLine, column, text, hasBy) => new Explanation(submission, rule, hasLine ? line : null, hasLine ? column : null, text, hasBy ? "Ann" : null));

    [Fact]
    public void Rows_read_back_from_the_ledger() => Rows.Sample(row => Explanations.Collection.RowOf(Explanations.Collection.Keep(new SliceKey(row.Submission, "RJ7", "x"), row, 2)) == row);
}
