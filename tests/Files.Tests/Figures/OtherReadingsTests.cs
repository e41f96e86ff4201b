using System.Globalization;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Policy;

namespace Monitoring.Files.Tests.Figures;

/// <summary>The invented quarters with one switch turned: which cases hang on it, and what they then come to, was worked out by hand. A case that the table leaves out does not hang on it.</summary>
public class OtherReadingsTests
{
    private static readonly Lazy<List<Dictionary<string, string>>> Table = new(() => SampleQuarters.Table("expected/other-readings.csv"));

    private static readonly Lazy<List<ReportedCase>> Reported = new(() => [.. SampleQuarterFilesTests.Laws.SelectMany(SampleQuarters.Cases)]);

    /// <summary>Whose answers change what is required or due of the days that count, and not the days.</summary>
    private static readonly string[] NotOfDays = ["reimbursement.waiver-2003", "reimbursement.unanswered"];

    public static TheoryData<string, string> Others =>
        [.. Switches.OfReimbursement.SelectMany(Switches.ValuesOf).Where(value => !NotOfDays.Contains(value.Policy) && !PolicyBook.Current.Rows.Any(row => row.Policy == value.Policy && row.Value == value.Value)).Select(value => (value.Policy, value.Value))];

    [Theory, MemberData(nameof(Others))]
    public void The_cases_that_hang_on_a_switch_are_those_of_the_table(string policy, string value)
    {
        var expected = Table.Value.Where(row => row["Switch"] == policy && row["Value"] == value).Select(row => $"{row["Case"]} of {row["View"]}: {row["Days"]} days, {SampleQuarters.Amount(row["Amount"])}");
        var supposed = PolicyBook.Current.Supposing(null, new SupposedAnswer(policy, value));
        var changed =
            from reported in Reported.Value
            let now = Sum(reported, PolicyBook.Current)
            let then = Sum(reported, supposed)
            where now != then
            select $"{reported.Case} of {reported.Party}: {then}";
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(StringComparer.Ordinal), changed.Order(StringComparer.Ordinal));
    }

    private static string Sum(ReportedCase reported, PolicyBook policy)
    {
        var decided = DayByDay.Of(reported, policy, ReferenceBook.Current);
        return string.Create(CultureInfo.InvariantCulture, $"{decided.Counted.Count()} days, {decided.Amount}");
    }
}
