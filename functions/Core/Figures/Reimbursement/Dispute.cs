using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>
/// On which facts the two parties' reports of a case differ, and what hangs on each: the case is decided again with the NHS body's report changed in that one fact to what the authority says. So that a dispute is
/// about a fact and its days, and facts that decide nothing are seen to decide nothing.
/// </summary>
public static class Dispute
{
    private const string NotReported = "not reported", NothingSaid = "nothing said";

    /// <summary>Of more facts than this not every pair is tried: each try decides the case again.</summary>
    private const int TriedInPairs = 24;

    /// <summary>
    /// The facts that differ: first those on which days hang, the largest amount first, then those that change nothing, with 0 days. Where no fact alone accounts for the difference, the smallest set of facts found that does is named
    /// as one more. Empty where the reports say the same, and where the authority's report has no lines.
    /// </summary>
    /// <remarks>
    /// Only the authority's own part of the case is compared: lines and days of the authorities that its report names. Only days of which both reports can tell are compared: a case that goes on is known to the day before its report
    /// arrived. What one party leaves empty is a difference only when days hang on it.
    /// </remarks>
    public static ImmutableArray<DisputedFact> Between(ReportedCase nhsBody, ReportedCase authority, PolicyBook policy, ReferenceBook reference)
    {
        var codes = authority.Lines.Select(line => line.Line.Authority).ToHashSet();
        if (codes.Count == 0 || Part(nhsBody, codes) is not { Count: > 0 } part)
            return [];
        var differences = Differences(part, nhsBody.KnownTo, authority);
        var (ours, theirs) = (DayByDay.Of(nhsBody, policy, reference), DayByDay.Of(authority, policy, reference));
        var reach = Reach(ours) < Reach(theirs) ? Reach(ours) : Reach(theirs);
        var (here, there) = (Counted(ours), Counted(theirs));
        var whole = Effect.Of(here, there);
        var alone = differences.Select(difference => (Difference: difference, Effect: With([difference]))).ToList();

        var facts = alone.Where(one => !one.Difference.Silent || !one.Effect.IsNone).Select(one => Disputed([one.Difference], one.Effect)).ToList();
        if (!whole.IsNone && !facts.Any(fact => fact.Alone))
            facts.Add(Smallest() is { } set ? Disputed(set, With(set)) : Everything());
        return [.. facts.OrderBy(fact => fact.IsWithoutEffect).ThenByDescending(fact => Math.Abs(fact.Amount.Number)).ThenByDescending(fact => Math.Abs(fact.Days)).ThenByDescending(fact => fact.Alone)];

        Dictionary<DateOnly, Pence> Counted(CaseDays days) =>
            days.Counted.Where(day => day.Date <= reach && codes.Contains(day.Authority)).ToDictionary(day => day.Date, day => day.Amount);

        Effect With(IReadOnlyCollection<Difference> set) => Effect.Of(here, Counted(DayByDay.Of(Changed(nhsBody, set), policy, reference)));

        bool Accounts(IReadOnlyCollection<Difference> set) => With(set).SameAs(whole);

        DisputedFact Disputed(IReadOnlyCollection<Difference> set, Effect effect) =>
            new(string.Join("; ", set.Select(one => one.Fact)), string.Join("; ", set.Select(one => one.Ours)), string.Join("; ", set.Select(one => one.Theirs)), effect.Days, effect.Amount, !whole.IsNone && effect.SameAs(whole))
            {
                NoLonger = effect.NoLonger,
                Besides = effect.Besides,
            };

        DisputedFact Everything() =>
            new("All that the two reports say differently, together", "as in its report", "as in its report", whole.Days, whole.Amount, true) { NoLonger = whole.NoLonger, Besides = whole.Besides };

        // A pair if one will do; else all that differ, less each that is not needed.
        IReadOnlyCollection<Difference>? Smallest()
        {
            if (differences.Count <= TriedInPairs)
            {
                for (var i = 0; i < differences.Count; i++)
                {
                    for (var j = i + 1; j < differences.Count; j++)
                    {
                        if (Accounts([differences[i], differences[j]]))
                            return [differences[i], differences[j]];
                    }
                }
            }
            if (!Accounts(differences))
                return null;
            var needed = differences.ToList();
            foreach (var (difference, _) in alone.OrderByDescending(one => one.Effect.IsNone))
            {
                var without = needed.Where(other => !ReferenceEquals(other, difference)).ToList();
                if (Accounts(without))
                    needed = without;
            }
            return needed;
        }
    }

    /// <summary>The lines of the authority's part of the case; the whole case where the authority took it over and the NHS body goes on writing the one that was notified.</summary>
    private static List<NoticeLine> Part(ReportedCase nhsBody, HashSet<string> codes) =>
        nhsBody.Lines.Where(line => codes.Contains(line.Line.Authority)).ToList() is { Count: > 0 } own ? [.. own.Select(line => line.Line)]
        : nhsBody.Lines.Any(line => line.Line.OtherAuthority is { } other && codes.Contains(other)) ? [.. nhsBody.Lines.Select(line => line.Line)] : [];

    /// <summary>The last day of which a report can tell.</summary>
    private static DateOnly Reach(CaseDays days) => days.Open ? days.KnownTo : DateOnly.MaxValue;

    private static List<Difference> Differences(List<NoticeLine> part, DateOnly knownTo, ReportedCase authority)
    {
        var several = part.Select(line => line.Kind).Concat(authority.Lines.Select(line => line.Line.Kind)).Distinct()
            .Where(kind => part.Count(line => line.Kind == kind) > 1 || authority.Lines.Count(line => line.Line.Kind == kind) > 1).ToHashSet();
        var found = new List<Difference>();
        foreach (var pair in LinePairs.Of(part, authority.Lines.Select(line => line.Line)))
        {
            switch (pair)
            {
                case { Here: { } line, There: { } same }:
                    found.AddRange(
                        from fact in DelayNotices.Facts
                        let texts = (Ours: fact.Text(line), Theirs: fact.Text(same))
                        where texts.Ours != texts.Theirs
                        select new Difference(Name(line, fact), Says(fact, line, same), Says(fact, same, line), texts.Ours.Length == 0 || texts.Theirs.Length == 0, line, changed => fact.With(changed, same), null));
                    break;
                // Of what came after its report a party has not said that it did not happen.
                case { Here: { } only } when only.When.Date <= authority.KnownTo:
                    found.Add(new(Name(only), Reported(only), NotReported, false, only, _ => null, null));
                    break;
                case { Here: null, There: { } missing } when missing.When.Date <= knownTo:
                    found.Add(new(Name(missing), NotReported, Reported(missing), false, null, null, authority.Lines.First(line => ReferenceEquals(line.Line, missing))));
                    break;
            }
        }
        return found;

        string Name(NoticeLine line, LineFact? fact = null)
        {
            var isWhen = fact?.Column == DelayNotices.WhenColumn;
            var what = DelayNotices.LineKind.Write(line.Kind);
            var on = Words.Date(line.When.Date);
            var named = line.Kind switch
            {
                NoticeLineKind.Cause => $"Cause of delay from {on}",
                NoticeLineKind.Deterioration => $"Deterioration on {on}",
                NoticeLineKind.AssessmentNotice or NoticeLineKind.DischargeNotice => $"{what} of {on}",
                _ => several.Contains(line.Kind) || (fact is not null && !isWhen) ? $"{what} on {on}" : what,
            };
            return fact is null ? named : isWhen ? line.IsNotice ? $"{named}: when it was given" : named : $"{named}: {Small(fact.Column.Heading)}";
        }
    }

    /// <summary>What a party says of a fact; with the other's report at hand, so that a day without a time does not look like another form of the same.</summary>
    private static string Says(LineFact fact, NoticeLine line, NoticeLine other) => fact.InWords(line) is { Length: > 0 } said
        ? fact.Column == DelayNotices.WhenColumn && line.When.Time is null && other.When.Time is not null ? $"{said}, without a time" : said
        : NothingSaid;

    /// <summary><c>2 June 2015 at 10:00, proposed discharge: 3 June 2015</c>.</summary>
    private static string Reported(NoticeLine line) => string.Join(", ", DelayNotices.Facts
        .Where(fact => fact.Text(line).Length > 0 && (fact.Column == DelayNotices.WhenColumn || !DelayNotices.IsOnPaper(fact)))
        .Select(fact => fact.Column == DelayNotices.WhenColumn ? fact.InWords(line) : $"{Small(fact.Column.Heading)}: {fact.InWords(line)}"));

    /// <summary>A heading within a sentence: <c>proposed discharge</c>, <c>NHS number on notice</c>.</summary>
    private static string Small(string heading) => heading.Length > 1 && char.IsLower(heading[1]) ? char.ToLowerInvariant(heading[0]) + heading[1..] : heading;

    /// <summary>The NHS body's report with some facts as the authority has them.</summary>
    private static ReportedCase Changed(ReportedCase reported, IReadOnlyCollection<Difference> set) => reported with
    {
        Lines =
        [
            .. from line in reported.Lines
               let changed = set.Where(one => ReferenceEquals(one.Line, line.Line)).Aggregate((NoticeLine?)line.Line, (now, one) => now is null ? null : one.Change!(now))
               where changed is not null
               select line with { Line = changed },
            .. set.Select(one => one.Added).OfType<ReportedLine>(),
        ],
    };

    /// <param name="Silent">One of the parties says nothing of it.</param>
    /// <param name="Line">The line of the NHS body's report that would change; null for one that would come to it.</param>
    /// <param name="Change">What would become of it; null when it would go.</param>
    private sealed record Difference(string Fact, string Ours, string Theirs, bool Silent, NoticeLine? Line, Func<NoticeLine, NoticeLine?>? Change, ReportedLine? Added);

    /// <summary>What a change of the report would do to the days that count.</summary>
    private sealed record Effect(ImmutableArray<DateOnly> NoLonger, ImmutableArray<DateOnly> Besides, Pence Amount, Dictionary<DateOnly, Pence> After)
    {
        public int Days => NoLonger.Length - Besides.Length;

        public bool IsNone => NoLonger.IsEmpty && Besides.IsEmpty && Amount == default;

        public static Effect Of(Dictionary<DateOnly, Pence> before, Dictionary<DateOnly, Pence> after) =>
            new([.. before.Keys.Except(after.Keys).Order()], [.. after.Keys.Except(before.Keys).Order()], Sum(before) - Sum(after), after);

        /// <summary>The same days count after it, at the same rates.</summary>
        public bool SameAs(Effect other) => After.Count == other.After.Count && After.All(day => other.After.TryGetValue(day.Key, out var amount) && amount == day.Value);

        private static Pence Sum(Dictionary<DateOnly, Pence> days) => days.Values.Aggregate(default(Pence), (sum, amount) => sum + amount);
    }
}
