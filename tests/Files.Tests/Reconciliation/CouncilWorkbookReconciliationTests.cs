using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Readers;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>
/// The extract, aggregated by us, against the council workbook that NHS England printed of the same month: every council, every column of the three sheets, and England.
/// </summary>
public class CouncilWorkbookReconciliationTests
{
    /// <summary>Days and beds of a council as printed, or as worked out by us; a dash is no days.</summary>
    private sealed record Row(string Code, IReadOnlyDictionary<string, int> Days, IReadOnlyDictionary<string, double> Beds)
    {
        internal IEnumerable<string> Cells => Days.Where(cell => cell.Value != 0).Select(cell => $"{Code} {cell.Key}: {cell.Value}");
    }

    /// <summary>11 reasons, 3 organisations, 2 types of care, and the total of each sheet.</summary>
    private const int Columns = 19;

    /// <summary>The sheet by reason prints no beds.</summary>
    private const int BedsColumns = 7;

    [Theory]
    [InlineData(PublishedMonth.November2019, "Nov_19", 153)]
    [InlineData(PublishedMonth.April2018, "April_18", 154)]
    public void Every_cell_of_every_council_is_ours(string extract, string workbook, int councils)
    {
        var month = PublishedMonth.Of(extract);
        var printed = Printed(workbook, month.Month);
        Assert.Equal(councils, printed.Count);
        Assert.All(printed, row => Assert.Equal(Columns, row.Days.Count));
        Assert.Equal(printed.SelectMany(row => row.Cells).Order(), Ours(month.England.Authorities).SelectMany(row => row.Cells).Order());
    }

    [Theory]
    [InlineData(PublishedMonth.November2019, "Nov_19")]
    [InlineData(PublishedMonth.April2018, "April_18")]
    [InlineData(PublishedMonth.April2019, "Apr_19")]
    public void Every_cell_of_the_England_row_is_ours(string extract, string workbook)
    {
        var (month, england) = (PublishedMonth.Of(extract), PublishedMonth.Of(extract).England);
        var printed = Row_of("ENG", CouncilWorkbookTests.Read(workbook).England!, month.Month);
        Assert.Equal(Columns, printed.Days.Count);
        Assert.All(printed.Days, cell => Assert.Equal(cell.Value, england[Id(cell.Key)].Value));
        Assert.Equal(BedsColumns, printed.Beds.Count);
        Assert.All(printed.Beds, cell => Assert.Equal(cell.Value, (double)england[Id(cell.Key)].Value! / month.Month.Days, 1e-9));
    }

    [Theory]
    [InlineData(PublishedMonth.November2019, "Nov_19")]
    [InlineData(PublishedMonth.April2018, "April_18")]
    public void Every_councils_own_figures_say_the_same(string extract, string workbook)
    {
        var month = PublishedMonth.Of(extract);
        Assert.All(Printed(workbook, month.Month), row =>
        {
            var figures = month.Figures(row.Code);
            // Trap 5: a council that no provider reported has no figures of ours, and only dashes and noughts in the workbook.
            Assert.Equal(figures is null, !month.England.Authorities.Any(authority => authority.Days.Code == row.Code));
            Assert.All(row.Days, cell => Assert.Equal(cell.Value, figures?[Id(cell.Key)].Value ?? 0));
            Assert.All(row.Beds, cell => Assert.Equal(cell.Value, (double)(figures?[Id(cell.Key)].Value ?? 0) / month.Month.Days, 1e-9));
        });
    }

    [Theory]
    [InlineData(PublishedMonth.November2019, "Nov_19")]
    [InlineData(PublishedMonth.April2018, "April_18")]
    [InlineData(PublishedMonth.April2019, "Apr_19")]
    public void Printed_beds_are_days_over_calendar_days(string extract, string workbook)
    {
        var month = PublishedMonth.Of(extract);
        var beds = Printed(workbook, month.Month).ToDictionary(row => row.Code, row => row.Beds["total of organisations"]);
        var compared = month.England.Authorities.Where(authority => beds.ContainsKey(authority.Days.Code)).ToList();
        Assert.True(compared.Count >= 151);
        Assert.All(compared, authority => Assert.Equal(beds[authority.Days.Code], (double)month.Figures(authority.Days.Code)!["beds.total"].Value!.Value, 1e-9));
    }

    /// <summary>Trap 1 and E11: the workbook of the month still prints Bournemouth, the extract has the new council already.</summary>
    [Fact]
    public void April_2019_differs_by_the_Dorset_reorganisation_and_by_nothing_else()
    {
        var month = PublishedMonth.Of(PublishedMonth.April2019);
        var printed = Printed("Apr_19", month.Month);
        var ours = Ours(month.England.Authorities).ToList();

        Assert.Equal(printed.Where(row => row.Code is not ("810" or "811")).SelectMany(row => row.Cells).Order(), ours.Where(row => row.Code != "738").SelectMany(row => row.Cells).Order());
        var bournemouth = Assert.Single(printed, row => row.Code == "810");
        Assert.Equal(1_180, bournemouth.Days["total"]);
        Assert.Equal(bournemouth.Cells.Select(cell => cell[4..]).Order(), Assert.Single(ours, row => row.Code == "738").Cells.Select(cell => cell[4..]).Order());
        Assert.DoesNotContain(ours, row => row.Code is "810" or "811");
    }

    [Fact]
    public void April_2019_prints_Poole_as_missing_and_not_as_zero()
    {
        var poole = Assert.Single(CouncilWorkbookTests.Read("Apr_19").Councils, line => line.Code == "811");
        Assert.All(poole.ByCare!.Days.Values.Concat(poole.ByAttribution!.Days.Values).Concat(poole.ByReason!.Days.Values), Assert.Null);
        Assert.Equal(0, poole.ByCare.Total);
        Assert.Null(PublishedMonth.Of(PublishedMonth.April2019).Figures("811"));
    }

    /// <summary>Trap 2: the join is by council code on the date of the month.</summary>
    [Fact]
    public void Dorset_is_809_before_and_after_with_another_ONS_code()
    {
        var printed = Assert.Single(CouncilWorkbookTests.Read("Apr_19").Councils, line => line.Code == "809");
        var figures = PublishedMonth.Of(PublishedMonth.April2019).Figures("809")!;
        Assert.Equal(("E10000009", "E06000059"), (printed.OnsCode, figures.Body.OnsCode));
        Assert.Equal((1_617m, 1_283m, 213m, 121m), (figures["days.total"].Value, figures["days.nhs"].Value, figures["days.social-care"].Value, figures["days.both"].Value));
        Assert.Equal("E10000009", PublishedMonth.Of(PublishedMonth.April2018).Figures("809")!.Body.OnsCode);
    }

    /// <summary>Trap 3: the workbooks print 00KB where other files of the same publisher print 625; codes are text.</summary>
    [Theory]
    [InlineData("00KB", "625")]
    [InlineData("00KC", "626")]
    [InlineData("00EQ", "326")]
    [InlineData("00EW", "327")]
    public void Old_style_codes_are_the_same_councils(string old, string code)
    {
        var printed = Assert.Single(CouncilWorkbookTests.Read("Nov_19").Councils, line => line.Code == old);
        Assert.Equal(printed.ByCare!.Total, PublishedMonth.Of(PublishedMonth.November2019).Figures(code)!["days.total"].Value);
        Assert.Equal(printed.OnsCode, PublishedMonth.Of(PublishedMonth.November2019).Figures(code)!.Body.OnsCode);
    }

    private static List<Row> Printed(string workbook, ReportingMonth month)
    {
        var content = CouncilWorkbookTests.Read(workbook);
        Assert.Equal(month, content.Month);
        return [.. content.Councils.Select(line => Row_of(ReferenceBook.Current.AuthorityOn(month.FirstDay, line.Code)?.Code ?? line.Code, line, month))];
    }

    private static Row Row_of(string code, CouncilWorkbookLine line, ReportingMonth month)
    {
        var (days, beds) = (new Dictionary<string, int>(), new Dictionary<string, double>());
        Add(line.ByCare!, "total of types of care");
        Add(line.ByAttribution!, "total of organisations");
        Add(line.ByReason!, "total");
        return new Row(code, days, beds);

        void Add<TPart>(Split<TPart> split, string total) where TPart : struct, Enum
        {
            foreach (var (part, number) in split.Days)
                days.Add($"{part}", number ?? 0);
            days.Add(total, split.Total ?? 0);
            foreach (var (part, number) in split.Averages)
                beds.Add($"{part}", number ?? 0);
            if (split.AverageTotal is { } average)
                beds.Add(total, average);
        }
    }

    private static IEnumerable<Row> Ours(IEnumerable<AuthorityDelays> authorities) => authorities.Select(authority =>
    {
        var part = authority.Days;
        var days = new Dictionary<string, int>
        {
            ["Acute"] = (int)part.Acute.All.Sum(total => total.Days),
            ["NonAcute"] = (int)part.NonAcute.All.Sum(total => total.Days),
            ["total of types of care"] = (int)part.Total.Days,
            ["total of organisations"] = (int)part.Total.Days,
            ["total"] = (int)authority.ByReason.Sum(total => total.Days),
        };
        foreach (var attribution in DelayedTransfers.Attributions)
            days[$"{attribution}"] = (int)part.Of(attribution).Days;
        foreach (var reason in DelayedTransfers.Reasons)
            days[$"{reason.Reason}"] = (int)authority.ByReason[(int)reason.Reason].Days;
        return new Row(part.Code, days, new Dictionary<string, double>());
    });

    /// <summary>The id of our figure for a column of the workbook.</summary>
    private static string Id(string column) => column switch
    {
        "Acute" => "days.acute",
        "NonAcute" => "days.non-acute",
        "Nhs" => "days.nhs",
        "SocialCare" => "days.social-care",
        "Both" => "days.both",
        "total" or "total of types of care" or "total of organisations" => "days.total",
        _ => $"days.reason.{column}",
    };
}
