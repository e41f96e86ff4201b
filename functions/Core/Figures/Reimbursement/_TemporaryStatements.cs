using System.Collections.Immutable;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Reimbursement;

public static class Statements
{
    public static ImmutableArray<Statement> Of(StatementFacts facts, PolicyBook policy, ReferenceBook reference) => throw new NotImplementedException();
}

public static class DayByDay
{
    public static CaseDays Of(ReportedCase reported, PolicyBook policy, ReferenceBook reference) => throw new NotImplementedException();
}
