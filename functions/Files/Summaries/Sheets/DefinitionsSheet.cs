using System.Collections.Immutable;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Statements;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>What the words mean, how each figure of the summary is made, how rules are read, each with how sure we are of it: of delays, reimbursement and the fund together.</summary>
internal static class DefinitionsSheet
{
    private const string Guidance = "MSitDT definitions and guidance, versions 1.00 to 1.09", OurRule = "Our rule", Definition = "Definition", Always = "always";

    public static SheetPlan Of(SummaryRows rows, PolicyBook policy) => new(RulesSheet.Name, "What the words mean, how figures are made and rules are read, with how sure we are of each", RulesSheet.Name)
    {
        Sentences = SheetPlan.Say(
            rows.Summary.Policy == policy.Version
                ? $"Rules of policy version {policy.Version}, as they apply on {Words.Date(rows.Period.LastDay)}."
                : $"The figures were made with policy version {rows.Summary.Policy}. Values in force are those with which the figures were made; the rules on delays are those of version {policy.Version}, with which this workbook was written.",
            "Where law or guidance can be read in more than one way, or could not be read, a rule decides. What is assumed is open to challenge: name the rule."),
        Table = new TablePlan("tblDefinitions",
            [new("Kind", Widest: 12), new("Term or rule", Widest: 34), new("Meaning or value", Widest: 60), new("In force", Widest: 17), new("How sure", Widest: 22), new("Source", Widest: 46)],
            [.. All(rows, policy).DistinctBy(row => (row[0].Text, row[1].Text))], Filter: true),
    };

    private static IEnumerable<Entry[]> All(SummaryRows rows, PolicyBook policy)
    {
        var summary = rows.Summary;
        foreach (var line in summary.Lines)
            yield return [Entry.Of("Figure"), Entry.Of(line.Name), Entry.Of($"{Phrases.Capital(line.Unit)}. {line.How}"), Entry.Of(Always), Entry.Of(Phrases.Of(Mark.Assumed)), Entry.Of(OurRule)];
        foreach (var term in Terms(rows.Delays is { IsEngland: true }))
            yield return Term(term);
        foreach (var (term, meaning) in summary.Reimbursement.IsEmpty && summary.Members.All(member => member.Statement is null) ? [] : AmountWords.Terms)
            yield return Term((term, meaning, Mark.Derived, "Act of 2003; Care Act 2014 Sch. 3"));
        if (rows.Fund is { } fund)
        {
            foreach (var row in RulesSheet.Of(fund).Table!.Rows.Where(row => row[0].Text != RulesSheet.Rule))
                yield return [row[0].Text == RulesSheet.Word ? Entry.Of(Definition) : row[0], row[1], row[2], Entry.Of(row[0].Text == RulesSheet.Word ? Always : $"{summary.Fund!.Key.Year}"), row[3], row[4]];
        }
        else if (summary.EnglandFund is not null || summary.Members.Any(member => member.Fund is not null))
        {
            foreach (var one in FundDefinitionsSheet.Terms)
                yield return Term(one);
        }
        foreach (var one in summary.Switches)
            yield return [Entry.Of("Rule"), Entry.Of($"{one.Policy}: {one.Value}"), Entry.Of(one.Meaning), Entry.Of(rows.Period.Name), Entry.Of(Phrases.Of(one.Mark)), Entry.Of(one.Source)];
        foreach (var row in rows.Delays is null ? [] : Used(rows.Period, policy))
            yield return Rule(row);
    }

    private static Entry[] Term((string Term, string Meaning, Mark Mark, string Source) term) =>
        [Entry.Of(Definition), Entry.Of(term.Term), Entry.Of(term.Meaning), Entry.Of(Always), Entry.Of(Phrases.Of(term.Mark)), Entry.Of(term.Source)];

    private static Entry[] Rule(PolicyRow row) =>
    [
        Entry.Of("Rule"),
        Entry.Of(Named(row)),
        Entry.Of(Meaning(row)),
        Entry.Of($"{Words.Date(row.From)} to {(row.To is { } to ? Words.Date(to) : "now")}"),
        Entry.Of(Phrases.Of(row.Mark)),
        Entry.Of(row.Source),
    ];

    private static string Named(PolicyRow row) => row.AppliesTo == "everywhere" ? row.Policy : $"{row.Policy}, {row.AppliesTo}";

    /// <summary>The value with what it means here; a value that we have no words for stands alone.</summary>
    private static string Meaning(PolicyRow row) => row.Policy switch
    {
        "population-estimate" when row.Value == "none" => "none: no rate per 100,000 adults is worked out",
        "population-estimate" => $"{row.Value}: rates are divided by this ONS estimate of people aged 18 and over",
        "delayed-transfers.collected" => $"{row.Value}: {(row.Value == "yes" ? "the month was collected" : "the month was not collected")}",
        "delayed-transfers.snapshot" => $"{row.Value}: {(row.Value == "yes" ? "patients on the last Thursday are in the return" : "patients on the last Thursday are no longer in the return")}",
        "delayed-transfers.reason-o" => $"{row.Value}: {(row.Value == "no" ? "there is no reason O" : "reason O is used for non-acute care only")}",
        "edition.covers-month" => $"{row.Value}: an NHS England edition states the whole month, so what it leaves out is withdrawn",
        "closing.automatic" => $"{row.Value}: a month is closed {(row.Value == "off" ? "by a named person only" : "automatically")}",
        "small-number.adults" or "small-number.days" => $"below {row.Value} {row.Unit} the England workbook warns of a small number",
        "return-due" => DueRule(row.Value.Split(' ')),
        _ => $"{row.Value} {row.Unit}".TrimEnd(),
    };

    private static string DueRule(string[] rule) => rule switch
    {
        ["working-day", var number] => $"due {number} working days after the end of the month",
        ["second-thursday", var months] => $"due on the second Thursday, {months} months after the month",
        _ => "nothing is due",
    };

    /// <summary>The policies that bear on delays; those of other collections have no place in this workbook.</summary>
    private static readonly ImmutableArray<string> Bearing =
    [
        "population-estimate", "delayed-transfers.collected", "delayed-transfers.snapshot", "delayed-transfers.reason-o", "return-due", "edition.covers-month", "closing.automatic", "small-number.adults", "small-number.days",
    ];

    /// <summary>The rules that bear on these figures, as they stand on the last day of the period.</summary>
    private static IEnumerable<PolicyRow> Used(SummaryPeriod period, PolicyBook policy) => policy.Rows.Where(row => row.On(period.LastDay) && Bearing.Contains(row.Policy));

    private static IEnumerable<(string Term, string Meaning, Mark Mark, string Source)> Terms(bool isEngland) =>
    [
        ("Delayed transfer of care", "An adult occupies a hospital bed although a clinician and a multidisciplinary team have decided that the patient is ready to leave and it is safe to discharge or transfer.", Mark.Verified, "LG Inform metric type 3632, after the NHS England guidance"),
        ("Delayed days", "Days that delayed patients spent in hospital in the calendar month, weekends and holidays included, as their provider counted them.", Mark.Verified, Guidance),
        ("Authority", "The council with social services responsibility that is responsible for the patient, wherever the hospital is.", Mark.Verified, "NHS England, monthly situation reports"),
        ("NHS, social care, both", "Who is responsible for the delay. Both is a count of its own: it is never split or added to one of the others.", Mark.Verified, Guidance),
        ("Not allowed", "A reason that can never be attributed so: further non-acute NHS care and housing are the NHS's alone; residential home, choice and disputes are never both's.", Mark.Verified, "105 council workbooks, April 2011 to December 2019; England series of 115 months"),
        ("Average people a day", "Delayed days divided by the calendar days of the month; published as DTOC beds.", Mark.Verified, "NHS England, delayed transfers of care data 2017-18"),
        ("Rate", "Average people a day, or delayed days, for every 100,000 adults aged 18 and over.", Mark.Verified, "LG Inform metric type 3632; ASCOF 2C"),
        .. isEngland ? NationalTerms() : [],
        ("Not given", "The return holds no number. It adds nothing to a total and is not zero.", Mark.Assumed, "A blank could be either; April 2018 extract, RJ7 and 730"),
        ("Not calculable", "Something that the figure needs is missing. It has no value and is not zero.", Mark.Assumed, OurRule),
        ("Provisional, incomplete, final", "Provisional: complete as far as is known, and may be corrected. Incomplete: something is known to be missing. Final: the month is closed.", Mark.Assumed, OurRule),
    ];

    private static IEnumerable<(string Term, string Meaning, Mark Mark, string Source)> NationalTerms() =>
    [
        ("England", "Everyone delayed in a hospital in England, residents of Wales, Scotland and outside Great Britain included.", Mark.Verified, "Council workbooks: the England row is the sum of all rows"),
        ("Rank and quartile", "1 is the lowest rate of people delayed a day per 100,000 adults; equal rates share a rank. Only councils in England with a rate are ranked.", Mark.Assumed, OurRule),
        ("Small number", "Fewer than 50,000 adults or fewer than 30 delayed days: a few patients move the rate and the rank far.", Mark.Assumed, OurRule),
    ];
}
