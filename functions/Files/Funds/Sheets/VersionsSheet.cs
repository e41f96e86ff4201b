using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>The versions of the plan: what changed when, and why.</summary>
internal static class VersionsSheet
{
    public static SheetPlan Of(FundRows rows) => new("Plan versions", "Every version of the plan, which is in force, and why it was revised", "Versions of the plan")
    {
        Sentences = SheetPlan.Say("A revision is a new version; the old one stays. Of the versions that took effect, the last one that is not a draft is in force."),
        Table = new TablePlan("tblVersions",
            [new("Version", Number: true), new("Status", Widest: 14), new("In effect from", Number: true), new("In force", Widest: 10), new("Reason", Widest: 44), new("Approval", Widest: 24), new("Received", Widest: 34), new("Submission", Widest: 44)],
            [
                .. rows.Year.Plan!.Versions.Select(one => new[]
                {
                    Entry.Of(one.Version), Entry.Of(FundWords.Of(one.Status)), Entry.Date(one.EffectiveFrom), Entry.Of(one.InForce ? "Yes" : "No"), Entry.Of(one.Reason ?? "none given"), Entry.Of(one.ApprovalReference ?? "none given"),
                    Entry.Of(Phrases.LondonTime(one.At)), Entry.Of(one.Submission),
                }),
            ]),
    };
}
