using System.Collections.Immutable;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Reimbursement;

public static class DayByDay
{
    public static CaseDays Of(ReportedCase reported, PolicyBook policy, ReferenceBook reference) => throw new NotSupportedException();
}

public static class Dispute
{
    public static ImmutableArray<DisputedFact> Between(ReportedCase nhsBody, ReportedCase authority, PolicyBook policy, ReferenceBook reference) => [];
}

public static class Switches
{
    public static ImmutableArray<SwitchInForce> On(DateOnly date, Regime regime, PolicyBook policy) => [];
}
