using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Returns;

namespace Monitoring.Core.Tests.Figures;

/// <summary>Domain note on delayed discharge: examples E5 to E11, comparators 6.1, what is missing 5.3, measures 3.6.</summary>
public class HistoriesTests
{
    internal static ImmutableArray<DelayHistory> Of(
        IEnumerable<DelayFigures> england, IEnumerable<Restatement>? restatements = null, IEnumerable<DelayAgreement>? agreements = null, IEnumerable<NeighbourRow>? neighbours = null, IEnumerable<RebaseRow>? rebases = null,
        ReferenceBook? reference = null, params DelayTarget[] targets) =>
        Histories.Of([.. england], [.. restatements ?? []], [.. agreements ?? []], [.. neighbours ?? []], [.. rebases ?? []], PolicyBook.Current, reference ?? ReferenceBook.Current, targets);

    internal static DelayHistory Body(IEnumerable<DelayHistory> histories, string code) => histories.Single(history => history.Key.Body == code);

    private static HistoryMonth In(DelayHistory history, string month) => history.Months.Single(one => one.Month == ReportingMonth.Parse(month));

    private static List<DelayFigures> Months(string first, int number, Func<int, (string, int, int, int)[]> days) =>
        [.. Enumerable.Range(0, number).Select(i => SmallEngland.Of(ReportingMonth.Parse(first).AddMonths(i).ToString(), days(i)))];

    [Theory]
    [InlineData("2018-05", 139_200, 0, 0, "4,490.32")] // E5, rounded as published
    [InlineData("2017-05", 178_209, 0, 0, "5,748.68")] // E5: from the unrounded number
    [InlineData("2018-05", 88_886, 41_029, 9_897, "4,510.06")] // E6
    [InlineData("2019-04", 83_023, 35_781, 11_969, "4,359.10")] // E7
    [InlineData("2015-09", 91_492, 45_570, 10_676, "4,924.60")] // E8: 147,738 / 30
    public void England_s_beds_are_days_by_the_days_of_the_month(string month, int nhs, int socialCare, int both, string beds)
    {
        var found = In(Body(Of([SmallEngland.Of(month, ("507", nhs, socialCare, both))]), "ENG"), month);
        Assert.Equal((nhs + socialCare + both, nhs, socialCare, both), ((int)found.Days!, (int)found.Nhs!, (int)found.SocialCare!, (int)found.Both!));
        Assert.Equal(beds, Words.Number(found.Beds!.Value, 2));
    }

    [Fact]
    public void England_s_rate_of_April_2019_is_that_of_the_note() // E7: 4,359.1 / 44,022,560; social care alone 2.709
    {
        var found = In(Body(Of([SmallEngland.Of("2019-04", ("507", 83_023, 35_781, 11_969))]), "ENG"), "2019-04");
        Assert.Equal(("9.902", "2.709", "ONS mid-2018 estimate, aged 18 and over"), (Words.Number(found.Per100000!.Value, 3), Words.Number(found.SocialCarePer100000!.Value, 3), found.Denominator));
    }

    [Fact]
    public void A_month_of_single_providers_is_no_month_of_England()
    {
        var own = new SmallMonth("2018-05").Add(SmallEngland.Return("2018-05", "RTG", ("507", 31, 0, 0)), "RTG").Of("ENG")!;
        var histories = Of([SmallEngland.Of("2018-04", ("507", 30, 0, 0)), own, SmallEngland.Of("2018-06", ("507", 60, 0, 0))]);
        var england = Body(histories, "ENG");
        Assert.Equal([30, null, 60], england.Months.Select(month => (int?)month.Days));
        Assert.Equal(MonthMark.Missing, In(england, "2018-05").Marks.Single());
        Assert.Matches("^NHS England's edition of May 2018 is missing, and providers' own returns are about 1 of 15[0-9] authorities: that is not England.$", In(england, "2018-05").Notes.Single());
        // Of the authority itself they are what there is to know.
        Assert.Equal(31, (int?)In(Body(histories, "507"), "2018-05").Days);
    }

    [Fact]
    public void A_month_without_an_estimate_has_no_rate() => Assert.Equal((null, null), (In(Body(Of([SmallEngland.Of("2015-09", ("507", 91_492, 45_570, 10_676))]), "507"), "2015-09").Per100000, Body(Of([SmallEngland.Of("2015-09", ("507", 1, 0, 0))]), "507").Months[0].Denominator));

    [Theory]
    [InlineData("504", 1_423, "50.82", 2_555, "85.17")] // E9 Northamptonshire
    [InlineData("319", 30, "1.07", 418, "13.93")] // E9 Wirral
    public void Social_care_alone_has_a_chart_and_months_between_are_gaps(string authority, int february, string before, int september, string after)
    {
        var history = Body(Of([SmallEngland.Of("2017-09", (authority, 7, september, 9)), SmallEngland.Of("2017-02", (authority, 0, february, 3))]), authority);
        Assert.Equal([before, .. Enumerable.Repeat("", 6), after], history.SocialCareBeds!.Points.Select(point => point.Value is { } value ? Words.Number(value, 2) : ""));
        Assert.All(history.Months.Skip(1).SkipLast(1), month => Assert.Equal((null, MonthMark.Missing, $"Nothing stands for {month.Month.Name}."), (month.Days, month.Marks.Single(), month.Notes.Single())));
        Assert.Equal(FigureStatus.Incomplete, history.Status);
    }

    [Theory]
    [InlineData("507", 306, 44, 30, "12.667")] // E10 Derby
    [InlineData("219", 664, 275, 184, "37.433")] // E10 York
    public void An_authority_is_as_published(string authority, int nhs, int socialCare, int both, string beds)
    {
        var found = In(Body(Of([SmallEngland.Of("2019-04", (authority, nhs, socialCare, both))]), authority), "2019-04");
        Assert.Equal((nhs + socialCare + both, beds), ((int)found.Days!, Words.Number(found.Beds!.Value, 3)));
        Assert.Equal(found.Days, found.ByReason.Values.Sum());
    }

    private static ImmutableArray<DelayHistory> Dorset() => Of(
    [
        SmallEngland.Of("2019-03", ("810", 800, 40, 200), ("811", 300, 20, 10), ("809", 1_300, 200, 100)),
        SmallEngland.Of("2019-04", ("738", 894, 42, 244), ("809", 1_283, 213, 121)),
        SmallEngland.Of("2019-05", ("738", 900, 40, 240), ("809", 1_200, 200, 100)),
    ]);

    [Fact]
    public void Where_areas_were_divided_the_series_starts_new() // E11
    {
        var found = Body(Dorset(), "738");
        Assert.Equal(["2019-04", "2019-05"], found.Months.Select(month => month.Month.ToString()));
        Assert.Equal((1_180L, MonthMark.Reorganised), (found.Months[0].Days, found.Months[0].Marks.Single()));
        Assert.Contains("Bournemouth, Christchurch and Poole began on 1 April 2019 from Bournemouth (810), Poole (811) and a part of Dorset (809); areas were divided, so the days before cannot be added up and the series starts there.", found.Says);
    }

    [Fact]
    public void Poole_ended_and_its_months_after_that_are_not_zero() // E11
    {
        var found = Body(Dorset(), "811");
        Assert.Equal("2019-03", Assert.Single(found.Months).Month.ToString());
        Assert.Contains("Poole ended on 31 March 2019: Bournemouth, Christchurch and Poole (738) carries on its work. It has no month after that: look there.", found.Says);
    }

    [Fact]
    public void Dorset_goes_on_under_its_code_with_limits_that_start_anew() // E11: 809 is E10000009, then E06000059
    {
        var found = Body(Dorset(), "809");
        Assert.Equal([1_600L, 1_617, 1_500], found.Months.Select(month => month.Days!.Value));
        Assert.Equal([[], [MonthMark.Reorganised], []], found.Months.Select(month => month.Marks.ToArray()));
        Assert.Equal(["2019-03", "2019-04"], found.Beds.Phases.Select(phase => phase.From.ToString()));
        Assert.Contains("a part of Dorset went to Bournemouth, Christchurch and Poole (738)", found.Beds.Phases[1].Why);
    }

    /// <summary>Two councils of invention, one from April 2019.</summary>
    private static readonly ReferenceBook Merged = ReferenceBook.Current.With(
        organisations: [Council("Z1", "Oldtown", null, "2019-03-31"), Council("Z2", "Oldshire", null, "2019-03-31"), Council("Z3", "Newshire", "2019-04-01", null)],
        relations: [Follows("Z1"), Follows("Z2")]);

    private static OrganisationRow Council(string code, string name, string? from, string? to) => new(
        code, CodeScheme.Cassr, OrganisationKind.Authority, $"{name} (invented)", from is null ? new(2010, 8, 1) : Date(from), to is null ? null : Date(to), new(2026, 11, 23), Mark.Assumed, "invented");

    private static RelationRow Follows(string code) => new(code, null, Relation.Successor, "Z3", null, new(2019, 4, 1), null, null, new(2026, 11, 23), Mark.Assumed, "invented");

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void A_merged_authority_is_the_sum_of_those_it_succeeded_where_all_are_there()
    {
        // The documents are of other councils: only their codes are changed, since nobody reports for councils of invention.
        DelayFigures[] months =
        [
            Renamed(SmallEngland.Of("2019-01", ("810", 30, 5, 0), ("811", 10, 2, 1)), ("810", "Z1"), ("811", "Z2")),
            Renamed(SmallEngland.Of("2019-02", ("810", 28, 0, 0), ("809", 1, 0, 0)), ("810", "Z1")),
            Renamed(SmallEngland.Of("2019-03", ("810", 20, 4, 0), ("811", 11, 3, 2)), ("810", "Z1"), ("811", "Z2")),
            Renamed(SmallEngland.Of("2019-04", ("738", 33, 7, 2)), ("738", "Z3")),
        ];
        var found = Body(Of(months, reference: Merged), "Z3");
        Assert.Equal([48, null, 40, 42L], found.Months.Select(month => month.Days));
        Assert.Equal([7L, null, 7, 7], found.Months.Select(month => month.SocialCare));
        Assert.Equal(["Z1 Z2", "Z3", "Z1 Z2", "Z3"], found.Months.Select(month => string.Join(' ', month.From)));
        Assert.Equal("No days are known of Oldshire (invented) (Z2), so the sum of those that Newshire (invented) succeeded is not known.", found.Months[1].Notes.Single());
        Assert.Equal([MonthMark.Reorganised], found.Months[3].Marks);
        Assert.Equal("Newshire (invented) began on 1 April 2019 from Oldtown (invented) (Z1) and Oldshire (invented) (Z2), and the months before are their sum", found.Beds.Phases[^1].Why);
        Assert.Equal(2, found.Beds.Phases.Length);
    }

    private static DelayFigures Renamed(DelayFigures figures, params (string From, string To)[] codes) => figures with
    {
        Authorities = [.. figures.Authorities.Select(authority => codes.FirstOrDefault(code => code.From == authority.Days.Code).To is { } to ? authority with { Days = authority.Days with { Code = to } } : authority)],
    };

    [Fact]
    public void A_council_that_no_provider_reported_is_missing_and_not_none() // trap 5: City of London
    {
        var histories = Of([SmallEngland.Of("2019-09", ("714", 4, 0, 0), ("702", 60, 0, 0)), SmallEngland.Of("2019-10", ("702", 62, 0, 0)), SmallEngland.Of("2019-11", ("714", 0, 0, 0), ("702", 60, 0, 0))]);
        var london = Body(histories, "714");
        Assert.Equal([4L, null, 0], london.Months.Select(month => month.Days));
        Assert.Equal("No provider reported a delay for City of London: it is not known to be none.", london.Months[1].Notes.Single());
        var region = Body(histories, "region-london");
        Assert.Equal([64L, 62, 60], region.Months.Select(month => month.Days));
        Assert.Contains("City of London", region.Months[1].Notes.Single());
        Assert.DoesNotContain("City of London", region.Months[0].Notes.Single());
    }

    [Fact]
    public void A_month_of_which_no_number_was_given_is_missing_and_not_none()
    {
        var november = new SmallMonth("2019-11").Add(SmallEngland.Return("2019-11", "RTG", ("507", 0, 0, 0), ("506", 60, 0, 0)).Cell(2, "NHS days", "")).Of("ENG")!;
        var histories = Of([SmallEngland.Of("2019-10", ("507", 31, 0, 0), ("506", 31, 0, 0)), november]);
        var blank = Body(histories, "507");
        Assert.Equal((null, null, FigureStatus.NotCalculable, MonthMark.Missing), (blank.Months[1].Days, blank.Beds.Points[1].Value, blank.Months[1].Status, blank.Months[1].Marks.Single()));
        Assert.Equal("1 cell of the returns hold no number of days; they add nothing here and are not zero.", blank.Months[1].Notes.Single());
        // Its region is of Derbyshire alone, and says so; known of nobody it is missing too.
        var region = Body(histories, "region-east-midlands").Months[1];
        Assert.Equal(60, region.Days);
        Assert.Contains("No number of days was given for Derby; rates are of the other authorities.", region.Notes);
        var alone = Of([new SmallMonth("2019-11").Add(SmallEngland.Return("2019-11", "RTG", ("507", 0, 0, 0)).Cell(2, "NHS days", "")).Of("ENG")!]);
        Assert.Equal("No number of days was given for any authority of East Midlands.", Body(alone, "region-east-midlands").Months.Single().Notes.Single());
        Assert.Equal(FigureStatus.NotCalculable, Body(alone, "507").Status);
    }

    [Fact]
    public void A_refused_return_for_which_nothing_stands_is_told_at_the_authority()
    {
        var sent = SmallEngland.Return("2019-11", "RTG", ("507", 30, 0, 0)).Pair("2019-11", "RTH", "507").Cell(25, "NHS days", "x");
        var month = Body(Of([new SmallMonth("2019-11").Add(sent).Of("ENG")!]), "507").Months.Single();
        Assert.Equal((30L, FigureStatus.Incomplete, MonthMark.Incomplete), (month.Days, month.Status, month.Marks.Single()));
        Assert.Equal("1 return of November 2019 was refused and nothing stands for it: RTH x 507.", month.Notes.Single());
    }

    [Fact]
    public void Ranks_say_of_how_many_and_residents_outside_England_have_none()
    {
        var histories = Of([SmallEngland.Of("2019-11", ("507", 300, 0, 0), ("219", 100, 0, 0), ("9900", 5_000, 0, 0), ("9901", 0, 0, 0), ("9902", 1, 0, 0))]);
        Assert.Equal([("507", 2, 2), ("219", 1, 2)], new[] { "507", "219" }.Select(code => (code, Body(histories, code).Months[0].Rank!.Value, Body(histories, code).Months[0].RankedOf!.Value)));
        Assert.All(["9900", "9901", "9902"], code => Assert.Equal((null, null, null), (Body(histories, code).Months[0].Rank, Body(histories, code).Months[0].RankedOf, Body(histories, code).Months[0].Per100000)));
        Assert.Equal(5_401, Body(histories, "ENG").Months[0].Days);
    }

    [Fact]
    public void Small_numbers_are_carried_and_said() =>
        Assert.Contains(Body(Of([SmallEngland.Of("2019-11", ("507", 29, 0, 0), ("219", 100, 0, 0))]), "507").Says, sentence => sentence.Contains("Read it with care: fewer than 30 days", StringComparison.Ordinal));

    [Fact]
    public void Neighbours_are_those_of_the_last_list_that_has_begun()
    {
        var adults = new[] { "507", "506", "219" }.ToDictionary(code => code, code => ReferenceBook.Current.AdultsOf(ReferenceBook.Current.AuthorityOn(new(2019, 11, 1), code)!, "mid-2018")!.Number);
        NeighbourRow[] lists = [Neighbour(2018, "506"), Neighbour(2019, "219"), Neighbour(2019, "506"), Neighbour(2020, "702")];
        var histories = Of([SmallEngland.Of("2019-10", ("507", 310, 0, 0), ("506", 620, 0, 0), ("219", 31, 0, 0)), SmallEngland.Of("2019-11", ("507", 300, 0, 0), ("506", 900, 0, 0), ("702", 9, 0, 0))], neighbours: lists);
        var (month, both) = (Body(histories, "507").Comparisons[0], Body(histories, "507").Comparisons[1]);
        Assert.Equal(("the neighbours of Derby by CIPFA (2019-20)", 1, 1), (month.Group, month.Months, month.Bodies));
        Assert.Equal(30m / adults["506"] * 100_000m, month.Median);
        // October: Derbyshire 20 and York 1 a day; November: Derbyshire 30 and York not there.
        Assert.Equal((2, 2), (both.Months, both.Bodies));
        Assert.Equal(10m / adults["507"] * 100_000m, both.Own!.Value, 10);
        Assert.Equal(1m / adults["219"] * 100_000m, both.Lowest!.Value, 10);
        Assert.Equal(25m / adults["506"] * 100_000m, both.Highest!.Value, 10);
        Assert.Equal((both.Lowest + both.Highest) / 2, both.Median);
        Assert.EndsWith("York has fewer of these months.", both.Says);

        static NeighbourRow Neighbour(int year, string other) => new(new FinancialYear(year), "CIPFA", "507", other, 1, null);
    }

    [Fact]
    public void A_body_is_not_among_its_own_others()
    {
        var found = Body(Of([SmallEngland.Of("2019-11", ("507", 300, 0, 0), ("506", 900, 0, 0), ("219", 100, 0, 0))]), "507").Comparisons;
        Assert.Equal([("the other authorities of East Midlands", 1), ("the other authorities of England", 2)], found.Select(comparison => (comparison.Group, comparison.Bodies)));
        Assert.All(found, comparison => Assert.NotEqual(comparison.Own, comparison.Lowest));
    }

    [Fact]
    public void Agreed_and_disputed_stand_beside_the_reported_days_and_change_nothing()
    {
        DelayAgreement[] answers =
        [
            Answer(Reason.A, Attribution.SocialCare, 6, 4, "Head of hospital social work", "2019-12-09"), Answer(Reason.A, Attribution.Nhs, 20, 0, "Head of hospital social work", "2019-12-09"),
            Answer(Reason.B, Attribution.SocialCare, 0, 3, "Director", "2019-12-11"),
        ];
        var england = SmallEngland.Of("2019-11", ("507", 30, 15, 5), ("506", 9, 9, 9));
        var (with, without) = (Of([england], agreements: answers), Of([england]));
        var derby = Body(with, "507");
        Assert.Equal((26L, 7L), (derby.Months[0].Agreed, derby.Months[0].Disputed));
        Assert.Equal([(Attribution.Nhs, 30L, 20L, 0L), (Attribution.SocialCare, 15, 6, 7)], derby.Answers.Select(answer => (answer.Attribution, answer.Reported!.Value, answer.Agreed, answer.Disputed)));
        Assert.Equal([new AgreementDecision("Director", new(2019, 12, 11)), new("Head of hospital social work", new(2019, 12, 9))], derby.Answers[1].Decisions);
        Assert.Contains("In November 2019 7 days are disputed (7 of social care) and 26 agreed: the reported figure stays until the provider corrects it. Settle the dispute.", derby.Says);
        Assert.Equal((50L, null), (derby.Months[0].Days, Body(with, "506").Months[0].Agreed));
        Assert.Equal(without.Select(history => history.Months[0].Days), with.Select(history => history.Months[0].Days));
        Assert.Equal((26L, 26L, 26L), (Body(with, "ENG").Months[0].Agreed, Body(with, "region-east-midlands").Months[0].Agreed, Body(with, "RTG").Months[0].Agreed));
        // Names are for the two parties.
        Assert.All(["ENG", "region-east-midlands"], code => Assert.All(Body(with, code).Answers, answer => Assert.Empty(answer.Decisions)));

        static DelayAgreement Answer(Reason reason, Attribution attribution, int agreed, int disputed, string by, string on) =>
            new(ReportingMonth.Parse("2019-11"), "RTG", "507", CareType.Acute, reason, attribution, agreed, disputed, by, Date(on), null);
    }

    [Fact]
    public void More_answered_than_stands_is_said_since_the_return_was_corrected()
    {
        var answer = new DelayAgreement(ReportingMonth.Parse("2019-11"), "RTG", "507", CareType.Acute, Reason.A, Attribution.SocialCare, 16, 0, "Director", new(2019, 12, 9), null);
        Assert.Contains("16 days for social care were answered, more than the 15 that stand", Body(Of([SmallEngland.Of("2019-11", ("507", 30, 15, 5))], agreements: [answer]), "507").Months[0].Notes.Single());
        Assert.Empty(Body(Of([SmallEngland.Of("2019-11", ("507", 30, 16, 5))], agreements: [answer]), "507").Months[0].Notes);
    }

    [Fact]
    public void A_restated_month_is_marked_and_told()
    {
        var month = new SmallMonth("2018-11").Add(SmallEngland.Return("2018-11", "RTG", ("507", 30, 10, 0))).Add(SmallEngland.Return("2018-11", "RTG", ("507", 21, 19, 0)));
        var histories = Of([month.Of("ENG")!, SmallEngland.Of("2018-12", ("507", 30, 10, 0))], Restatements.Of(ReportingMonth.Parse("2018-11"), month.Versions, month.Lines));
        Assert.All(["ENG", "507", "RTG", "region-east-midlands"], code =>
        {
            var history = Body(histories, code);
            Assert.Equal([[MonthMark.Restated], []], history.Months.Select(one => one.Marks.ToArray()));
            Assert.Equal("Restated on 14 May 2020: November 2018: 9 fewer for the NHS, 9 more for social care; the total stays at 40.", history.Months[0].Notes.SingleOrDefault(note => note.StartsWith("Restated", StringComparison.Ordinal)));
            Assert.Single(history.Changed);
            Assert.Contains("1 month of the last twelve was restated, last on 14 May 2020. November 2018: 9 fewer for the NHS, 9 more for social care; the total stays at 40.", history.Says);
        });
    }

    [Fact]
    public void A_whole_year_has_its_measures_with_their_numerators() // 3.6: 2C of 2018-19 has three parts; LG Inform 8499 excludes both
    {
        // 365 days with 2, 1 and 0.5 people a day.
        var months = Months("2018-04", 12, i => [("507", 2 * Days("2018-04", i), Days("2018-04", i), Days("2018-04", i) / 2)]);
        var both = months.Sum(month => month.Authorities[0].Days.Of(Attribution.Both).Days);
        var adults = ReferenceBook.Current.AdultsOf(ReferenceBook.Current.AuthorityOn(new(2019, 3, 1), "507")!, "mid-2017")!.Number;
        var found = Body(Of(months), "507").Years.ToDictionary(measure => measure.Id);
        Assert.Equal(["ascof.2c-1", "ascof.2c-2", "ascof.2c-3", "lg-inform.8499"], found.Keys.Order(StringComparer.Ordinal));
        Assert.All(found.Values, measure => Assert.Equal((12, FigureStatus.Provisional, null, "2018-19"), (measure.Months, measure.Status, measure.Why, measure.Year.ToString())));
        Assert.Equal((3 * 365m + both) / 365 / adults * 100_000m, found["ascof.2c-1"].Value!.Value, 10);
        Assert.Equal(1m / adults * 100_000m, found["ascof.2c-2"].Value!.Value, 10);
        Assert.Equal(both / 365m / adults * 100_000m, found["ascof.2c-3"].Value!.Value, 10);
        Assert.Equal((1m, "people a day"), (found["lg-inform.8499"].Value, found["lg-inform.8499"].Unit));
        Assert.Equal("delayed days attributed to social care", found["ascof.2c-2"].Numerator);

        static int Days(string first, int i) => ReportingMonth.Parse(first).AddMonths(i).Days;
    }

    [Fact]
    public void Eleven_months_are_no_year_and_it_says_so()
    {
        var found = Body(Of(Months("2019-04", 11, _ => [("507", 30, 3, 0)])), "507").Years.First();
        Assert.Equal((11, FigureStatus.Incomplete, "From 11 of 12 months: the others are missing or still to come."), (found.Months, found.Status, found.Why));
        Assert.NotNull(found.Value);
    }

    [Fact]
    public void Where_patients_were_averaged_days_make_no_ASCOF()
    {
        var found = Body(Of(Months("2016-04", 2, _ => [("507", 30, 3, 2)])), "507").Years;
        Assert.Equal(["ascof.2c-1", "ascof.2c-2", "lg-inform.8499"], found.Select(measure => measure.Id));
        Assert.All(found.SkipLast(1), measure => Assert.Equal((null, FigureStatus.NotCalculable), (measure.Value, measure.Status)));
        Assert.Equal(6m / 61, found[^1].Value);
    }

    [Theory]
    [InlineData("2017-08", null)] // before the ambition's month
    [InlineData("2017-09", 9.4)]
    [InlineData("2020-02", 9.4)]
    public void The_ambition_of_2017_is_a_target_in_people_a_day(string month, double? rate)
    {
        var history = Body(Of([SmallEngland.Of(month, ("507", 300, 0, 0))]), "507");
        Assert.Equal((decimal?)rate * history.Months[0].Adults / 100_000m, history.Beds.Settings.Target);
    }

    [Fact]
    public void A_body_s_own_target_comes_first()
    {
        var history = Body(Of([SmallEngland.Of("2019-11", ("507", 300, 0, 0))], targets: new DelayTarget("507", ReportingMonth.Parse("2019-04"), ReportingMonth.Parse("2020-03"), 11.5m, "the plan of the board for 2019-20")), "507");
        Assert.Equal(11.5m, history.Beds.Settings.Target);
        Assert.Contains("The target is 11.5 people delayed a day. It comes from the plan of the board for 2019-20.", history.Says);
    }

    [Fact]
    public void A_target_is_named_once_with_where_it_stands() =>
        Assert.EndsWith(" It comes from the national ambition of 2017, 9.4 people delayed a day per 100,000 adults.", Assert.Single(Body(Of(Months("2018-04", 14, month => [("507", 300 + month % 3, 0, 0)])), "507").Says, sentence => sentence.StartsWith("The target", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void What_charts_hang_on_goes_with_the_history() => Assert.Equal(["xmr.screening"], Body(Of([SmallEngland.Of("2019-11", ("507", 300, 0, 0))]), "507").Switches.Select(one => one.Policy));

    [Fact]
    public void A_recorded_reason_starts_limits_anew_on_its_own_chart()
    {
        var row = new RebaseRow("507", ChartMeasure.SocialCareBeds, ReportingMonth.Parse("2019-07"), "Hub opened", "Director", new(2019, 10, 1));
        var history = Body(Of(Months("2019-04", 6, _ => [("507", 30, 3, 0)]), rebases: [row]), "507");
        Assert.Equal((1, 2), (history.Beds.Phases.Length, history.SocialCareBeds!.Phases.Length));
        Assert.Equal("Hub opened (limits start anew from July 2019, decided by Director on 1 October 2019)", history.SocialCareBeds.Phases[1].Why);
    }

    [Fact]
    public void Without_documents_of_England_there_is_no_history() => Assert.Empty(Of([]));
}
