using System.Globalization;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Statements;

namespace Monitoring.Files.Tests.Statements;

public class JournalTests
{
    private static List<Dictionary<string, string>> Read(Statement statement, Account account, IssuedStatement? issued)
    {
        var records = CsvText.Read(Journal.Csv(statement, account, issued)).ToList();
        Assert.Equal(Journal.Columns, records[0]);
        Assert.All(records, record => Assert.Equal(Journal.Columns.Length, record.Length));
        return [.. records.Skip(1).Select(record => Journal.Columns.Zip(record).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static decimal Sum(IEnumerable<Dictionary<string, string>> lines, string side) => lines.Sum(line => line[side].Length == 0 ? 0 : decimal.Parse(line[side], CultureInfo.InvariantCulture));

    [Fact]
    public void A_posting_is_balanced_in_the_books_of_each_party()
    {
        var lines = Read(MadeStatements.JuneStatement, MadeStatements.JuneIssue.Account, MadeStatements.JuneIssue.Issued);
        Assert.Equal(4, lines.Count);
        Assert.All(lines.GroupBy(line => line["books_of"]), books => Assert.Equal((1170m, 1170m), (Sum(books, "debit"), Sum(books, "credit"))));
        Assert.Equal(["RX1", "RX1", "998", "998"], lines.Select(line => line["books_of"]));
        Assert.All(lines, line => Assert.Equal(("2015-07-06", "2015-16", "03"), (line["date"], line["financial_year"], line["period"])));
    }

    /// <summary>A correction downwards: no amount is below zero, debit and credit change places.</summary>
    [Fact]
    public void An_amount_that_goes_the_other_way_stands_on_the_other_side()
    {
        var april = MadeStatements.JuneStatement with { Key = MadeStatements.JuneStatement.Key with { Month = new ReportingMonth(2015, 4) } };
        var lines = Read(april, MadeStatements.JuneIssue.Account, null);
        Assert.Equal(8, lines.Count);
        Assert.All(lines, line => Assert.DoesNotContain('-', line["debit"] + line["credit"]));
        var income = lines.Where(line => line["account_name"].StartsWith("Income", StringComparison.Ordinal)).ToList();
        Assert.Equal([("", "1690.00"), ("130.00", "")], income.Select(line => (line["debit"], line["credit"])));
        Assert.Equal(["01", "03"], income.Select(line => line["period"]));
    }

    [Fact]
    public void No_case_is_named_and_the_codes_say_that_they_are_examples()
    {
        var text = Journal.Csv(MadeStatements.JuneStatement, MadeStatements.JuneIssue.Account, MadeStatements.JuneIssue.Issued);
        Assert.DoesNotContain("D-15", text);
        Assert.All(Read(MadeStatements.JuneStatement, MadeStatements.JuneIssue.Account, MadeStatements.JuneIssue.Issued), line => Assert.StartsWith("EXAMPLE-", line["account_code"]));
    }

    [Theory]
    [InlineData("=cmd")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@sum")]
    public void A_text_that_looks_like_a_formula_is_escaped(string code)
    {
        var spoilt = MadeStatements.JuneStatement with { Payee = new Party(code, code) };
        Assert.Equal("'" + code, Read(spoilt, MadeStatements.JuneIssue.Account, MadeStatements.JuneIssue.Issued)[0]["books_of"]);
    }

    [Fact]
    public void Without_a_posting_there_are_headings_alone() => Assert.Empty(Read(MadeStatements.JuneStatement, MadeStatements.NothingPosted, null));

    /// <summary>Each posting is in one journal of an issue: the second issue has its own alone.</summary>
    [Fact]
    public void A_journal_of_an_issue_has_the_postings_of_that_issue()
    {
        var later = MadeStatements.JuneIssue.Issued.Postings[0] with { Number = 9, Kind = PostingKind.Revision, Amount = new Pence(13000) };
        var account = MadeStatements.JuneIssue.Account with { Postings = MadeStatements.JuneIssue.Account.Postings.Add(later) };
        Assert.Equal(["130.00"], Read(MadeStatements.JuneStatement, account, MadeStatements.JuneIssue.Issued with { Number = 2, Postings = [later] }).Select(line => line["debit"]).Where(amount => amount.Length > 0).Distinct());
    }
}
