using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Funds;
using Monitoring.Files.Statements;

namespace Monitoring.Files.Tests.Funds;

public class FundJournalTests
{
    private const string Council = "998", Ccg = "99X";

    private static List<Dictionary<string, string>> Read(string csv)
    {
        var records = CsvText.Read(csv).ToList();
        Assert.Equal(FundJournal.Description.Names, records[0]);
        return [.. records.Skip(1).Select(record => FundJournal.Description.Names.Zip(record).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static List<Dictionary<string, string>> Read(FundYear year) => Read(FundJournal.Csv(year));

    private static decimal Sum(IEnumerable<Dictionary<string, string>> lines, string side) => lines.Sum(line => line[side].Length == 0 ? 0 : decimal.Parse(line[side], CultureInfo.InvariantCulture));

    private static void IsBalanced(List<Dictionary<string, string>> lines)
    {
        Assert.All(lines.GroupBy(line => (line["books_of"], line["reference"])), entry => Assert.Equal(Sum(entry, "debit"), Sum(entry, "credit")));
        Assert.All(lines, line => Assert.DoesNotContain('-', line["debit"] + line["credit"]));
        Assert.All(lines, line => Assert.False(line["debit"].Length > 0 && line["credit"].Length > 0));
    }

    private static readonly Gen<Pence?> Amounts = Gen.OneOf(Gen.Long[-900_000_000_00, 900_000_000_00].Select(pence => (Pence?)new Pence(pence)), Gen.Const((Pence?)null), Gen.Const((Pence?)default(Pence)));

    /// <summary>Whatever partners pay in, spend and bear, in whichever direction, known or not: each entry has as much on one side as on the other, in the books of each body.</summary>
    [Fact]
    public void Debits_are_credits_in_every_entry() => Amounts.Array[24].Select(Gen.Bool).Sample((amounts, outturn) =>
    {
        var (of, next) = (FundDocuments.Of2015, 0);
        var quarters = of.Pool!.Quarters.Select(quarter => quarter with { Lines = [.. quarter.Lines.Select(line => line with { Quarter = line.Quarter with { Actual = amounts[next++ % amounts.Length] } })] }).ToImmutableArray();
        var year = of with
        {
            Pool = of.Pool with { Quarters = outturn ? [.. quarters.SkipLast(1), quarters[^1] with { Quarter = new FinancialYear(2015).Quarter(4) }] : quarters },
            RiskSharing = of.RiskSharing! with { Partners = [.. of.RiskSharing!.Partners.Select(partner => partner with { Share = amounts[next++ % amounts.Length] })] },
            Performance = of.Performance! with { Quarters = [.. of.Performance!.Quarters.Select(quarter => quarter with { Paid = amounts[next++ % amounts.Length] })] },
        };
        IsBalanced(Read(year));
    });

    /// <summary>The first quarter of example M1: £5,355,500.00 and £458,000.00 less the adjustment of £256,000.00 by the CCG, £253,500.00 + £216,000.00 + £179,000.00 by the council that hosts the pool.</summary>
    [Fact]
    public void What_partners_pay_in_is_posted_by_quarter()
    {
        var first = Read(FundDocuments.Of2015).Where(line => line["reference"].Contains("2015-16-Q1-contribution", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            [(Ccg, "partner", "5557500.00", ""), (Ccg, "partner", "", "5557500.00"), (Council, "host", "5557500.00", ""), (Council, "host", "", "5557500.00"), (Council, "host", "648500.00", ""), (Council, "host", "", "648500.00")],
            first.Select(line => (line["books_of"], line["role"], line["debit"], line["credit"])));
        Assert.All(first, line => Assert.Equal(("2015-06-30", "2015-16", "03"), (line["date"], line["financial_year"], line["period"])));
        Assert.Equal(["Pooled fund: contribution", "Payables: host of the pooled fund", "Receivables: partners of the pooled fund", "Pooled fund: contributions of partners", "Pooled fund: contribution", "Pooled fund: the host's own contribution"], first.Select(line => line["account_name"]));
    }

    /// <summary>Vector S2: £74,500, £149,000, £250,000 as agreed, and £495,000, by the one CCG.</summary>
    [Fact]
    public void What_performance_releases_goes_from_the_NHS_partner_to_the_host()
    {
        var lines = Read(FundDocuments.Of2015).Where(line => line["reference"].EndsWith("performance", StringComparison.Ordinal)).ToList();
        Assert.Equal([74500, 149000, 250000, 495000], lines.Where(line => line["books_of"] == Ccg && line["debit"].Length > 0).Select(line => decimal.Parse(line["debit"], CultureInfo.InvariantCulture)));
        Assert.Equal(968500, Sum(lines.Where(line => line["books_of"] == Council), "credit"));
    }

    /// <summary>Where several pay the minimum in, their parts are not stated: nobody's are guessed.</summary>
    [Fact]
    public void A_payer_that_is_not_known_is_not_guessed()
    {
        var of = FundDocuments.Of2015;
        var two = of with { Pool = of.Pool! with { Quarters = [.. of.Pool!.Quarters.Select(quarter => quarter with { Lines = [.. quarter.Lines, quarter.Lines.First(line => line.Source == FundingSource.NhsMinimum && line.Side == PoolSide.Income) with { Partner = "98X" }] })] } };
        var lines = Read(two).Where(line => line["reference"].EndsWith("performance", StringComparison.Ordinal)).ToList();
        Assert.All(lines, line => Assert.Equal(("", ""), (line["debit"], line["credit"])));
        Assert.Contains("performance payment into the pool of £74,500.00: 2 partners pay the NHS minimum in, and their parts are not stated: amount not known", lines[0]["description"]);
    }

    /// <summary>The year is not over: shares of a forecast are no journal.</summary>
    [Fact]
    public void A_forecast_is_not_posted() => Assert.DoesNotContain(Read(FundDocuments.Of2015), line => line["reference"].Contains("risk-share", StringComparison.Ordinal));

    /// <summary>The outturn of 2017-18 is an underspend of £250,000 that stays in the pool (R7); were it shared, £110,000 to the host and £140,000 to the CCG, the partner would get it: below zero, the sides change places.</summary>
    [Fact]
    public void Shares_of_an_outturn_are_posted()
    {
        var of = FundDocuments.Of2017;
        Assert.DoesNotContain(Read(of), line => line["reference"].Contains("risk-share", StringComparison.Ordinal));
        var shared = of with { RiskSharing = of.RiskSharing! with { Partners = [.. of.RiskSharing!.Partners.Select(partner => partner with { Share = new Pence(partner.Partner == Council ? -11000000 : -14000000) })] } };
        var lines = Read(shared).Where(line => line["reference"].Contains("risk-share", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            [("998", "", "110000.00"), ("998", "110000.00", ""), (Ccg, "", "140000.00"), (Ccg, "140000.00", ""), ("998", "", "140000.00"), ("998", "140000.00", "")],
            lines.Select(line => (line["books_of"], line["debit"], line["credit"])));
    }

    [Fact]
    public void Every_code_is_invented_and_says_so()
    {
        Assert.All(Read(FundDocuments.Of2015), line =>
        {
            Assert.StartsWith("EXAMPLE-", line["account_code"]);
            Assert.Equal("example codes: replace by your own", line["codes"]);
        });
    }

    [Fact]
    public void A_code_that_is_missing_is_said_to_be_and_not_guessed()
    {
        var codes = LedgerCodes.Of("role,about,side,account,cost centre,name\npartner,contribution,debit,41230,A17,Better Care Fund\n");
        var lines = Read(FundJournal.Csv(FundDocuments.Of2015, codes)).Where(line => line["books_of"] == Ccg && line["reference"].Contains("Q1-contribution", StringComparison.Ordinal)).ToList();
        Assert.Equal([("41230", "A17", "codes as mapped"), ("", "", "no code: put a row for partner, contribution, credit into ledger-codes.csv")], lines.Select(line => (line["account_code"], line["cost_centre"], line["codes"])));
        Assert.Equal("5557500.00", lines[1]["credit"]);
    }

    /// <summary>A table that was damaged is our own fault, and is told where it is read.</summary>
    [Theory]
    [InlineData("role,about,side,account,cost centre\n")]
    [InlineData("role,about,side,account,cost centre,name\nhost,contribution,debit,1\n")]
    public void Codes_are_read_from_whole_rows_only(string text) => Assert.Throws<FormatException>(() => LedgerCodes.Of(text));

    /// <summary>A return that leaves out an actual leaves the partner's quarter unknown: no line makes up a part of it.</summary>
    [Fact]
    public void An_amount_that_is_not_known_is_empty_and_says_so()
    {
        var of = FundDocuments.Of2015;
        var first = of.Pool!.Quarters[0];
        var gap = of with { Pool = of.Pool with { Quarters = of.Pool.Quarters.SetItem(0, first with { Lines = first.Lines.SetItem(0, first.Lines[0] with { Quarter = first.Lines[0].Quarter with { Actual = null } }) }) } };
        var lines = Read(gap).Where(line => line["reference"].Contains($"Q1-contribution-{Ccg}", StringComparison.Ordinal) || line["reference"].Contains($"contribution-{Ccg}", StringComparison.Ordinal)).Take(4).ToList();
        Assert.All(lines, line => Assert.Equal(("", ""), (line["debit"], line["credit"])));
        Assert.All(lines, line => Assert.EndsWith("amount not known", line["description"]));
    }
}
