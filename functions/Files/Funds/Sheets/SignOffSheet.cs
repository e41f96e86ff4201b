using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Who approved the plan.</summary>
internal static class SignOffSheet
{
    public static SheetPlan Of(FundRows rows) => new("Sign-off", "Who approved the plan, and when", "Sign-off of the plan")
    {
        Sentences = SheetPlan.Say("Whether the year asks for these signatures is check F12 on the sheet Checks."),
        Table = new TablePlan("tblSignOff", [new("Post", Widest: 36), new("Organisation", Widest: 40), new("Name", Widest: 36), new("Signed on", Number: true), new("Delegated", Widest: 12)],
            [.. rows.Year.Plan!.SignedBy.Select(one => new[] { Entry.Of(FundWords.Of(one.Role)), Entry.Of(rows.NameOf(one.Organisation)), Entry.Of(one.Signatory), Entry.Date(one.SignedOn), Entry.Of(one.Delegated ? "Yes" : "No") })]),
    };
}
