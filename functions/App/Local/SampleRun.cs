using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.App.Doors;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Delays;
using Monitoring.LocalHost;
using Monitoring.Storage;
using Spectre.Console;

namespace Monitoring.App.Local;

/// <summary>
/// Puts the sample through the doors as uploaders would, waits for what comes of it, and prints it: received, found, computed, published, and where.
/// </summary>
internal sealed class SampleRun(IServiceProvider services, LocalFolder folder)
{
    /// <summary>Rows of the table of statements; the rest are counted.</summary>
    private const int StatementsShown = 40;

    /// <summary>Rows of the table of funds; the rest are counted.</summary>
    private const int FundsShown = 40;

    /// <summary>Rows of the table of histories; the rest are counted.</summary>
    private const int HistoriesShown = 40;

    private const int FindingsShown = 40, ReceiptsShown = 12, OwedShown = 12;

    /// <summary>Pages whose changes are told one by one; of more only how many there are.</summary>
    private const int PagesTold = 3;

    private const string Compared = "compared";

    private readonly LocalHostControl _control = services.GetRequiredService<LocalHostControl>();
    private readonly Tally _tally = services.GetRequiredService<Tally>();
    private readonly List<(string Sender, string File, ReceiptAndEffect Answer, TimeSpan Took)> _received = [];

    /// <returns>Whether all went well: everything answered, nothing failed, nothing left unfinished. Mistakes in a return are a result and not a failure.</returns>
    public async Task<bool> Go(string? sample, CancellationToken cancel)
    {
        var clock = services.GetRequiredService<BusinessClock>();
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Today is [bold]{Words.Date(clock.Today)}[/]. Development sign-in: nobody's identity is checked on this machine.");
        var watch = Stopwatch.StartNew();
        if (sample != "none")
            await Upload(sample is null ? Sample.Usual : [sample], clock, cancel);
        await _control.WhenQuietAsync(cancel);
        await Finish(cancel);
        var left = await Unfinished(cancel);
        if (sample != "none")
            await Print(watch.Elapsed, cancel);
        PrintCounts();
        foreach (var what in left)
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]Not finished: {what}[/]");
        return left.Count == 0 && _control.Counts.Poisoned == 0;
    }

    private async Task Upload(IEnumerable<string> folders, BusinessClock clock, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = _control.Address, Timeout = TimeSpan.FromMinutes(5) };
        var today = clock.Today;
        var (files, later) = Sample.Of(folders.Select(LocalFolder.Find), today);
        foreach (var (path, sender, arrives) in files)
        {
            var file = Path.GetFileName(path);
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Uploading [bold]{file}[/] as {sender}{(arrives == today ? "" : $" on {Words.Date(arrives)}")} ...");
            clock.MoveTo(arrives);
            var watch = Stopwatch.StartNew();
            using var content = new StreamContent(File.OpenRead(path));
            using var answer = await http.PutAsync(new Uri($"returns/{sender}/{Uri.EscapeDataString(file)}", UriKind.Relative), content, cancel);
            answer.EnsureSuccessStatusCode();
            var taken = (await answer.Content.ReadFromJsonAsync<UploadTaken>(Json.Options, cancel))!;
            await Receipt(http, taken, cancel);
            var took = watch.Elapsed;
            await _control.WhenQuietAsync(cancel);
            _received.Add((sender, file, await Receipt(http, taken, cancel), took));
        }
        clock.MoveTo(today);
        if (later > 0)
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{Words.Of(later, "file")} of the sample arrive after {Words.Date(today)} and are left out: --today says which day it is.");
    }

    /// <summary>The receipt, as soon as it is there. A delivery that was given up leaves none.</summary>
    private async Task<ReceiptAndEffect> Receipt(HttpClient http, UploadTaken taken, CancellationToken cancel)
    {
        while (true)
        {
            if (_control.Counts.Poisoned > 0)
                throw new LocalHostException($"A delivery was given up, and {taken.Receipt} may never come: the log above says why.");
            using var answer = await http.GetAsync(new Uri(taken.Receipt, UriKind.Relative), cancel);
            if (answer.StatusCode == System.Net.HttpStatusCode.OK)
                return (await answer.Content.ReadFromJsonAsync<ReceiptAndEffect>(Json.Options, cancel))!;
            await Task.Delay(50, cancel);
        }
    }

    /// <summary>What the timers would do by and by. More than one round: what a sweep drives may leave something for the next one.</summary>
    private async Task Finish(CancellationToken cancel)
    {
        AnsiConsole.WriteLine("Running the timers ...");
        for (var round = 0; round < 3; round++)
        {
            await _control.RunTimerAsync("PublishNational", cancel);
            await _control.WhenQuietAsync(cancel);
            await _control.RunTimerAsync("SweepUnfinished", cancel);
            await _control.WhenQuietAsync(cancel);
            if ((await Unfinished(cancel)).Count == 0)
                break;
        }
        await _control.RunTimerAsync("ChaseReturns", cancel);
        await _control.RunTimerAsync("ClosePeriods", cancel);
    }

    private async Task<List<string>> Unfinished(CancellationToken cancel)
    {
        var left = new List<string>();
        await foreach (var upload in services.GetRequiredService<Inbox>().Waiting(cancel))
            left.Add($"upload {upload.Blob}");
        await foreach (var mark in services.GetRequiredService<Unfinished>().Compute(cancel))
            left.Add($"figures of {mark.Key}");
        await foreach (var (_, mark) in services.GetRequiredService<Unfinished>().Histories(cancel))
            left.Add($"histories with {mark.Key}");
        await foreach (var (body, _) in services.GetRequiredService<Unfinished>().State(cancel))
            left.Add($"statements of the cases of {body}");
        await foreach (var (board, _) in services.GetRequiredService<Unfinished>().Funds(cancel))
            left.Add($"fund of {board}");
        await foreach (var (fund, _) in services.GetRequiredService<Unfinished>().Gathers(cancel))
            left.Add($"fund of {fund} in England's");
        await foreach (var (figures, _) in services.GetRequiredService<Unfinished>().Publish(cancel))
            left.Add($"workbook of {figures}");
        await foreach (var due in services.GetRequiredService<Unfinished>().Summaries(cancel))
            left.Add($"summaries of {due.Code} with {due.Source}");
        await foreach (var (statement, _) in services.GetRequiredService<Unfinished>().PublishStatements(cancel))
            left.Add($"workbook of the statement {statement}");
        await foreach (var (statement, _) in services.GetRequiredService<Unfinished>().Postings(cancel))
            left.Add($"postings about the statement {statement}");
        return left;
    }

    private async Task Print(TimeSpan took, CancellationToken cancel)
    {
        var address = _control.Address.ToString().TrimEnd('/');
        var received = Table("Received", "From", "File", "Outcome", "Rows", "Taken", "Refused", "Receipt after", "What it changed");
        foreach (var (sender, file, answer, after) in _received)
        {
            received.AddRow(
                sender, file.EscapeMarkup(), Outcome(answer.Receipt.Outcome), Words.Number(answer.Receipt.RowsRead),
                Words.Of(answer.Receipt.Pages.Sum(page => page.Slices), answer.Receipt.SliceNoun), Words.Number(answer.Receipt.RefusedSlices.Length), $"{Words.Number((decimal)after.TotalSeconds, 1)} s",
                Changed(answer.Effect?.Pages ?? []));
        }
        AnsiConsole.Write(received);

        var found = Table("Found", "From", "Rule", "Finding", "Where", "What is wrong");
        var (shown, more) = (Found().Take(FindingsShown).ToList(), Found().Count() - FindingsShown);
        foreach (var (sender, finding, what) in shown)
            found.AddRow(sender, finding.Rule, what, finding.Line is { } line ? $"line {line}{(what == Compared ? "" : $", column {finding.Column}")}" : "the file", finding.Wrong.EscapeMarkup());
        if (more > 0)
            found.Caption = new TableTitle($"And {Words.Of(more, "more finding")}: each receipt has all of its own.");
        AnsiConsole.Write(found);

        var store = services.GetRequiredService<FigureStore>();
        var months = _received.Where(answer => answer.Answer.Receipt.Collection == DelayedTransfers.CollectionKey).SelectMany(answer => answer.Answer.Receipt.Pages).Select(page => ReportingMonth.Parse(page.Page)).Distinct().Order();
        var computed = Table("Computed: England", "Month", "Delayed days", "NHS", "Social care", "Both", "People delayed a day", "Per 100,000 adults", "Authorities", "Status");
        foreach (var month in months)
        {
            if (await store.Find(new FigureKey(Body.EnglandCode, month), cancel) is { } stored)
                computed.AddRow(Row(Json.Read<DelayFigures>(stored.Content)));
        }
        AnsiConsole.Write(computed);

        var (stated, statementCopies) = await Statements(cancel);
        AnsiConsole.Write(stated);

        var (funded, fundCopies) = await Funds(cancel);
        AnsiConsole.Write(funded);

        AnsiConsole.Write(await Histories(cancel));

        var published = Table("Published", "What", "How many", "Where");
        var copies = await Copy(cancel);
        published.AddRow("Summaries of England", Words.Number((long)copies.Count(copy => copy.Kind == SummaryKind.England)), copies.Where(copy => copy.Kind == SummaryKind.England).Select(copy => copy.Period).DefaultIfEmpty().Max() is var last && last != default ? $"{address}{SummaryDoors.AddressOf(new SummaryKey(SummaryKind.England, Body.EnglandCode, last))}" : "");
        published.AddRow("Summaries of authorities", Words.Number((long)copies.Count(copy => copy.Kind == SummaryKind.Authority)), $"{address}/summaries lists them, each with its workbook and data");
        published.AddRow("Summaries of integrated care boards", Words.Number((long)copies.Count(copy => copy.Kind == SummaryKind.Icb)), "the same list");
        published.AddRow("Summaries of NHS bodies", Words.Number((long)copies.Count(copy => copy.Kind == SummaryKind.NhsBody)), "the same list, for each body's own people");
        published.AddRow("Statement workbooks", Words.Number(statementCopies), $"{address}/statements lists them, for their parties");
        published.AddRow("Better Care Fund workbooks", Words.Number(fundCopies), $"{address}/funds lists them, each with its data as CSV");
        published.AddRow("Histories of delays", Words.Number(_tally.HistoriesWritten.Value), $"{address}/delays lists them");
        published.AddRow("Discharges of a body and month", Words.Number(_tally.DischargesWritten.Value), $"{address}/discharges lists them");
        published.AddRow("Copies for you to open", Words.Number((long)copies.Length + statementCopies + fundCopies), LocalFolder.Shown(folder.Published));
        published.AddRow("Receipts", Words.Number(_received.Count), string.Join("\n", _received.TakeLast(ReceiptsShown).Select(answer => $"{address}/receipts/{answer.Sender}/{answer.Answer.Receipt.Submission}")));
        AnsiConsole.Write(published);

        var today = services.GetRequiredService<BusinessClock>().Today;
        if (await services.GetRequiredService<NoticeStore>().Find<OwedNotice>(Chasers.NameOf(today), cancel) is { } chased)
        {
            var owed = Table($"Owed on {Words.Date(today)}", "Who", "Return", "Month", "Due on", "Days late");
            if (chased.Owed.IsEmpty)
                owed.AddRow("nobody", "", "", "", "");
            foreach (var one in chased.Owed.Take(OwedShown))
                owed.AddRow($"{one.Name} ({one.Sender})".EscapeMarkup(), one.Collection, one.Month.Name, Words.Date(one.DueOn), Words.Number(one.DaysLate));
            if (chased.Owed.Length > OwedShown)
                owed.Caption = new TableTitle($"And {Words.Of(chased.Owed.Length - OwedShown, "older return")}.");
            AnsiConsole.Write(owed);
        }
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"The sample took {Words.Number((decimal)took.TotalSeconds, 1)} s.");
    }

    /// <summary>Mistakes first, then what others report differently, then warnings; of each return only so many that every return has its turn.</summary>
    private IEnumerable<(string Sender, Finding Finding, string What)> Found() => _received
        .SelectMany(one => one.Answer.Receipt.Findings.Take(12).Select(finding => (one.Sender, Finding: finding, What: finding.Severity == Severity.Error ? "mistake" : "warning"))
            .Concat((one.Answer.Effect?.Pages.SelectMany(page => page.Findings).Take(12) ?? []).Select(finding => (one.Sender, Finding: finding, What: Compared))))
        .OrderBy(one => one.What == "mistake" ? 0 : one.What == Compared ? 1 : 2);

    /// <summary>The statements of all that stands, and how many of their workbooks were copied.</summary>
    private async Task<(Table Stated, int Copies)> Statements(CancellationToken cancel)
    {
        var (statements, published) = (services.GetRequiredService<CaseFigureStore>(), services.GetRequiredService<CasePublishedStore>());
        var stated = Table("Statements", "NHS body", "Authority", "Month", "Notional ceiling", "Computable", "Required", "Due", "In dispute", "Paid", "Where");
        var (copies, others) = (0, 0);
        Directory.CreateDirectory(folder.Published);
        await foreach (var key in statements.All(cancel))
        {
            if (await statements.Find(key, cancel) is not { } stored)
                continue;
            var statement = Json.Read<Statement>(stored.Content);
            if (stated.Rows.Count < StatementsShown)
                stated.AddRow(
                    (key.IsRecovery ? $"{key.NhsBody}, recovery of {statement.Payee.Name}" : statement.Payee.Name).EscapeMarkup(), statement.Payer.Name.EscapeMarkup(), key.Month.Name,
                    Amount(statement.Amounts.NotionalCeiling, "not known"), Amount(statement.Amounts.Computable, ""), Amount(statement.Amounts.Required, "not decided"), Amount(statement.Amounts.Due, "not decided"),
                    Amount(statement.Amounts.InDispute, "not decided"), Amount(statement.Amounts.Paid, "not known"), StatementDoors.AddressOf(key));
            else
                others++;
            if (await published.FindLatest(key, cancel) is not { } pointer || await published.Find(pointer.Latest.Workbook, cancel) is not { } workbook)
                continue;
            await File.WriteAllBytesAsync(Path.Combine(folder.Published, $"statement-{key.NhsBody}-{key.Payee}-from-{key.Payer}-{key.Month}.xlsx"), workbook, cancel);
            copies++;
        }
        if (others > 0)
            stated.Caption = new TableTitle($"And {Words.Of(others, "more statement")}.");
        if (stated.Rows.Count == 0)
            stated.AddRow("none", "", "", "", "", "", "", "", "", "");
        return (stated, copies);

        // Nothing known is never shown as zero.
        static string Amount(Pence? amount, string absent) => amount?.ToString() ?? absent;
    }

    /// <summary>The Better Care Fund of all boards and years, and how many of the workbooks were copied.</summary>
    private async Task<(Table Funded, int Copies)> Funds(CancellationToken cancel)
    {
        var (funds, published) = (services.GetRequiredService<FundStore>(), services.GetRequiredService<PublishedStore>());
        var funded = Table("Better Care Fund", "Board", "Year", "Payment suggested", "Payment agreed", "Plan checks failed", "Goals on track", "Status", "Where");
        var (copies, others) = (0, 0);
        await foreach (var key in funds.All(cancel))
        {
            if (await funds.Find(key, cancel) is not { } stored)
                continue;
            if (await published.FindLatest(PublishedStore.FolderOf(key.BlobName), cancel) is { } pointer && await published.Open(pointer.Latest.Workbook, cancel) is { } content)
            {
                await using (content)
                await using (var file = File.Create(Path.Combine(folder.Published, $"better-care-fund-{key.Hwb}-{key.Year}.xlsx")))
                    await content.CopyToAsync(file, cancel);
                copies++;
            }
            if (Dependencies.IsNational(key))
                continue;
            if (funded.Rows.Count >= FundsShown)
            {
                others++;
                continue;
            }
            var year = Json.Read<FundYear>(stored.Content);
            var (failed, goals) = (year.Plan?.Checks.Count(check => check.Result == PlanCheckResult.Failed), GoalCounts.Of(year.Metrics));
            funded.AddRow(
                year.Name.EscapeMarkup(), key.Year.ToString(), Payment(year, quarter => quarter.Suggested), Payment(year, quarter => quarter.Agreed), failed is { } number ? Words.Number(number) : "no plan",
                goals switch { { Due: > 0 } => $"{Words.Number(goals.OnTrack)} of {Words.Number(goals.Due)}", { NotDueYet: > 0 } => "none is due yet", _ => "no goals" }, year.Status.ToString(), FundDoors.AddressOf(key));
        }
        if (others > 0)
            funded.Caption = new TableTitle($"And {Words.Of(others, "more year")} of boards.");
        if (funded.Rows.Count == 0)
            funded.AddRow("none", "", "", "", "", "", "", "");
        return (funded, copies);

        // What is known of the four quarters; nothing known is never shown as zero.
        static string Payment(FundYear year, Func<PerformanceQuarter, Pence?> of) =>
            year.Performance is not { } payment ? "none in the year"
            : payment.Quarters.Select(of).OfType<Pence>().ToList() is { Count: > 0 } known ? $"{known.Aggregate((left, right) => left + right)} ({Words.Of(known.Count, "quarter")})" : "not known";
    }

    /// <summary>What the histories of England, its regions and those authorities say whose months were restated or answered; the others are counted.</summary>
    private async Task<Table> Histories(CancellationToken cancel)
    {
        var store = services.GetRequiredService<HistoryStore>();
        var charted = Table("Delays over time", "Of", "Months", "Last month", "People delayed a day", "Restated", "Answered", "What it says first", "Where");
        var others = 0;
        var entries = new List<DelaysEntry>();
        await foreach (var one in store.All(cancel))
            entries.Add(Json.Read<DelaysEntry>(Encoding.UTF8.GetBytes(one.Entry)));
        foreach (var entry in entries.OrderBy(entry => entry.Level).ThenBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (charted.Rows.Count >= HistoriesShown || entry.Level == HistoryLevel.Provider || await store.Find(entry.Key, cancel) is not { } stored)
            {
                others++;
                continue;
            }
            var history = Json.Read<DelayHistory>(stored.Content);
            if (history is { Level: HistoryLevel.Authority, Changed.IsEmpty: true, Answers.IsEmpty: true })
            {
                others++;
                continue;
            }
            var last = history.Months[^1];
            charted.AddRow(
                history.Name.EscapeMarkup(), Words.Number(history.Months.Length), last.Month.Name, last.Beds is { } beds ? Words.Number(beds, 1) : "not known", Words.Of(history.Changed.Length, "time"),
                Words.Of(history.Answers.Sum(answer => answer.Agreed + answer.Disputed), "day"), (history.Says is [var first, ..] ? first : "").EscapeMarkup(), entry.Address);
        }
        if (others > 0)
            charted.Caption = new TableTitle($"And those of {Words.Of(others, "other")}: /delays lists them.");
        if (charted.Rows.Count == 0)
            charted.AddRow("none", "", "", "", "", "", "", "");
        return charted;
    }

    private void PrintCounts()
    {
        var deliveries = _control.Counts;
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Figures: {_tally.FiguresWritten.Value} written, {_tally.FiguresUnchanged.Value} unchanged. Histories: {_tally.HistoriesWritten.Value} written, {_tally.HistoriesUnchanged.Value} unchanged. Discharges: {_tally.DischargesWritten.Value} written, {_tally.DischargesUnchanged.Value} unchanged. Statements: {_tally.StatementsWritten.Value} written, {_tally.StatementsUnchanged.Value} unchanged. Funds: {_tally.FundsWritten.Value} written, {_tally.FundsUnchanged.Value} unchanged. Summaries: {_tally.SummariesWritten.Value} written, {_tally.SummariesUnchanged.Value} unchanged. Workbooks: {_tally.WorkbooksWritten.Value} written, {_tally.WorkbooksUnchanged.Value} unchanged. Unfinished work driven again: {_tally.Swept.Value}.");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Deliveries: {deliveries.Delivered} made, {deliveries.Duplicated} duplicated, {deliveries.Delayed} delayed, {deliveries.Reordered} reordered, {deliveries.Dropped} dropped, {deliveries.FailedAttempts} attempts failed, {deliveries.Poisoned} given up.");
    }

    private static string[] Row(DelayFigures figures)
    {
        return
        [
            figures.Month.Name, Whole("days.total"), Whole("days.nhs"), Whole("days.social-care"), Whole("days.both"),
            figures["beds.total"].Value is { } beds ? Words.Number(beds, 1) : "not calculable",
            figures["rate.beds.total"] is { Value: { } rate } named ? $"{Words.Number(rate, 2)} ({named.DenominatorName})" : "not calculable",
            Words.Number(figures.Authorities.Count(authority => !authority.OutsideEngland)), figures.Status.ToString(),
        ];

        string Whole(string id) => figures[id].Value is { } value ? Words.Number(value, 0) : "not calculable";
    }

    private static string Changed(ImmutableArray<PageEffect> pages) => pages switch
    {
        [] => "nothing",
        { Length: <= PagesTold } => string.Join(' ', pages.Select(page => $"{page.Name}: {page.InWords}")),
        [var first, .., var last] => $"{first.Name} to {last.Name}, {Words.Of(pages.Length, "page")}: {PageEffect.Counts(pages.Sum(page => page.New), pages.Sum(page => page.Changed), pages.Sum(page => page.Withdrawn), pages.Sum(page => page.Unchanged), first.SliceNoun)}"
            + (pages.SelectMany(page => page.Figures).Distinct().Count() is > 0 and var figures ? $"; {Words.Of(figures, "figures document")} recomputed." : "."),
    };

    private static string Outcome(Outcome outcome) => outcome switch
    {
        Core.Validation.Outcome.Accepted => "[green]accepted[/]",
        Core.Validation.Outcome.AcceptedWithWarnings => "[yellow]accepted, with warnings[/]",
        Core.Validation.Outcome.PartlyAccepted => "[yellow]accepted in part[/]",
        _ => "[red]refused[/]",
    };

    /// <summary>The workbooks of summaries, for people to open: <c>507-2019-11.xlsx</c>, <c>507-2019-20-Q3.xlsx</c>, of an NHS body <c>nhs-body-RJ7-2015-06.xlsx</c>.</summary>
    private async Task<ImmutableArray<SummaryKey>> Copy(CancellationToken cancel)
    {
        var published = services.GetRequiredService<SummaryStore>();
        var copies = ImmutableArray.CreateBuilder<SummaryKey>();
        Directory.CreateDirectory(folder.Published);
        foreach (var kind in Enum.GetValues<SummaryKind>())
        {
            await foreach (var key in published.All(kind, cancel))
            {
                if (await published.FindLatest(key, cancel) is not { } latest || await published.Find(key, latest.Workbook, cancel) is not { } content)
                    continue;
                await File.WriteAllBytesAsync(Path.Combine(folder.Published, $"{(kind is SummaryKind.NhsBody or SummaryKind.Icb ? $"{SummaryKey.FolderOf(kind)}-" : "")}{key.Code}-{key.Period}.xlsx"), content, cancel);
                copies.Add(key);
            }
        }
        return copies.ToImmutable();
    }

    private static Table Table(string title, params string[] columns)
    {
        var table = new Table { Title = new TableTitle($"[bold]{title}[/]"), Border = TableBorder.Rounded };
        foreach (var column in columns)
            table.AddColumn(column);
        return table;
    }
}
