using Monitoring.Core.Policy;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>How the rules are read where they can be read in more than one way, with how sure we are.</summary>
internal static class RulesSheet
{
    public static SheetPlan Of(FundRows rows) => new("Rules", "How the rules are read where they leave something open, with how sure we are", "Rules in force")
    {
        Sentences = SheetPlan.Say("Where guidance can be read in more than one way, or could not be read, a switch decides. The values below are those with which the figures were worked out. What is assumed is open to challenge: name the rule."),
        Table = new TablePlan("tblRules", [new("Rule", Widest: 38), new("In force", Widest: 20), new("What that means", Widest: 62), new("How sure", Widest: 26), new("Source", Widest: 50)],
            [.. rows.Year.Switches.Select(one => new[] { Entry.Of(one.Policy), Entry.Of(one.Value), Entry.Of(one.Meaning), Entry.Of(Phrases.Of(one.Mark)), Entry.Of(one.Source) })]),
    };
}
