using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>A case of one NHS body in every report of it.</summary>
internal sealed record ReportsOfCase(string Case, ReportedCase? NhsBody, ImmutableArray<ReportedCase> Authorities)
{
    /// <summary>
    /// The report that answers for an authority: its own, else that of a body that reports under its code, such as the council that took over from it. Of several of those the last to arrive.
    /// </summary>
    public ReportedCase? AnswerOf(string authority) =>
        Authorities.FirstOrDefault(report => report.Party == authority)
        ?? Authorities.Where(report => report.Lines.Any(line => line.Line.Authority == authority)).MaxBy(report => report.Since);
}

/// <summary>
/// A case in one month, against one authority: both views day by day, the decisions, and the amounts that follow.
/// </summary>
/// <param name="Notes">Sentences that a reader of the amounts needs.</param>
/// <param name="Agreed">Amount of the days that both count.</param>
/// <param name="Unanswered">Amount of the days that the NHS body counts and on which the authority has not spoken.</param>
internal sealed record StatedMonth(
    ReportsOfCase Reports, string Payer, ReportingMonth Month, Regime Regime, CaseDays? NhsBody, CaseDays? Authority, ReportedCase? Answer, ImmutableArray<StatedDay> Days,
    ReportedDecision? Own, ReportedDecision? Theirs, StatementAmounts Amounts, Pence Agreed, Pence Unanswered, ImmutableArray<DisputedFact> Disputed, ImmutableArray<string> Notes)
{
    public string Case => Reports.Case;

    public IEnumerable<ReportedDecision> Decisions => new[] { Own, Theirs }.OfType<ReportedDecision>();

    /// <summary>Decisions with an amount that none can hold: they change nothing, and are named in the notes.</summary>
    public ImmutableArray<ReportedDecision> LeftOut { get; init; } = [];

    /// <summary>Days that would count in the NHS body's view, were its notices valid.</summary>
    public int WouldCount { get; init; }

    /// <summary>The month is reason enough for a statement; otherwise the case is on it only where there is one.</summary>
    public bool MakesStatement => WouldCount > 0 || !LeftOut.IsEmpty || Decisions.Any() || Days.Any(day => day.Standing != DayStanding.AgreedNot);

    /// <summary>Days that the NHS body counts for the payer.</summary>
    public int Counted => Days.Count(day => day.Standing is DayStanding.Agreed or DayStanding.OnlyNhsBody or DayStanding.NotAnswered);

    /// <summary>Of those, the ones that the authority does not count.</summary>
    public int InDispute => Days.Count(day => day.Standing == DayStanding.OnlyNhsBody);

    public int NotAnswered => Days.Count(day => day.Standing == DayStanding.NotAnswered);

    /// <summary>Something could be required, and nobody has decided whether it is.</summary>
    public bool IsUndecided => Amounts.Required is null;

    /// <summary>There was something to decide, whether or not it was decided.</summary>
    public bool HasSubstance => Amounts.Computable != default || Own is not null;

    /// <summary>A period of delay was still running on the last day of which the NHS body's report can tell, and that is within the month.</summary>
    public bool MayGoOn => NhsBody is { Open: true, Periods: [.., { LastDay: null }] } open && ReportingMonth.Of(open.KnownTo) == Month && open.KnownTo < Month.LastDay;

    public StatedCase Stated(DateOnly asAt) => new(
        Case, Regime, Amounts, NhsBody, Authority, Days, [.. Decisions.Select(decision => StatedDecisions.Of(decision, asAt))], Disputed, Notes);
}

/// <summary>Decisions as a statement tells them.</summary>
internal static class StatedDecisions
{
    public static StatedDecision Of(ReportedDecision reported, DateOnly asAt) =>
        new(reported.View, reported.Party, reported.Decision, reported.Submission, reported.SourceLine, AgeOf(reported.Decision, asAt));

    /// <summary>What was invoiced by a date: what is sought and not waived.</summary>
    public static Pence InvoicedBy(this ReimbursementDecision decision, DateOnly date) =>
        decision is { Invoice: not null, InvoicedOn: { } on } && on <= date ? decision.Required ?? decision.Sought : default;

    /// <summary>What was paid by a date. Of several payments only the last has a date, so all count from that one.</summary>
    public static Pence PaidBy(this ReimbursementDecision decision, DateOnly date) => decision is { Paid: { } paid, PaidOn: { } on } && on <= date ? paid : default;

    private static int? AgeOf(ReimbursementDecision decision, DateOnly asAt) =>
        decision.InvoicedOn is { } on && on <= asAt && decision.InvoicedBy(asAt) > (decision.Paid ?? default) ? asAt.DayNumber - on.DayNumber : null;
}

/// <summary>
/// Makes the months of a case from its reports: merges the two views day by day, and works out the amounts.
/// </summary>
/// <param name="decided">A report, decided day by day.</param>
internal sealed class StatedMonths(Func<ReportedCase, CaseDays> decided, PolicyBook policy, ReferenceBook reference)
{
    /// <summary>
    /// A month for each authority against which a day counts in either view, or would in the NHS body's were its notices valid, a decision stands, or days are in question.
    /// </summary>
    public IEnumerable<StatedMonth> Of(ReportsOfCase reports, IReadOnlyCollection<ReportedDecision> decisions)
    {
        var own = reports.NhsBody is { } report ? new DecidedReport(decided(report)) : null;
        var answers = reports.Authorities.ToDictionary<ReportedCase, ReportedCase, DecidedReport>(answer => answer, answer => new DecidedReport(decided(answer)), ReferenceEqualityComparer.Instance);
        var wouldCount = (own is null ? [] : ValidNotices.Counted(reports.NhsBody!, own.Days, policy, reference)).ToLookup(day => (Payer: day.Authority, day.Month));
        var keys = (own?.Months ?? [])
            .Concat(from answer in answers from key in answer.Value.Months where ReferenceEquals(reports.AnswerOf(key.Payer), answer.Key) select key)
            .Concat(wouldCount.Select(days => days.Key))
            .Concat(decisions.Select(decision => (Payer: decision.Decision.Authority, decision.Decision.Month)))
            .Distinct().OrderBy(key => key.Month).ThenBy(key => key.Payer, StringComparer.Ordinal);
        var facts = new Dictionary<ReportedCase, ImmutableArray<DisputedFact>>(ReferenceEqualityComparer.Instance);
        foreach (var (payer, month) in keys)
        {
            var answer = reports.AnswerOf(payer);
            var said = decisions.Where(decision => decision.Decision.Authority == payer && decision.Decision.Month == month).ToList();
            yield return new Month(reports, payer, month, own, answer, answer is null ? null : answers[answer], said, wouldCount[(payer, month)].Count(), policy, reference).Stated(() => FactsWith(answer!));
        }

        ImmutableArray<DisputedFact> FactsWith(ReportedCase answer)
        {
            if (!facts.TryGetValue(answer, out var found))
                facts.Add(answer, found = Dispute.Between(reports.NhsBody!, answer, policy, reference));
            return found;
        }
    }

    /// <summary>One report decided, with its days at hand by month.</summary>
    private sealed class DecidedReport(CaseDays days)
    {
        private readonly ILookup<ReportingMonth, DecidedDay> _byMonth = days.Days.ToLookup(day => day.Month);

        public CaseDays Days => days;

        /// <summary>The months that the case is to be told in, with the authority of each.</summary>
        public IEnumerable<(string Payer, ReportingMonth Month)> Months => days.Counted.Select(day => (day.Authority, day.Month)).Concat(InQuestion()).Distinct();

        public IEnumerable<DecidedDay> In(ReportingMonth month) => _byMonth[month];

        /// <summary>
        /// The months of the days for which payment could have been asked: from the first day that a notice proposed or that was the relevant day. Without any, that of the last notice; and none where the patient left in
        /// time.
        /// </summary>
        private IEnumerable<(string Payer, ReportingMonth Month)> InQuestion()
        {
            if (days.Notices.IsEmpty)
                return [];
            var from = days.Periods.Select(period => period.RelevantDay).Concat(days.Notices.Select(notice => notice.Proposed).OfType<DateOnly>()).DefaultIfEmpty(DateOnly.MaxValue).Min();
            var asked = days.Days.Where(day => day.Date >= from && day.Ground != Ground.NotBeforeRelevantDayEnds).Select(day => (day.Authority, day.Month)).Distinct().ToList();
            return asked.Count > 0 ? asked
                : days.Days.Any(day => day.Ground == Ground.NotBeforeRelevantDayEnds) ? []
                : [(days.Notices[^1].Authority, ReportingMonth.Of(days.Notices[^1].Given.Date))];
        }

        /// <summary>
        /// Whether the report does not reach a day: the patient was still there when it was made, and no period had ended. Where one had ended, the report has spoken about the days after it.
        /// </summary>
        public bool IsSilentOn(DateOnly date) =>
            days.Open && date > days.KnownTo && (days.Days.IsEmpty || date > days.Days[^1].Date) && !(days.Periods is [.., { LastDay: { } last }] && last < date);
    }

    private sealed class Month(ReportsOfCase reports, string payer, ReportingMonth month, DecidedReport? own, ReportedCase? answer, DecidedReport? theirs, List<ReportedDecision> said, int wouldCount, PolicyBook policy, ReferenceBook reference)
    {
        private readonly ReportedDecision? _own = said.Where(decision => decision.View != View.Authority && decision.Decision.Impossible(policy) is null).MaxBy(decision => decision.Since);
        private readonly ReportedDecision? _theirs =
            said.Where(decision => decision.View == View.Authority && decision.Decision.Impossible(policy) is null).OrderByDescending(decision => decision.Party == payer).ThenByDescending(decision => decision.Since).FirstOrDefault();

        private readonly List<string> _notes = [];

        public StatedMonth Stated(Func<ImmutableArray<DisputedFact>> facts)
        {
            var days = Days();
            var regime = new[] { own?.Days.Regime, theirs?.Days.Regime }.FirstOrDefault(regime => regime is not (null or Regime.None)) ?? OfMonth();
            var computable = Sum(days.Where(day => day.NhsBody is { Counts: true }).Select(day => day.NhsBody!.Amount));
            var agreed = Sum(days.Where(day => day.Standing == DayStanding.Agreed).Select(day => Lower(day.NhsBody!.Amount, day.Authority!.Amount)));
            var unanswered = Sum(days.Where(day => day.Standing == DayStanding.NotAnswered).Select(day => day.NhsBody!.Amount));

            NoteNotices(days);
            NoteLeftOut();
            var required = regime == Regime.Act2003 ? RequiredByDuty(computable) : RequiredByChoice(computable);
            Pence? due = required is { } whole ? Due(whole, agreed, unanswered) : null;
            NoteReports(days);
            NoteRates(days);
            NotePayment(required);
            var differ = days.Any(day => day.Standing is DayStanding.OnlyNhsBody or DayStanding.OnlyAuthority) && reports.NhsBody is not null && answer is not null;
            return new StatedMonth(
                reports, payer, month, regime, own?.Days, theirs?.Days, answer, days, _own, _theirs,
                new StatementAmounts(null, computable, required, due, required - due, _own?.Decision.Paid), agreed, unanswered, differ ? facts() : [], [.. _notes])
            {
                LeftOut = [.. said.Where(decision => decision.Decision.Impossible(policy) is not null)],
                WouldCount = wouldCount,
            };
        }

        private ImmutableArray<StatedDay> Days()
        {
            var mine = (own?.In(month) ?? []).ToDictionary(day => day.Date);
            var yours = (theirs?.In(month) ?? []).ToDictionary(day => day.Date);
            return
            [
                .. from date in mine.Values.Concat(yours.Values).Where(day => day.Authority == payer).Select(day => day.Date).Distinct().Order()
                   let here = Own(mine.GetValueOrDefault(date))
                   let there = Own(yours.GetValueOrDefault(date))
                   select new StatedDay(date, StandingOf(date, here is { Counts: true }, there is { Counts: true }), here, there),
            ];

            // A day that a view counts against another authority belongs to the statement of that one: here it would be counted twice.
            DecidedDay? Own(DecidedDay? day) => day is { Counts: true } && day.Authority != payer ? null : day;
        }

        private DayStanding StandingOf(DateOnly date, bool nhsBody, bool authority) => (nhsBody, authority) switch
        {
            (true, true) => DayStanding.Agreed,
            (true, false) => theirs is null || theirs.IsSilentOn(date) ? DayStanding.NotAnswered : DayStanding.OnlyNhsBody,
            (false, true) => DayStanding.OnlyAuthority,
            _ => DayStanding.AgreedNot,
        };

        /// <summary>The law of the month, for a case of which no report says which it follows.</summary>
        private Regime OfMonth() => policy.TryOn(month.LastDay, "reimbursement.payment")?.Value switch
        {
            "must" => Regime.Act2003,
            "may" => Regime.Act2014,
            _ => Regime.None,
        };

        /// <summary>Act of 2003 s. 6(2): the authority must pay what the days come to, whatever is sought.</summary>
        private Pence RequiredByDuty(Pence computable)
        {
            if (_own is not { Decision: var decision })
                return computable;
            NoteSought(decision.Sought, computable);
            if (decision.Sought < computable)
                _notes.Add($"{decision.Sought} is sought of {computable}. Under the Act of 2003 payment is a duty and no decision lowers it but a waiver (s. 6(2)).");
            if (decision.Waived is not { Number: > 0 } waived)
                return computable;
            var ignored = policy.TryOn(month.LastDay, "reimbursement.waiver-2003") is { Value: "ignored" };
            _notes.Add($"{waived} is waived{Because(decision)}. Act of 2003 s. 6(2) makes payment a duty and knows no waiver; what is recorded {(ignored ? "changes nothing" : "lowers what is required all the same")} (switch reimbursement.waiver-2003).");
            return ignored ? computable : Lower(computable, Higher(computable - waived, default));
        }

        /// <summary>Care Act 2014 Sch. 3 para 4: what the NHS body decided to require, and never more than the law allows for the days.</summary>
        private Pence? RequiredByChoice(Pence computable)
        {
            if (_own is not { Decision: var decision })
                return computable == default ? default(Pence) : null;
            if (decision.Required is not { } required)
            {
                NoteSought(decision.Sought, computable);
                return computable == default ? default(Pence) : null;
            }
            if (decision.Waived is { Number: > 0 } waived)
                _notes.Add($"{waived} of {decision.Sought} is waived{Because(decision)}, decided by {decision.By} on {Words.Date(decision.On)} (Care Act 2014 Sch. 3 para 4).");
            NoteSought(required, computable);
            return Lower(Higher(required, default), computable);
        }

        private void NoteSought(Pence sought, Pence computable)
        {
            if (sought <= computable)
                return;
            _notes.Add(own is null && theirs is null
                ? $"{sought} is sought and no notices of the case are reported: without notices nothing can be required."
                : computable == default ? $"{sought} is sought, and no day of {month.Name} counts as the NHS body reports the case: nothing can be required."
                : $"{sought} is sought, {sought - computable} more than the {computable} that the law allows for the days as the NHS body reports them: {computable} is the most that can be required.");
        }

        private static string Because(ReimbursementDecision decision) => decision.WhyWaived is { } why ? $" ({why})" : " without a reason";

        private Pence Due(Pence required, Pence agreed, Pence unanswered)
        {
            if (_own?.Decision.Agreed is { } amount && _theirs?.Decision.Agreed == amount)
            {
                var due = Lower(amount, required);
                if (due != Lower(agreed, required))
                    _notes.Add($"Both parties agreed on {amount} in their decisions: that amount is due, whatever the days come to.");
                return due;
            }
            var held = policy.TryOn(month.LastDay, "reimbursement.unanswered") is { Value: "held" };
            if (theirs is null)
            {
                var disputed = Higher(_theirs?.Decision.Disputed ?? default, default);
                return held ? Lower(_theirs?.Decision.Agreed ?? default, required) : Higher(required - disputed, default);
            }
            if (_theirs?.Decision.Disputed is { Number: > 0 } inMoney && agreed >= required)
                _notes.Add($"The authority's decision disputes {inMoney}, and its report counts the same days as that of the NHS body: it has to correct one of the two. What both count is due meanwhile.");
            return Lower(required, held ? agreed : agreed + unanswered);
        }

        private void NoteReports(ImmutableArray<StatedDay> days)
        {
            if (own is null && theirs is not null)
                _notes.Add($"Only {reference.NameOf(theirs.Days.Party, month)} reports the case. Until the NHS body does, nothing can be required for it.");
            if (own is null && theirs is null)
                _notes.Add("A decision is reported and no notices: whoever decided has to report the case.");
            Elsewhere(own, "The NHS body");
            Elsewhere(theirs, "The authority");

            void Elsewhere(DecidedReport? view, string who)
            {
                var dates = days.Select(day => day.Date).ToHashSet();
                foreach (var other in (view?.In(month) ?? []).Where(day => day.Counts && day.Authority != payer && dates.Contains(day.Date)).GroupBy(day => day.Authority).OrderBy(other => other.Key, StringComparer.Ordinal))
                    _notes.Add($"{who} counts {Words.Days(other.Count())} from {Words.Date(other.Min(day => day.Date))} against {reference.NameOf(other.Key, month)}: they stand in the statement of that authority.");
            }
        }

        /// <summary>Each notice that is not valid, with what would have made it so; and why no day counts, where none does.</summary>
        private void NoteNotices(ImmutableArray<StatedDay> days)
        {
            var invalid = Invalid(own);
            foreach (var notice in invalid)
                Note(notice, own is not null && theirs is not null ? " as the NHS body reports it" : "");
            foreach (var notice in Invalid(theirs).Where(notice => !invalid.Any(other => other.Kind == notice.Kind && other.Faults.SequenceEqual(notice.Faults))))
                Note(notice, " as the authority reports it");
            if (own is null || days.Any(day => day.NhsBody is { Counts: true }))
                return;
            if (wouldCount > 0)
                _notes.Add($"No day of {month.Name} counts. Were {(invalid.Count == 1 ? "the notice" : "the notices")} valid, {Words.Days(wouldCount)} would.");
            else if (invalid.Count == 0)
            {
                _notes.Add(days.LastOrDefault(day => day.NhsBody is not null)?.NhsBody is { } last ? $"No day of {month.Name} counts. {last.Fact}".TrimEnd()
                    : own.In(month).Any(day => day.Counts) ? $"No day of {month.Name} counts against {reference.NameOf(payer, month)}."
                    : own.Days is { Days.IsEmpty: true, Notices.IsEmpty: true } ? "No notice of the case is reported: no day can count." : $"The case has no day in {month.Name}.");
            }

            List<JudgedNotice> Invalid(DecidedReport? report) => [.. (report?.Days.Notices ?? []).Where(notice => !notice.Valid && notice.Given.Date <= month.LastDay)];

            void Note(JudgedNotice notice, string whose) => _notes.Add(
                $"The {(notice.Kind == NoticeKind.Assessment ? "assessment" : "discharge")} notice of {notice.Given.InWords} is not valid{whose}. {string.Join(" ", notice.Faults.Select(fault => $"{fault.Wrong} {fault.Remedy} ({fault.Provision})"))}");
        }

        /// <summary>A line that came before rule RD-17, or past it: with amounts that no case has, no sum could be made.</summary>
        private void NoteLeftOut()
        {
            foreach (var one in said)
            {
                if (one.Decision.Impossible(policy) is { } amount)
                    _notes.Add($"The decision that {reference.NameOf(one.Party, month)} reports is left out: {amount} cannot be an amount of one case and month. Whoever reports it has to send it again with the right amount.");
            }
        }

        /// <summary>Reports that give the assessment notice on either side of 1 April 2015 follow different laws.</summary>
        private void NoteRates(ImmutableArray<StatedDay> days)
        {
            if (days.Where(day => day.Standing == DayStanding.Agreed && day.NhsBody!.Amount != day.Authority!.Amount).ToList() is [var first, ..] differ)
                _notes.Add($"Both count {Words.Days(differ.Count)} from {Words.Date(first.Date)}, the NHS body at {first.NhsBody!.Amount} and the authority at {first.Authority!.Amount}: the lower amount is due, the rest in dispute.");
        }

        private void NotePayment(Pence? required)
        {
            if (_own?.Decision.Paid is { } paid && paid > (required ?? default))
                _notes.Add(required is null ? $"{paid} was paid before anybody decided what is required." : $"{paid} was paid, {paid - required} more than is required: it is to be repaid or set against another month.");
            if (_theirs?.Decision.Paid is { } theirPaid && _own?.Decision.Paid is { } ourPaid && theirPaid != ourPaid)
                _notes.Add($"The NHS body reports {ourPaid} received, the authority {theirPaid} paid.");
        }

        private static Pence Lower(Pence one, Pence other) => one < other ? one : other;

        private static Pence Higher(Pence one, Pence other) => one > other ? one : other;

        private static Pence Sum(IEnumerable<Pence> amounts) => amounts.Aggregate(default(Pence), (sum, amount) => sum + amount);
    }
}
