using System.Globalization;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Returns;

namespace Monitoring.Core.Tests.Figures;

/// <summary>England's document of a month from what NHS England says of a few authorities: by the same functions as the app's. All days lie in acute care, reason A, which can be attributed to each.</summary>
internal static class SmallEngland
{
    internal static DelayFigures Of(string month, params (string Authority, int Nhs, int SocialCare, int Both)[] days) => new SmallMonth(month).Add(Return(month, "RTG", days)).Of(Body.EnglandCode)!;

    internal static SmallReturn Return(string month, string provider, params (string Authority, int Nhs, int SocialCare, int Both)[] days)
    {
        var sent = days.Skip(1).Aggregate(SmallReturn.Template(month, provider, days[0].Authority), (all, next) => all.Pair(month, provider, next.Authority))
            .Column("NHS days", "0").Column("Social care days", "0").Column("Both days", "0");
        var lines = DelayedTransfers.Places(ReportingMonth.Parse(month), PolicyBook.Current).Count();
        for (var i = 0; i < days.Length; i++)
            sent = sent.Cell(2 + i * lines, "NHS days", Text(days[i].Nhs)).Cell(2 + i * lines, "Social care days", Text(days[i].SocialCare)).Cell(2 + i * lines, "Both days", Text(days[i].Both));
        return sent;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
