using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

/// <summary>Domain note on delayed discharge 6.2: limits start anew only with a recorded reason, not automatically and not each financial year.</summary>
public class RebasesTests
{
    private const string Today = "2020-05-14";

    private static readonly Gen<RebaseRow> Rows = Gen.Select(Gen.OneOf(Gen.Const("507"), Gen.Const("730")), Gen.Bool, Gen.Int[0, 114], Gen.Int[0, 3000],
        (authority, socialCare, month, day) => new RebaseRow(authority, socialCare ? ChartMeasure.SocialCareBeds : ChartMeasure.Beds, ReportingMonth.Parse("2010-08").AddMonths(month), "Hub opened", "Director", new DateOnly(2010, 8, 1).AddDays(day)));

    private static (string, string)[] Line(string first, string on = "2020-05-14", string measure = "beds", string authority = "507") =>
        [("authority", authority), ("measure", measure), ("first", first), ("reason", "Hub opened"), ("by", "Director"), ("on", on)];

    private static SmallFile Of(params (string, string)[][] lines) => lines.Aggregate(new SmallFile(Rebases.Collection), (file, line) => file.Row(line));

    private static string Told(SmallFile file) => string.Join('\n', file.Check("507", Today).Findings.Select(finding => $"{finding.Rule} {finding.Line} {finding.Heading}: {finding.Wrong}"));

    private static readonly RuleCases Cases = new()
    {
        { () => Of(Line("2020-02")), () => Of(Line("2020-03")), "RB-01 2 First month: March 2020 was not collected as delayed transfers of care." },
        { () => Of(Line("2019-06")), () => Of(Line("2019-06", "2020-05-15")), "RB-02 2 Decided on: 15 May 2020 is after 14 May 2020, when this file arrived." },
        { () => Of(Line("2019-05")), () => Of(Line("2019-04")), "RB-03 2 First month: April 2019 is the first month of a financial year, which is no reason by itself." },
        { () => Of(Line("2019-06"), Line("2018-06")), () => Of(Line("2019-06"), Line("2018-07")), "RB-30 2 First month: Only 11 months lie between July 2018 and June 2019, and 12 are needed for limits that hold." },
        { () => Of(Line("2019-06"), Line("2019-05", measure: "social-care-beds")), () => Of(Line("2019-06"), Line("2019-05")), "RB-30 2 First month: Only 1 month lies between May 2019 and June 2019, and 12 are needed for limits that hold." },
    };

    public static TheoryData<string> Sentences => Cases.Sentences;

    [Theory, MemberData(nameof(Sentences))]
    public void A_decision_keeps_the_rule_by_a_hair_or_hears_of_it(string sentence)
    {
        var (keeps, breaks) = Cases[sentence];
        Assert.Equal("", Told(keeps()));
        Assert.Equal(sentence, Told(breaks()));
    }

    [Fact]
    public void An_authority_decides_for_itself_and_the_keeper_for_any()
    {
        Assert.Empty(Of(Line("2019-06")).Check("KEEPER", Today).Findings);
        Assert.NotEmpty(Of(Line("2019-06")).Check("730", Today).Findings);
    }

    [Fact]
    public void Each_chart_is_replaced_by_itself() => Assert.Equal([new("507", "507", "beds"), new SliceKey("507", "507", "social-care-beds")],
        Of(Line("2019-06"), Line("2019-05", measure: "social-care-beds"), Line("2017-06")).Check("507", Today).Accepted.Select(slice => slice.Key));

    [Fact]
    public void A_row_is_kept_as_it_is() => Rows.Sample(row => Rebases.Collection.RowOf(Rebases.Collection.Keep(new SliceKey(row.Authority, row.Authority, "beds"), row, 1)) == row);
}
