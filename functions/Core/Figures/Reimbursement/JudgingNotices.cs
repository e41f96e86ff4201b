using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>A notice with what the law says of it.</summary>
/// <param name="Regime">The law by which it is judged.</param>
/// <param name="Behind">Of a valid discharge notice: the assessment notice that stood when it was given.</param>
internal sealed record Judged(GivenNotice Given, JudgedNotice Notice, Regime Regime, Judged? Behind)
{
    public NoticeLine Line => Given.Line;

    /// <summary>The day from which a valid notice counts.</summary>
    public DateOnly CountsFrom => Notice.CountsFrom!.Value;

    /// <summary>It has been given, and not been withdrawn by the end of a day.</summary>
    public bool StandsAtEndOf(DateOnly day) => Notice.Valid && CountsFrom <= day && !(Notice.Withdrawn?.Date <= day);
}

/// <summary>
/// Which notices are valid: Act of 2003 ss. 2, 5 with SI 2003/2277 regs 4, 5, 10; Care Act 2014 Sch. 3 paras 1, 2 with SI 2014/2823 regs 2, 3, 5, 6, 11. Each fault is told with what would have made the notice
/// valid.
/// </summary>
internal sealed class JudgingNotices(CaseFacts facts, CaseLaw law)
{
    public ImmutableArray<Judged> Judge()
    {
        var judged = ImmutableArray.CreateBuilder<Judged>();
        foreach (var given in facts.Stay.Notices)
            judged.Add(Judge(given, judged.Count + 1, judged));
        return judged.ToImmutable();
    }

    private Judged Judge(GivenNotice given, int number, IReadOnlyList<Judged> earlier)
    {
        var line = given.Line;
        var regime = law.ForNoticeOf(line.When.Date);
        var on = law.AsOf(line.When.Date, regime);
        var counts = regime != Regime.None && line.When.DateAndTime is { } time ? NoticeTimes.Of(given.Kind, time, law.Policy, law.Reference, on) : null;
        var faults = ImmutableArray.CreateBuilder<NoticeFault>();
        var flags = ImmutableArray.CreateBuilder<DayFlag>();
        Judged? behind = null;
        if (regime == Regime.None)
            faults.Add(NoLaw(line));
        else
        {
            if (counts is null)
                faults.Add(new($"It is not known at what time of {Words.Date(line.When.Date)} it was given: it cannot be told from which day it counts.", CutOffProvision(regime), "Report the time at which it was given."));
            Contents(line, regime, on, faults, flags);
            if (given.Kind == NoticeKind.Assessment)
                TooEarly(line, counts, regime, on, faults);
            else
            {
                TooLate(line, counts, regime, on, faults);
                behind = Behind(given, regime, earlier, faults);
            }
            if (facts.Left is { } left && left.When.IsBefore(line.When))
                faults.Add(new($"The patient had left on {left.When.InWords}, before it was given.", regime == Regime.Act2003 ? "Act of 2003 s. 1(1)" : "Care Act 2014 Sch. 3 para 7", $"It had to be given before the patient left on {left.When.InWords}."));
            if (counts is { HolidayInDoubt: true })
                flags.Add(DayFlag.HolidayInDoubt);
        }
        var notice = new JudgedNotice(
            number, given.Kind, line.Notice, facts.SourceLine(line), line.Authority, line.When, counts?.Day, counts?.Because ?? "", regime == Regime.None ? "" : CutOffProvision(regime), line.ProposedDischarge,
            given.Withdrawal?.When, faults.ToImmutable(), flags.ToImmutable());
        return new Judged(given, notice, regime, notice.Valid ? behind : null);
    }

    /// <summary>A law existed on the day.</summary>
    private static NoticeFault NoLaw(NoticeLine line) => line.When.Date < new DateOnly(2003, 10, 1)
        ? new($"On {Words.Date(line.When.Date)} there was no law under which it could be given.", "SI 2003/2277 reg 1", "Notices could be given from 1 October 2003.")
        : new($"On {Words.Date(line.When.Date)} there was no law any more under which it could be given.", "Health and Care Act 2022 s. 91", "Notices could be given up to 30 June 2022.");

    /// <summary>What must stand on it stands on it.</summary>
    private void Contents(NoticeLine line, Regime regime, DateOnly on, ImmutableArray<NoticeFault>.Builder faults, ImmutableArray<DayFlag>.Builder flags)
    {
        foreach (var (words, said) in DelayNotices.Lacking(line, on, law.Policy))
        {
            if (said == false)
                faults.Add(new($"It lacks {words}.", ContentProvision(line.Concerns!.Value, regime), $"A new notice had to be given with {words}."));
            else if (law.Is("reimbursement.content-not-stated", "invalid", on))
                faults.Add(new($"Nothing is said of {words}, and what is not said is taken as missing.", ContentProvision(line.Concerns!.Value, regime), $"Look at the notice, and report whether it holds {words}."));
            else if (!flags.Contains(DayFlag.ContentNotStated))
                flags.Add(DayFlag.ContentNotStated);
        }
    }

    /// <summary>An assessment notice is treated as given not earlier than 7 days before the expected admission.</summary>
    private void TooEarly(NoticeLine line, TreatedAsGiven? counts, Regime regime, DateOnly on, ImmutableArray<NoticeFault>.Builder faults)
    {
        if (line.ExpectedAdmission is not { } expected || counts is null || NoticeTimes.Earliest(expected, on, law.Policy) is not { } earliest || counts.Day >= earliest)
            return;
        faults.Add(new(
            $"{HowItCounts(counts)}: more than {Words.Days(expected.DayNumber - earliest.DayNumber)} before the expected admission on {Words.Date(expected)}.", regime == Regime.Act2003 ? "Act of 2003 s. 2" : "Care Act 2014 Sch. 3 para 1",
            $"To be valid for an admission on {Words.Date(expected)} it had to be given on {Words.Date(earliest)} or later."));
    }

    /// <summary>A discharge notice has a proposed date and is treated as given at least one day before it.</summary>
    private void TooLate(NoticeLine line, TreatedAsGiven? counts, Regime regime, DateOnly on, ImmutableArray<NoticeFault>.Builder faults)
    {
        if (line.ProposedDischarge is not { } proposed)
        {
            faults.Add(new("It has no proposed date of discharge.", regime == Regime.Act2003 ? "SI 2003/2277 reg 5(1)" : "SI 2014/2823 reg 6", "A new notice had to be given with the proposed date of discharge."));
            return;
        }
        if (counts is null || NoticeTimes.Latest(proposed, on, law.Policy) is not { } latest || counts.Day <= latest)
            return;
        var wrong = counts.Day > proposed ? $"after the proposed date, {Words.Date(proposed)}" : $"less than one day before the proposed date, {Words.Date(proposed)}";
        var byWhen = NoticeTimes.LatestMoment(proposed, on, law.Policy, law.Reference) is { } moment
            ? $"To be valid for {Words.Date(proposed)} it had to be given by {moment.ToString("HH:mm", CultureInfo.InvariantCulture)} on {Words.Date(DateOnly.FromDateTime(moment))}." : "";
        faults.Add(new(
            $"{HowItCounts(counts)}: {wrong}.", regime == Regime.Act2003 ? "SI 2003/2277 regs 5(1)(a), 10" : "SI 2014/2823 regs 5, 11",
            $"{byWhen} Given when it was, it could propose {Words.Date(counts.Day.After(1))} or later.".TrimStart()));
    }

    /// <summary>
    /// The assessment notice that stood when a discharge notice was given: moments are compared as they were, whenever the notices count. Of several it is the first that went to the same authority: a notice given
    /// again does not begin the minimum period again.
    /// </summary>
    private static Judged? Behind(GivenNotice discharge, Regime regime, IReadOnlyList<Judged> earlier, ImmutableArray<NoticeFault>.Builder faults)
    {
        var before = earlier.Where(notice => notice.Given.Kind == NoticeKind.Assessment).ToList();
        var standing = before.Where(notice => notice.Notice.Valid && notice.Regime == regime && notice.Given.StandsAt(discharge.Line.When)).ToList();
        if ((standing.Find(notice => notice.Line.Authority == discharge.Line.Authority) ?? standing.FirstOrDefault()) is { } behind)
            return behind;
        var why = before switch
        {
            [] => "none had been given",
            [.., var last] when !last.Notice.Valid => $"that of {last.Line.When.InWords} is not valid: {Continued(last.Notice.Faults[0].Wrong)}",
            [.., { Notice.Withdrawn: { } withdrawn } last] when !last.Given.StandsAt(discharge.Line.When) => $"that of {last.Line.When.InWords} had been withdrawn on {withdrawn.InWords}",
            [.., var last] => $"that of {last.Line.When.InWords} was given under another law",
        };
        faults.Add(new(
            $"No valid assessment notice stood when it was given on {discharge.Line.When.InWords}: {why.TrimEnd('.')}.", regime == Regime.Act2003 ? "Act of 2003 s. 5(1)-(3)" : "Care Act 2014 Sch. 3 para 2",
            "A valid assessment notice had to be given before it."));
        return null;
    }

    private static string HowItCounts(TreatedAsGiven counts) =>
        $"Given on {Moment.Of(counts.Given).InWords}, it counts {(counts.SameDay ? "on that day" : $"as given on {Words.Date(counts.Day)}")}";

    private static string Continued(string sentence) => sentence.Length == 0 ? "" : char.ToLowerInvariant(sentence[0]) + sentence[1..];

    private static string CutOffProvision(Regime regime) => regime == Regime.Act2003 ? "SI 2003/2277 reg 10" : "SI 2014/2823 reg 11";

    private static string ContentProvision(NoticeKind kind, Regime regime) => (kind, regime) switch
    {
        (NoticeKind.Assessment, Regime.Act2003) => "Act of 2003 s. 2; SI 2003/2277 reg 4",
        (NoticeKind.Discharge, Regime.Act2003) => "SI 2003/2277 reg 5(1)",
        (NoticeKind.Assessment, _) => "Care Act 2014 Sch. 3 para 1(3); SI 2014/2823 regs 2, 3",
        _ => "Care Act 2014 Sch. 3 para 2; SI 2014/2823 regs 2, 6",
    };
}
