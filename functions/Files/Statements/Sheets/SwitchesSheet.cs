using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>How the law is read where it can be read in more than one way.</summary>
internal static class SwitchesSheet
{
    public static SheetPlan Of(StatementRows rows) => new("Switches", "How the law is read where it leaves something open", rows.Heading("switches in force"))
    {
        Sentences = SheetPlan.Say("Where the law can be read in more than one way a switch decides. The values below are those with which the statement was worked out. What is assumed here is open to challenge: name the switch."),
        Table = new TablePlan("tblSwitches",
            [new("Switch", Widest: 38), new("In force", Widest: 20), new("What that means", Widest: 56), new("How sure", Widest: 24), new("Source", Widest: 46)],
            [.. rows.All.SelectMany(one => one.Statement.Switches).Distinct().Select(one => new[] { Entry.Of(one.Policy), Entry.Of(one.Value), Entry.Of(one.Meaning), Entry.Of(Phrases.Of(one.Mark)), Entry.Of(one.Source) })]),
    };
}
