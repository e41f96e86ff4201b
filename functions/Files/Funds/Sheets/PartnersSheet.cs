using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What each partner paid in, spent, gets and owes, side by side.</summary>
internal static class PartnersSheet
{
    public const string Name = "Partners", Table = "tblPartners", Partner = "Partner", Planned = "Planned for the year", Due = "Due to date", Received = "Received of that", Outstanding = "Due and not paid in", PaidIn = "Paid in to date",
        Spent = "Spent to date", Share = "Pays of the variance", Closing = "Part of the balance";

    public static SheetPlan Of(FundRows rows) => new(Name, "What each partner paid in, spent, gets and owes", "Partners")
    {
        Sentences = SheetPlan.Say(Sentences(rows)),
        Table = new TablePlan(Table,
            [
                new(Partner, Widest: 40), new("Host", Widest: 8), new(Planned, Number: true), new(Due, Number: true), new(Received, Number: true), new(Outstanding, Number: true), new(PaidIn, Number: true), new(Spent, Number: true),
                new(Share, Number: true), new(Closing, Number: true),
            ],
            [.. rows.Partners.Select(partner => Row(rows, partner))],
            [
                FundSheet.TotalLabel(complete: rows.Partners.All(partner => partner.PaidIn is not null && partner.Spent is not null)), Entry.Of(""), Total(rows, Planned, partner => partner.Planned),
                Total(rows, Due, partner => partner.Due), Total(rows, Received, partner => partner.Received), Total(rows, Outstanding, partner => partner.Outstanding), Total(rows, PaidIn, partner => partner.PaidIn),
                Total(rows, Spent, partner => partner.Spent), Total(rows, Share, partner => partner.Share?.Share), Total(rows, Closing, partner => partner.ShareOfClosing),
            ]),
    };

    private static IEnumerable<string> Sentences(FundRows rows)
    {
        yield return rows.Last is { } last ? $"To date is to {Words.Date(last.Quarter.LastDay)}, the end of the last quarter with a return." : "No return of a quarter has arrived: only the plan is known.";
        yield return "Of the variance: above zero the partner pays, below zero it gets. Of the balance: above zero it is the partner's part of what is left, below zero of a deficit.";
    }

    private static Entry[] Row(FundRows rows, FundPartner partner)
    {
        var here = TablePlan.Here(Table, Partner);
        return
        [
            Entry.Of(partner.Named), Entry.Of(partner.IsHost ? "Yes" : "No"),
            FundSheet.Explained(partner.Planned, rows.Year.Plan is null ? FundWords.NotKnown : "not in the plan", (FundSheet.SumIfs(ContributionsSheet.Table, ContributionsSheet.Amount, (ContributionsSheet.Partner, here)), partner.Planned?.Pounds)),
            Of(DueSheet.Due, partner.Due), Of(DueSheet.Received, partner.Received), Of(DueSheet.Outstanding, partner.Outstanding),
            ToDate(PoolSide.Income, IncomeSheet.IncomeTable, partner.PaidIn), ToDate(PoolSide.Expenditure, IncomeSheet.ExpenditureTable, partner.Spent),
            FundSheet.Explained(partner.Share?.Share, partner.Share is null ? FundWords.NotKnown : "not shared", (FundSheet.SumIfs(RiskShareSheet.Table, RiskShareSheet.Share, (RiskShareSheet.Who, here)), partner.Share?.Share?.Pounds)),
            FundSheet.Explained(partner.ShareOfClosing, rows.Year.Pool?.Account is null ? FundWords.NotKnown : "needs a decision",
                (FundSheet.SumIfs(MemorandumSheet.Table, MemorandumSheet.Amount, (MemorandumSheet.Line, FundSheet.Quoted(MemorandumSheet.Share)), (MemorandumSheet.Partner, here)), partner.ShareOfClosing?.Pounds)),
        ];

        Entry Of(string heading, Pence? amount) => FundSheet.Explained(amount, rows.Contributions.Any(row => row.Due.Partner == partner.Code) ? FundWords.NotKnown : "nothing listed",
            (FundSheet.SumIfs(DueSheet.Table, heading, (DueSheet.Partner, here), (DueSheet.Quarter, FundSheet.Quoted(rows.Last?.Quarter.Name ?? ""))), amount?.Pounds));

        Entry ToDate(PoolSide side, string table, Pence? amount) => FundSheet.Explained(amount, FundWords.NotKnown,
            (FundSheet.SumIfs(table, IncomeSheet.Actual, (IncomeSheet.Partner, here)), FundRows.Sum(rows.ToDate(side).Where(row => row.Line.Partner == partner.Code).Select(row => row.Line.YearToDate.Actual))?.Pounds));
    }

    private static Entry Total(FundRows rows, string heading, Func<FundPartner, Pence?> amount) => FundSheet.Total(Table, heading, rows.Partners.Select(amount));
}
