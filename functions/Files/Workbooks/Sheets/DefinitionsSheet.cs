using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Workbooks.Sheets;

/// <summary>What the words mean, and every rule used with how sure we are of it.</summary>
internal static class DefinitionsSheet
{
    private const string Guidance = "MSitDT definitions and guidance, versions 1.00 to 1.09";

    public static SheetPlan Of(DelayFigures figures, PolicyBook policy) => new("Definitions", "What the words mean, and the rules used with how sure we are of each", $"{figures.Subject()}: definitions and rules")
    {
        Sentences = SheetPlan.Say(figures.Policy == policy.Version
            ? $"Rules of policy version {policy.Version}, as they apply to {figures.Month.Name}."
            : $"The figures were made with policy version {figures.Policy}. The rules below are those of version {policy.Version}, with which this workbook was written."),
        Table = new TablePlan("tblDefinitions",
            [new("Kind"), new("Term or rule", Widest: 24), new("Meaning or value", Widest: 54), new("In force", Widest: 17), new("How sure", Widest: 22), new("Source", Widest: 46)],
            [.. Terms(figures).Select(Term), .. Used(figures.Month, policy).Select(Rule)]),
    };

    private static Entry[] Term((string Term, string Meaning, Mark Mark, string Source) term) =>
        [Entry.Of("Definition"), Entry.Of(term.Term), Entry.Of(term.Meaning), Entry.Of("always"), Entry.Of(Phrases.Of(term.Mark)), Entry.Of(term.Source)];

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

    /// <summary>The rules that bear on these figures, as they stand on the last day of the month.</summary>
    private static IEnumerable<PolicyRow> Used(ReportingMonth month, PolicyBook policy) => policy.Rows.Where(row => row.On(month.LastDay) && Bearing.Contains(row.Policy));

    private static IEnumerable<(string Term, string Meaning, Mark Mark, string Source)> Terms(DelayFigures figures) =>
    [
        ("Delayed transfer of care", "An adult occupies a hospital bed although a clinician and a multidisciplinary team have decided that the patient is ready to leave and it is safe to discharge or transfer.", Mark.Verified, "LG Inform metric type 3632, after the NHS England guidance"),
        ("Delayed days", "Days that delayed patients spent in hospital in the calendar month, weekends and holidays included, as their provider counted them.", Mark.Verified, Guidance),
        ("Authority", "The council with social services responsibility that is responsible for the patient, wherever the hospital is.", Mark.Verified, "NHS England, monthly situation reports"),
        ("NHS, social care, both", "Who is responsible for the delay. Both is a count of its own: it is never split or added to one of the others.", Mark.Verified, Guidance),
        ("Not allowed", "A reason that can never be attributed so: further non-acute NHS care and housing are the NHS's alone; residential home, choice and disputes are never both's.", Mark.Verified, "105 council workbooks, April 2011 to December 2019; England series of 115 months"),
        ("Average people a day", "Delayed days divided by the calendar days of the month; published as DTOC beds.", Mark.Verified, "NHS England, delayed transfers of care data 2017-18"),
        ("Rate", "Average people a day, or delayed days, for every 100,000 adults aged 18 and over.", Mark.Verified, "LG Inform metric type 3632; ASCOF 2C"),
        .. figures.IsEngland() ? NationalTerms() : [],
        ("Not given", "The return holds no number. It adds nothing to a total and is not zero.", Mark.Assumed, "A blank could be either; April 2018 extract, RJ7 and 730"),
        ("Not calculable", "Something that the figure needs is missing. It has no value and is not zero.", Mark.Assumed, "Our rule"),
        ("Provisional, incomplete, final", "Provisional: complete as far as is known, and may be corrected. Incomplete: something is known to be missing. Final: the month is closed.", Mark.Assumed, "Our rule"),
    ];

    private static IEnumerable<(string Term, string Meaning, Mark Mark, string Source)> NationalTerms() =>
    [
        ("England", "Everyone delayed in a hospital in England, residents of Wales, Scotland and outside Great Britain included.", Mark.Verified, "Council workbooks: the England row is the sum of all rows"),
        ("Rank and quartile", "1 is the lowest rate of people delayed a day per 100,000 adults; equal rates share a rank. Only councils in England with a rate are ranked.", Mark.Assumed, "Our rule"),
        ("Small number", "Fewer than 50,000 adults or fewer than 30 delayed days: a few patients move the rate and the rank far.", Mark.Assumed, "Our rule"),
    ];
}
