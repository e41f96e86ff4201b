using CsCheck;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Policy;
using Monitoring.Evidence;
using Monitoring.Simulated;

namespace Monitoring.Core.Tests.Figures.Evidence;

/// <summary>What holds of every question.</summary>
public class EvidenceLaws
{
    private const double Same = 1e-7;

    private const int Tried = 15;

    private static readonly Gen<EvidenceQuestion> Any = Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[50, 80], Gen.Int[24, 36], Gen.Int[0, 6], Gen.Int[1, 3], Gen.Double[0, 0.6]).Select((seed, months, before, comparators, treated, autocorrelation) =>
        new SimulatedSeries(months, before, autocorrelation, -1) { Comparators = comparators is 1 or 2 ? 3 : comparators, Treated = treated, Season = 1, Shocks = 1, Missing = 0.001 }.Draw(new Random(seed)));

    private static readonly Gen<EvidenceQuestion> Compared = Any.Where(question => question.Comparators is not []);

    [Fact]
    public void Adding_a_constant_to_all_series_changes_no_estimate() => Any.Sample(question =>
        Alike(question, EvidenceQuestionsOf(question, value => value + 7), (one, other) => Near(one, other.Value, other.Lower, other.Upper)), iter: Tried);

    [Fact]
    public void Scaling_scales() => Any.Sample(question =>
        Alike(question, EvidenceQuestionsOf(question, value => value * 3), (one, other) => Near(one, other.Value / 3, other.Lower / 3, other.Upper / 3)), iter: Tried);

    [Fact]
    public void A_mirror_mirrors() => Any.Sample(question =>
        Alike(question, EvidenceQuestionsOf(question, value => -value), (one, other) => Near(one, -other.Value, -other.Upper, -other.Lower)), iter: Tried);

    [Fact]
    public void Comparators_treated_and_the_treated_compared_turn_the_sign() => Compared.Where(question => question.Treated.Length == 3).Sample(question =>
        Alike(question, question with { Treated = question.Comparators, Comparators = question.Treated }, (one, other) => Assert.Equal(one.Value, -other.Value, Same)), iter: Tried);

    /// <summary>Months of the year keep their terms under other names.</summary>
    [Fact]
    public void Another_calendar_changes_nothing() => Gen.Select(Any, Gen.Int[1, 40]).Sample((question, months) =>
        Alike(question, Shifted(question, months), (one, other) => Near(one, other.Value, other.Lower, other.Upper)), iter: Tried);

    [Fact]
    public void The_order_of_bodies_and_of_months_changes_nothing() => Compared.SelectMany(question => Gen.Shuffle(question.Comparators.ToArray()).Select(shuffled => (question, shuffled))).Sample((question, shuffled) =>
        Alike(question, question with { Comparators = [.. shuffled.Select(body => body with { Points = [.. body.Points.Reverse()] })] }, (one, other) => Near(one, other.Value, other.Lower, other.Upper)), iter: Tried);

    /// <summary>What happens to all alike is no effect.</summary>
    [Fact]
    public void A_shock_to_all_changes_no_difference() => Gen.Select(Compared, Gen.Double[-5, 5].Array[120]).Sample((question, shocks) =>
        Alike(question, EvidenceQuestionsOf(question, (month, value) => value + (decimal)shocks[month]), (one, other) => Near(one, other.Value, other.Lower, other.Upper)), iter: Tried);

    [Fact]
    public void An_effect_that_is_added_is_found_on_top() => Compared.Sample(question =>
        Alike(question, question with { Treated = [.. question.Treated.Select(body => body with { Points = [.. body.Points.Select(point => point.Month < question.Starts ? point : point with { Value = point.Value - 4 })] })] },
            (one, other) => Near(one, other.Value + 4, other.Lower + 4, other.Upper + 4)), iter: Tried);

    private static void Alike(EvidenceQuestion question, EvidenceQuestion other, Action<Estimate, Estimate> law)
    {
        var (one, two) = (EvidenceOf.Estimate(question, PolicyBook.Current), EvidenceOf.Estimate(other, PolicyBook.Current));
        Assert.Equal(one is null, two is null);
        if (one is not null)
            law(one, two!);
    }

    private static void Near(Estimate estimate, double value, double lower, double upper)
    {
        Assert.Equal(value, estimate.Value, 1e-6);
        Assert.Equal(lower, estimate.Lower, 1e-4);
        Assert.Equal(upper, estimate.Upper, 1e-4);
    }

    private static EvidenceQuestion EvidenceQuestionsOf(EvidenceQuestion question, Func<decimal?, decimal?> change) => EvidenceQuestionsOf(question, (_, value) => change(value));

    private static EvidenceQuestion EvidenceQuestionsOf(EvidenceQuestion question, Func<int, decimal?, decimal?> change) => Changed(question, body => body with { Points = [.. body.Points.Select((point, month) => point with { Value = change(month, point.Value) })] });

    private static EvidenceQuestion Shifted(EvidenceQuestion question, int months) =>
        Changed(question, body => body with { Points = [.. body.Points.Select(point => new SeriesPoint(point.Month.AddMonths(months), point.Value))] }) with { Starts = question.Starts.AddMonths(months) };

    private static EvidenceQuestion Changed(EvidenceQuestion question, Func<RateSeries, RateSeries> change) => question with { Treated = [.. question.Treated.Select(change)], Comparators = [.. question.Comparators.Select(change)] };
}
