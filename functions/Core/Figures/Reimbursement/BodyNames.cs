using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>What a body of a statement is called.</summary>
internal static class BodyNames
{
    extension(ReferenceBook reference)
    {
        /// <summary>The name that a code had in a month; the code itself where nobody is known by it.</summary>
        public string NameOf(string code, ReportingMonth month) =>
            reference.Provider(code)?.Name ?? reference.AuthorityOn(DelayNotices.Known(month.LastDay), code)?.Name ?? reference.Organisations.LastOf(code, DelayNotices.Known(month.LastDay))?.Name ?? code;
    }
}
