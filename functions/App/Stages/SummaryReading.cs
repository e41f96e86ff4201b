using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.App.Hosting;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>Summaries of a body that are wanted.</summary>
/// <param name="From">Those of periods that end on it or later; null for all.</param>
/// <param name="Only">That of one period alone.</param>
public readonly record struct SummariesWanted(SummaryKind Kind, string Code, DateOnly? From, SummaryPeriod? Only = null)
{
    public bool Wants(SummaryPeriod period) => Only is { } only ? period == only : From is not { } from || period.LastDay >= from;

    /// <summary>The first day of the quarter in which the first period lies: a quarter shows its months before that.</summary>
    internal DateOnly? Begins => Only?.FirstDay ?? (From is { } from ? FinancialQuarter.Of(from).FirstDay : null);

    internal bool Shows(ReportingMonth month) => (Begins is not { } first || month.FirstDay >= first) && (Only is not { } only || month.LastDay <= only.LastDay);

    /// <summary>Beside a period stands the same of the year before.</summary>
    internal bool AddsUp(ReportingMonth month) => (Begins is not { } first || month.FirstDay >= FinancialYear.Of(first).AddYears(-1).FirstDay) && (Only is not { } only || month.LastDay <= only.LastDay);
}

/// <summary>What was read of a body.</summary>
/// <param name="Facts">Of all its periods.</param>
/// <param name="Digests">Of the documents, by name.</param>
/// <param name="For">The facts of a period: with its sources, and with the boards that an integrated care board had at its end.</param>
public sealed record SummariesRead(SummaryFacts Facts, IReadOnlyDictionary<string, string> Digests, Func<SummaryPeriod, SummaryFacts> For);

/// <summary>Reads the documents that summaries are made of: once for several bodies what is common to them, and of each body its own.</summary>
public sealed class SummaryReading(
    FigureStore figures, HistoryStore histories, FundStore funds, DischargeStore discharges, CaseFigureStore statements, FundReading fundReading, EvidenceReading evidence, Books books, BusinessClock clock, Pace pace)
{
    /// <summary>Integrated care boards begin on 1 July 2022 (Health and Care Act 2022, s19).</summary>
    private static readonly FinancialQuarter IcbsBegin = FinancialQuarter.Of(new DateOnly(2022, 7, 1));

    /// <summary>Common to some bodies.</summary>
    /// <param name="Compared">Histories that boards compare themselves with: those of a region have the same.</param>
    public sealed record Shared(ReferenceBook Reference, ImmutableArray<StatementKey> Statements, ILookup<SummariesWanted, string> Names, IReadOnlyDictionary<string, FundFacts> Funds, EvidenceReading.Reading Compared);

    /// <summary>Reads what some bodies have in common: which documents there are, and what is known of pooled funds, which takes the same time for one board as for many.</summary>
    public async Task<Shared> Common(IReadOnlyCollection<SummariesWanted> wanted, CancellationToken cancel)
    {
        var names = new ConcurrentBag<(SummariesWanted Wanted, string Name)>();
        await Parallel.ForEachAsync(wanted.Where(one => one.Kind is SummaryKind.Authority or SummaryKind.England), Options(cancel), async (one, token) =>
        {
            await foreach (var name in figures.NamesOf(one.Code, token))
                names.Add((one, name));
        });
        var keys = ImmutableArray.CreateBuilder<StatementKey>();
        if (wanted.Any(one => one.Kind == SummaryKind.Authority))
        {
            await foreach (var key in statements.All(cancel))
                keys.Add(key);
        }
        foreach (var body in wanted.Where(one => one.Kind == SummaryKind.NhsBody).Select(one => one.Code).Distinct())
        {
            await foreach (var key in statements.All($"{body}/", cancel))
                keys.Add(key);
        }
        var (reference, _) = await books.Now(cancel);
        var named = names.ToLookup(one => one.Wanted, one => one.Name);
        var boards = named.Where(one => one.Any(name => FundKey.Parse(name) is { } fund && !Dependencies.IsNational(fund))).Select(one => one.Key.Code)
            .Concat(wanted.Where(one => one.Kind == SummaryKind.Icb).SelectMany(one => BoardsOf(one.Code, one.Begins, reference)))
            .Concat(wanted.Any(ShowsFund) ? (await fundReading.LastYears(cancel)).Keys : []).Distinct().ToList();
        return new Shared(reference, [.. keys.Distinct()], named, boards.Count == 0 ? ImmutableDictionary<string, FundFacts>.Empty : await fundReading.Facts(boards, cancel), evidence.Begin());

        // The quarters of England show the fund of all boards, as far as any is known by then.
        bool ShowsFund(SummariesWanted one) => one is { Kind: SummaryKind.England, Only: not { Month: not null } }
            && named[one].Any(name => FundKey.Parse(name) is { } fund && (one.Begins is not { } first || fund.Year.LastDay >= first));
    }

    /// <summary>Reads the documents of a body.</summary>
    public Task<SummariesRead> Of(SummariesWanted wanted, Shared shared, CancellationToken cancel) => wanted.Kind switch
    {
        SummaryKind.Authority => Authority(wanted, shared, cancel),
        SummaryKind.England => England(wanted, shared, cancel),
        SummaryKind.NhsBody => NhsBody(wanted, shared, cancel),
        _ => Task.FromResult(Icb(wanted, shared)),
    };

    /// <summary>The boards that an integrated care board has had, from the quarter of a day on.</summary>
    public IReadOnlyList<string> BoardsOf(string icb, DateOnly? from, ReferenceBook reference)
    {
        var boards = new SortedSet<string>(StringComparer.Ordinal);
        for (var quarter = from is { } first && FinancialQuarter.Of(first) is var own && own > IcbsBegin ? own : IcbsBegin; quarter.FirstDay <= clock.Today; quarter = quarter.Add(1))
            boards.UnionWith(reference.Organisations.BoardsOf(icb, quarter.LastDay).Select(board => board.Code));
        return [.. boards];
    }

    /// <summary>The integrated care boards that a health and wellbeing board belongs to in a year or in the one after it, which shows it as the year before.</summary>
    public static IReadOnlyList<string> IcbsOf(string hwb, FinancialYear year, ReferenceBook reference) =>
        [.. Enumerable.Range(0, 8).Select(year.Quarter(1).Add).Where(quarter => quarter >= IcbsBegin).SelectMany(quarter => reference.Organisations.All(OrganisationKind.Icb, quarter.LastDay)
            .Where(icb => reference.Organisations.BoardsOf(icb.Code, quarter.LastDay).Any(board => board.Code == hwb))).Select(icb => icb.Code).Distinct()];

    /// <summary>Every integrated care board that has had boards.</summary>
    public IReadOnlyList<string> Icbs(ReferenceBook reference)
    {
        var icbs = new SortedSet<string>(StringComparer.Ordinal);
        for (var quarter = IcbsBegin; quarter.FirstDay <= clock.Today; quarter = quarter.Add(1))
            icbs.UnionWith(reference.Organisations.All(OrganisationKind.Icb, quarter.LastDay).Where(icb => reference.Organisations.BoardsOf(icb.Code, quarter.LastDay).Any()).Select(icb => icb.Code));
        return [.. icbs];
    }

    private async Task<SummariesRead> Authority(SummariesWanted wanted, Shared shared, CancellationToken cancel)
    {
        var read = new Reading();
        var (months, history, discharged) = await Own(wanted, shared, read, cancel);
        var stated = await Statements(shared.Statements.Where(key => key.Payer == wanted.Code && wanted.AddsUp(key.Month)), read, cancel);
        var facts = new SummaryFacts(wanted.Code, null, months, WithoutDecisions(history), stated, shared.Funds.TryGetValue(wanted.Code, out var fund) ? [fund] : [], []) { Discharges = discharged };
        var quarters = Summaries.PeriodsOf(SummaryKind.Authority, facts).Where(period => period.Quarter is not null && wanted.Wants(period)).ToList();
        var asked = history is not null && fund is not null && quarters.Count > 0 ? await evidence.OfQuarters(quarters, history, fund, shared.Compared, shared.Reference, cancel) : null;
        return new SummariesRead(facts, read.Digests, period =>
        {
            var sources = Sources(facts, period, read);
            return period.Quarter is null || asked?.Invoke(period) is not { Answers.IsEmpty: false } told ? facts with { Sources = sources }
                : facts with { Evidence = told.Answers, EvidenceLeftOut = told.LeftOut, Sources = [.. sources, Compared(told.Compared, period)] };
        });
    }

    private async Task<SummariesRead> England(SummariesWanted wanted, Shared shared, CancellationToken cancel)
    {
        var read = new Reading();
        var (months, history, discharged) = await Own(wanted, shared, read, cancel);
        // They have later quarters too, and what a period shows is gathered anew: that they were read is told by their digests.
        await Read<FundKey, EnglandFund>(shared.Names[wanted].Select(FundKey.Parse).OfType<FundKey>().Where(key => wanted.Begins is not { } first || key.Year.LastDay >= first), async (key, token) => (key.BlobName, await funds.Find(key, token)), Containers.Figures, read, cancel);
        var others = await Others([.. months.SelectMany(month => month.Authorities).Select(authority => authority.Days.Code).Distinct()], read, cancel);
        var facts = new SummaryFacts(wanted.Code, Body.England.Name, months, WithoutDecisions(history), [], [.. shared.Funds.OrderBy(fund => fund.Key, StringComparer.Ordinal).Select(fund => fund.Value)], []) { Discharges = discharged, Others = others };
        return new SummariesRead(facts, read.Digests, period => facts with { Sources = Sources(facts, period, read) });
    }

    private async Task<SummariesRead> NhsBody(SummariesWanted wanted, Shared shared, CancellationToken cancel)
    {
        var read = new Reading();
        var stated = await Statements(shared.Statements.Where(key => key.NhsBody == wanted.Code && wanted.AddsUp(key.Month)), read, cancel);
        // As a provider it has no figures of its own: its history has its months, and what authorities answered.
        var history = await History(wanted.Code, read, cancel);
        var keys = new List<DischargeKey>();
        await foreach (var name in figures.NamesOf(wanted.Code, cancel))
        {
            if (DischargeKey.Parse(name) is { } key && wanted.Shows(key.Month))
                keys.Add(key);
        }
        var facts = new SummaryFacts(wanted.Code, null, [], history, stated, [], []) { Discharges = await Discharges(keys, read, cancel) };
        return new SummariesRead(facts, read.Digests, period => facts with { Name = shared.Reference.Organisations.LastOf(wanted.Code, period.LastDay)?.Name, Sources = Sources(facts, period, read) });
    }

    private SummariesRead Icb(SummariesWanted wanted, Shared shared)
    {
        var read = new Reading();
        var facts = new SummaryFacts(wanted.Code, null, [], null, [], [.. BoardsOf(wanted.Code, wanted.Begins, shared.Reference).Where(shared.Funds.ContainsKey).Select(board => shared.Funds[board])], []);
        return new SummariesRead(facts, read.Digests, period =>
        {
            ImmutableArray<(string Code, string Name)> boards = [.. shared.Reference.Organisations.BoardsOf(wanted.Code, period.LastDay).Select(board => (board.Code, board.Name))];
            var own = facts with { Name = shared.Reference.Organisations.LastOf(wanted.Code, period.LastDay)?.Name, Boards = boards, Funds = [.. facts.Funds.Where(fund => boards.Any(board => board.Code == fund.Hwb))] };
            return own with { Sources = Sources(own, period, read) };
        });
    }

    private async Task<(ImmutableArray<DelayFigures> Months, DelayHistory? History, ImmutableArray<DischargeFigures> Discharges)> Own(SummariesWanted wanted, Shared shared, Reading read, CancellationToken cancel)
    {
        var names = shared.Names[wanted].ToList();
        var months = await Read<FigureKey, DelayFigures>(names.Select(FigureKey.Parse).OfType<FigureKey>().Where(key => wanted.Shows(key.Month)), async (key, token) => (key.BlobName, await figures.Find(key, token)), Containers.Figures, read, cancel);
        var history = names.Exists(name => HistoryKey.Parse(name) is not null) ? await History(wanted.Code, read, cancel) : null;
        return (months, history, await Discharges([.. names.Select(DischargeKey.Parse).OfType<DischargeKey>().Where(key => wanted.Shows(key.Month))], read, cancel));
    }

    private async Task<DelayHistory?> History(string code, Reading read, CancellationToken cancel)
    {
        var key = new HistoryKey(code);
        if (await histories.Find(key, cancel) is not { } stored)
            return null;
        read.Digests[$"{Containers.Figures}/{key.BlobName}"] = Digest.Of(stored.Content);
        return Json.Read<DelayHistory>(stored.Content);
    }

    private async Task<ImmutableArray<DelayHistory>> Others(ImmutableArray<string> codes, Reading read, CancellationToken cancel)
    {
        var found = new ConcurrentBag<DelayHistory>();
        await Parallel.ForEachAsync(codes, Options(cancel), async (code, token) =>
        {
            // The months alone are added up: charts and words of each are in its own summary.
            if (await History(code, read, token) is { } history)
                found.Add(WithoutDecisions(history)! with { Changed = [], Comparisons = [], Says = [], Years = [], Answers = [], SocialCareBeds = null });
        });
        return [.. found.OrderBy(history => history.Key.Body, StringComparer.Ordinal)];
    }

    private Task<ImmutableArray<Statement>> Statements(IEnumerable<StatementKey> keys, Reading read, CancellationToken cancel) =>
        Read<StatementKey, Statement>(keys, async (key, token) => (key.BlobName, await statements.Find(key, token)), Containers.CaseFigures, read, cancel);

    private Task<ImmutableArray<DischargeFigures>> Discharges(IEnumerable<DischargeKey> keys, Reading read, CancellationToken cancel) =>
        Read<DischargeKey, DischargeFigures>(keys, async (key, token) => (key.BlobName, await discharges.Find(key, token)), Containers.Figures, read, cancel);

    /// <summary>Reads documents, in the order of their names.</summary>
    private async Task<ImmutableArray<TDocument>> Read<TKey, TDocument>(
        IEnumerable<TKey> keys, Func<TKey, CancellationToken, Task<(string Name, Stored? Stored)>> find, string container, Reading read, CancellationToken cancel)
    {
        var found = new ConcurrentDictionary<string, TDocument>();
        await Parallel.ForEachAsync(keys, Options(cancel), async (key, token) =>
        {
            if (await find(key, token) is not (var name, { } stored))
                return;
            read.Digests[$"{container}/{name}"] = Digest.Of(stored.Content);
            found[name] = Json.Read<TDocument>(stored.Content);
        });
        return [.. found.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value)];
    }

    /// <summary>What was read that a period shows. Of what goes on after it, only that until its end: it is the same source when later months have arrived.</summary>
    private static ImmutableArray<SummarySource> Sources(SummaryFacts facts, SummaryPeriod period, Reading read)
    {
        var last = ReportingMonth.Of(period.LastDay);
        return
        [
            .. facts.Months.Where(month => period.Months.Contains(month.Month)).Select(month => Document($"{Containers.Figures}/{new FigureKey(month.Body.Code, month.Month).BlobName}")),
            .. new[] { facts.Delays }.Concat(facts.Others).OfType<DelayHistory>().Where(history => history.Months.Any(month => month.Month <= last))
                .Select(history => new SummarySource($"{Containers.Figures}/{history.Key.BlobName} to {last}", Digest.Of(Json.Bytes(To(history, last))))),
            .. facts.Statements.Where(statement => statement.Key.Month <= last && statement.Key.Month.FirstDay >= period.Year.AddYears(-1).FirstDay).Select(statement => Document($"{Containers.CaseFigures}/{statement.Key.BlobName}")),
            .. Funds(),
            .. facts.Discharges.Where(one => period.Months.Contains(one.Key.Month)).Select(one => Document($"{Containers.Figures}/{one.Key.BlobName}")),
        ];

        SummarySource Document(string name) => new(name, read.Digests[name]);

        // England's months show no fund, and in its quarters some hundred boards are one source.
        IEnumerable<SummarySource> Funds()
        {
            var funds = facts.Funds.Select(fund => fund.To(period.LastReturned)).ToList();
            return facts.Code != Body.EnglandCode ? funds.Select(fund => new SummarySource($"returns of the fund of {fund.Hwb} to {period.LastReturned}", Digest.Of(string.Join('\n', Returns(fund)))))
                : period.Quarter is null || funds.Count == 0 ? [] : [new($"returns of the funds of all boards to {period.LastReturned}", Digest.Of(string.Join('\n', funds.SelectMany(Returns))))];
        }

        static object To(DelayHistory history, ReportingMonth last) => new
        {
            Months = history.Months.Where(month => month.Month <= last),
            Changed = history.Changed.Where(restated => restated.Month <= last),
            Answers = history.Answers.Where(answer => answer.Month <= last),
            Phases = history.Beds.Phases.Where(phase => phase.From <= last).Select(phase => new { phase.From, phase.Why }),
        };

        static IEnumerable<string> Returns(FundFacts fund) =>
        [
            .. fund.Plans.Select(plan => $"{plan.Slice} {plan.Submission} {plan.Order}"), .. fund.Quarters.Select(quarter => $"{quarter.Slice} {quarter.Submission} {quarter.Order}"),
            .. fund.Activity.Select(count => $"{count.Submission} {count.Order} {count.SourceLine}"), .. fund.Allocations.Select(one => $"{one.Submission} {one.Order} {one.SourceLine}"),
            .. fund.DischargeReturns.Select(one => $"{one.Submission} {one.Order}"), .. fund.Delays.Select(delays => $"{delays.Month} {delays.Last?.Submission} {delays.All}"),
        ];
    }

    /// <summary>What the comparators of schemes had until the end of a period, as one source: whoever compares with a region compares with all of it.</summary>
    private static SummarySource Compared(ImmutableArray<RateSeries> series, SummaryPeriod period) =>
        new($"{Containers.Figures}: rates of comparators of schemes to {ReportingMonth.Of(period.LastDay)}", Digest.Of(Json.Bytes(series)));

    /// <summary>Who decided what was agreed is told to the two parties only.</summary>
    private static DelayHistory? WithoutDecisions(DelayHistory? history) => history is null ? null : history with { Answers = [.. history.Answers.Select(answer => answer with { Decisions = [] })] };

    private ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel };

    /// <summary>Digests of the documents of a body, as they are read.</summary>
    private sealed class Reading
    {
        internal ConcurrentDictionary<string, string> Digests { get; } = new(StringComparer.Ordinal);
    }
}
