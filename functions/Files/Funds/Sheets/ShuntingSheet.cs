using Monitoring.Core.Figures.Funds;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Who bears the delays and who bears the spend, year by year.</summary>
internal static class ShuntingSheet
{
    public const string Name = "Who bears what";
    private const string Table = "tblBears", Nhs = "NHS days", SocialCare = "Social care days", NhsSpend = "NHS spend", AuthoritySpend = "Council spend";

    public static SheetPlan Of(FundRows rows) => new(Name, "Delays and spend by who bears them, year by year", "Who bears what")
    {
        Sentences = SheetPlan.Say([.. rows.Year.Shunting!.Findings, "Delayed days attributed to both partners are shown and are in neither share. Of schemes commissioned together each partner bears its per cent."]),
        Table = new TablePlan(Table,
            [
                new("Year", Widest: 10), new("Months of delays known", Number: true), new(Nhs, Number: true), new(SocialCare, Number: true), new("Days of both", Number: true), new("All days", Number: true), new("NHS part of delays", Number: true), new("Social care part of delays", Number: true),
                new(NhsSpend, Number: true), new(AuthoritySpend, Number: true), new("All spend", Number: true), new("NHS part of spend", Number: true), new("Council part of spend", Number: true), new("Spend told apart by", Widest: 14),
            ],
            [.. rows.Year.Shunting!.Years.Select(Row)])
        { ButtonsBelow = true },
    };

    private static Entry[] Row(ShuntingYear year)
    {
        var (days, spend) = (year is { NhsDays: { } nhs, SocialCareDays: { } social } && nhs + social != 0 ? nhs + social : (decimal?)null, year is { NhsSpend: { } one, AuthoritySpend: { } other } && one + other != default ? (one + other).Pounds : (decimal?)null);
        return
        [
            Entry.Of(year.Year.ToString()), Entry.Of(year.DelayMonths), FundSheet.Number(year.NhsDays), FundSheet.Number(year.SocialCareDays), FundSheet.Number(year.BothDays), FundSheet.Number(year.AllDays),
            FundSheet.PerCent(year.NhsDelayShare, FundWords.NotKnown, Part(Nhs, Nhs, SocialCare), year.NhsDays / days), FundSheet.PerCent(year.SocialCareDelayShare, FundWords.NotKnown, Part(SocialCare, Nhs, SocialCare), year.SocialCareDays / days),
            FundSheet.Money(year.NhsSpend), FundSheet.Money(year.AuthoritySpend), FundSheet.Money(year.Spend),
            FundSheet.PerCent(year.NhsSpendShare, FundWords.NotKnown, Part(NhsSpend, NhsSpend, AuthoritySpend), year.NhsSpend?.Pounds / spend), FundSheet.PerCent(year.AuthoritySpendShare, FundWords.NotKnown, Part(AuthoritySpend, NhsSpend, AuthoritySpend), year.AuthoritySpend?.Pounds / spend),
            Entry.Of(year.SpendBy switch { SpendBy.Schemes => "schemes", SpendBy.Partners => "partners", _ => FundWords.NotKnown }),
        ];
    }

    private static string Part(string part, string one, string other) => $"{TablePlan.Here(Table, part)}/({TablePlan.Here(Table, one)}+{TablePlan.Here(Table, other)})";
}
