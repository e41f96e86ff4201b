using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds;

/// <summary>The Better Care Fund of a board in a year as a page: complete in itself, without scripts, and loading nothing from anywhere. It begins with what was released, what is owed and what fails; workings open when asked for.</summary>
public static class FundPage
{
    /// <param name="downloads">Files that go with it: what to call each, and where it is.</param>
    public static string Html(FundYear year, IReadOnlyList<(string Text, string Href)>? downloads = null)
    {
        var rows = new FundRows(year);
        var sections = Sections(rows).ToList();
        var main = string.Concat(Answers(rows), Downloads(downloads ?? []), Contents(sections), string.Concat(sections.Select(section => section.Html)));
        return Page.Of(year.Title(), "Better Care Fund", main, "The same figures with live formulas are in the workbook. If a figure looks wrong, name the section and the line: its working says what it rests on.");
    }

    private static string T(string? text) => Receipts.Html.Text(text);

    /// <summary>The first screen.</summary>
    private static string Answers(FundRows rows)
    {
        var html = new StringBuilder($"<h1>{T(rows.Year.Title())}</h1>\n<p><strong>{T(FundCoverSheet.Status(rows))}.</strong></p>\n<dl>\n");
        if (rows.Year is { Performance: not null } or { Release: not null } or { Expectation: not null })
            Say(rows.Year.Expectation is null ? "Released" : "Expectation", FundSentences.Released(rows.Year));
        Say("Paid in and spent", FundSentences.Pool(rows));
        Say("Owed", FundSentences.Owed(rows).DefaultIfEmpty("Nothing is known of what is owed: no return of a quarter says what was due or what is over or under."));
        Say("Checks", FundSentences.Checks(rows).DefaultIfEmpty("Nothing could be checked: no plan has arrived."));
        Say("Goals", FundSentences.Goals(rows).DefaultIfEmpty(FundSentences.NoGoals(rows)));
        if (FundSentences.Open(rows).Count() is > 0 and var open)
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>To answer</dt><dd><a href=\"#questions\">{T(Words.Of(open, "open question"))}</a></dd></div>\n");
        Say("Figures", [$"{Phrases.Capital(Phrases.Of(rows.Year.Status))}. {string.Join(" ", rows.Year.StatusReasons)}".TrimEnd()]);
        return html.Append("</dl>\n").ToString();

        void Say(string term, IEnumerable<string> sentences) => html.Append(CultureInfo.InvariantCulture, $"<div><dt>{T(term)}</dt><dd>{string.Join("<br />", sentences.Select(T))}</dd></div>\n");
    }

    private static string Downloads(IReadOnlyList<(string Text, string Href)> files) => files.Count == 0 ? "" :
        $"<section aria-labelledby=\"files\">\n<h2 id=\"files\">Files</h2>\n<ul class=\"downloads\">\n{string.Concat(files.Select(file => $"<li><a href=\"{T(file.Href)}\">{T(file.Text)}</a></li>\n"))}</ul>\n</section>\n";

    private static string Contents(IReadOnlyCollection<Section> sections) =>
        $"<nav class=\"contents\" aria-labelledby=\"contents\">\n<h2 id=\"contents\">On this page</h2>\n<ul>\n{string.Concat(sections.Select(section => $"<li><a href=\"#{section.Id}\">{T(section.Heading)}</a></li>\n"))}</ul>\n</nav>\n";

    private sealed record Section(string Id, string Heading, string Content)
    {
        public string Html => $"<section aria-labelledby=\"{Id}\">\n<h2 id=\"{Id}\">{T(Heading)}</h2>\n{Content}</section>\n";
    }

    /// <summary>What there is nothing of is left out; the end of the page says what.</summary>
    private static IEnumerable<Section> Sections(FundRows rows)
    {
        var year = rows.Year;
        if (FundSentences.Open(rows).Any())
            yield return new("questions", "Open questions", $"<ol>\n{string.Concat(FundSentences.Open(rows).Select(one => $"<li>{T(one.Question)}</li>\n"))}</ol>\n");
        if (!rows.Partners.IsEmpty)
            yield return new("partners", "Partners", Partners(rows));
        if (year.Performance is { } performance)
            yield return new("performance", "Performance payment", Performance(rows, performance));
        if (year.Release is not null)
            yield return new("release", "Release of the sum held", FundTables.Sentences(ReleaseSheet.Of(rows)) + FundTables.Html(ReleaseSheet.Of(rows), "By quarter") + Working(rows, "Release of the sum held"));
        if (year.Expectation is not null)
            yield return new("expectation", "Delayed-transfer expectation", Expectation(rows));
        if (!rows.Quarters.IsEmpty)
            yield return new("pool", "Pool", Pool(rows));
        if (year.RiskSharing is { Partners.IsEmpty: false })
            yield return new("risk-share", "Risk share", FundTables.Sentences(RiskShareSheet.Of(rows)) + FundTables.Html(RiskShareSheet.Of(rows), "What each partner pays of the variance, or gets where it is below zero") + Working(rows, "Risk share"));
        if (year.Pool?.Account is not null)
            yield return new("account", "Memorandum account", FundTables.Sentences(MemorandumSheet.Of(rows)) + FundTables.Html(MemorandumSheet.Of(rows), "What came in, what was spent, what is left and whose it is"));
        if (!rows.Checks.IsEmpty)
            yield return new("checks", "Checks of the plan", Checks(rows));
        if (!year.Metrics.IsEmpty)
            yield return new("metrics", "Metrics", Metrics(rows));
        if (!rows.Schemes.IsEmpty)
            yield return new("schemes", "Schemes", Schemes(rows));
        if (rows.Groups.Any())
            yield return new("joint-working", "Joint working", JointWorking(rows));
        if (year.Shunting is { Years.IsEmpty: false })
            yield return new("bears", "Who bears what", FundTables.Sentences(ShuntingSheet.Of(rows)) + FundTables.Html(ShuntingSheet.Of(rows), "Part of the delays and of the spend, year by year", "Year", "Months of delays known", "All days", "NHS part of delays", "Social care part of delays", "NHS part of spend", "Council part of spend")
                + FundTables.Details("Days and pounds behind the parts", FundTables.Html(ShuntingSheet.Of(rows), "Days and pounds", "Year", "NHS days", "Social care days", "Days of both", "NHS spend", "Council spend", "All spend")));
        if (!year.Comparisons.IsEmpty)
            yield return new("reconciliation", "As submitted and as recomputed", FundTables.Sentences(FundReconciliationSheet.Of(rows)) + FundTables.Html(FundReconciliationSheet.Of(rows), "Totals as submitted beside what their lines come to"));
        if (year.Plan is { } plan)
            yield return new("plan", "Plan", Plan(rows, plan));
        if (!year.Switches.IsEmpty)
            yield return new("rules", "Rules in force", FundTables.Sentences(RulesSheet.Of(rows)) + FundTables.Details($"{Words.Of(year.Switches.Length, "rule")} that could be read otherwise", Rules(rows, RulesSheet.Rule, "As the figures were worked out")));
        yield return new("about", "About these figures", About(rows));
    }

    private static string Partners(FundRows rows)
    {
        var sheet = PartnersSheet.Of(rows);
        return FundTables.Sentences(sheet) + FundTables.Html(sheet, "What each partner paid in, spent, pays and owes", PartnersSheet.Partner, PartnersSheet.PaidIn, PartnersSheet.Spent, PartnersSheet.Outstanding, PartnersSheet.Share, PartnersSheet.Closing)
            + FundTables.Details("What was planned and due", FundTables.Html(sheet, "Planned for the year, due to date, and received of that", PartnersSheet.Partner, "Host", PartnersSheet.Planned, PartnersSheet.Due, PartnersSheet.Received));
    }

    private static string Performance(FundRows rows, PerformancePayment performance)
    {
        var html = new StringBuilder(FundTables.Sentences(PaymentSheet.Of(rows)));
        string[] columns = [PaymentSheet.Line, .. performance.Quarters.Select(quarter => quarter.Quarter.Name), PaymentSheet.Year];
        html.Append(FundTables.Html(PaymentSheet.Of(rows), "Quarter by quarter", PaymentSheet.Main.Contains, columns));
        html.Append(FundTables.Details("Every line of the return of 2015-16, and how it is worked out", FundTables.Html(PaymentSheet.Of(rows), "The lines of the return, and what they come to")));
        if (HistorySheet.Lines(performance).Any())
            html.Append(FundTables.Details("What is said about the quarters", FundTables.Html(HistorySheet.Of(rows), "Notes, reasons and comments", kind => kind != HistorySheet.Arrival, "Kind", "About", "What is said")));
        if (!performance.Terms.IsEmpty)
            html.Append(FundTables.Details("What each version of the plan makes of the fund", FundTables.Sentences(TermsSheet.Of(rows)) + FundTables.Html(TermsSheet.Of(rows), "By version of the plan", "Version", "In effect from", "Cost per admission", "Baseline", "Planned", "Reduction", "Fund", "Ring-fence")));
        if (!performance.Replay.IsEmpty)
            html.Append(FundTables.Details("What became known when, and what it settled", FundTables.Html(HistorySheet.Of(rows), "In order of arrival", kind => kind == HistorySheet.Arrival, "About", "Received", "What is said")));
        return html.Append(Working(rows, "Performance payment")).ToString();
    }

    private static string Expectation(FundRows rows) => FundTables.Sentences(ExpectationSheet.Of(rows)) + FundTables.Html(ExpectationSheet.Of(rows), "From where, to where, what was at risk, and the criteria") + Working(rows, "Delayed-transfer expectation");

    private static string Pool(FundRows rows)
    {
        var html = new StringBuilder(FundTables.Sentences(PoolSheet.Of(rows)));
        html.Append(FundTables.Html(PoolSheet.Of(rows), "Quarter by quarter", "Quarter", "Opening balance", "Income", "Expenditure", "Balance", "Balance as submitted"));
        foreach (var (side, what) in new[] { (PoolSide.Income, "income"), (PoolSide.Expenditure, "expenditure") })
        {
            if (rows.ToDate(side).Any())
                html.Append(FundTables.Details($"Lines of {what}, to date", FundTables.Html(IncomeSheet.Of(rows, side), $"{Phrases.Capital(what)} to date", "Partner", "Source", "Line", "Planned to date", "Actual to date", "Variance to date", "Full-year forecast")));
            if (!rows.Lines(side).IsEmpty)
                html.Append(FundTables.Details($"Lines of {what}, each quarter", FundTables.Html(LinesByQuarterSheet.Of(rows), $"{Phrases.Capital(what)} by quarter", of => of == LinesByQuarterSheet.NameOf(side), "Quarter", "Partner", "Source", "Line", "Planned", "Forecast", "Actual", "Variance")));
        }
        if (!rows.Contributions.IsEmpty)
            html.Append(FundTables.Details("What was due and received", FundTables.Html(DueSheet.Of(rows), "At the end of each quarter", "Quarter", "Partner", "Source", "Due", "Received", "Outstanding", "Next instalment")));
        return html.ToString();
    }

    private static string Checks(FundRows rows)
    {
        var sheet = ChecksSheet.Of(rows);
        var counted = rows.Checks.All(check => check.Counted.IsEmpty) ? "" : FundTables.Details("The lines that the ring-fence checks counted", FundTables.Html(CountedSheet.Of(rows), "Lines counted"));
        return FundTables.Sentences(sheet) + FundTables.Html(sheet, "Each check with what is to spare", "Rule", "Check", "About", "Result", "Headroom", "In words")
            + FundTables.Details("What the plan has and what it needs", FundTables.Html(sheet, "Amounts of the checks", "Rule", "About", "The plan has", "It needs", "Headroom")) + counted
            + FundTables.Details("What each check asks, where that is from, and how sure it is", Rules(rows, RulesSheet.Check, "What each check asks"));
    }

    private static string Metrics(FundRows rows)
    {
        var html = new StringBuilder(FundTables.Sentences(MetricsSheet.Of(rows)));
        var later = rows.Year.Metrics.Count(metric => metric.Track == MetricTrack.NotDueYet);
        if (later < rows.Year.Metrics.Length)
            html.Append(FundTables.Html(MetricsSheet.Of(rows, metric => metric.Track != MetricTrack.NotDueYet), "Each goal with what was reached", "Metric", "Period", "Goal", "Actual", "Better is", "On track", "Why"));
        if (later > 0)
            html.Append(FundTables.Details($"{Words.Of(later, "goal")} not due yet", FundTables.Html(MetricsSheet.Of(rows, metric => metric.Track == MetricTrack.NotDueYet), "Goals of periods that are not over by what has been returned", "Metric", "Period", "Goal", "Goal as a count", "Better is")));
        html.Append(FundTables.Details("What the actuals are made of", FundTables.Html(MetricsSheet.Of(rows, metric => metric.Track != MetricTrack.NotDueYet), "Numerators and denominators", "Metric", "Period", "Numerator", "Denominator", "Actual", "The board says")));
        return html.Append(FundTables.Details("Units, populations and sources", Rules(rows, RulesSheet.Metric, "Where the metrics are from"))).Append(Working(rows, "Metric")).ToString();
    }

    private static string Schemes(FundRows rows) =>
        FundTables.Sentences(SchemesSheet.Of(rows)) + FundTables.Html(SchemesSheet.Of(rows), "What each scheme has cost beside its plan", "Scheme", "Name", "Year plan", "Planned to date", "Spent to date", "Variance", "Spent, % of year plan", "To look at")
        + (rows.Schemes.All(scheme => scheme.Unit is null) ? "" : FundTables.Html(OutputsSheet.Of(rows), "Outputs, unit costs, and what explains a variance", "Scheme", "Unit", "Outputs planned", "Outputs delivered", "Planned unit cost", "Unit cost", "Of it volume", "Of it price"))
        + FundTables.Details("Who does what", FundTables.Html(SchemeListSheet.Of(rows), "Commissioner, source, arrangement and model of joint working", "Scheme", "Name", "Area of spend", "Commissioner", "Source", "Arrangement", "Joint working")) + Working(rows, "Scheme");

    private static string JointWorking(FundRows rows)
    {
        var sheet = JointWorkingSheet.Of(rows.Groups);
        return FundTables.Sentences(sheet) + FundTables.Html(sheet, "Spend and outcomes by arrangement and by model", "By", "Group", "Schemes", "Year plan", "Spent to date", "Part of the spend", "How its goals stand")
            + (rows.Groups.Any(pair => !pair.Group.UnitCosts.IsEmpty) ? FundTables.Details("Outputs and unit costs", FundTables.Html(JointOutputsSheet.Of(rows.Groups), "Each unit apart")) : "");
    }

    private static string Plan(FundRows rows, PlanPosition plan)
    {
        var html = new StringBuilder();
        if (!plan.Sources.IsEmpty)
            html.Append(FundTables.Sentences(SourcesSheet.Of(rows))).Append(FundTables.Html(SourcesSheet.Of(rows), "By source of funding"));
        if (!plan.Contributions.IsEmpty)
            html.Append(FundTables.Details("Contributions by partner", FundTables.Html(ContributionsSheet.Of(rows), "What each partner puts in", "Partner", "Source", "Line", "Amount", "Minimum", "Every year", "Maximum")));
        if (!plan.Conditions.IsEmpty)
            html.Append(FundTables.Sentences(ConditionsSheet.Of(rows))).Append(FundTables.Html(ConditionsSheet.Of(rows), "National conditions", kind => kind == ConditionsSheet.Condition, "What", "Answer", "Date", "Comment"));
        if (!plan.SignedBy.IsEmpty)
            html.Append(FundTables.Html(ConditionsSheet.Of(rows), "Who approved the plan", kind => kind == ConditionsSheet.Signature, "What", "As written", "Answer", "Date"));
        if (!plan.Versions.IsEmpty)
            html.Append(FundTables.Details("Versions of the plan", FundTables.Html(VersionsSheet.Of(rows), "Every version, and why it was revised", "Version", "Status", "In effect from", "In force", "Reason", "Approval", "Received")));
        return html.ToString();
    }

    private static string About(FundRows rows)
    {
        var year = rows.Year;
        var html = new StringBuilder("<dl>\n");
        Say("Board", $"Health and wellbeing board of {FundWords.Named(year.Name, year.Key.Hwb)}");
        if (rows.Latest is { } latest)
            Say("Host and manager", $"{FundWords.Named(latest.HostName, latest.Host)}; pool manager: {latest.Manager ?? FundWords.NotGiven}");
        Say("As at", $"{Phrases.LondonTime(year.AsAt)}: arrival of the last return that counts here");
        Say("Worked out with", $"policy {year.Policy}, reference data {year.Reference}");
        foreach (var (name, why) in FundWorkbook.LeftOut(rows))
            Say(name, $"Left out: {why}");
        html.Append("</dl>\n");
        if (!year.Inputs.IsEmpty)
            html.Append(FundTables.Details($"{Words.Of(year.Inputs.Length, "submission")} that the figures were made of", FundTables.Html(FundInputsSheet.Of(rows), "Submissions")));
        return html.Append(FundTables.Details("What the words mean", FundTables.Html(FundDefinitionsSheet.Of(), "Definitions", "Term", "Meaning"))).ToString();

        void Say(string term, string text) => html.Append(CultureInfo.InvariantCulture, $"<div><dt>{T(term)}</dt><dd><bdi>{T(text)}</bdi></dd></div>\n");
    }

    private static string Rules(FundRows rows, string kind, string caption) => FundTables.Html(RulesSheet.Of(rows), caption, of => of == kind, "Term", "Meaning", "How sure", "Source");

    private static string Working(FundRows rows, string subject) => FundTables.Working(rows.Steps.Where(step => step.Subject == subject));
}
