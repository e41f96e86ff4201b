using System.Collections.Immutable;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Reimbursement;

public static class Dispute
{
    public static ImmutableArray<DisputedFact> Between(ReportedCase nhsBody, ReportedCase authority, PolicyBook policy, ReferenceBook reference) => [];
}
