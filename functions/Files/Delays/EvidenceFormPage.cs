using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Files.Receipts;

namespace Monitoring.Files.Delays;

/// <summary>A board that may be asked about: an authority of which there are delays over time.</summary>
public sealed record EvidenceBoard(string Code, string Name);

/// <summary>A scheme of a plan.</summary>
/// <param name="Working">Its model of joint working, in the words of the plan; null where the plan has none.</param>
/// <param name="Starts">Its first month; null where the plan does not say it.</param>
/// <param name="From">The first month of the year of the first plan that has it.</param>
/// <param name="IsAnswerable">It began in the time of delayed transfers, and its board has a history of them.</param>
public sealed record EvidenceScheme(string Board, string BoardName, string Scheme, string Name, string? Working, ReportingMonth? Starts, ReportingMonth From, bool IsAnswerable)
{
    /// <summary><c>/evidence/730/1</c>.</summary>
    public string Address => $"/evidence/{Board}/{Uri.EscapeDataString(Scheme)}";
}

/// <summary>What was typed into the form, as it was typed.</summary>
/// <param name="Scheme">Number of a scheme of the board's plan.</param>
/// <param name="Name">What the scheme is called, where no plan has it.</param>
/// <param name="Comparators"><c>region</c>, <c>neighbours</c>, <c>none</c> or <c>codes</c>.</param>
/// <param name="Codes">Codes of authorities, with commas.</param>
public sealed record EvidenceAsked(string Board, string Scheme, string Name, string Starts, string Comparators, string Codes, string Measure, string Before, string After, string Cost)
{
    public static readonly EvidenceAsked Nothing = new("", "", "", "", "", "", "", "", "", "");
}

/// <summary>
/// The question of evidence as a form, which works without scripts: what it will do and what it cannot, the board, the scheme, what to compare with; and the schemes that plans have. What was typed stays where something is wrong with it.
/// </summary>
public static class EvidenceFormPage
{
    private const string Title = "What changed after a scheme started?";

    private static readonly (string Value, string Text)[] Groups =
        [("region", "The other authorities of its region"), ("neighbours", "Its nearest neighbours, where a list of them was loaded"), ("codes", "Authorities that I name below"), ("none", "None: the series by itself, which says least")];

    /// <param name="boards">Boards that may be asked about, by name.</param>
    /// <param name="schemes">Schemes of plans: of the chosen board, or of all where none is chosen.</param>
    /// <param name="measures">What may be measured: value and words.</param>
    /// <param name="problem">What is wrong with what was typed, and what to do; null where nothing is.</param>
    public static string Html(IReadOnlyList<EvidenceBoard> boards, IReadOnlyList<EvidenceScheme> schemes, IReadOnlyList<(string Value, string Text)> measures, EvidenceAsked asked, (string Says, string WhatToDo)? problem = null)
    {
        var board = boards.FirstOrDefault(one => one.Code == asked.Board);
        var title = board is null ? Title : $"{Title} {board.Name}";
        var main = new StringBuilder($"<h1>{T(title)}</h1>\n");
        if (problem is var (says, todo))
            main.Append(CultureInfo.InvariantCulture, $"<div class=\"panel bad\"><div><p class=\"sentence\"><strong>{T(says)}</strong></p>\n<p>{T(todo)}</p></div></div>\n");
        main.Append("""
            <p>It compares delayed transfers of care before and after a scheme's first month with authorities that did not have it, and says whether a change can be told from chance. Delayed transfers were collected from August 2010 to February 2020.</p>
            <p>It cannot show that a scheme was the cause, and it often says that it cannot be told: at least 48 months are needed, 12 of them on either side of the start, and three comparators or none.</p>

            """);
        if (boards.Count == 0)
            return Of(title, main.Append("<p>No authority has delays over time yet, so nothing can be asked. They are there as soon as figures of a month of England are.</p>\n"));
        main.Append(Form(boards, board, schemes, measures, asked));
        main.Append(Schemes(schemes, board));
        return Of(title, main);
    }

    private static string Of(string title, StringBuilder main) =>
        Page.Of(title, "Evidence", main.ToString(), "It describes what came after a start. It does not show that the scheme was the cause. <a href=\"/joint-working\">Schemes together, by model of joint working.</a>");

    private static string T(string? text) => Receipts.Html.Text(text);

    private static string Form(IReadOnlyList<EvidenceBoard> boards, EvidenceBoard? board, IReadOnlyList<EvidenceScheme> schemes, IReadOnlyList<(string Value, string Text)> measures, EvidenceAsked asked)
    {
        var html = new StringBuilder("<section aria-labelledby=\"ask\">\n<h2 id=\"ask\">Ask</h2>\n<form method=\"get\" action=\"/evidence\">\n<fieldset class=\"choice\">\n");
        html.Append(Select("board", "Board", [("", "Choose a board"), .. boards.Select(one => (one.Code, $"{one.Name} ({one.Code})"))], asked.Board, board is null ? "Choose it and press the button: the schemes of its plans are offered then." : "Of another board the schemes are offered after you press the button."));
        if (board is not null && schemes.Count > 0)
            html.Append(Select("scheme", "Scheme of its plan", [("", "Another one, named below"), .. schemes.Select(one => (one.Scheme, $"{one.Name} ({one.Scheme}{(one.Starts is { } starts ? $", from {starts.Name}" : "")})"))], asked.Scheme, null));
        else if (board is not null)
            html.Append("<p class=\"hint\">No plan of this board has a scheme: write a name and the month in which it began.</p>\n");
        html.Append("</fieldset>\n<fieldset class=\"choice\">\n<div class=\"fields\">\n")
            .Append(Input("name", "Name, if no plan has it", "text", asked.Name, "Home First")).Append(Input("starts", "First month, if the plan does not say it", "month", asked.Starts, "2016-04"))
            .Append("</div>\n</fieldset>\n<fieldset class=\"choice\">\n")
            .Append(Select("comparators", "Compare with", Groups, asked.Comparators, "At least three that did not have the scheme."))
            .Append(Input("codes", "Codes, with commas, if you name them", "text", asked.Codes, "219, 507, 840")).Append("</fieldset>\n<fieldset class=\"choice\">\n")
            .Append(Select("measure", "Measure", measures, asked.Measure, null))
            .Append("<div class=\"fields\">\n").Append(Input("before", "Months before the start, empty for all", "number", asked.Before, "36")).Append(Input("after", "Months from the start, empty for all", "number", asked.After, "24"))
            .Append(Input("cost", "What it cost in those months, pounds", "text", asked.Cost, "250000")).Append("</div>\n</fieldset>\n");
        return html.Append("<button type=\"submit\">Ask</button>\n</form>\n</section>\n").ToString();
    }

    private static string Select(string id, string label, IEnumerable<(string Value, string Text)> options, string chosen, string? hint)
    {
        var html = new StringBuilder($"<p><label for=\"{id}\">{T(label)}</label>\n{(hint is null ? "" : $"<span class=\"hint\" id=\"{id}-hint\">{T(hint)}</span>\n")}<select id=\"{id}\" name=\"{id}\"{(hint is null ? "" : $" aria-describedby=\"{id}-hint\"")}>\n");
        foreach (var (value, text) in options)
            html.Append(CultureInfo.InvariantCulture, $"<option value=\"{T(value)}\"{(value == chosen ? " selected=\"selected\"" : "")}>{T(text)}</option>\n");
        return html.Append("</select></p>\n").ToString();
    }

    private static string Input(string id, string label, string type, string typed, string example) =>
        $"<div><label for=\"{id}\">{T(label)}</label><input type=\"{type}\" id=\"{id}\" name=\"{id}\" placeholder=\"{T(example)}\" value=\"{T(typed)}\"{(type == "number" ? " min=\"1\" max=\"240\"" : "")} /></div>\n";

    private static string Schemes(IReadOnlyList<EvidenceScheme> schemes, EvidenceBoard? board)
    {
        var heading = board is null ? "Schemes that plans have" : $"Schemes of the plans of {board.Name}";
        if (schemes.Count == 0)
            return new PageSection("schemes", heading, board is null ? "<p>No Better Care Fund plan with a scheme was accepted yet.</p>\n" : "<p>None.</p>\n").Html;
        return new PageSection("schemes", heading, PageTable.Of(
            "Each opens its answer beside the other authorities of the region", [new("Scheme"), new("Board"), new("Joint working"), new("First month"), new("Can be asked")],
            schemes.Select(one => (IReadOnlyList<string>)
            [
                one.IsAnswerable ? $"<a href=\"{T(one.Address)}\">{T($"{one.Name} ({one.Scheme})")}</a>" : T($"{one.Name} ({one.Scheme})"), $"<a href=\"/evidence/{T(one.Board)}\">{T(one.BoardName)}</a>", one.Working is { } working ? T(working) : PageSection.Quiet("not given"),
                one.Starts is { } starts ? T(starts.Name) : PageSection.Quiet($"not given: {one.From.Name}, when its plan began, is taken"), one.IsAnswerable ? "Yes" : PageSection.Quiet("No: not in the time of delayed transfers, or no delays of the board are known"),
            ]))).Html;
    }
}
