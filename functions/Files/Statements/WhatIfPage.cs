using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Receipts;

namespace Monitoring.Files.Statements;

/// <summary>
/// Cases as they stand, decided under the rules in force and under a supposition, as a page with the form on which to suppose something else. It says that it is hypothetical at the top, on each table and in the title of the
/// window, so that no part of it can be taken for a statement. It shows case references and is for the two parties only.
/// </summary>
public static class WhatIfPage
{
    /// <param name="questions">What can be supposed.</param>
    /// <param name="chosen">What is, as in the address.</param>
    /// <param name="address">Of the page, without the question: <c>/what-if/RJ7</c>.</param>
    /// <param name="json">Address of the same as data.</param>
    public static string Html(WhatIfResult result, Party nhsBody, Party payer, IReadOnlyList<Supposable> questions, IReadOnlyCollection<string> chosen, string address, string json)
    {
        var main = new StringBuilder();
        main.Append(CultureInfo.InvariantCulture, $"""
            <h1>What if: {Text(nhsBody.Name)} and {Text(payer.Name)}</h1>
            <p>{Text(Months(result.Scope))}. Cases of {Text(nhsBody.Name)} ({Text(nhsBody.Code)}), as it reports them now; days for which {Text(payer.Name)} ({Text(payer.Code)}) answers.</p>
            <section class="panel part" aria-label="Hypothetical">
            <div>
            <p class="sentence"><strong>{Text(result.Marking)}</strong></p>
            {Supposed(result)}
            <p>The amounts are what could be required for the days that count. What was decided, invoiced or paid is not looked at.</p>
            </div>
            </section>

            """);
        var form = Form(result, questions, chosen, payer, address);
        // Whoever has supposed something has come for what it gives.
        if (result.Supposition is null)
            main.Append(form).Append(Days(result));
        else
            main.Append(Days(result)).Append(form);
        return Page.Of(
            $"HYPOTHETICAL: what if, {nhsBody.Name} and {payer.Name}", "What if", main.ToString(),
            $"Rules {Text(result.Policy)}, reference data {Text(result.Reference)}. The same as data: <a href=\"{Text(json)}\">JSON</a>.");
    }

    private static string Supposed(WhatIfResult result) => result.Supposition is null
        ? "<p>Nothing is supposed yet: both sides follow the rules in force. Choose below what to suppose.</p>"
        : $"<p>{Text(result.Supposition)}</p>";

    private static string Form(WhatIfResult result, IReadOnlyList<Supposable> questions, IReadOnlyCollection<string> chosen, Party payer, string address)
    {
        var html = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            <section aria-labelledby="suppose">
            <h2 id="suppose">{(result.Supposition is null ? "Suppose something" : "Suppose something else")}</h2>
            <form method="get" action="{Text(address)}">
            <input type="hidden" name="payer" value="{Text(payer.Code)}" />
            <input type="hidden" name="as" value="page" />
            <div class="fields">
            <div><label for="from">First month</label><input type="month" id="from" name="from" placeholder="2015-04" value="{result.Scope.From}" /></div>
            <div><label for="to">Last month</label><input type="month" id="to" name="to" placeholder="2015-06" value="{result.Scope.To}" /></div>
            </div>

            """));
        for (var i = 0; i < questions.Count; i++)
            html.Append(Choice(questions[i], chosen, i));
        return html.Append("<button type=\"submit\">Work it out</button>\n</form>\n</section>\n").ToString();
    }

    /// <summary>What each answer means stands before the list, where it can be as long as it is.</summary>
    private static string Choice(Supposable question, IReadOnlyCollection<string> chosen, int number)
    {
        var html = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            <fieldset class="choice" aria-describedby="means-{number}">
            <label for="suppose-{number}">{Text(question.Key)}</label>
            <ul id="means-{number}" class="hint">
            {(question.InForce is { } now ? $"<li><strong>{Text(now.Value)}</strong>: {Text(now.Meaning)}</li>" : "<li>In force: the law of each case's first assessment notice.</li>")}

            """));
        foreach (var other in question.Others)
            html.Append(CultureInfo.InvariantCulture, $"<li><strong>{Text(other.Value)}</strong>: {Text(other.Meaning)}</li>\n");
        html.Append(CultureInfo.InvariantCulture, $"</ul>\n<select id=\"suppose-{number}\" name=\"suppose\">\n<option value=\"\">As in force{(question.InForce is { } value ? $": {Text(value.Value)}" : "")}</option>\n");
        foreach (var other in question.Others)
        {
            var written = $"{question.Key}={other.Value}";
            html.Append(CultureInfo.InvariantCulture, $"<option value=\"{Text(written)}\"{(chosen.Contains(written) ? " selected=\"selected\"" : "")}>Suppose: {Text(other.Value)}</option>\n");
        }
        return html.Append("</select>\n</fieldset>\n").ToString();
    }

    private static string Days(WhatIfResult result) => result.Cases.IsEmpty
        ? "<section aria-labelledby=\"sums\">\n<h2 id=\"sums\">Days and amounts</h2>\n<p>No case that stands has a day in these months for which this authority answers.</p>\n</section>\n"
        : Sums(result) + Changes(result);

    private static string Sums(WhatIfResult result)
    {
        var html = new StringBuilder("<section aria-labelledby=\"sums\">\n<h2 id=\"sums\">Days and amounts</h2>\n");
        html.Append(PageTable.Of("HYPOTHETICAL: by month", Columns("Month"), result.Months.Select(month => Row(month.Month.Name, month.Sum)).Append(Row("Total", result.Total))));
        html.Append(PageTable.Of("HYPOTHETICAL: by case", Columns("Case"), result.Cases.Select(one => Row(one.Case + (one.Open ? " (goes on)" : ""), one.Sum)).Append(Row("Total", result.Total))));
        return html.Append("</section>\n").ToString();

        static TableColumn[] Columns(string first) =>
            [new(first), new("Days as it is", true), new("Days supposed", true), new("Amount as it is", true), new("Amount supposed", true), new("Difference", true)];

        static string[] Row(string of, WhatIfSum sum) => [Text(of), Words.Number(sum.Days), Words.Number(sum.SupposedDays), sum.Amount.ToString(), sum.SupposedAmount.ToString(), (sum.More > default(Pence) ? "+" : "") + sum.More];
    }

    private static string Changes(WhatIfResult result)
    {
        var html = new StringBuilder("<section aria-labelledby=\"changes\">\n<h2 id=\"changes\">Which days change, and why</h2>\n");
        if (result.Cases.All(one => one.Changed.IsEmpty))
            html.Append("<p>No day changes.</p>\n");
        foreach (var one in result.Cases.Where(one => !one.Changed.IsEmpty))
        {
            html.Append(PageTable.Of(
                $"HYPOTHETICAL: case {one.Case}, {Words.Of(one.Changed.Length, "day")} that change{(one.Changed.Length == 1 ? "s" : "")}",
                [new("Day"), new("As it is"), new("As supposed")],
                one.Changed.Select(day => (IReadOnlyList<string>)[$"<span class=\"day\">{day.Date.DayOfWeek.ToString()[..3]} {Words.Date(day.Date)}</span>", Decided(day.AsItIs, one.Authority), Decided(day.Supposed, one.Authority)])));
        }
        return html.Append("</section>\n").ToString();
    }

    /// <summary>How a day was decided, with the fact and the provision.</summary>
    private static string Decided(DecidedDay? day, string payer) => day is null
        ? "<strong>No day of the case</strong>"
        : $"<strong>{(day.Counts ? $"Counts{(day.Rate is { } rate ? $", {rate}" : "")}" : "Does not count")}{(day.Authority == payer ? "" : $", of {Text(day.Authority)}")}</strong><br />{Text(day.Fact)} <span class=\"quiet\">{Text(day.Provision)}</span>";

    private static string Months(WhatIfScope scope) => (scope.From, scope.To) switch
    {
        ({ } from, { } to) when from == to => from.Name,
        ({ } from, { } to) => $"{from.Name} to {to.Name}",
        ({ } from, null) => $"From {from.Name}",
        (null, { } to) => $"To {to.Name}",
        _ => "All months",
    };

    private static string Text(string text) => Receipts.Html.Text(text);
}
