using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>One question that can be answered otherwise than it is.</summary>
/// <param name="Key">Before the equals sign: <c>reimbursement.minimum-period-2014</c>, or <c>regime</c> for the law as a whole.</param>
/// <param name="InForce">The answer in force; null for the law as a whole, since each date has its own.</param>
/// <param name="Others">The answers that can be supposed instead.</param>
public sealed record Supposable(string Key, SwitchValue? InForce, ImmutableArray<SwitchValue> Others);

/// <summary>What can be supposed, and how it is written: <c>regime=act-2014</c>, <c>reimbursement.minimum-period-2014=3</c>. Only questions whose answer moves days or amounts that could be required.</summary>
public static class Suppositions
{
    private const string Regime = "regime", RegimePolicy = "reimbursement.regime";

    /// <summary>They are about what is required or due of what could be, and move no day.</summary>
    private static readonly ImmutableArray<string> AfterTheDays = ["reimbursement.waiver-2003", "reimbursement.unanswered"];

    /// <summary>In the order of a form: the law as a whole, then the switches.</summary>
    public static ImmutableArray<Supposable> Of(PolicyBook real) =>
    [
        new(Regime, null, [.. Laws(real).Select(law => new SwitchValue(Regime, law.Value, Meaning(law)))]),
        .. from name in Switches.OfReimbursement
           where !AfterTheDays.Contains(name)
           let values = Switches.ValuesOf(name).ToList()
           let now = real.Rows.Last(row => row.Policy == name).Value
           select new Supposable(name, values.Single(value => value.Value == now), [.. values.Where(value => value.Value != now)]),
    ];

    /// <summary>
    /// The book of rules under some suppositions as they were typed, or what is wrong with them, in a sentence. <c>regime</c> takes the name of a law, or a date whose law is meant. To suppose what is in force anyway is no
    /// mistake, and supposes nothing.
    /// </summary>
    public static (PolicyBook? Supposed, string? Wrong) Read(IEnumerable<string> typed, PolicyBook real)
    {
        var questions = Of(real);
        var (seen, answers, lawOf) = (new HashSet<string>(), new List<SupposedAnswer>(), (DateOnly?)null);
        foreach (var one in typed)
        {
            var (key, value) = one.Split('=', 2) is [var before, var after] ? (before.Trim(), after.Trim()) : (one.Trim(), "");
            if (questions.FirstOrDefault(known => known.Key == key) is not { } question)
                return (null, $"'{key}' cannot be supposed.");
            if (!seen.Add(key))
                return (null, $"{key} is supposed twice.");
            if (key == Regime && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                lawOf = date;
            else if (question.InForce?.Value != value && question.Others.All(other => other.Value != value))
                return (null, $"'{value}' is no answer for {key}: there are {string.Join(", ", question.Others.Select(other => other.Value).Prepend(question.InForce?.Value).OfType<string>())}.");
            else if (key == Regime)
                lawOf = LastDay(Laws(real).Single(law => law.Value == value));
            else if (value != question.InForce?.Value)
                answers.Add(new(key, value));
        }
        if (lawOf is null && answers.Count == 0)
            return (real, null);
        return real.TrySupposing(lawOf, answers, out var supposed, out var wrong) ? (supposed, null) : (null, wrong);
    }

    /// <summary><c>regime=act-2003 or act-2014; reimbursement.minimum-period-2014=3</c>: what to write instead.</summary>
    public static string List(PolicyBook real) => string.Join("; ", Of(real).Select(question => $"{question.Key}={string.Join(" or ", question.Others.Select(other => other.Value))}"));

    private static IEnumerable<PolicyRow> Laws(PolicyBook real) => real.Rows.Where(row => row.Policy == RegimePolicy && row.Value != "none");

    /// <summary>A law changes while it is in force: as it was at last is meant.</summary>
    private static DateOnly LastDay(PolicyRow law) => law.To ?? law.From;

    private static string Meaning(PolicyRow law) => $"The law as it was on {Words.Date(LastDay(law))}, for every day. {law.Source}.";
}
