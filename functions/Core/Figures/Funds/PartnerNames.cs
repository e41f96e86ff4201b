using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>What partners of a pool are called, and which side they are on.</summary>
internal static class PartnerNames
{
    /// <summary>The name at the end of the year; the code where nobody is known by it.</summary>
    public static string Of(string code, FinancialYear year, ReferenceBook reference) => reference.NameOf(code, ReportingMonth.Of(year.LastDay));

    /// <summary>
    /// Whether a partner is of the NHS: as the plan has it, else as the reference data have it, else by the form of its code, for no table has the CCGs. False of a council or district; null of
    /// anybody else.
    /// </summary>
    public static bool? IsNhs(string code, FundReturn<PlanRow>? plan, FinancialYear year, ReferenceBook reference) =>
        plan?.Of<PlanContribution>().FirstOrDefault(line => line.Row.Partner == code)?.Row.Kind switch
        {
            PartnerKind.Ccg or PartnerKind.Icb => true,
            PartnerKind.Council or PartnerKind.District => false,
            PartnerKind.Other => null,
            _ => reference.AuthorityOn(year.LastDay, code) is not null ? false
                : (reference.Organisations.Of(code, year.FirstDay) ?? reference.Organisations.Of(code, year.LastDay))?.Kind switch
                {
                    OrganisationKind.Ccg or OrganisationKind.Icb => true,
                    OrganisationKind.Authority or OrganisationKind.District or OrganisationKind.Hwb => false,
                    null when Commissioners.ExistedOn(year.FirstDay) && Commissioners.HasCodeOfCcg(code) => true,
                    _ => null,
                },
        };
}
