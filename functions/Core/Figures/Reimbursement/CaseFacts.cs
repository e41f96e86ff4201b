using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>
/// What one party reports of a case, as the rules on days ask for it: what was so at the end of a day, or at 11 am. It judges nothing.
/// </summary>
internal sealed class CaseFacts
{
    /// <summary>What cannot be without the assessment being done: under both laws services follow the assessment.</summary>
    private static readonly ImmutableArray<NoticeLineKind> ShowAssessment = [NoticeLineKind.AssessmentDone, NoticeLineKind.Arrangements, NoticeLineKind.ReadinessNotified, NoticeLineKind.Discharged];

    private readonly Dictionary<NoticeLine, int> _sourceLines = new(ReferenceEqualityComparer.Instance);
    private readonly NoticeLine[] _inPlaceOrLost, _care, _causes;
    private readonly NoticeLine? _assessed;

    public CaseFacts(ReportedCase reported)
    {
        // The same line twice is two lines of the return: each becomes an object of its own, so that both keep their place.
        foreach (var line in reported.Lines.IsDefaultOrEmpty ? [] : reported.Lines.Sort((one, other) => one.SourceLine.CompareTo(other.SourceLine)))
            _sourceLines.Add(line.Line with { }, line.SourceLine);
        Stay = NoticeCase.Of(_sourceLines.Keys);
        Left = Stay.EndOfStay;
        _inPlaceOrLost = [.. Stay.Of(NoticeLineKind.SomeArrangements, NoticeLineKind.Arrangements, NoticeLineKind.ReadinessNotified, NoticeLineKind.ArrangementsLost)];
        _care = [.. Stay.Lines.Where(line => line.Care is not null)];
        _causes = [.. Stay.Of(NoticeLineKind.Cause)];
        _assessed = Stay.Of(ShowAssessment).FirstOrDefault();
        OtherAuthorities = [.. Stay.Of(NoticeLineKind.OtherAuthority).Where(line => line.OtherAuthority is not null)];
        Deteriorations = [.. Stay.Of(NoticeLineKind.Deterioration)];
    }

    public NoticeCase Stay { get; }

    /// <summary>Discharge, self-discharge or death.</summary>
    public NoticeLine? Left { get; }

    public ImmutableArray<NoticeLine> OtherAuthorities { get; }

    private ImmutableArray<NoticeLine> Deteriorations { get; }

    public int SourceLine(NoticeLine line) => _sourceLines[line];

    /// <summary>The line from which it follows that the assessment was done by the end of a day; null when it was not, as far as is reported.</summary>
    public NoticeLine? AssessedBy(DateOnly day) => _assessed is { } line && line.When.Date <= day ? line : null;

    /// <summary>The last line about the cause, on the day or before.</summary>
    public NoticeLine? Cause(DateOnly day) => _causes.LastOrDefault(line => line.When.Date <= day);

    /// <summary>The last line that names the care, on the day or before.</summary>
    public NoticeLine? Care(DateOnly day) => _care.LastOrDefault(line => line.When.Date <= day);

    public NoticeLine? Deterioration(DateOnly day) => Deteriorations.FirstOrDefault(line => line.When.Date == day);

    /// <summary>Everything is in place at the end of a day: the line since which it is; null when it is not.</summary>
    public NoticeLine? AllInPlaceAtEnd(DateOnly day)
    {
        NoticeLine? since = null;
        foreach (var line in _inPlaceOrLost)
        {
            if (line.When.Date > day)
                break;
            if (line.Kind == NoticeLineKind.ArrangementsLost)
                since = null;
            else if (line.Kind != NoticeLineKind.SomeArrangements)
                since ??= line;
        }
        return since;
    }

    /// <summary>
    /// Arrangements for some or all of the needs at 11 am of a day. What came about or was lost on the day at an unknown time is taken as not in place; then evidence is missing.
    /// </summary>
    public AtEleven At11(DateOnly day)
    {
        NoticeLine? since = null;
        NoticeLine? untimed = null;
        var told = false;
        foreach (var line in _inPlaceOrLost)
        {
            if (line.When.Date > day)
                break;
            told = true;
            var lost = line.Kind == NoticeLineKind.ArrangementsLost;
            if (line.When.Date < day || line.When.Time <= ElevenAm)
                since = lost ? null : since ?? line;
            else if (line.When.Time is null && lost == since is not null)
            {
                // Untimed lines stand at the end of their day, behind what is timed: only here can they change what is known.
                untimed ??= line;
                since = null;
            }
        }
        return new AtEleven(since, untimed, told);
    }

    public static TimeOnly ElevenAm { get; } = new(11, 0);
}

/// <summary>What is known of arrangements at 11 am of a day.</summary>
/// <param name="Since">The line since which they are in place; null when they are not, or when it cannot be told.</param>
/// <param name="Untimed">A line of the day without a time, on which it hangs.</param>
/// <param name="Told">There is some line about arrangements on the day or before.</param>
internal readonly record struct AtEleven(NoticeLine? Since, NoticeLine? Untimed, bool Told);
