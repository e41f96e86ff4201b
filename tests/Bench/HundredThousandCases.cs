using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Bench;

/// <summary>One plain case under the Care Act 2014, as a row of a table would have it.</summary>
/// <param name="InPlace">When all arrangements were in place.</param>
internal readonly record struct PlainCase(int Number, string Authority, DateTime Assessment, DateTime Discharge, DateOnly Proposed, DateTime InPlace, DateTime Left);

/// <summary>
/// A hundred thousand plain cases of 2015 to 2021, the same in every process: two notices, arrangements in place, discharge. Nothing in them needs more than the arithmetic that a peer can be told in one query.
/// </summary>
internal static class HundredThousandCases
{
    private const int Number = 100_000;

    private static readonly string[] Authorities = ["820", "805", "608", "622", "702", "714", "716", "730"];

    private static readonly NoticeContent Complete = new(true, true, true, true, true, true, true, true, true);

    public static ImmutableArray<PlainCase> Rows()
    {
        var random = new Random(2823);
        var rows = ImmutableArray.CreateBuilder<PlainCase>(Number);
        for (var number = 0; number < Number; number++)
        {
            var assessment = new DateTime(2015, 4, 1).AddDays(random.Next(2_300)).AddMinutes(random.Next(8 * 60, 18 * 60));
            var discharge = assessment.AddMinutes(random.Next(1, 4 * 24 * 60));
            var proposed = DateOnly.FromDateTime(discharge).AddDays(random.Next(0, 4));
            var inPlace = discharge.AddMinutes(random.Next(60, 14 * 24 * 60));
            rows.Add(new(number, Authorities[random.Next(Authorities.Length)], assessment, discharge, proposed, inPlace, inPlace.AddMinutes(random.Next(60, 5 * 24 * 60))));
        }
        return rows.MoveToImmutable();
    }

    public static ReportedCase Reported(PlainCase row)
    {
        var reference = $"D-{row.Number}";
        return new("RJ7", reference, View.Provider, "RJ7", "bench", default, default, new DateOnly(2022, 6, 30),
        [
            Line(2, NoticeLineKind.AssessmentNotice, row.Assessment, care: CareSetting.Acute), Line(3, NoticeLineKind.DischargeNotice, row.Discharge, row.Proposed),
            Line(4, NoticeLineKind.Arrangements, row.InPlace), Line(5, NoticeLineKind.Discharged, row.Left),
        ]);

        ReportedLine Line(int sourceLine, NoticeLineKind kind, DateTime when, DateOnly? proposed = null, CareSetting? care = null) => new(
            new NoticeLine("RJ7", reference, row.Authority, kind, Moment.Of(when), null, null, proposed, null, care, kind is NoticeLineKind.AssessmentNotice or NoticeLineKind.DischargeNotice ? Complete : NoticeContent.NothingSaid, null, null, null, null),
            sourceLine);
    }

    /// <summary>Days and money of all, and a month in the middle so that days cannot stand in the wrong month.</summary>
    public static string InWords(long days, long pence, long daysOfJune2018) => $"{Words.Number(days)} days, {new Pence(pence)}; {Words.Number(daysOfJune2018)} days in June 2018";
}
