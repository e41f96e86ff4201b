using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>The memorandum account: what came in by partner, what was spent by who commissioned it, and whose the rest is.</summary>
internal static class MemorandumSheet
{
    public const string Name = "Memorandum account", Table = "tblMemorandum", Line = "Line", Partner = "Partner", Amount = "Pounds", Share = "Part of the closing balance";
    private const string Opening = "Opening balance", Contributed = "Contributions", Gross = "Gross contributions", TakenOff = "Taken off", Spent = "Expenditure", Closing = "Closing balance";

    /// <summary>The closing balance, for other sheets.</summary>
    public static string ClosingCell => TablePlan.Lookup(Table, Amount, Line, Closing);

    public static SheetPlan Of(FundRows rows)
    {
        var account = rows.Year.Pool!.Account!;
        return new(Name, "What came in, what was spent, what is left and whose it is", "Memorandum account")
        {
            Sentences = SheetPlan.Say([$"To {Words.Date(account.To.LastDay)}, {account.To.Name}. Each partner discloses its part in a note to its accounts.", .. account.Notes]),
            Table = new TablePlan(Table, [new(Line, Widest: 34), new(Partner, Widest: 50), new(Amount, Number: true), new("What it is", Widest: 60)],
            [
                Row(Opening, "Pool", FundSheet.Money(account.Opening, FundWords.NotGiven), "At the start of the year, as the first return gives it"),
                .. account.Partners.SelectMany(PaidIn),
                .. account.Partners.Select(one => Row(Spent, FundWords.Named(one.Name, one.Partner), FundSheet.Money(one.Spent), "Commissioned by the partner to date")),
                Row(Closing, "Pool", FundSheet.Explained(account.Closing, FundWords.NotKnown, (Formula, ByParts(account))), "Opening balance and contributions, less expenditure"),
                .. account.CarriedForward is { } carried ? new[] { Row("Carried forward", "Pool", Entry.Money(carried), "Of the closing balance, what stays in the pool by the rule of the agreement") } : [],
                .. account.Partners.Select(one => Row(Share, FundWords.Named(one.Name, one.Partner), FundSheet.Money(one.ShareOfClosing, "needs a decision"), "Above zero its part of what is left, below zero of a deficit")),
            ]),
            OnePage = true,
        };
    }

    private static string Formula => $"{TablePlan.Lookup(Table, Amount, Line, Opening)}+{Sum(Contributed)}+{Sum(Gross)}+{Sum(TakenOff)}-{Sum(Spent)}";

    /// <summary>Gross, and apart from it what was taken off, where both are known.</summary>
    private static IEnumerable<Entry[]> PaidIn(MemorandumPartner partner)
    {
        var name = FundWords.Named(partner.Name, partner.Partner);
        if (partner is { Gross: { } gross, TakenOff: { } takenOff } && gross + takenOff == partner.Contributed)
        {
            yield return Row(Gross, name, Entry.Money(gross), "Paid in to date");
            if (takenOff != default)
                yield return Row(TakenOff, name, Entry.Money(takenOff), "What lines of income take off");
        }
        else
            yield return Row(Contributed, name, FundSheet.Money(partner.Contributed), "Paid in to date, less what was taken off");
    }

    private static string Sum(string line) => FundSheet.SumIfs(Table, Amount, (Line, FundSheet.Quoted(line)));

    private static decimal? ByParts(MemorandumAccount account) =>
        account.Opening is { } opening && FundRows.Sum(account.Partners.Select(one => one.Contributed)) is { } paidIn && FundRows.Sum(account.Partners.Select(one => one.Spent)) is { } spent ? (opening + paidIn - spent).Pounds : null;

    private static Entry[] Row(string line, string partner, Entry amount, string means) => [Entry.Of(line), Entry.Of(partner), amount, Entry.Of(means)];
}
