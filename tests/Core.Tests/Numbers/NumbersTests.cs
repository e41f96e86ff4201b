using System.Globalization;
using CsCheck;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Tests.Kernel;

public class CountTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("5", 5)]
    [InlineData("007", 7)]
    [InlineData("1204", 1_204)]
    [InlineData("1,204", 1_204)]
    [InlineData("12,204", 12_204)]
    [InlineData("1,234,567", 1_234_567)]
    [InlineData(" 12\u00A0", 12)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("2,147,483,647", int.MaxValue)]
    public void A_count_is_digits_and_commas_between_thousands(string typed, int expected) => Cultures.Same(expected, () => Numbers.ReadCount(typed).Value!.Value);

    [Theory]
    [InlineData("", "No number is given.")]
    [InlineData(" \u00A0", "No number is given.")]
    [InlineData("-", "A dash says that nothing was reported; it is not a number.")]
    [InlineData("–", "A dash says that nothing was reported; it is not a number.")]
    [InlineData("—", "A dash says that nothing was reported; it is not a number.")]
    [InlineData("-4", "-4 is below zero.")]
    [InlineData("−4", "−4 is below zero.")]
    [InlineData("-1,204", "-1,204 is below zero.")]
    [InlineData("-99999999999", "-99999999999 is below zero.")]
    [InlineData("-0", "'-0' is not a whole number. It has a minus sign.")]
    [InlineData("4-", "'4-' is not a whole number. It has a minus sign.")]
    [InlineData("#N/A", "'#N/A' is an error of the spreadsheet, not a number.")]
    [InlineData("#DIV/0!", "'#DIV/0!' is an error of the spreadsheet, not a number.")]
    [InlineData("########", "'########' is an error of the spreadsheet, not a number.")]
    [InlineData("62,0500", "'62,0500' is not a whole number. Its commas do not separate thousands.")] // E2
    [InlineData("1,20", "'1,20' is not a whole number. Its commas do not separate thousands.")]
    [InlineData("1204,000", "'1204,000' is not a whole number. Its commas do not separate thousands.")]
    [InlineData("1,2345,678", "'1,2345,678' is not a whole number. Its commas do not separate thousands.")]
    [InlineData("0,123", "'0,123' is not a whole number. Its commas do not separate thousands.")]
    [InlineData("01,204", "'01,204' is not a whole number. Its commas do not separate thousands.")]
    [InlineData(",204", "',204' is not a whole number. Its commas do not separate thousands.")]
    [InlineData("1,,204", "'1,,204' is not a whole number. Its commas do not separate thousands.")]
    [InlineData("1,204,", "'1,204,' is not a whole number. Its commas do not separate thousands.")]
    [InlineData("12.5", "'12.5' is not a whole number. It has a decimal point.")]
    [InlineData("12.0", "'12.0' is not a whole number. It has a decimal point.")]
    [InlineData("1.204", "'1.204' is not a whole number. It has a decimal point.")]
    [InlineData("-2.5", "'-2.5' is not a whole number. It has a decimal point.")]
    [InlineData("1e3", "'1e3' is not a whole number. It is written with an exponent.")]
    [InlineData("1.2E+05", "'1.2E+05' is not a whole number. It is written with an exponent.")]
    [InlineData("£12", "'£12' is not a whole number. It has a currency sign.")]
    [InlineData("(12)", "'(12)' is not a whole number. It stands in brackets.")]
    [InlineData("12 (est.)", "'12 (est.)' is not a whole number. It stands in brackets.")]
    [InlineData("5%", "'5%' is not a whole number. It is a percentage.")]
    [InlineData("+12", "'+12' is not a whole number. It has a plus sign.")]
    [InlineData("1 204", "'1 204' is not a whole number. It has a space in it.")]
    [InlineData("2147483648", "'2147483648' is not a whole number that a count can be. It is too large.")]
    [InlineData("99999999999999999999", "'99999999999999999999' is not a whole number that a count can be. It is too large.")]
    [InlineData("n/a", "'n/a' is not a whole number.")]
    [InlineData("NA", "'NA' is not a whole number.")]
    [InlineData("TRUE", "'TRUE' is not a whole number.")]
    [InlineData("12 days", "'12 days' is not a whole number.")]
    [InlineData("0x10", "'0x10' is not a whole number.")]
    [InlineData("１２", "'１２' is not a whole number.")]
    [InlineData("12\0", "'12\0' is not a whole number.")]
    public void Anything_else_is_refused_with_the_reason(string typed, string wrong) => Cultures.Same(((int?)null, wrong), () => (Numbers.ReadCount(typed).Value, Numbers.ReadCount(typed).Wrong!));

    [Fact]
    public void Every_count_is_read_back_with_and_without_commas() => Gen.Int[0, int.MaxValue].Sample(count =>
        Numbers.ReadCount(count.ToString(CultureInfo.InvariantCulture)).Value == count && Numbers.ReadCount(Words.Number(count)).Value == count);

    [Fact]
    public void A_comma_moved_or_doubled_is_never_another_count() => Gen.Select(Gen.Int[1_000, int.MaxValue], Gen.Int[0, 12]).Sample((count, at) =>
    {
        var typed = Words.Number(count);
        var moved = typed.Insert(int.Min(at, typed.Length), ",");
        return Numbers.ReadCount(moved).Value is null;
    });
}

public class MoneyTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1234", 123_400)]
    [InlineData("1,234.5", 123_450)]
    [InlineData("1,234.50", 123_450)]
    [InlineData("1234.50", 123_450)]
    [InlineData("£1,234", 123_400)]
    [InlineData("£ 1,234.56 ", 123_456)]
    [InlineData("-12.00", -1_200)]
    [InlineData("−12.00", -1_200)]
    [InlineData("(12.00)", -1_200)]
    [InlineData("( £12.00 )", -1_200)]
    [InlineData("-£12.00", -1_200)]
    [InlineData("£-12.00", -1_200)]
    [InlineData("-0", 0)]
    [InlineData("(0.00)", 0)]
    [InlineData("0.01", 1)]
    [InlineData("620,500", 62_050_000)] // E2, as it should have been printed
    [InlineData("92,233,720,368,547,758.07", long.MaxValue)]
    public void An_amount_is_read_as_people_and_accounts_write_it(string typed, long pence) => Cultures.Same(pence, () => Numbers.ReadMoney(typed).Value!.Value.Number);

    [Theory]
    [InlineData("", "No amount is given.")]
    [InlineData("  ", "No amount is given.")]
    [InlineData("-", "A dash says that nothing was reported; it is not an amount.")]
    [InlineData("—", "A dash says that nothing was reported; it is not an amount.")]
    [InlineData("#REF!", "'#REF!' is an error of the spreadsheet, not an amount.")]
    [InlineData("1e3", "'1e3' is written with an exponent; an amount is written out in full.")]
    [InlineData("£1.2E+05", "'£1.2E+05' is written with an exponent; an amount is written out in full.")]
    [InlineData("62,0500", "'62,0500' has a comma that does not separate thousands, so it is not clear which amount is meant.")] // E2
    [InlineData("£62,0500", "'£62,0500' has a comma that does not separate thousands, so it is not clear which amount is meant.")]
    [InlineData("12,50", "'12,50' has a comma that does not separate thousands, so it is not clear which amount is meant.")]
    [InlineData("0,123", "'0,123' has a comma that does not separate thousands, so it is not clear which amount is meant.")]
    [InlineData("1,2345.00", "'1,2345.00' has a comma that does not separate thousands, so it is not clear which amount is meant.")]
    [InlineData("12.345", "'12.345' has more than two decimal places, and there is nothing smaller than a penny.")]
    [InlineData("12.340", "'12.340' has more than two decimal places, and there is nothing smaller than a penny.")]
    [InlineData("1.234,50", "'1.234,50' has its comma and its point the wrong way round: commas separate thousands, the point comes before the pence.")]
    [InlineData("1.234.50", "'1.234.50' has more than one point.")]
    [InlineData("12.", "'12.' has nothing behind its point.")]
    [InlineData(".50", "'.50' has nothing before its point.")]
    [InlineData("12p", "'12p' is in pence; an amount is written in pounds.")]
    [InlineData("12 p", "'12 p' is in pence; an amount is written in pounds.")]
    [InlineData("$5", "'$5' is not in pounds.")]
    [InlineData("5 €", "'5 €' is not in pounds.")]
    [InlineData("GBP 5", "'GBP 5' has something in it besides digits, commas and a point.")]
    [InlineData("£12k", "'£12k' has something in it besides digits, commas and a point.")]
    [InlineData("5£", "'5£' has a pound sign where none can stand.")]
    [InlineData("££5", "'££5' has a pound sign where none can stand.")]
    [InlineData("£", "'£' is a pound sign without an amount.")]
    [InlineData("(12.00", "'(12.00' has a bracket that does not belong to a pair around the amount.")]
    [InlineData("£(12.00)", "'£(12.00)' has a bracket that does not belong to a pair around the amount.")]
    [InlineData("((12.00))", "'((12.00))' has a bracket that does not belong to a pair around the amount.")]
    [InlineData("()", "'()' is not an amount of money.")]
    [InlineData("(-12.00)", "'(-12.00)' is marked as below zero more than once.")]
    [InlineData("(£-12.00)", "'(£-12.00)' is marked as below zero more than once.")]
    [InlineData("--12", "'--12' has more than one minus sign.")]
    [InlineData("-£-12", "'-£-12' is marked as below zero more than once.")]
    [InlineData("12-", "'12-' has its minus sign at the end.")]
    [InlineData("+12", "'+12' has a plus sign.")]
    [InlineData("12%", "'12%' is a percentage, not an amount of money.")]
    [InlineData("1 234", "'1 234' has a space in it.")]
    [InlineData("n/a", "'n/a' is not an amount of money.")]
    [InlineData("TRUE", "'TRUE' is not an amount of money.")]
    [InlineData("１２", "'１２' is not an amount of money.")]
    [InlineData("92,233,720,368,547,758.08", "'92,233,720,368,547,758.08' is more money than can be meant.")]
    [InlineData("99999999999999999999999999999999999", "'99999999999999999999999999999999999' is more money than can be meant.")]
    public void Anything_else_is_refused_with_the_reason(string typed, string wrong) => Cultures.Same(((Pence?)null, wrong), () => (Numbers.ReadMoney(typed).Value, Numbers.ReadMoney(typed).Wrong!));

    [Fact]
    public void Every_form_of_an_amount_is_the_same_amount() => Gen.Long[0, 9_000_000_000_000].Sample(number =>
    {
        var pence = new Pence(number);
        var plain = pence.Pounds.ToString("0.00", CultureInfo.InvariantCulture);
        string[] positive = [plain, $"£{plain}", pence.ToString(), pence.ToString()[1..]], negative = [$"-{plain}", $"({plain})", (-pence).ToString(), $"({pence})"];
        return positive.All(text => Numbers.ReadMoney(text).Value == pence) && (number == 0 || negative.All(text => Numbers.ReadMoney(text).Value == -pence));
    });

    /// <summary>Whatever is typed, there is either a value or a sentence that ends as a sentence does, and nothing is thrown.</summary>
    [Fact]
    public void Any_text_has_an_answer() => Gen.String[Gen.Char["0123456789,.-()£$pPeE%+# \u00A0k−１#"], 0, 12].Sample(text =>
    {
        var (money, count) = (Numbers.ReadMoney(text), Numbers.ReadCount(text));
        return money.Value is null == money.Wrong?.EndsWith('.') is true && count.Value is null == count.Wrong?.EndsWith('.') is true;
    }, iter: 20_000);
}

public class ReadingOfNothingTests
{
    [Fact]
    public void The_default_says_that_nothing_was_read()
    {
        Assert.False(default(Reading<int>).TryGet(out _, out var wrong));
        Assert.Equal("Nothing was read.", wrong);
    }

    [Fact]
    public void A_value_has_no_sentence()
    {
        Assert.True(Numbers.ReadCount("1,204").TryGet(out var count, out var wrong));
        Assert.Equal((1_204, null), (count, wrong));
    }

    [Fact]
    public void Readings_keep_the_laws_of_equality() => ValueLaws.Equality(Numbers.ReadCount("1,204"), Numbers.ReadCount("1204"), Numbers.ReadCount("1e3"));
}
