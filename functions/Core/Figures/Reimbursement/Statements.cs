using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>
/// The statements of an NHS body: a pure function of what stands. The order in which facts are given, and the file that brought each, change nothing.
/// </summary>
public static class Statements
{
    /// <summary>The parts of the reference data that can change a statement: whom it names, and on which days a notice counts.</summary>
    public const ReferenceParts MadeWith = ReferenceParts.Authorities | ReferenceParts.Providers | ReferenceParts.BankHolidays | ReferenceParts.Organisations;

    /// <summary>
    /// Every statement of one NHS body: against each authority for each month in which a day of a case counts in either view, or would in the NHS body's were its notices valid, a decision stands, or a deleted case has a
    /// total; and those between two authorities, where one paid and another turned out to be the right one (SI 2003/2277 reg 18, SI 2014/2823 reg 12). In the order of month, payee and payer.
    /// </summary>
    /// <remarks>
    /// A case without a day that counts is on a statement all the same, with 0 days and the reason, so that none is lost without a word: in each month in which it has days from the first date that a notice proposed, or
    /// that was the relevant day, on; where it has none, in the month of its last notice. A case whose patient left by the end of the relevant day of a valid notice is on none, since nothing could be asked for. Such cases
    /// alone make no statement, unless a fault of a notice has cost days, or somebody decided something. Whatever reports and decisions say, nothing throws: a decision with an amount that no case can come to (rule RD-17)
    /// is left out and named.
    /// </remarks>
    /// <param name="before">
    /// Statements that were made before. One of which nothing is left, since a case was corrected or moved to another month, is made with nothing due, so that what was posted for it can be taken back.
    /// </param>
    public static ImmutableArray<Statement> Of(StatementFacts facts, PolicyBook policy, ReferenceBook reference, IEnumerable<StatementKey>? before = null) =>
        Of(facts, report => DayByDay.Of(report, policy, reference), policy, reference, before);

    /// <summary>As <see cref="Of(StatementFacts, PolicyBook, ReferenceBook, IEnumerable{StatementKey}?)"/>, of reports that are decided already.</summary>
    /// <param name="decided">The days of each report.</param>
    /// <inheritdoc cref="Of(StatementFacts, PolicyBook, ReferenceBook, IEnumerable{StatementKey}?)" path="/param[@name='before']"/>
    public static ImmutableArray<Statement> Of(StatementFacts facts, Func<ReportedCase, CaseDays> decided, PolicyBook policy, ReferenceBook reference, IEnumerable<StatementKey>? before = null)
    {
        var made = new Making(InOrder(facts), decided, policy, reference, [.. before ?? []]);
        return [.. made.Keys.Where(key => key.NhsBody == facts.NhsBody).Distinct().OrderBy(key => key.Month).ThenBy(key => key.Payee, StringComparer.Ordinal).ThenBy(key => key.Payer, StringComparer.Ordinal).Select(made.Statement)];
    }

    /// <summary>The facts in an order of their own, so that the one in which they were given does not show.</summary>
    private static StatementFacts InOrder(StatementFacts facts) => facts with
    {
        Cases = [.. facts.Cases.OrderBy(one => one.Case, StringComparer.Ordinal).ThenBy(one => one.View).ThenBy(one => one.Party, StringComparer.Ordinal).ThenBy(one => one.Since)],
        Decisions =
        [
            .. facts.Decisions.OrderBy(one => one.Decision.Month).ThenBy(one => one.Decision.Case, StringComparer.Ordinal).ThenBy(one => one.View).ThenBy(one => one.Party, StringComparer.Ordinal).ThenBy(one => one.Since)
                .ThenBy(one => one.SourceLine),
        ],
        SocialCareDays = [.. facts.SocialCareDays.OrderBy(one => one.Month).ThenBy(one => one.Authority, StringComparer.Ordinal).ThenBy(one => one.View).ThenByDescending(one => one.Since)],
        Deleted = [.. facts.Deleted.OrderBy(one => one.DeletedOn).ThenBy(one => one.Case, StringComparer.Ordinal)],
        Waiting = [.. facts.Waiting.OrderBy(one => one.Case, StringComparer.Ordinal)],
    };

    /// <summary>The making of all statements of one NHS body, which share the months of the cases.</summary>
    private sealed class Making
    {
        /// <summary>More references in a sentence would be a list, and the statement has that already.</summary>
        private const int CasesNamed = 6;

        private readonly StatementFacts _facts;
        private readonly PolicyBook _policy;
        private readonly ReferenceBook _reference;
        private readonly ILookup<(string Payer, ReportingMonth Month), StatedMonth> _months;
        private readonly ILookup<(string Payee, string Payer, ReportingMonth Month), RecoveredMonth> _recoveries;
        private readonly ILookup<(string Payee, string Payer, ReportingMonth Month), (CaseTombstone Case, TombstoneMonth Month)> _deleted;
        private readonly Dictionary<(string Payer, ReportingMonth Month), ReportedSocialCareDays> _socialCareDays;

        private readonly ImmutableArray<StatementKey> _before;

        public Making(StatementFacts facts, Func<ReportedCase, CaseDays> decided, PolicyBook policy, ReferenceBook reference, ImmutableArray<StatementKey> before)
        {
            (_facts, _policy, _reference, _before) = (facts, policy, reference, before);
            var cases = facts.Cases.ToLookup(one => one.Case);
            var decisions = facts.Decisions.ToLookup(one => one.Decision.Case);
            var stated = new StatedMonths(decided, policy, reference);
            var months = cases.Select(one => one.Key).Concat(decisions.Select(one => one.Key)).Distinct().Order(StringComparer.Ordinal)
                .SelectMany(one => stated.Of(
                    new ReportsOfCase(one, cases[one].LastOrDefault(report => report.View != View.Authority), [.. cases[one].Where(report => report.View == View.Authority)]), [.. decisions[one]]))
                .ToList();
            _deleted = facts.Deleted.SelectMany(one => one.Months, (one, month) => (Case: one, Month: month)).ToLookup(one => (one.Month.Payee, one.Month.Payer, one.Month.Month));
            var stating = months.Where(month => month.MakesStatement).Select(month => (month.Payer, month.Month))
                .Concat(before.Concat(_deleted.Select(one => new StatementKey(facts.NhsBody, one.Key.Payee, one.Key.Payer, one.Key.Month))).Where(key => key.NhsBody == facts.NhsBody && !key.IsRecovery).Select(key => (key.Payer, key.Month)))
                .ToHashSet();
            _months = months.Where(month => stating.Contains((month.Payer, month.Month))).ToLookup(month => (month.Payer, month.Month));
            _recoveries = months.GroupBy(month => month.Case).SelectMany(ofCase => RecoveredMonth.Of(ofCase, reference)).ToLookup(recovered => (recovered.Payee, recovered.Payer, recovered.Basis.Month));
            // In the order of views, NHS England's first; of one view the last.
            _socialCareDays = facts.SocialCareDays.GroupBy(days => (days.Authority, days.Month)).ToDictionary(days => days.Key, days => days.First());
        }

        public IEnumerable<StatementKey> Keys =>
            _months.Select(month => new StatementKey(_facts.NhsBody, _facts.NhsBody, month.Key.Payer, month.Key.Month))
                .Concat(_recoveries.Select(recovered => new StatementKey(_facts.NhsBody, recovered.Key.Payee, recovered.Key.Payer, recovered.Key.Month)))
                .Concat(_deleted.Select(one => new StatementKey(_facts.NhsBody, one.Key.Payee, one.Key.Payer, one.Key.Month)))
                .Concat(_before);

        public Statement Statement(StatementKey key)
        {
            var year = YearTo(key.Month);
            var months = _months[(key.Payer, key.Month)].ToList();
            var recovered = _recoveries[(key.Payee, key.Payer, key.Month)].ToList();
            var yearMonths = key.IsRecovery ? [] : year.SelectMany(month => _months[(key.Payer, month)]).ToImmutableArray();
            var sources = Sources(key, year, yearMonths);
            var (last, asAt) = Last(key, year, sources);
            var asAtDate = London.DateOf(asAt);
            var (ceiling, ceilingStep) = CeilingOf(key);
            var parts = Parts(key);
            var amounts = Sum(ceiling, parts);
            var deleted = DeletedOf(key);
            var balances = key.IsRecovery ? Balances.OfRecovery(key.Month.LastDay, year.Select(month => Sum(null, Parts(key with { Month = month })).Required)) : Balances.Of(key.Month.LastDay, yearMonths);
            var reasons = key.IsRecovery ? [.. RecoveredMonth.Wanting(recovered, _reference)] : Wanting(key, months, ceiling).ToImmutableArray();
            var regimes = months.Select(month => month.Regime).Concat(recovered.Select(one => one.Basis.Regime)).Where(regime => regime != Regime.None).Distinct().Order().ToList();
            return new Statement(
                key, PartyOf(key.Payee, key.Month), PartyOf(key.Payer, key.Month),
                reasons.IsEmpty ? FigureStatus.Provisional : FigureStatus.Incomplete, reasons.IsEmpty ? ["A later return can still correct them."] : reasons,
                [.. Notes(key, months, recovered, deleted, balances)],
                last, asAt, _policy.Version, _reference.VersionOf(MadeWith), amounts,
                key.IsRecovery ? RecoveredMonth.Working(recovered, deleted, amounts, _reference) : StatementWorking.Of(ceilingStep, months, deleted, amounts, _policy),
                key.IsRecovery ? [.. recovered.Select(one => one.Stated(asAtDate))] : [.. months.Select(month => month.Stated(asAtDate))],
                [.. (key.IsRecovery ? recovered : Beside(key)).Select(one => one.Recovery)],
                [.. year.Select(month => OfYear(key with { Month = month }))], balances,
                [.. regimes.SelectMany(regime => Switches.On(key.Month.LastDay, regime, _policy)).DistinctBy(one => (one.Policy, one.Value))],
                [.. Inputs(sources)])
            {
                Deleted = deleted,
                Hypothetical = _policy.Supposition,
            };
        }

        /// <summary>April to the month.</summary>
        private static ImmutableArray<ReportingMonth> YearTo(ReportingMonth month)
        {
            var april = ReportingMonth.Of(FinancialYear.Of(month.FirstDay).FirstDay);
            return [.. Enumerable.Range(0, 12).Select(april.AddMonths).Where(one => one <= month)];
        }

        /// <summary>What a statement is the sum of: cases, and totals of deleted ones.</summary>
        private IEnumerable<(StatementAmounts Amounts, bool HasSubstance)> Parts(StatementKey key) =>
            (key.IsRecovery ? _recoveries[(key.Payee, key.Payer, key.Month)].Select(one => (one.Amounts, true)) : _months[(key.Payer, key.Month)].Select(month => (month.Amounts, month.HasSubstance)))
                .Concat(_deleted[(key.Payee, key.Payer, key.Month)].Select(one => (one.Month.Amounts, one.Month.HasSubstance)));

        /// <summary>
        /// Computable for all; required, due and in dispute for the cases that are decided, and null where something was to decide and nothing is; paid where a payment is known.
        /// </summary>
        private static StatementAmounts Sum(Pence? ceiling, IEnumerable<(StatementAmounts Amounts, bool HasSubstance)> parts)
        {
            var all = parts.ToList();
            var nothingDecided = all.Exists(part => part.Amounts.Required is null) && !all.Exists(part => part.HasSubstance && part.Amounts.Required is not null);
            return new StatementAmounts(
                ceiling, Pennies(all.Select(part => part.Amounts.Computable)), Decided(part => part.Required), Decided(part => part.Due), Decided(part => part.InDispute),
                all.Exists(part => part.Amounts.Paid is not null) ? Pennies(all.Select(part => part.Amounts.Paid ?? default)) : null);

            Pence? Decided(Func<StatementAmounts, Pence?> of) => nothingDecided ? null : Pennies(all.Select(part => of(part.Amounts) ?? default));
        }

        private static Pence Pennies(IEnumerable<Pence> amounts) => amounts.Aggregate(default(Pence), (sum, amount) => sum + amount);

        private MonthOfYear OfYear(StatementKey key)
        {
            var deleted = DeletedOf(key);
            var (days, disputed) = key.IsRecovery
                ? (_recoveries[(key.Payee, key.Payer, key.Month)].Sum(one => one.Recovery.Days), 0)
                : (_months[(key.Payer, key.Month)].Sum(month => month.Counted), _months[(key.Payer, key.Month)].Sum(month => month.InDispute));
            return new MonthOfYear(key.Month, days + deleted.Sum(one => one.Days), disputed + deleted.Sum(one => one.DisputedDays), Sum(CeilingOf(key).Amount, Parts(key)));
        }

        private ImmutableArray<DeletedCases> DeletedOf(StatementKey key) =>
        [
            .. from one in _deleted[(key.Payee, key.Payer, key.Month)]
               group one by one.Case.DeletedOn into day
               orderby day.Key
               select new DeletedCases(day.Count(), day.Key, day.Sum(one => one.Month.Days), day.Sum(one => one.Month.DisputedDays), Sum(null, day.Select(one => (one.Month.Amounts, one.Month.HasSubstance)))),
        ];

        /// <summary>
        /// The notional ceiling with the step that says where it comes from. The rate is that of the last day of the month. A code that no authority of England had then has no rate, and no ceiling.
        /// </summary>
        private (Pence? Amount, Step? Step) CeilingOf(StatementKey key)
        {
            if (key.IsRecovery || _reference.AuthorityOn(DelayNotices.Known(key.Month.LastDay), key.Payer) is not { OutsideEngland: false } || _socialCareDays.GetValueOrDefault((key.Payer, key.Month)) is not { Days: { } days } || DailyRates.Current.On(key.Month.LastDay, key.Payer, _policy) is not { Amount: var rate, Source: var source })
                return (null, null);
            var others = Enumerable.Range(0, key.Month.Days).Select(key.Month.FirstDay.AddDays).Where(day => DailyRates.Current.On(day, key.Payer, _policy)?.Amount != rate).ToList();
            var changed = others.Count == 0 ? "" : $" The rate is that of {Words.Date(key.Month.LastDay)}; it did not hold on {Words.Days(others.Count)} to {Words.Date(others[^1])}, and which of the days lie there is not known.";
            var amount = days * rate;
            return (amount, new Step(
                $"Notional ceiling: {Words.Days(days)} acute and attributed to social care in {key.Month.Name}, at {rate} a day. It is no invoice: days without valid notices, and before the relevant day ended, are among them.{changed}",
                amount.Pounds, source));
        }

        /// <summary>Recoveries between authorities that concern the payer of a statement, for information: their amounts are in none of its own.</summary>
        private IEnumerable<RecoveredMonth> Beside(StatementKey key) =>
            from recovered in _recoveries
            where recovered.Key.Month == key.Month && (recovered.Key.Payee == key.Payer || recovered.Key.Payer == key.Payer)
            orderby string.Join(' ', recovered.Key.Payee, recovered.Key.Payer)
            from one in recovered
            select one;

        private IEnumerable<string> Wanting(StatementKey key, List<StatedMonth> months, Pence? ceiling)
        {
            if (months.FindAll(month => month.IsUndecided) is { Count: > 0 } undecided)
                yield return $"{CasesOf(undecided)}: nobody has decided yet whether payment of {Pennies(undecided.Select(month => month.Amounts.Computable))} is required. When it is decided, report it in a return of {ReimbursementDecisions.Collection.Title}.";
            if (months.FindAll(month => month.NotAnswered > 0) is { Count: > 0 } silent)
                yield return $"{CasesOf(silent)}: {_reference.NameOf(key.Payer, key.Month)} has not reported {Words.Days(silent.Sum(month => month.NotAnswered))} that the NHS body counts, {Pennies(silent.Select(month => month.Unanswered))}.";
            if (months.FindAll(month => month.MayGoOn) is { Count: > 0 } open)
            {
                yield return open is [var one]
                    ? $"Case {one.Case}: the patient was still there on {Words.Date(one.NhsBody!.KnownTo)}, the last day of which the report can tell. More days of {key.Month.Name} may follow. Send the case again, as it is or with its end."
                    : $"{CasesOf(open)}: the patients were still there on the last day of which the reports can tell. More days of {key.Month.Name} may follow. Send the cases again, as they are or with their ends.";
            }
            if (ceiling is null && Reported.IsCollected(key.Month, _policy))
                yield return $"No number of acute days attributed to social care stands for {_reference.NameOf(key.Payer, key.Month)} in {key.Month.Name}: the notional ceiling is not known. It comes with delayed transfers of care of {_facts.NhsBody}.";
        }

        /// <summary>All of them by name while they are few; the statement has the rest case by case.</summary>
        private static string CasesOf(List<StatedMonth> months) => months switch
        {
            [var one] => $"Case {one.Case}",
            { Count: <= CasesNamed } => $"Cases {string.Join(", ", months.Select(month => month.Case))}",
            _ => $"{Words.Of(months.Count, "case")}, {string.Join(", ", months.Take(CasesNamed).Select(month => month.Case))} among them",
        };

        private IEnumerable<string> Notes(StatementKey key, List<StatedMonth> months, List<RecoveredMonth> recovered, ImmutableArray<DeletedCases> deleted, AgreementOfBalances balances)
        {
            foreach (var note in recovered.SelectMany(one => one.Notes))
                yield return note;
            if (!key.IsRecovery && !Reported.IsCollected(key.Month, _policy))
                yield return $"Delayed transfers of {key.Month.Name} were not collected: there is no notional ceiling.";
            if (months.Count == 0 && recovered.Count == 0 && deleted.IsEmpty)
                yield return "Nothing stands for this statement any more: what was reported for it before was corrected.";
            if (!deleted.IsEmpty)
            {
                var count = deleted.Sum(one => one.Cases);
                yield return $"The rows of {Words.Of(count, "case")} of the month were deleted {On(deleted.Select(one => one.DeletedOn))}, when the time for keeping them was over. The amounts hold the totals of {(count == 1 ? "that case" : "those cases")} as they stood then.";
            }
            if (!key.IsRecovery && YearTo(key.Month).SelectMany(month => _deleted[(key.Payee, key.Payer, month)]).ToList() is { Count: > 0 } gone)
            {
                var required = Pennies(gone.Select(one => one.Month.Amounts.Required ?? default));
                yield return $"The agreement of balances leaves out cases of the year to date that were deleted {On(gone.Select(one => one.Case.DeletedOn))}, for which {required} is required: what was invoiced and paid for them, and when, is no longer known.";
            }
            foreach (var waiting in _facts.Waiting.Where(one => _deleted[(key.Payee, key.Payer, key.Month)].Any(stone => stone.Case.Case == one.Case)))
                yield return $"Case {waiting.Case}: something arrived about it on {Words.Date(London.DateOf(waiting.AsAt))}, after its rows were deleted. It changes no amount until {_reference.NameOf(key.NhsBody, key.Month)} reports the notices of the case again.";
            if (balances.Undecided != default)
                yield return $"{balances.Undecided} of the year to date is undecided: it is in no amount but what is computable, and the accrual cannot be given until it is decided.";
            if (!key.IsRecovery && balances.PayerInvoiced is null && balances.PayeeInvoiced != default)
                yield return $"{_reference.NameOf(key.Payer, key.Month)} has reported no decision of the year to date: its side of the account is not known.";
            if (!key.IsRecovery && Beside(key).Any())
                yield return "The recoveries listed are accounted for between the two authorities, on statements of their own. They change no amount here.";
        }

        private static string On(IEnumerable<DateOnly> days) => $"on {string.Join(" and ", days.Distinct().Order().Select(Words.Date))}";

        /// <summary>All that a statement tells of: its cases in the year to date, and the recoveries listed in it.</summary>
        private (ImmutableArray<ReportedCase> Reports, ImmutableArray<ReportedDecision> Decisions, ImmutableArray<ReportedSocialCareDays> Days) Sources(StatementKey key, ImmutableArray<ReportingMonth> year, ImmutableArray<StatedMonth> yearMonths)
        {
            var recovered = key.IsRecovery ? year.SelectMany(month => _recoveries[(key.Payee, key.Payer, month)]).ToList() : Beside(key).ToList();
            return (
                [.. yearMonths.SelectMany(month => new[] { month.Reports.NhsBody, month.Answer }).Concat(recovered.SelectMany(one => one.Basis.Reports.Authorities.Append(one.Basis.Reports.NhsBody))).OfType<ReportedCase>().Distinct()],
                [.. yearMonths.Concat(recovered.Select(one => one.Basis)).SelectMany(month => month.Decisions.Concat(month.LeftOut)).Distinct()],
                key.IsRecovery ? [] : [.. year.Select(month => _socialCareDays.GetValueOrDefault((key.Payer, month))).OfType<ReportedSocialCareDays>()]);
        }

        /// <summary>
        /// The last acceptance of anything in a statement, that of a deleted case included: its rows are gone and what they came to is not. Where nothing is left of the statement, that of the body's last case or decision.
        /// </summary>
        private (ArrivalOrder Order, DateTimeOffset At) Last(
            StatementKey key, ImmutableArray<ReportingMonth> year, (ImmutableArray<ReportedCase> Reports, ImmutableArray<ReportedDecision> Decisions, ImmutableArray<ReportedSocialCareDays> Days) sources)
        {
            var isLeft = key.IsRecovery ? _recoveries.Contains((key.Payee, key.Payer, key.Month)) : _months.Contains((key.Payer, key.Month));
            var isDeleted = _deleted.Contains((key.Payee, key.Payer, key.Month));
            var own = isLeft || isDeleted
                ? Accepted(sources.Reports, sources.Decisions).Concat(sources.Days.Select(one => (one.Since, one.SinceAt))).Concat(Accepted(DeletedSources(key, year)))
                : Accepted(_facts.Cases, _facts.Decisions).Concat(Accepted(_facts.Deleted));
            return own.DefaultIfEmpty((new ArrivalOrder(""), new DateTimeOffset(key.Month.LastDay.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero))).Max();
        }

        /// <summary>The deleted cases that a statement tells of: as <see cref="Sources"/> gives those whose rows are there.</summary>
        private IEnumerable<CaseTombstone> DeletedSources(StatementKey key, ImmutableArray<ReportingMonth> year) =>
            year.SelectMany(month => _deleted[(key.Payee, key.Payer, month)])
                .Concat(_deleted.Where(_ => !key.IsRecovery).Where(one => one.Key.Month == key.Month && one.Key.Payee != key.NhsBody && (one.Key.Payee == key.Payer || one.Key.Payer == key.Payer)).SelectMany(one => one))
                .Select(one => one.Case);

        private static IEnumerable<(ArrivalOrder Since, DateTimeOffset At)> Accepted(IEnumerable<CaseTombstone> deleted) => deleted.Select(one => (one.LastAcceptance, one.AsAt));

        private static IEnumerable<(ArrivalOrder Since, DateTimeOffset At)> Accepted(IEnumerable<ReportedCase> reports, IEnumerable<ReportedDecision> decisions) =>
            reports.Select(one => (one.Since, one.SinceAt)).Concat(decisions.Select(one => (one.Since, one.SinceAt)));

        private IEnumerable<StatementInput> Inputs((ImmutableArray<ReportedCase> Reports, ImmutableArray<ReportedDecision> Decisions, ImmutableArray<ReportedSocialCareDays> Days) sources)
        {
            var reports =
                from report in sources.Reports
                group report by (report.View, report.Party, report.Submission) into one
                select (Since: one.Max(report => report.Since), Input: new StatementInput(DelayNotices.CollectionKey, _facts.NhsBody, one.Key.View, one.Key.Party, one.Key.Submission, one.Count()));
            var decisions =
                from decision in sources.Decisions
                group decision by (decision.Decision.Month, decision.View, decision.Party, decision.Submission) into one
                select (Since: one.Max(decision => decision.Since), Input: new StatementInput(ReimbursementDecisions.CollectionKey, one.Key.Month.ToString(), one.Key.View, one.Key.Party, one.Key.Submission, one.Count()));
            var days =
                from one in sources.Days
                select (one.Since, Input: new StatementInput(DelayedTransfers.CollectionKey, one.Month.ToString(), one.View, one.View == View.NhsEngland ? NhsEngland : _facts.NhsBody, one.Submission, 0));
            return reports.Concat(decisions).Concat(days).OrderBy(one => one.Since).ThenBy(one => one.Input.Collection, StringComparer.Ordinal).ThenBy(one => one.Input.Page, StringComparer.Ordinal)
                .ThenBy(one => one.Input.View).ThenBy(one => one.Input.Sender, StringComparer.Ordinal).Select(one => one.Input);
        }

        private string NhsEngland => _reference.Providers.First(provider => provider.IsNhsEngland).Code;

        private Party PartyOf(string code, ReportingMonth month) => new(code, _reference.NameOf(code, month));
    }
}
