using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitoring.App.Hosting;
using Monitoring.App.Local;
using Monitoring.App.Stages;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Validation;
using Monitoring.LocalHost;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>The whole app on an account of its own, its timers run only when a test says so. Today is 14 February 2020.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    public const string Today = "2020-02-14";

    private readonly IHost _host;
    private int _uploads;

    private RunningApp(IHost host, string connection)
    {
        _host = host;
        Connection = connection;
    }

    public string Connection { get; }

    public IServiceProvider Services => _host.Services;

    public LocalHostControl Control => Get<LocalHostControl>();

    public Tally Tally => Get<Tally>();

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Starts it with its triggers.</summary>
    public static async Task<RunningApp> Start(string connection, int? seed = null, string today = Today, Action<FunctionsApplicationBuilder>? with = null, string? inbox = null, string? cases = null)
    {
        var app = await Stages(connection, seed, today, with, inbox: inbox, cases: cases);
        await app._host.StartAsync();
        return app;
    }

    /// <summary>Only the stages, no triggers: for tests that call them in an order of their own.</summary>
    /// <param name="with">What is put in place of something, or added.</param>
    /// <param name="inbox">Account of the inbox, if it is another one; and so for <paramref name="cases"/>.</param>
    /// <param name="uploads">How many uploads were there before, at most: the ids of this app's go on after them.</param>
    public static async Task<RunningApp> Stages(string connection, int? seed = null, string today = Today, Action<FunctionsApplicationBuilder>? with = null, int uploads = 0, string? inbox = null, string? cases = null)
    {
        List<string> options = ["--once", "--port", "0", "--today", today];
        if (seed is { } number)
            options.AddRange(["--seed", $"{number}"]);
        var app = new RunningApp(Commands.Build(Arguments.Read(options), connection, inbox ?? connection, journal: null, Quietly, cases), connection) { _uploads = uploads };
        await app.Get<Accounts>().CreateMissing(default);
        return app;

        // Two hundred hosts announcing themselves would bury what a failed test says.
        void Quietly(FunctionsApplicationBuilder builder)
        {
            builder.Services.Configure<LocalHostOptions>(host => host.Announce = _ => { });
            with?.Invoke(builder);
        }
    }

    /// <summary>Puts a file into the inbox, under upload ids that sort in the order of the calls. Returns its place.</summary>
    public async Task<InboxPath> Upload(string sender, byte[] content, string name = "return.csv")
    {
        var path = InboxPath.Of(sender, $"upload-{Interlocked.Increment(ref _uploads):000}", name);
        Assert.True(await Get<Inbox>().Create(path, new MemoryStream(content), "test", default));
        return path;
    }

    /// <summary>Uploads and waits until everything that follows from it is done.</summary>
    public async Task<Receipt> Send(string sender, byte[] content, string name = "return.csv")
    {
        var path = await Upload(sender, content, name);
        await Control.WhenQuietAsync();
        return await Receipt(path);
    }

    public async Task<Receipt> Receipt(InboxPath path) =>
        await Get<ReceiptStore>().Find<Receipt>(path.Sender, path.Id, default) ?? throw new InvalidOperationException($"No receipt for {path.Blob}.");

    public async Task<Effect?> Effect(InboxPath path) =>
        await Get<ReceiptStore>().FindEffect(path.Sender, path.Id, (await Receipt(path)).Pages.Select(page => page.Page), default);

    /// <summary>Runs the timers that finish what was begun, until nothing is left.</summary>
    public async Task Finish()
    {
        for (var round = 0; round < 5; round++)
        {
            await Control.WhenQuietAsync();
            await Control.RunTimerAsync("PublishNational");
            await Control.RunTimerAsync("SweepUnfinished");
            await Control.WhenQuietAsync();
            if ((await Unfinished()).Count == 0)
                return;
        }
        Assert.Fail($"Still not finished: {string.Join("; ", await Unfinished())}");
    }

    public async Task<List<string>> Unfinished()
    {
        var left = new List<string>();
        await foreach (var upload in Get<Inbox>().Waiting(default))
            left.Add(upload.Blob);
        await foreach (var mark in Get<Unfinished>().Compute(default))
            left.Add($"compute {mark.Key}");
        await foreach (var (_, mark) in Get<Unfinished>().Histories(default))
            left.Add($"chart {mark.Key}");
        await foreach (var (body, _) in Get<Unfinished>().State(default))
            left.Add($"state {body}");
        await foreach (var (board, _) in Get<Unfinished>().Funds(default))
            left.Add($"fund {board}");
        await foreach (var (fund, _) in Get<Unfinished>().Gathers(default))
            left.Add($"gather {fund}");
        await foreach (var (figure, _) in Get<Unfinished>().Publish(default))
            left.Add($"publish {figure}");
        await foreach (var due in Get<Unfinished>().Summaries(default))
            left.Add($"summarise {due.Kind} {due.Code} {due.Source}");
        await foreach (var (statement, _) in Get<Unfinished>().PublishStatements(default))
            left.Add($"publish {statement}");
        await foreach (var (statement, _) in Get<Unfinished>().Postings(default))
            left.Add($"post {statement}");
        await foreach (var (month, _) in Get<Unfinished>().Closings(default))
            left.Add($"close {month}");
        return left;
    }

    public async Task<DelayFigures?> Figures(string body, string month = "2019-11") =>
        await Get<FigureStore>().Find(new FigureKey(body, ReportingMonth.Parse(month)), default) is { } stored ? Json.Read<DelayFigures>(stored.Content) : null;

    public async Task<Statement?> Statement(StatementKey key) =>
        await Get<CaseFigureStore>().Find(key, default) is { } stored ? Json.Read<Statement>(stored.Content) : null;

    public async Task<FundYear?> Fund(string hwb, string year) =>
        await Get<FundStore>().Find(new FundKey(hwb, FinancialYear.Parse(year)), default) is { } stored ? Json.Read<FundYear>(stored.Content) : null;

    public async Task<DelayHistory?> History(string body) => await Get<HistoryStore>().Find(new HistoryKey(body), default) is { } stored ? Json.Read<DelayHistory>(stored.Content) : null;

    public async Task<DischargeFigures?> Discharge(string body, string month) =>
        await Get<DischargeStore>().Find(new DischargeKey(body, ReportingMonth.Parse(month)), default) is { } stored ? Json.Read<DischargeFigures>(stored.Content) : null;

    /// <summary>The summary that the pointer names: <c>authority/507/2019-11</c>.</summary>
    public async Task<Summary?> Summary(string folder)
    {
        var (store, key) = (Get<SummaryStore>(), SummaryKey.Parse(folder)!.Value);
        return await store.FindLatest(key, default) is { } latest && await store.Find(key, SummaryStore.DocumentOf(key, latest.Version), default) is { } content ? Json.Read<Summary>(content) : null;
    }

    public async Task<long?> Days(string body, string month = "2019-11") => (long?)(await Figures(body, month))?["days.total"].Value;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
