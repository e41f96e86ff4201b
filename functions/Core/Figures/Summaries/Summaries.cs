using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Summaries;

/// <summary>Summaries of bodies, from the documents that stand. What they work out is the year to date, the year before and the forecast; everything else is the documents' own.</summary>
public static class Summaries
{
    /// <summary>
    /// The periods of which there is something to tell, the first one first: months with figures, quarters of which all months have them, and quarters with a return of the pool. A quarter of which a month is still to come would tell
    /// nothing that its months do not.
    /// </summary>
    public static ImmutableArray<SummaryPeriod> PeriodsOf(SummaryKind kind, SummaryFacts facts)
    {
        var months = (kind == SummaryKind.NhsBody
            ? facts.Statements.Where(statement => statement.Key.Payee == facts.Code).Select(statement => statement.Key.Month).Concat(facts.Delays?.Answers.Select(answer => answer.Month) ?? [])
            : facts.Months.Select(month => month.Month)).Distinct().Order().ToList();
        var returned = facts.Funds.SelectMany(fund => fund.Quarters).Select(quarter => FinancialQuarter.Parse(quarter.Slice.Page)).Distinct();
        var quarters = kind switch
        {
            SummaryKind.NhsBody => [],
            SummaryKind.Icb => returned,
            SummaryKind.England => Whole(),
            _ => returned.Concat(Whole()).Distinct(),
        };
        return [.. (kind == SummaryKind.Icb ? [] : months.Select(SummaryPeriod.Of)).Concat(quarters.Select(SummaryPeriod.Of)).Order()];

        IEnumerable<FinancialQuarter> Whole() => months.GroupBy(month => FinancialQuarter.Of(month.FirstDay)).Where(quarter => quarter.Count() == 3).Select(quarter => quarter.Key);
    }

    /// <summary>The summary of a period; null where there is nothing to tell.</summary>
    public static Summary? Of(SummaryKey key, SummaryFacts facts, PolicyBook policy, ReferenceBook reference) =>
        PeriodsOf(key.Kind, facts).Contains(key.Period) ? new Work(key, facts, policy, reference).Summary() : null;

    /// <summary>What a version changed against the one published before it. Figures that only one of them has are told as well.</summary>
    public static SummaryChanges ChangesOf((Summary Summary, string Version)? before, Summary now)
    {
        if (before is not var (old, version))
            return new(null, null, [], []);
        var lines = old.Lines.ToDictionary(line => line.Id);
        return new(version, old.AsAt,
            [.. now.Lines.SelectMany(line => Columns(line).Zip(lines.TryGetValue(line.Id, out var was) ? Columns(was) : Columns(line).Select(column => (column.Name, Amount: SummaryAmount.None("not in it"))))
                .Where(pair => pair.First.Amount != pair.Second.Amount)
                .Select(pair => new SummaryChange($"{line.Id}, {pair.First.Name}", line.Section, line.Name, pair.First.Name, line.Unit, pair.Second.Amount, pair.First.Amount))),
             .. old.Lines.ExceptBy(now.Lines.Select(line => line.Id), line => line.Id).SelectMany(line => Columns(line).Where(column => column.Amount.Value is not null)
                .Select(column => new SummaryChange($"{line.Id}, {column.Name}", line.Section, line.Name, column.Name, line.Unit, column.Amount, SummaryAmount.None("not in it any more"))))],
            [.. now.Sources.Except(old.Sources).Concat(old.Sources.ExceptBy(now.Sources.Select(source => source.Document), source => source.Document)).Select(source => source.Document).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>The amounts of a line with the names of their columns.</summary>
    public static IEnumerable<(string Name, SummaryAmount Amount)> Columns(SummaryLine line) =>
        [("period", line.Period), ("year to date", line.YearToDate), ("same period last year", line.PriorYear), ("last year to date", line.PriorYearToDate), ("full year", line.FullYear)];

    private sealed class Work
    {
        private readonly SummaryKey _key;
        private readonly SummaryPeriod _period;
        private readonly SummaryFacts _facts;
        private readonly PolicyBook _policy;
        private readonly ReferenceBook _reference;
        private readonly ImmutableArray<DelayFigures> _months;
        private readonly DelayHistory? _history;
        private readonly ReimbursementLines _reimbursement;
        private readonly FundYear? _fund;

        internal Work(SummaryKey key, SummaryFacts facts, PolicyBook policy, ReferenceBook reference)
        {
            (_key, _period, _facts, _policy, _reference) = (key, key.Period, facts, policy, reference);
            _months = [.. facts.Months.Where(month => _period.Months.Contains(month.Month)).OrderBy(month => month.Month)];
            _history = Targeted(facts.Delays?.To(ReportingMonth.Of(_period.LastDay), policy));
            _reimbursement = new(facts.Statements.Where(statement => key.Kind != SummaryKind.NhsBody || statement.Key.Payee == key.Code), _period, key.Kind == SummaryKind.NhsBody ? null : int.Parse(policy.On(_period.LastDay, "summary.least-cases").Value, System.Globalization.CultureInfo.InvariantCulture));
            _fund = key.Kind == SummaryKind.Authority ? facts.Funds.Select(fund => YearOf(fund, _period.Year)).FirstOrDefault(year => year is not null) : null;
        }

        internal Summary Summary()
        {
            var members = Members();
            var statements = _facts.Statements.Where(statement => (_key.Kind != SummaryKind.NhsBody || statement.Key.Payee == _key.Code) && _period.MonthsToDate.Contains(statement.Key.Month)).ToList();
            var funds = members.IsEmpty || _key.Kind != SummaryKind.Icb ? (_fund is null ? [] : [_fund]) : _facts.Funds.Select(fund => YearOf(fund, _period.Year)).OfType<FundYear>().ToList();
            var parts = _months.Select(month => (month.Status, Reasons: month.StatusReasons.Select(reason => _months.Length > 1 ? $"{month.Month.Name}: {reason}" : reason), month.LastAcceptance, month.AsAt, month.Reference))
                .Concat(statements.OrderByDescending(statement => _period.Months.Contains(statement.Key.Month)).Select(statement => (statement.Status, Reasons: Reasons(statement), statement.LastAcceptance, statement.AsAt, statement.Reference)))
                .Concat(funds.Select(fund => (fund.Status, Reasons: fund.StatusReasons.Select(reason => $"Better Care Fund{(funds.Count > 1 ? $", {fund.Name}" : "")}: {reason}"), fund.LastAcceptance, fund.AsAt, fund.Reference)))
                .ToList();
            // Of a month without a scheme an NHS body has its delays and nothing else.
            if (parts.Count == 0 && _key.Kind == SummaryKind.NhsBody && _facts.Delays?.To(ReportingMonth.Of(_period.LastDay), _policy) is { } alone)
            {
                var own = alone.Months.Where(month => _period.Months.Contains(month.Month)).ToList();
                parts.Add((own.Select(month => month.Status).DefaultIfEmpty(FigureStatus.NotCalculable).Max(), own.SelectMany(month => month.Notes), new ArrivalOrder(""), alone.Months.Max(month => month.AsAt) ?? DateTimeOffset.MinValue, alone.Reference));
            }
            var last = parts.Select(part => part.LastAcceptance).DefaultIfEmpty(new ArrivalOrder("")).Max();
            var asAt = parts.Select(part => part.AsAt).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
            ImmutableArray<SummaryLine> lines = [.. Delays(), .. _reimbursement.Of(), .. _fund is null ? [] : new FundLines(_fund, Before(_facts.Funds[0]), _period).Of(), .. Gathered(members)];
            var summary = new Summary(
                _key, Name(), parts.Count == 0 ? FigureStatus.NotCalculable : parts.Max(part => part.Status), [.. parts.SelectMany(part => part.Reasons).Distinct()], last, asAt, _policy.Version,
                string.Join(", ", parts.Select(part => part.Reference).Distinct().Order(StringComparer.Ordinal)), [], lines, _months, _history is null ? null : _history with { LastAcceptance = last, AsAt = asAt, Reference = "", Months = [.. _history.Months.Select(month => month with { AsAt = null })] },
                _key.Kind == SummaryKind.Authority ? _reimbursement.ByPayee() : [], _fund, [.. _facts.Discharges.Where(discharges => _period.Months.Contains(discharges.Key.Month)).OrderBy(discharges => discharges.Key.Month)],
                _facts.Evidence, members,
                [.. Switches.On(_period.LastDay, _history is null ? Switches.OfSummaries : Switches.OfSummaries.Concat(Switches.OfCharts), _policy).Concat(statements.SelectMany(statement => statement.Switches)).Concat(funds.SelectMany(fund => fund.Switches)).Concat(_facts.Evidence.SelectMany(answer => answer.Switches)).DistinctBy(one => (one.Policy, one.Value))],
                [.. _facts.Sources.OrderBy(source => source.Document, StringComparer.Ordinal)])
            { EnglandFund = EnglandFund(), EvidenceLeftOut = _facts.EvidenceLeftOut, Signed = Signed() };
            return summary with { Says = [.. SummaryWords.Of(summary, _reimbursement.Together())] };
        }

        /// <summary>An NHS body has no population of its own, and so no rates.</summary>
        private IEnumerable<SummaryLine> Delays() => DelayLines.Of(_months.Select(DelayMonth.Of).Concat(_history?.Months.Select(DelayMonth.Of) ?? []), _period, _policy)
            .Where(line => _key.Kind != SummaryKind.NhsBody || !line.Id.StartsWith(DelayLines.Rates, StringComparison.Ordinal));

        /// <summary>What the members come to together, where that means anything: money of pools, and days.</summary>
        private IEnumerable<SummaryLine> Gathered(ImmutableArray<SummaryMember> members) => _key.Kind != SummaryKind.Icb ? [] :
            members.SelectMany(member => member.Lines).Where(line => line.Unit == "pounds" || line.Id.StartsWith("delays.days.", StringComparison.Ordinal)).GroupBy(line => line.Id).Select(group => group.First() with
            {
                Period = Sum(group, line => line.Period),
                YearToDate = Sum(group, line => line.YearToDate),
                PriorYear = Sum(group, line => line.PriorYear),
                PriorYearToDate = Sum(group, line => line.PriorYearToDate),
                FullYear = Sum(group, line => line.FullYear),
                How = "The boards added up.",
                From = "Boards",
            });

        private SummaryAmount Sum(IEnumerable<SummaryLine> lines, Func<SummaryLine, SummaryAmount> of)
        {
            var amounts = lines.Select(of).ToList();
            var (known, expected) = (amounts.Count(amount => amount.Value is not null), _facts.Boards.Length);
            return known == 0 ? SummaryAmount.None("known of no board") : new(amounts.Sum(amount => amount.Value ?? 0), known == expected ? null : $"of {Words.Number(known)} of {Words.Of(expected, "board")}");
        }

        private ImmutableArray<SummaryMember> Members() => _key.Kind switch
        {
            SummaryKind.Icb => [.. _facts.Boards.Select(Board)],
            SummaryKind.England => [.. Authorities()],
            SummaryKind.NhsBody => [.. Payers()],
            _ => [],
        };

        private SummaryMember Board((string Code, string Name) board)
        {
            var fund = _facts.Funds.FirstOrDefault(fund => fund.Hwb == board.Code);
            var year = fund is null ? null : YearOf(fund, _period.Year);
            var history = _facts.Others.FirstOrDefault(other => other.Key.Body == board.Code)?.To(ReportingMonth.Of(_period.LastDay), _policy);
            var last = history?.Months.LastOrDefault(month => _period.Months.Contains(month.Month));
            var lines = (history is null ? [] : DelayLines.Of(history.Months.Select(DelayMonth.Of), _period, _policy)).Concat(year is null ? [] : new FundLines(year, Before(fund!), _period).Of());
            return new(board.Code, board.Name, null, year?.Status ?? FigureStatus.NotCalculable, [.. lines], last?.Rank, last?.Quartile, last?.RankedOf, year is null ? null : new FundLines(year, Before(fund!), _period).Headlines(),
                year is null ? $"neither plan nor return of {_period.Year} has arrived" : null)
            { SmallNumbers = last?.SmallNumbers ?? [] };
        }

        /// <summary>Every authority of the months: of a quarter, rank and quartile are those of its last month.</summary>
        private IEnumerable<SummaryMember> Authorities()
        {
            var histories = _facts.Others.ToDictionary(other => other.Key.Body);
            var months = _months.SelectMany(month => month.Authorities.Select(authority => (month.Month, month.Status, Authority: authority))).ToLookup(one => one.Authority.Days.Code);
            var ranked = _months.LastOrDefault()?.Authorities.Count(authority => authority.Rank is not null);
            foreach (var group in months.OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                var (last, own) = (group.Last(), group.Select(one => Month(one.Month, one.Authority)));
                var earlier = histories.GetValueOrDefault(group.Key)?.To(ReportingMonth.Of(_period.LastDay), _policy)?.Months.Select(DelayMonth.Of) ?? [];
                yield return new(group.Key, last.Authority.Days.Name, last.Authority.Region, group.Max(one => one.Status), [.. DelayLines.Of(own.Concat(earlier), _period, _policy)], last.Authority.Rank, last.Authority.Quartile,
                    last.Authority.Rank is null ? null : ranked, null, group.Count() == _months.Length ? null : $"{Words.Months(_months.Select(month => month.Month).Except(group.Select(one => one.Month)))}: no provider reported a delay for it")
                { SmallNumbers = last.Authority.SmallNumbers };
            }
            // Who is known and not there at all is absent: not known to have none.
            foreach (var absent in _reference.Authorities.Where(period => period.On(_period.LastDay) && !period.Value.OutsideEngland && !months.Contains(period.Value.Code)).Select(period => period.Value).OrderBy(authority => authority.Code, StringComparer.Ordinal))
                yield return new(absent.Code, absent.Name, absent.Region, FigureStatus.NotCalculable, [], null, null, null, null, "no provider reported a delay for it: it is not known to be none");

            static DelayMonth Month(ReportingMonth month, AuthorityDelays authority)
            {
                return new(month, Days(authority.Days.Total), Days(authority.Days.Of(Returns.Attribution.Nhs)), Days(authority.Days.Of(Returns.Attribution.SocialCare)), Days(authority.Days.Of(Returns.Attribution.Both)), authority.BedsPer100000, null);

                static long? Days(Total total) => total.IsUnknown ? null : total.Days;
            }
        }

        /// <summary>What the NHS body itself may charge: what one authority recovers from another about its cases is between those two.</summary>
        private IEnumerable<SummaryMember> Payers() => _facts.Statements.Where(statement => statement.Key.Payee == _key.Code && _period.MonthsToDate.Contains(statement.Key.Month))
            .GroupBy(statement => statement.Key.Payer).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new SummaryMember(
                group.Key, group.MaxBy(statement => statement.Key.Month)!.Payer.Name, null, group.Max(statement => statement.Status), new ReimbursementLines(group, _period, null).Of(), null, null, null, null, null)
            {
                Statement = group.FirstOrDefault(statement => statement.Key.Month == _period.Month),
                Earlier = group.All(statement => statement.Key.Month != _period.Month) ? group.MaxBy(statement => statement.Key.Month)!.Year : null,
                Account = _facts.Accounts.FirstOrDefault(account => account.Payee == _key.Code && account.Payer == group.Key) is { } account
                    ? account with { Postings = [.. account.Postings.Where(posting => posting.PostedTo.LastDay <= _period.LastDay)] } : null,
            });

        /// <summary>The year as the returns to the period have it; null where nothing stands of it.</summary>
        private FundYear? YearOf(FundFacts fund, FinancialYear year) => FundYears.Of(fund.To(_period.LastReturned), year, _policy, _reference) is { Status: not FigureStatus.NotCalculable } known ? known : null;

        /// <summary>The national view as the returns to the period have it: the document of the year has those of later quarters too.</summary>
        private EnglandFund? EnglandFund() => _key.Kind == SummaryKind.England && _period.Quarter is not null && _facts.Funds.Select(fund => YearOf(fund, _period.Year)).OfType<FundYear>().ToList() is { Count: > 0 } boards
            ? EnglandFunds.Of(_period.Year, boards, _policy, _reference) : null;

        private FundYear? Before(FundFacts fund) => YearOf(fund, _period.Year.AddYears(-1));

        /// <summary>With the national ambition of the period as its target: a board's own goals stand among its metrics.</summary>
        private DelayHistory? Targeted(DelayHistory? history)
        {
            if (history is null || _key.Kind == SummaryKind.NhsBody || history.Months.LastOrDefault(month => month.Adults is not null)?.Adults is not { } adults || _policy.On(_period.LastDay, "delays.ambition") is not { Value: not "none" } ambition)
                return history;
            var target = decimal.Parse(ambition.Value, System.Globalization.CultureInfo.InvariantCulture) * adults / 100_000m;
            return history with { Beds = history.Beds with { Settings = history.Beds.Settings with { Target = target } } };
        }

        /// <summary>Reasons of a statement name cases: only the NHS body whose cases they are is told them, with the month where that is another one of the year to date.</summary>
        private IEnumerable<string> Reasons(Statement statement) => _key.Kind == SummaryKind.NhsBody
            ? statement.StatusReasons.Select(reason => _period.Months.Contains(statement.Key.Month) ? reason : $"{statement.Payer.Name}, {statement.Key.Month.Name}: {reason}")
            : statement.Status > FigureStatus.Provisional ? [$"The statement of {statement.Payee.Name} for {statement.Key.Month.Name} is not complete: the two parties have the reasons in it."] : [];

        /// <summary>Figures of the pool are signed with their return; a month of delays is signed by nobody.</summary>
        private SummarySignature? Signed() => _fund?.Pool?.Quarters.FirstOrDefault(quarter => quarter.Quarter == _period.Quarter) is { ApprovedBy: { } by, ApprovedOn: { } on } ? new(by, on) : null;

        private string Name() => _facts.Name ?? _months.LastOrDefault()?.Body.Name ?? _history?.Name ?? _fund?.Name ?? _facts.Statements.FirstOrDefault(statement => statement.Key.NhsBody == _key.Code && statement.Payee.Code == _key.Code)?.Payee.Name ?? _key.Code;
    }
}
