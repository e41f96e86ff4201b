using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.Core;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Templates;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Figures;

/// <summary>A file of sample-data/fund: who sends it, when it arrives, and what is in it.</summary>
internal sealed record FundFile(string Path, string Sender, string ArrivesOn, Func<byte[]> Content);

/// <summary>
/// The files of sample-data/fund, made with the templates that the service hands out. Everything is invented but the quarter of Nottingham City, the delayed days and the estimates of population.
/// </summary>
internal static class FundFiles
{
    internal const string Invented = "Invented: nobody reported or published these figures. Codes of organisations are real so that they can be looked up.";

    /// <summary>In order of arrival.</summary>
    internal static ImmutableArray<FundFile> All { get; } =
    [
        new("KEEPER/invented-organisations-2014-15.xlsx", "KEEPER", "2015-01-05", () => Workbook(OrganisationSets.Collection, Shares(new FinancialYear(2014)), "Clinical commissioning groups of Buckinghamshire",
            Invented, "The two groups existed; what part of each belongs to which board is invented.")),
        new("612/invented-612-bcf-plan-2015-16-v1.xlsx", "612", "2015-01-09", () => Workbook(BcfPlan.Collection, Buckinghamshire.Plan2015(1), "612, 2015-16, version 1", Invented)),
        new("612/invented-612-pooled-fund-2014-15-Q4.xlsx", "612", "2015-05-28", () => Workbook(PooledFund.Collection, Buckinghamshire.Before, "612, Q4 2014-15", Invented)),
        new("612/invented-612-bcf-plan-2015-16-v2.xlsx", "612", "2015-06-18", () => Workbook(BcfPlan.Collection, Buckinghamshire.Plan2015(2), "612, 2015-16, version 2", Invented)),
        new("612/invented-612-pooled-fund-2015-16-Q1.xlsx", "612", "2015-08-28", () => Workbook(PooledFund.Collection, Buckinghamshire.Pool2015(1), "612, Q1 2015-16", Invented)),
        new("512/published-512-pooled-fund-2015-16-Q2.xlsx", "512", "2015-10-14", () => Workbook(PooledFund.Collection, NottinghamCity, "512, Q2 2015-16",
            "Real: every amount is from the minutes of the Nottingham City Health and Wellbeing Board Commissioning Sub-Committee of 13 October 2015, item 20 (committee.nottinghamcity.gov.uk, CId=725, MId=5414).",
            "What the minutes do not print is left empty. They print the cash flow at the end of the quarter; as Host stands the council, and as code of the group 04K: both are ours.",
            "The adjustment is printed without a sign. It only fits as a deduction, so 'Taken off' is Yes.")),
        new("612/invented-612-pooled-fund-2015-16-Q2.xlsx", "612", "2015-11-27", () => Workbook(PooledFund.Collection, Buckinghamshire.Pool2015(2), "612, Q2 2015-16", Invented)),
        new("X24/invented-activity-2015.csv", "X24", "2016-02-11", () => Csv(Activity.Collection, Buckinghamshire.Admissions2015)),
        new("612/invented-612-pooled-fund-2015-16-Q3.xlsx", "612", "2016-02-26", () => Workbook(PooledFund.Collection, Buckinghamshire.Pool2015(3), "612, Q3 2015-16", Invented)),
        new("612/invented-612-bcf-plan-2016-17-v1.xlsx", "612", "2016-05-04", () => Workbook(BcfPlan.Collection, Buckinghamshire.Plan2016, "612, 2016-17, version 1", Invented)),
        new("612/invented-612-pooled-fund-2015-16-Q4.xlsx", "612", "2016-05-27", () => Workbook(PooledFund.Collection, Buckinghamshire.Pool2015(4), "612, Q4 2015-16", Invented)),
        new("KEEPER/population-mid-2015.csv", "KEEPER", "2016-06-30", () => Csv(Populations.Collection, Population("ons-MYE2_2015.xls", "2016-06-30"))),
        new("X24/invented-activity-2015-16-metrics.csv", "X24", "2016-08-11", () => Csv(Activity.Collection, Buckinghamshire.Counts2015)),
        new("612/invented-612-pooled-fund-2016-17-Q1.xlsx", "612", "2016-08-26", () => Workbook(PooledFund.Collection, Buckinghamshire.Pool2016(1), "612, Q1 2016-17", Invented)),
        new("612/invented-612-pooled-fund-2016-17-Q2.xlsx", "612", "2016-11-25", () => Workbook(PooledFund.Collection, Buckinghamshire.Pool2016(2), "612, Q2 2016-17", Invented)),
        new("612/invented-612-pooled-fund-2016-17-Q3.xlsx", "612", "2017-02-24", () => Workbook(PooledFund.Collection, Buckinghamshire.Pool2016(3), "612, Q3 2016-17", Invented)),
        new("RXQ/invented-split-RXQ-2016-17.csv", "RXQ", "2017-03-16", () => Delays("2016-11", "2017-02")),
        new("X24/invented-activity-2016-17.csv", "X24", "2017-05-11", () => Csv(Activity.Collection, Buckinghamshire.Admissions2016)),
        new("612/invented-612-pooled-fund-2016-17-Q4.xlsx", "612", "2017-05-31", () => Workbook(PooledFund.Collection, Buckinghamshire.Pool2016(4), "612, Q4 2016-17", Invented)),
        new("KEEPER/population-mid-2016.csv", "KEEPER", "2017-06-29", () => Csv(Populations.Collection, Population("ons-ukmidyearestimates2016.xls", "2017-06-29"))),
        new("612/invented-612-bcf-plan-2017-18-v1.xlsx", "612", "2017-09-11", () => Workbook(BcfPlan.Collection, Buckinghamshire.Plan2017, "612, 2017-18, version 1", Invented)),
        new("RXQ/invented-split-RXQ-2017-18.csv", "RXQ", "2018-01-11", () => Delays("2017-09", "2017-11")),
        new("KEEPER/invented-allocations-2018-19.csv", "KEEPER", "2018-02-01", () => Csv(Allocations.Collection, Buckinghamshire.Grant2018)),
        new("612/invented-612-pooled-fund-2017-18-Q4.xlsx", "612", "2018-05-31", () => Workbook(PooledFund.Collection, Buckinghamshire.Pool2017, "612, Q4 2017-18", Invented)),
        new("KEEPER/invented-organisations-2025-26.xlsx", "KEEPER", "2025-01-06", () => Workbook(OrganisationSets.Collection, [.. Shares(new FinancialYear(2025)), .. SouthWestLondon], "Boards of South West London, and the groups of Buckinghamshire again",
            Invented, "Only the latest set is used, so the lines of 2014-15 are in this one too.", "That the boards of the six boroughs belong to NHS South West London is real.")),
        new("KEEPER/invented-allocations-2025-26.csv", "KEEPER", "2025-02-20", () => Csv(Allocations.Collection, Merton.Allocated)),
        new("730/invented-730-bcf-plan-2025-26-v1.xlsx", "730", "2025-03-28", () => Workbook(BcfPlan.Collection, Merton.Plan, "730, 2025-26, version 1", Invented)),
        new("KEEPER/invented-population-mid-2024.csv", "KEEPER", "2025-07-30", () => Csv(Populations.Collection, InventedPopulation)),
        new("X24/invented-activity-2025-26.csv", "X24", "2025-08-14", () => Csv(Activity.Collection, Merton.Admissions)),
        new("730/invented-730-pooled-fund-2025-26-Q1.xlsx", "730", "2025-08-15", () => Workbook(PooledFund.Collection, Merton.Pool, "730, Q1 2025-26", Invented)),
    ];

    internal static Pence P(decimal pounds) => Pence.FromPounds(pounds);

    internal static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A rate with as many decimals as it is published with.</summary>
    internal static decimal Rate(decimal numerator, decimal denominator, int per, int places = 1) => Math.Round(numerator / denominator * per, places, MidpointRounding.AwayFromZero);

    private static byte[] Workbook<TRow>(Collection<TRow> collection, IEnumerable<TRow> rows, string title, params string[] notes) where TRow : class =>
        ReturnTemplate.Xlsx(collection, Filling(collection, rows) with { Title = title, Notes = [.. notes] });

    private static byte[] Csv<TRow>(Collection<TRow> collection, IEnumerable<TRow> rows) where TRow : class => Encoding.UTF8.GetBytes(ReturnTemplate.Csv(collection, Filling(collection, rows)));

    private static TemplateFilling Filling<TRow>(Collection<TRow> collection, IEnumerable<TRow> rows) where TRow : class => new()
    {
        Rows =
        [
            .. from row in rows
               let table = collection.Parts.Length == 1 ? collection.Parts[0] : collection.Parts.Single(part => part.Holds(row))
               select new FilledRow(table.Key, table.Fields.Zip(table.Write(row), (field, text) => (field.Column.Field, text)).Where(cell => cell.text.Length > 0).ToDictionary(cell => cell.Field, cell => cell.text)),
        ],
    };

    private static IEnumerable<OrganisationSetRow> Shares(FinancialYear year)
    {
        var (from, to, learned) = (Day("2013-04-01"), Day("2018-03-31"), Day("2015-01-05"));
        foreach (var (code, name) in new[] { ("10Y", "NHS Aylesbury Vale CCG"), ("10H", "NHS Chiltern CCG") })
            yield return new OrganisationSetOrganisation(year, new OrganisationRow(code, CodeScheme.Ods, OrganisationKind.Ccg, name, from, to, learned, Mark.Recalled, "Recalled: code, name and dates"));
        foreach (var (ccg, hwb, share) in new[] { ("10Y", "612", "92/100"), ("10Y", "608", "8/100"), ("10H", "612", "90/100"), ("10H", "618", "10/100") })
            yield return new OrganisationSetRelation(year, new RelationRow(ccg, null, Relation.Share, hwb, OrganisationKind.Hwb, from, to, Proportion.TryParse(share), learned, Mark.Assumed, "Invented for the sample"));
    }

    /// <summary>The boards, not the authorities: those stay members of their region.</summary>
    private static IEnumerable<OrganisationSetRow> SouthWestLondon => new[] { "712", "721", "729", "730", "733", "734" }.Select(hwb => new OrganisationSetRelation(new FinancialYear(2025), new RelationRow(
        hwb, OrganisationKind.Hwb, Relation.MemberOf, "QWE", null, Day("2022-07-01"), null, null, Day("2025-01-06"), Mark.Verified,
        "South West London Integrated Care System, New beginning for health and care in South West London (southwestlondonics.org.uk, July 2022): the six boroughs by name")));

    /// <summary>England and its authorities from the workbook of the Office for National Statistics, with the ages that the build's own table does not have.</summary>
    private static IEnumerable<PopulationRow> Population(string workbook, string on) =>
        Pipeline.Check(TestFiles.ReadPath($"sample-data/reference/population/{workbook}"), new CheckContext("KEEPER", Day(on), PolicyBook.Current, ReferenceBook.Current, Mandates.Current) { FileName = workbook })
            .Accepted.Single().Rows.Select(Populations.Collection.RowOf);

    /// <summary>No estimate of mid-2024 is at hand: every area of mid-2020 has four people more for each hundred, and England is their sum.</summary>
    private static IEnumerable<PopulationRow> InventedPopulation
    {
        get
        {
            var grown = Population("ons-ukpopestimatesmid2020on2021geography.xls", "2025-07-30").Where(row => row.OnsCode != ReferenceBook.EnglandOns).Select(row => row with
            {
                Estimate = "mid-2024",
                Adults = Grown(row.Adults),
                Under18 = Grown(row.Under18!.Value),
                AllAges = Grown(row.Adults) + Grown(row.Under18!.Value),
                Aged65 = Grown(row.Aged65!.Value),
                Source = "Invented for the sample: ONS mid-2020 and four in a hundred more",
            }).ToList();
            return grown.Prepend(grown[0] with { OnsCode = ReferenceBook.EnglandOns, Name = "England", Adults = grown.Sum(row => row.Adults), Under18 = grown.Sum(row => row.Under18), AllAges = grown.Sum(row => row.AllAges), Aged65 = grown.Sum(row => row.Aged65) });

            static int Grown(int people) => (int)Math.Round(people * 1.04m, MidpointRounding.AwayFromZero);
        }
    }

    /// <summary>
    /// The days of Buckinghamshire as NHS England published them (acute and non-acute, NHS, social care and both), split here by reason and given to one trust.
    /// The matrix of care by attribution is not published: as many as can be are put under acute.
    /// </summary>
    private static byte[] Delays(params string[] months)
    {
        var lines = new List<string> { "Month,Provider code,Authority code,Type of care,Reason,NHS days,Social care days,Both days" };
        foreach (var published in CouncilMonths.Of("612").Where(row => months.Contains(row.Month.ToString())))
        {
            foreach (var (care, reason) in DelayedTransfers.Places(published.Month, PolicyBook.Current))
            {
                var acute = care == CareType.Acute;
                var (both, social) = (acute ? published.Both : 0, acute ? published.SocialCare : 0);
                var all = (acute ? published.Acute : published.NonAcute) - both - social;
                var nhs = reason switch { Reason.C => all / 2, Reason.Dii => all / 3, Reason.A => all - all / 2 - all / 3, _ => 0 };
                var socialCare = reason switch { Reason.E => social - social / 3, Reason.Di => social / 3, _ => 0 };
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{published.Month},RXQ,612,{(acute ? "Acute" : "Non-acute")},{reason},{nhs},{socialCare},{(reason == Reason.A ? both : 0)}"));
            }
        }
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
    }

    private static IEnumerable<PooledFundRow> NottinghamCity
    {
        get
        {
            var (quarter, hwb, ccg) = (FinancialQuarter.Parse("2015-16-Q2"), "512", "04K");
            yield return new PooledFundAccount(quarter, hwb, "512", null, PoolPeriod.Quarter, null, null, null, null, null, null, null, null, null, PrintedUnit.Thousands,
                "Cash flow at the end of quarter 2, as noted on 13 October 2015. A forecast underspend of 2.348 million is reduced to 1.834 million when a shortfall of payment for performance is met from underspends first.");
            foreach (var (partner, source, what, deducts, amount) in new[]
            {
                (ccg, FundingSource.NhsMinimum, "CCG Baseline (Minimum Contribution)", false, 10_711_000m), (ccg, FundingSource.AdditionalNhs, "Other CCG Allocation", false, 916_000m),
                (ccg, FundingSource.Adjustment, "NEL Adjustment", true, 153_000m), (hwb, FundingSource.DisabledFacilities, "Disabled Facilities Grant", false, 507_000m),
                (hwb, FundingSource.SocialCareCapital, "Social Care Capital Grant", false, 432_000m), (hwb, FundingSource.AdditionalAuthority, "Social Care Contribution", false, 358_000m),
            })
                yield return new PooledFundIncome(quarter, hwb, partner, source, what, deducts, null, null, null, P(amount), null, null, null, null);
            yield return new PooledFundExpenditure(quarter, hwb, ccg, FundingSource.Other, "CCG", false, null, null, null, P(4_916_000m), null);
            yield return new PooledFundExpenditure(quarter, hwb, hwb, FundingSource.Other, "City Council", false, null, null, null, P(6_772_000m), null);
            foreach (var (of, partner, amount) in new[]
            {
                (PoolTotal.Income, ccg, 11_474_000m), (PoolTotal.Income, hwb, 1_296_000m), (PoolTotal.Income, null, 12_770_000m), (PoolTotal.Expenditure, null, 11_688_000m), (PoolTotal.Balance, (string?)null, 1_082_000m),
            })
                yield return new PooledFundSubTotal(quarter, hwb, of, partner, PoolMeasure.Actual, P(amount));
        }
    }
}

/// <summary>Delayed days of an authority in a month as NHS England published them.</summary>
internal sealed record CouncilMonth(ReportingMonth Month, string Authority, int Acute, int NonAcute, int Nhs, int SocialCare, int Both, int Total);

/// <summary>The published months of all councils, April 2013 to March 2018.</summary>
internal static class CouncilMonths
{
    private static readonly Lazy<ILookup<string, CouncilMonth>> Read = new(() => CsvText.Read(Encoding.UTF8.GetString(TestFiles.Bytes("sample-data/reference/council-months-2013-04-to-2018-03.csv"))).Skip(1)
        // A dash is a council that the month does not print.
        .Where(cells => !cells.Skip(4).Contains("-"))
        .Select(cells => new CouncilMonth(ReportingMonth.Parse(cells[0]), cells[1], Number(cells[4]), Number(cells[5]), Number(cells[6]), Number(cells[7]), Number(cells[8]), Number(cells[9])))
        .ToLookup(row => row.Authority));

    internal static IEnumerable<CouncilMonth> Of(string authority) => Read.Value[authority];

    internal static IEnumerable<CouncilMonth> On(ReportingMonth month) => Read.Value.SelectMany(rows => rows).Where(row => row.Month == month);

    private static int Number(string text) => int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);
}
