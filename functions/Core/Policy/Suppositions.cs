using System.Diagnostics.CodeAnalysis;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Policy;

/// <summary>An answer of a switch that is supposed instead of the one in force.</summary>
/// <param name="Policy">Name of the switch: one of <see cref="Switches.Names"/>.</param>
/// <param name="Value">One of <see cref="Switches.ValuesOf"/>.</param>
/// <param name="From">First day for which it is supposed; null for all days.</param>
/// <param name="To">Last day; null for all days.</param>
public sealed record SupposedAnswer(string Policy, string Value, DateOnly? From = null, DateOnly? To = null);

public sealed partial class PolicyBook
{
    /// <summary>
    /// This book with some answers supposed to be others, and with the law on notices and reimbursement of one date supposed to have been the law always: to evaluate what hangs on them. It has a
    /// <see cref="Supposition"/> and a <see cref="Version"/> of its own, so that no result of it can be taken for a real one.
    /// </summary>
    /// <param name="lawOf">The date whose law is supposed for every day; null to leave each day its own.</param>
    /// <exception cref="ArgumentException">There is no such switch or answer, there was no law on the date, or nothing is supposed at all; in words. <see cref="TrySupposing"/> asks first.</exception>
    public PolicyBook Supposing(DateOnly? lawOf, params IReadOnlyList<SupposedAnswer> answers) =>
        TrySupposing(lawOf, answers, out var supposed, out var wrong) ? supposed : throw new ArgumentException(wrong);

    /// <summary>As <see cref="Supposing"/>, for what somebody typed: false with a sentence that says what cannot be supposed.</summary>
    public bool TrySupposing(DateOnly? lawOf, IReadOnlyList<SupposedAnswer> answers, [NotNullWhen(true)] out PolicyBook? supposed, [NotNullWhen(false)] out string? wrong)
    {
        wrong = CannotSuppose(lawOf, answers);
        supposed = null;
        if (wrong is not null)
            return false;
        IEnumerable<PolicyRow> rows = Rows;
        if (lawOf is { } date)
            rows = rows.GroupBy(row => (row.Policy, row.AppliesTo)).SelectMany(policy => FamiliesOfLaw.Any(policy.Key.Policy.StartsWith) ? policy.Where(row => row.On(date)).Select(Always) : policy);
        rows = answers.Aggregate(rows, Replacing);
        var supposition = string.Join(" ", new[] { Supposition, lawOf is { } law ? $"The law of {Words.Date(law)} is supposed for every day." : null }.OfType<string>().Concat(answers.Select(InWords)));
        supposed = new PolicyBook([.. rows], Metrics, Version + supposition) { Supposition = supposition, SupposedLaw = lawOf ?? SupposedLaw };
        return true;
    }

    private string? CannotSuppose(DateOnly? lawOf, IReadOnlyList<SupposedAnswer> answers)
    {
        if (lawOf is null && answers.Count == 0)
            return "Nothing is supposed: give a date whose law is to be used, or the answer of a switch.";
        if (lawOf is { } date && TryOn(date, "reimbursement.regime") is not { Value: not "none" })
            return $"There was no law on reimbursement on {Words.Date(date)}: choose a date from 1 October 2003 to 30 June 2022.";
        foreach (var answer in answers)
        {
            var known = Switches.ValuesOf(answer.Policy).Select(value => value.Value).ToList();
            if (known.Count == 0)
                return $"There is no switch '{answer.Policy}'. The switches are: {string.Join(", ", Switches.Names)}.";
            if (!known.Contains(answer.Value))
                return $"'{answer.Value}' is no answer of {answer.Policy}. Its answers are: {string.Join(", ", known)}.";
            if (answer.From > answer.To)
                return $"{answer.Policy} cannot be supposed from {Words.Date(answer.From.Value)} to {Words.Date(answer.To.Value)}: the first day is after the last.";
        }
        return null;
    }

    private static PolicyRow Always(PolicyRow row) => row with { From = DateOnly.MinValue, To = null };

    /// <summary>The rows with one answer in the place of what stood on its days; what stood before and after them stays.</summary>
    private static IEnumerable<PolicyRow> Replacing(IEnumerable<PolicyRow> rows, SupposedAnswer answer)
    {
        var (from, to) = (answer.From ?? DateOnly.MinValue, answer.To);
        foreach (var row in rows)
        {
            if (row.Policy != answer.Policy || row.To < from || row.From > to)
            {
                yield return row;
                continue;
            }
            var (first, last) = (row.From > from ? row.From : from, row.To is null || row.To > to ? to : row.To);
            if (row.From < first)
                yield return row with { To = first.AddDays(-1) };
            yield return row with { From = first, To = last, Value = answer.Value, Mark = Mark.Assumed, Source = $"Supposed for evaluation, in the place of '{row.Value}': {row.Source}" };
            if (last is { } end && (row.To is null || end < row.To))
                yield return row with { From = end.AddDays(1) };
        }
    }

    private static string InWords(SupposedAnswer answer)
    {
        var days = (answer.From, answer.To) switch
        {
            (null, null) => "",
            ({ } from, null) => $", from {Words.Date(from)}",
            (null, { } to) => $", to {Words.Date(to)}",
            ({ } from, { } to) => $", from {Words.Date(from)} to {Words.Date(to)}",
        };
        return $"{answer.Policy} is supposed to be '{answer.Value}'{days}: {Switches.ValuesOf(answer.Policy).First(value => value.Value == answer.Value).Meaning}";
    }
}
