using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Tests.Figures;

/// <summary>
/// The files of sample-data/year: monthly extracts of delayed transfers from April 2018 to November 2019 in the layout that NHS England published them in, with four councils and every number invented. What is published of
/// November 2019 shows a year to date, the year before, a forecast and a chart of twenty months.
/// </summary>
internal static class YearFiles
{
    internal const string Sender = "X24", Revised = "2019-05";

    private static readonly ReportingMonth First = new(2018, 4), Last = new(2019, 11);

    /// <summary>Days a month of a council: NHS, social care, both.</summary>
    private sealed record Council(string Code, string Name, (string Code, string Name) Trust, (string Code, string Name) OfBoth, ImmutableArray<int> Nhs, ImmutableArray<int> SocialCare, ImmutableArray<int> Both);

    private static readonly (string Code, string Name) Derbys = ("RTG", "INVENTED DAYS OF RTG"), Derbyshires = ("RXM", "INVENTED DAYS OF RXM"), StGeorges = ("RJ7", "INVENTED DAYS OF RJ7");

    /// <summary>
    /// Derby has 13 delayed days a day from April to November 2018 (8 NHS, 4 social care, 1 both) and 10 a day in the same months of 2019 (6, 3, 1), so that sums and forecasts can be followed by hand; README.md does.
    /// </summary>
    private static readonly ImmutableArray<Council> Councils =
    [
        new("507", "DERBY", Derbys, Derbyshires,
            [240, 248, 232, 250, 246, 236, 252, 248, 254, 262, 232, 246, 182, 190, 178, 186, 184, 176, 188, 180],
            [120, 126, 118, 124, 122, 116, 128, 122, 126, 130, 114, 120, 92, 95, 88, 94, 92, 87, 94, 90],
            [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30]),
        new("506", "DERBYSHIRE", Derbys, Derbyshires,
            [610, 642, 598, 655, 631, 604, 660, 628, 671, 689, 602, 640, 618, 650, 611, 661, 640, 615, 668, 634],
            [388, 402, 371, 415, 397, 380, 421, 399, 430, 441, 377, 405, 392, 410, 380, 420, 401, 389, 425, 404],
            [61, 60, 55, 64, 58, 57, 66, 60, 70, 69, 54, 62, 60, 63, 58, 66, 61, 59, 67, 62]),
        new("730", "MERTON", StGeorges, StGeorges,
            [88, 95, 80, 97, 91, 84, 99, 90, 104, 110, 85, 93, 86, 94, 83, 96, 92, 82, 98, 91],
            [42, 47, 38, 50, 45, 40, 52, 44, 55, 58, 41, 46, 60, 66, 57, 69, 63, 58, 71, 64],
            [2, 0, 1, 3, 0, 2, 1, 0, 4, 2, 0, 1, 2, 1, 0, 3, 1, 0, 2, 1]),
        new("723", "WALTHAM FOREST", StGeorges, StGeorges,
            [3, 0, 5, 2, 0, 1, 4, 0, 6, 2, 0, 3, 1, 0, 2, 4, 0, 1, 3, 0],
            [0, 2, 0, 0, 1, 0, 0, 3, 0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 2, 0],
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    ];

    /// <summary>In order of arrival: some six weeks after the month. May 2019 first arrives with 20 NHS days of Derby too few and is revised in September.</summary>
    internal static ImmutableArray<(string Path, string ArrivesOn, string Text)> All { get; } =
    [
        .. Months().Select(month => ($"{Sender}/invented-extract-{month}.csv", $"{month.AddMonths(2)}-14", Extract(month, $"{month}" == Revised ? -20 : 0)))
            .Append(($"{Sender}/invented-extract-{Revised}-revised.csv", "2019-09-19", Extract(ReportingMonth.Parse(Revised), 0))).OrderBy(file => file.Item2, StringComparer.Ordinal),
    ];

    private static IEnumerable<ReportingMonth> Months()
    {
        for (var month = First; month <= Last; month = month.AddMonths(1))
            yield return month;
    }

    private static string Extract(ReportingMonth month, int nhsOfDerby)
    {
        var text = new StringBuilder("\"Invented for tests: monthly delayed transfers of care, full extract of four councils\",,,,,,,,,,,,,,\n\"Not published figures: the layout is the published one, every number is made up\",,,,,,,,,,,,,,\n");
        text.Append(CsvText.Line(DelayedTransfers.Extract2017.Columns.Select(column => column.Heading))).Append('\n');
        var index = (month.FirstDay.Year - First.FirstDay.Year) * 12 + month.FirstDay.Month - First.FirstDay.Month;
        foreach (var council in Councils)
        {
            var (nhs, social, both) = (council.Nhs[index] + (council.Code == "507" ? nhsOfDerby : 0), council.SocialCare[index], council.Both[index]);
            var same = council.Trust == council.OfBoth;
            // A third of the NHS days are non-acute, waiting for further care; a quarter of social care's, waiting for a care package.
            Pair(council, council.Trust, (care, reason) => (care, reason) switch
            {
                (CareType.Acute, Reason.C) => (nhs - nhs / 3, 0, 0),
                (CareType.NonAcute, Reason.C) => (nhs / 3, 0, 0),
                (CareType.Acute, Reason.E) => (0, social - social / 4, 0),
                (CareType.NonAcute, Reason.E) => (0, social / 4, 0),
                (CareType.Acute, Reason.A) => (0, 0, same ? both : 0),
                _ => (0, 0, 0),
            });
            if (!same)
                Pair(council, council.OfBoth, (care, reason) => (care, reason) is (CareType.Acute, Reason.A) ? (0, 0, both) : (0, 0, 0));
        }
        return text.ToString();

        void Pair(Council council, (string Code, string Name) trust, Func<CareType, Reason, (int Nhs, int SocialCare, int Both)> days)
        {
            foreach (var care in DelayedTransfers.CareTypes)
            {
                foreach (var reason in DelayedTransfers.Reasons.Where(reason => reason.Reason != Reason.O || care == CareType.NonAcute))
                {
                    var (nhs, social, both) = days(care, reason.Reason);
                    text.Append(CsvText.Line(
                    [
                        $"MSitDT-{month.Name.Replace(' ', '-').ToUpperInvariant()}", "Q00", "INVENTED REGION", trust.Code, trust.Name, council.Code, $"INVENTED DAYS OF {council.Name}", DelayedTransfers.Name(care), reason.ExtractValue,
                        .. new[] { nhs, social, both }.SelectMany(number => new[] { decimal.Round((decimal)number / month.Days, 9, MidpointRounding.AwayFromZero).ToString("0.#########", CultureInfo.InvariantCulture), number.ToString(CultureInfo.InvariantCulture) }),
                    ])).Append('\n');
                }
            }
        }
    }
}
