using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Policy;
using Monitoring.Evidence;

namespace Monitoring.Core.Tests.Figures.Evidence;

public class EvidenceGroupTests
{
    /// <summary>
    /// Estimates -1, -2, -3 with standard errors of 0.5: weights 4; Q = 4 (1 + 0 + 1) = 8; variance between (8 - 2) / (12 - 48 / 12) = 0.75, so weights 1 / (0.25 + 0.75) = 1;
    /// the spread is (1 + 0 + 1) / 2 = 1, the standard error (1 / 3)^0.5 = 0.57735, and t(0.975, 2) = 4.302653.
    /// </summary>
    [Fact]
    public void Schemes_of_a_model_are_pooled_by_inverse_variance()
    {
        var group = Assert.Single(EvidenceOf.Group([Told("A", -1, 0.5, Verdict.Improved), Told("B", -2, 0.5, Verdict.Improved), Told("C", -3, 0.5, Verdict.Improved)], PolicyBook.Current));
        Assert.Equal(("Lead commissioning", 3, 3, 0, 0, 0), (group.Model, group.Schemes, group.Improved, group.Worsened, group.NoChangeSeen, group.CannotTell));
        Assert.Equal(-2, group.Pooled!.Value, 9);
        Assert.Equal(-2 - 4.302653 * 0.577350, group.Pooled.Lower, 5);
        Assert.Equal(-2 + 4.302653 * 0.577350, group.Pooled.Upper, 5);
        Assert.Equal("Of 3 schemes of Lead commissioning, 3 improved, 0 worsened, 0 showed no change, and of 0 it cannot be told. Together, 3 of them had 2.0 fewer people delayed a day per 100,000 adults than expected (95% interval 4.5 fewer to 0.48 more). Schemes were not given out by lot, and those that share comparators count as if they did not: it does not show that the model is the cause.", group.Says);
    }

    /// <summary>Standard errors of 1 and 0.5 and no difference beyond them: weights 1, 1 and 4, the mean (-1 - 1 - 4) / 6.</summary>
    [Fact]
    public void Those_known_better_weigh_more() =>
        Assert.Equal(-1, Assert.Single(EvidenceOf.Group([Told("A", -1, 1, Verdict.NoChangeSeen), Told("B", -1, 1, Verdict.NoChangeSeen), Told("C", -1, 0.5, Verdict.Improved)], PolicyBook.Current)).Pooled!.Value, 9);

    /// <summary>To pool only what can be told would pool the largest: one that cannot, because its interval is wide, is in it; one whose data do not hold is not.</summary>
    [Fact]
    public void What_is_too_wide_to_tell_is_pooled_and_what_does_not_hold_is_not()
    {
        EvidenceAnswer[] told = [Told("A", -2, 0.5, Verdict.Improved), Told("B", -2, 0.5, Verdict.Improved), Told("C", -2, 0.5, Verdict.Improved)];
        var group = Assert.Single(EvidenceOf.Group([.. told, Told("D", 0, 0.5, Verdict.CannotTell), Told("E", 50, 0.5, Verdict.CannotTell) with { Supported = false }], PolicyBook.Current));
        Assert.Equal((5, 2), (group.Schemes, group.CannotTell));
        Assert.Equal(-1.5, group.Pooled!.Value, 9);
    }

    [Fact]
    public void Fewer_than_three_cannot_be_told_together()
    {
        var group = Assert.Single(EvidenceOf.Group([Told("A", -1, 0.5, Verdict.Improved), Told("B", -2, 0.5, Verdict.Worsened), Told("C", -3, 0.5, Verdict.CannotTell)], PolicyBook.Current));
        Assert.Null(group.Pooled);
        Assert.Equal("Of 3 schemes of Lead commissioning, 1 improved, 1 worsened, 0 showed no change, and of 1 it cannot be told. What they come to together cannot be told: at least 3 that can be told are needed.", group.Says);
    }

    [Fact]
    public void Groups_are_of_one_model_and_one_measure_and_those_without_a_model_are_in_none()
    {
        var answer = Told("A", -1, 0.5, Verdict.Improved);
        Assert.Equal(
            [("Joint", 1), ("Lead commissioning", 1), ("Lead commissioning", 1)],
            EvidenceOf.Group([answer, answer with { Question = answer.Question with { Measure = "beds" } }, answer with { Question = answer.Question with { Model = "Joint" } }, answer with { Question = answer.Question with { Model = null } }], PolicyBook.Current)
                .Select(group => (group.Model, group.Schemes)));
    }

    private static EvidenceAnswer Told(string scheme, double value, double error, Verdict verdict) => new(
        EvidenceQuestions.Ask([]) with { Scheme = scheme }, verdict, [], [],
        [new("Difference in differences", "Average difference after the start", "", value, error, value - 2 * error, value + 2 * error, null, 60, 5, 0.3, "")], [], null, null, [], [])
    {
        Supported = true,
    };
}
