using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Monitoring.App.Stages;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Evidence;
using Monitoring.Files.Delays;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>
/// What changed in a board's delays after a scheme started, against bodies that did not have it. Made of histories, so whoever may see those may ask; nothing is stored, since the answer follows from the question.
/// </summary>
public sealed class EvidenceDoors(Door door, HistoryStore histories, EvidenceReading evidence, DelayReading delays, Books books)
{
    private const string Look = "ask for evidence";

    /// <summary>More cannot be read from a page, and no question needs them.</summary>
    private const int MostMonths = 240, MostTyped = 400;

    /// <summary>Schemes that are answered at once: each takes some hundredths of a second.</summary>
    private const int MostAnswers = 60;

    /// <summary>
    /// The answer for a scheme of a board, by its number in the plan or by a name of one's own. <c>?starts=2018-06</c> is needed unless the plan says it; <c>comparators</c> is <c>region</c> (the default), <c>neighbours</c>,
    /// <c>none</c>, or codes with commas; <c>measure</c> is <c>beds</c> (the default) or <c>social-care-beds</c>; <c>before</c> and <c>after</c> are months; <c>cost</c> is what was spent in the months after the start, in pounds. A page for a browser, else JSON.
    /// </summary>
    public Task<IResult> Answer(HttpRequest request, string hwb, string scheme, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        if (!InboxPath.IsCode(hwb) || await evidence.Begin().Authority(hwb, cancel) is null)
            return NoAuthority(hwb);
        if (!InboxPath.IsPlain(scheme))
            return Door.NotFound($"'{scheme}' is not the number or name of a scheme.", $"Write it without strokes. The schemes of the board are on the page /evidence/{hwb}.");
        return await Answer(request, Asked(request) with { Board = hwb, Scheme = scheme }, cancel);
    }, Door.PageForm, Door.JsonForm);

    /// <summary>
    /// The question as a form, which sends itself here again: once it names a board and a scheme, or a name and a first month, the answer is the page. What is wrong is said beside what was typed. Without a page, the schemes that may be asked about.
    /// </summary>
    public Task<IResult> Form(HttpRequest request, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        var asked = Asked(request);
        if (Door.FormOf(request) != Door.PageForm && asked.Board.Length == 0)
            return Door.Json(await Schemes(null, cancel));
        return asked.Board.Length > 0 && (asked.Scheme.Length > 0 || asked.Name.Length > 0) ? await Answer(request, asked, cancel)
            : await FormPage(asked, asked.Board.Length == 0 && asked.Name.Length > 0 ? ("No board is chosen.", "Choose the board whose scheme it is.") : null, cancel);
    }, Door.PageForm, Door.JsonForm);

    /// <summary>The form with a board chosen, and the schemes of its plans: a page for a browser, else the schemes as JSON.</summary>
    public Task<IResult> OfBoard(HttpRequest request, string hwb, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        if (!InboxPath.IsCode(hwb) || await evidence.Begin().Authority(hwb, cancel) is null)
            return NoAuthority(hwb);
        return Door.FormOf(request) == Door.PageForm ? await FormPage(Asked(request) with { Board = hwb }, null, cancel) : Door.Json(await Schemes(hwb, cancel));
    }, Door.PageForm, Door.JsonForm);

    /// <summary>
    /// Schemes of plans with a first month in the time of delayed transfers, each beside its region and together by model of joint working: a page for a browser, else JSON. Of more than can be answered while somebody waits, those
    /// that began first.
    /// </summary>
    public Task<IResult> Models(HttpRequest request, CancellationToken cancel) => door.Open(request, caller => caller.MayRead, Look, async _ =>
    {
        var schemes = (await Schemes(null, cancel)).Where(scheme => scheme is { IsAnswerable: true, Starts: not null }).OrderBy(scheme => scheme.Starts).ThenBy(scheme => scheme.Board, StringComparer.Ordinal).ThenBy(scheme => scheme.Scheme, StringComparer.Ordinal).ToList();
        var reference = (await books.Now(cancel)).Reference;
        var (read, answers) = (evidence.Begin(), new List<(EvidenceScheme Scheme, EvidenceAnswer Answer)>());
        foreach (var scheme in schemes.Take(MostAnswers))
        {
            if (await read.Authority(scheme.Board, cancel) is { } history && await evidence.Comparators(read, EvidenceReading.Region, history, scheme.Starts!.Value, reference, cancel) is { Unknown: null } comparators)
                answers.Add((scheme, EvidenceOf.Answer(EvidenceReading.Question(scheme.Name, scheme.Working, scheme.Starts.Value, history, comparators.Chosen, comparators.By, EvidenceReading.Measures[0], null, null, null), PolicyBook.Current)));
        }
        var all = new EvidenceByModel(
            EvidenceReading.Measures[0].Unit, schemes.Count, EvidenceOf.Group([.. answers.Select(one => one.Answer)], PolicyBook.Current),
            [.. answers.Select(one => new EvidenceOfScheme(one.Scheme, one.Answer.Verdict, one.Answer.Estimates is [var main, ..] ? new Interval(main.Value, main.Lower, main.Upper) : null))]);
        return Door.FormOf(request) == Door.PageForm ? Door.Page(EvidenceModelsPage.Html(all, [("All of it for programs (JSON)", "/joint-working?as=json")])) : Door.Json(all);
    }, Door.PageForm, Door.JsonForm);

    private async Task<IResult> Answer(HttpRequest request, EvidenceAsked asked, CancellationToken cancel)
    {
        var read = evidence.Begin();
        if (!InboxPath.IsCode(asked.Board) || await read.Authority(asked.Board, cancel) is not { } history)
            return await Wrong("board", "the code of an authority that /delays lists");
        var planned = asked.Scheme.Length == 0 ? null : await Planned(asked.Board, asked.Scheme, cancel);
        ReportingMonth starts;
        if (asked.Starts.Length > 0)
        {
            if (!ReportingMonth.TryParse(asked.Starts, out starts))
                return await Wrong("starts", "the month in which the scheme began, as 2018-06");
        }
        else if (planned is null)
            return await No(asked.Scheme.Length == 0 ? "Nobody knows when it began." : $"No plan of {asked.Board} has a scheme {asked.Scheme}, so nobody knows when it began.", "Write when it began: ?starts=2018-06.");
        else
            starts = planned.Starts ?? ReportingMonth.Of(planned.Year.FirstDay);
        if (!EvidenceReading.WasCollected(starts))
            return await Wrong("starts", "a month in which delayed transfers were collected: August 2010 to February 2020");
        if (EvidenceReading.Measures.FirstOrDefault(one => one.Key == (asked.Measure.Length > 0 ? asked.Measure : EvidenceReading.Measures[0].Key)) is not { Key: not null } measure)
            return await Wrong("measure", "beds or social-care-beds");
        if (!Months(asked.Before, out var before) || !Months(asked.After, out var after))
            return await Wrong("before and after", $"a number of months from 1 to {MostMonths}");
        if (!Pounds(asked.Cost, out var cost))
            return await Wrong("cost", "pounds, as 250000 or 250000.50");
        if (asked.Comparators == EvidenceReading.ByName && asked.Codes.Length == 0)
            return await Wrong("codes", "the codes of authorities to compare with, with commas, or choose another group");
        var (chosen, chosenBy, unknown) = await evidence.Comparators(read, asked.Comparators == EvidenceReading.ByName ? asked.Codes : asked.Comparators, history, starts, (await books.Now(cancel)).Reference, cancel);
        if (unknown is not null)
            return await Wrong("comparators", unknown);
        var name = planned is not null ? $"{planned.Name} ({planned.Scheme})" : asked.Name.Length > 0 ? asked.Name : asked.Scheme;
        var answer = EvidenceOf.Answer(EvidenceReading.Question(name, planned is null ? null : EvidenceReading.WorkingOf(planned), starts, history, chosen, chosenBy, measure, before, after, cost), PolicyBook.Current);
        if (asked.Starts.Length == 0 && planned is { Starts: null })
            answer = answer with { DoesNotShow = [$"The plan does not say when {name} began: {starts.Name}, when the year of the plan began, is taken. If it began in another month, this is no answer: write which.", .. answer.DoesNotShow] };
        return Door.FormOf(request) == Door.PageForm ? Door.Page(EvidencePage.Html(answer, [("Ask it in another way", $"/evidence/{asked.Board}{QueryOf(asked)}"), ("All of it for programs (JSON)", $"/evidence{QueryOf(asked)}&as=json")])) : Door.Json(answer);

        Task<IResult> Wrong(string what, string expected) => No($"The question is not understood: {what}.", $"Write {expected}.");

        async Task<IResult> No(string problem, string whatToDo) =>
            Door.FormOf(request) == Door.PageForm ? await FormPage(asked, (problem, whatToDo), cancel) : Door.No(StatusCodes.Status400BadRequest, problem, whatToDo);
    }

    private static IResult NoAuthority(string hwb) => Door.NotFound($"There is no history of delays of an authority '{hwb}'.", "GET /delays lists the authorities that there are, each with its code.");

    /// <summary>What was asked, as it was typed. Of what is longer than any answer would be only the beginning stays.</summary>
    private static EvidenceAsked Asked(HttpRequest request)
    {
        // Codes may be given for the group itself: an address is shorter so.
        var (comparators, codes) = (Typed("comparators"), Typed("codes"));
        var isNamed = comparators.Length > 0 && comparators is not (EvidenceReading.Region or EvidenceReading.ByModel or EvidenceReading.Alone or EvidenceReading.ByName);
        return new(Typed("board"), Typed("scheme"), Typed("name"), Typed("starts"), isNamed ? EvidenceReading.ByName : comparators, isNamed ? comparators : codes, Typed("measure"), Typed("before"), Typed("after"), Typed("cost"));

        string Typed(string name) => request.Query[name].ToString().Trim() is var text && text.Length > MostTyped ? text[..MostTyped] : text;
    }

    private static string QueryOf(EvidenceAsked asked) => QueryString.Create(new Dictionary<string, string?>
    {
        ["board"] = asked.Board,
        ["scheme"] = asked.Scheme,
        ["name"] = asked.Name,
        ["starts"] = asked.Starts,
        ["comparators"] = asked.Comparators,
        ["codes"] = asked.Codes,
        ["measure"] = asked.Measure,
        ["before"] = asked.Before,
        ["after"] = asked.After,
        ["cost"] = asked.Cost,
    }.Where(one => one.Value is { Length: > 0 })).ToString();

    private async Task<IResult> FormPage(EvidenceAsked asked, (string Says, string WhatToDo)? problem, CancellationToken cancel)
    {
        var known = await Boards(cancel);
        var schemes = await Schemes(known.Exists(board => board.Code == asked.Board) ? asked.Board : null, cancel);
        return Results.Text(EvidenceFormPage.Html(known, schemes, [.. EvidenceReading.Measures.Select(measure => (measure.Key, Phrase(measure.Unit)))], asked, problem), "text/html; charset=utf-8", statusCode: problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

        static string Phrase(string unit) => char.ToUpperInvariant(unit[0]) + unit[1..];
    }

    /// <summary>The authorities of which there are histories, by name: what is told with the names of their documents is enough.</summary>
    private async Task<List<EvidenceBoard>> Boards(CancellationToken cancel)
    {
        var boards = new List<EvidenceBoard>();
        await foreach (var one in histories.All(cancel))
        {
            if (Json.Read<DelaysEntry>(Encoding.UTF8.GetBytes(one.Entry)) is { Level: HistoryLevel.Authority } entry)
                boards.Add(new(entry.Key.Body, entry.Name));
        }
        return [.. boards.OrderBy(board => board.Name, StringComparer.Ordinal).ThenBy(board => board.Code, StringComparer.Ordinal)];
    }

    /// <summary>The schemes of the plans that stand, each as the first plan that has it says it; of all boards, or of one.</summary>
    private async Task<IReadOnlyList<EvidenceScheme>> Schemes(string? hwb, CancellationToken cancel)
    {
        var boards = (await Boards(cancel)).ToDictionary(board => board.Code, board => board.Name);
        var reference = (await books.Now(cancel)).Reference;
        return
        [
            .. from row in DelayTargets.InForce(await delays.Standing(BcfPlan.Collection, cancel)).OfType<PlanScheme>()
               where hwb is null || row.Hwb == hwb
               group row by (row.Hwb, row.Scheme) into scheme
               let first = scheme.MinBy(row => row.Year)!
               let starts = first.Starts ?? ReportingMonth.Of(first.Year.FirstDay)
               orderby scheme.Key.Hwb, first.Year, scheme.Key.Scheme.Length, scheme.Key.Scheme
               select new EvidenceScheme(
                   scheme.Key.Hwb, boards.GetValueOrDefault(scheme.Key.Hwb) ?? reference.AuthorityPeriods(scheme.Key.Hwb).LastOrDefault()?.Value.Name ?? scheme.Key.Hwb, scheme.Key.Scheme, first.Name, EvidenceReading.WorkingOf(first), first.Starts,
                   ReportingMonth.Of(first.Year.FirstDay), boards.ContainsKey(scheme.Key.Hwb) && EvidenceReading.WasCollected(starts)),
        ];
    }

    /// <summary>The scheme as the plan in force of the first year says it that has it; null where none does.</summary>
    private async Task<PlanScheme?> Planned(string hwb, string scheme, CancellationToken cancel) =>
        DelayTargets.InForce(await delays.Standing(BcfPlan.Collection, cancel)).OfType<PlanScheme>().Where(row => row.Hwb == hwb && row.Scheme == scheme).MinBy(row => row.Year);

    private static bool Months(string text, out int? months)
    {
        months = null;
        if (text.Length == 0)
            return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MostMonths)
            return false;
        months = number;
        return true;
    }

    private static bool Pounds(string text, out Pence? cost)
    {
        cost = null;
        if (text.Length == 0)
            return true;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var pounds) || pounds > 1_000_000_000_000m || decimal.Round(pounds, 2) != pounds)
            return false;
        cost = Pence.FromPounds(pounds);
        return true;
    }
}
