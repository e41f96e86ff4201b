using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Readers;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>The published months of all councils, April 2013 to March 2018, each file read once for all tests.</summary>
internal static class RealMonths
{
    internal const string Path = "sample-data/reference/council-months-2013-04-to-2018-03.csv";

    internal static readonly ReportingMonth First = new(2013, 4);

    private static readonly Lazy<CouncilMonthsContent> Read = new(() =>
    {
        using var stream = File.OpenRead(TestFiles.PathOf(Path));
        return CouncilMonths.Read(stream, System.IO.Path.GetFileName(Path));
    });

    private static readonly Lazy<ImmutableArray<PublishedDelays>> Printed = new(() =>
    {
        using var stream = File.OpenRead(TestFiles.PathOf("sample-data/reference/england-time-series.xls"));
        return Witnesses.Of(EnglandSeries.Read(stream));
    });

    internal static CouncilMonthsContent Content => Read.Value;

    /// <summary>Without the residents of Wales, of Scotland and outside Great Britain.</summary>
    internal static IEnumerable<string> Councils => Content.Codes.Where(code => !code.StartsWith("99", StringComparison.Ordinal));

    internal static ImmutableArray<PublishedDelays> EnglandSeriesMonths => Printed.Value;

    internal static PublishedDelays EnglandSeriesOf(ReportingMonth month) => Printed.Value.Single(published => published.Month == month);

    internal static PublishedDelays Workbook(string name) => Witnesses.Of(CouncilWorkbookTests.Read(name))!;

    internal static Authority Authority(string code, ReportingMonth month) => ReferenceBook.Current.AuthorityOn(month.FirstDay, code)!;
}
