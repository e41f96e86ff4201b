using System.Collections.Immutable;
using System.Globalization;

namespace Monitoring.Core.Returns;

/// <summary>One notice or event of a case in two reports.</summary>
/// <param name="Here">Null when only the other party reports it.</param>
/// <param name="There">Null when the other party does not report it.</param>
public readonly record struct LinePair(NoticeLine? Here, NoticeLine? There);

/// <summary>A fact of a line that both parties can know, with the column that it stands in.</summary>
/// <param name="Text">As a return shows it; empty where nothing is said.</param>
/// <param name="InWords">As a sentence has it; empty where nothing is said.</param>
/// <param name="With">The first line with this one fact as the second has it.</param>
public sealed record LineFact(Column Column, Func<NoticeLine, string> Text, Func<NoticeLine, string> InWords, Func<NoticeLine, NoticeLine, NoticeLine> With);

/// <summary>
/// Which line of one party's report of a case is which line of the other's. A notice or withdrawal goes by its reference where both parties give one on every line of that kind; an event that recurs goes by its
/// day; anything else by its turn among the lines of its kind.
/// </summary>
public static class LinePairs
{
    private static readonly ImmutableArray<NoticeLineKind> Recurring = [NoticeLineKind.Deterioration, NoticeLineKind.Cause, NoticeLineKind.MovedToOtherCare];

    /// <summary>Each line of both reports once: first those of the first report, with their partners, then those of the second that have none. Lines are given back as they were put in.</summary>
    /// <param name="here">In any order.</param>
    public static ImmutableArray<LinePair> Of(IEnumerable<NoticeLine> here, IEnumerable<NoticeLine> there)
    {
        var (ours, theirs) = (NoticeCase.Of(here).Lines, NoticeCase.Of(there).Lines);
        var referenced = ours.Concat(theirs).Where(line => line.Concerns is not null).GroupBy(line => line.Kind).Where(same => same.All(line => line.Notice is not null)).Select(same => same.Key).ToHashSet();
        var (mine, others) = (ByKey(ours), ByKey(theirs));
        return
        [
            .. mine.Select(pair => new LinePair(pair.Value, others.GetValueOrDefault(pair.Key))),
            .. others.Where(pair => !mine.ContainsKey(pair.Key)).Select(pair => new LinePair(null, pair.Value)),
        ];

        Dictionary<(NoticeLineKind, string, int), NoticeLine> ByKey(ImmutableArray<NoticeLine> lines) => lines
            .GroupBy(line => (line.Kind, referenced.Contains(line.Kind) ? line.Notice! : Recurring.Contains(line.Kind) ? line.When.Date.ToString("O", CultureInfo.InvariantCulture) : ""))
            .SelectMany(same => same.Select((line, turn) => ((same.Key.Kind, same.Key.Item2, turn), line)))
            .ToDictionary(pair => pair.Item1, pair => pair.line);
    }
}
