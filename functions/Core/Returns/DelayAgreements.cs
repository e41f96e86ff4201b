using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>
/// How many of the delayed days that a provider reported an authority agrees to, and how many it disputes, for one type of care, reason and attribution.
/// </summary>
/// <param name="Agreed">Delayed days in the month that the authority agrees to.</param>
/// <param name="Disputed">Delayed days that it disputes: whether they were delayed at all, or who is responsible.</param>
/// <param name="By">Who decided for the authority.</param>
/// <param name="On">When.</param>
public sealed record DelayAgreement(
    ReportingMonth Month, string Provider, string Authority, CareType Care, Reason Reason, Attribution Attribution, int Agreed, int Disputed, string By, DateOnly On, string? Comment);

/// <summary>
/// The authority's answer to delayed transfers: agreed and disputed days per reason and attribution (slice: provider x authority x month). Without it a disputed attribution looks like an agreed one:
/// delays were coded to social care against guidance, and nobody could tell by how much (domain notes 8.1; better-care-fund 6).
/// </summary>
public static class DelayAgreements
{
    private static readonly Column<ReportingMonth> Month = new("month", "Month", Kinds.Month, "The month of the delayed transfers") { Example = "2019-11" };
    private static readonly Column<string> Provider = new("provider", "Provider code", Kinds.Code, "ODS code of the provider that reported the days") { Example = "RJ7" };
    private static readonly Column<string> Authority = new("authority", "Authority code", Kinds.Code, "Your own code: three digits, or the ONS code") { Example = "730" };
    private static readonly Column<CareType> Care = new("care", "Type of care", DelayedTransfers.CareKind, "Acute or Non-Acute, as reported") { Example = "Acute" };
    private static readonly Column<Reason> Reason = new("reason", "Reason", DelayedTransfers.ReasonKind, "The reason for delay, as reported") { Example = "E" };
    private static readonly Column<Attribution> Attribution = new("attribution", "Attributed to", DelayedTransfers.AttributionKind, "Who is responsible, as reported: NHS, Social care or Both") { Example = "Social care" };
    private static readonly Column<int> Agreed = new("agreed", "Days agreed", Kinds.Count, "Delayed days that you agree to, 0 if none") { Example = "12" };
    private static readonly Column<int> Disputed = new("disputed", "Days disputed", Kinds.Count, "Delayed days that you dispute, 0 if none") { Example = "3" };
    private static readonly Column<string> By = new("by", "Decided by", Kinds.Text, "Name and post of the person who decided for the authority") { Example = "Head of hospital social work" };
    private static readonly Column<DateOnly> On = new("on", "Decided on", Kinds.Date, "The date of the decision") { Example = "2019-12-09" };
    private static readonly Column<string> Comment = new("comment", "Comment", Kinds.Text, "What is disputed and why; no patient's name or number") { MayBeBlank = true, Example = "Package was in place on the 14th" };

    private static readonly ReturnTable<DelayAgreement> Table = new()
    {
        Key = "agreements",
        Title = "Agreements",
        Name = "delay agreements template",
        About = "One line for each provider, type of care, reason and attribution that you have looked at.",
        RowKey = ["care", "reason", "attribution"],
        Fields =
        [
            Fields.Of(Month, (DelayAgreement row) => row.Month), Fields.Of(Provider, (DelayAgreement row) => row.Provider), Fields.Of(Authority, (DelayAgreement row) => row.Authority),
            Fields.Of(Care, (DelayAgreement row) => row.Care), Fields.Of(Reason, (DelayAgreement row) => row.Reason), Fields.Of(Attribution, (DelayAgreement row) => row.Attribution),
            Fields.Of(Agreed, (DelayAgreement row) => row.Agreed), Fields.Of(Disputed, (DelayAgreement row) => row.Disputed),
            Fields.Of(By, (DelayAgreement row) => row.By), Fields.Of(On, (DelayAgreement row) => row.On), Fields.MaybeText(Comment, (DelayAgreement row) => row.Comment),
        ],
        Slice = cells => cells.Maybe(Month) is { } month && cells.MaybeText(Provider) is { } provider && cells.Authority(Authority, month.FirstDay) is { } authority
            ? DelayedTransfers.Slice(month, provider, authority) : null,
        Read = cells => new DelayAgreement(
            cells.The(Month), cells.The(Provider), cells.Authority(Authority, cells.The(Month).FirstDay)!, cells.The(Care), cells.The(Reason), cells.The(Attribution),
            cells.The(Agreed), cells.The(Disputed), cells.The(By), cells.The(On), cells.MaybeText(Comment)),
    };

    public static readonly Collection<DelayAgreement> Collection = new()
    {
        Key = "delay-agreements",
        Title = "agreed and disputed delays",
        About = "Sent by the authority when it has looked at a provider's delayed transfers of a month: the days that it agrees to and those that it disputes, by whom and when it was decided.",
        SliceNoun = "provider and authority pair",
        Parts = [Table],
        On = row => row.Month.LastDay,
        PageName = page => ReportingMonth.Parse(page).Name,
        ReportsFor = (row, _) => (Authority.Field, row.Authority),
        RowRules =
        [
            new("DA-01", Severity.Error, RuleScope.Row, "Month", "The month was collected: August 2010 to February 2020.",
                "Check the month. There are no delayed transfers to agree to outside these months.", "NHS England statistical work area, discharge delays",
                (row, context) => context.Policy.TryOn(row.Month.LastDay, "delayed-transfers.collected") is { Value: "yes" } ? []
                    : [(Month.Field, $"{row.Month.Name} was not collected as delayed transfers of care.")]),

            new("DA-02", Severity.Error, RuleScope.Row, "Attributed to", "Days stand only where the reason can be attributed so.",
                "Agree to days as they were reported: further NHS care and housing to the NHS only; residential home, choice and disputes never to both.", "105 council workbooks, April 2011 to December 2019; England series of 115 months",
                (row, _) => row.Agreed + row.Disputed == 0 || DelayedTransfers.Of(row.Reason).Allows(row.Attribution) ? []
                    : [(Attribution.Field, $"Reason {row.Reason} ({DelayedTransfers.Of(row.Reason).Label}) cannot be attributed to {Words.Responsible(row.Attribution)}, so no such days were reported.")]),

            new("DA-03", Severity.Error, RuleScope.Row, "Decided on", "The decision was made after the month began and before the file arrived.",
                "Check the date of the decision.", "House rule: a decision cannot come before what it is about, or after its own report",
                (row, context) => row.On < row.Month.FirstDay ? [(On.Field, $"{Words.Date(row.On)} is before {row.Month.Name} began.")]
                    : row.On > context.ArrivedOn ? [(On.Field, $"{Words.Date(row.On)} is after {Words.Date(context.ArrivedOn)}, when this file arrived.")] : []),

            new("DA-04", Severity.Warning, RuleScope.Row, "Comment", "A dispute says what it is about.",
                "Write in the comment what is disputed and why: the provider has to answer it.", "Birmingham disputed fines because no case-level analysis backed them (domain note 8.1)",
                (row, _) => row.Disputed > 0 && row.Comment is null ? [(Comment.Field, $"{Words.Days(row.Disputed)} {(row.Disputed == 1 ? "is" : "are")} disputed without a reason.")] : []),

            CellRules.KnownAuthority<DelayAgreement>(Authority.Field, row => row.Authority, row => row.Month.FirstDay),
            CellRules.KnownNhsBody<DelayAgreement>(Provider.Field, row => row.Provider),
        ],
        StandingRules =
        [
            new("DA-50", "Days agreed", "Agreed and disputed days together are the days that were reported.",
                "Compare with the provider's return. If it was corrected since, look at the new figures and send your agreement again.", "House rule: each reported day is agreed, disputed, or not yet looked at",
                page => [new PageRef(DelayedTransfers.CollectionKey, page)],
                (slice, book) => slice.Rows
                    .Select(row => (Row: row, Reported: Reported(row, slice.Key, book)))
                    .Where(pair => pair.Reported is { } reported && pair.Row.Agreed + pair.Row.Disputed > reported)
                    .Select(pair => new Broken<DelayAgreement>(pair.Row, Agreed.Field, $"{Words.Days(pair.Row.Agreed)} agreed and {Words.Days(pair.Row.Disputed)} disputed are more than the {Words.Days(pair.Reported!.Value)} that were reported for {DelayedTransfers.Name(pair.Row.Care)}, reason {pair.Row.Reason}, {DelayedTransfers.Name(pair.Row.Attribution)}."))),

            new("DA-51", "Provider code", "Days were reported that can be agreed to or disputed.",
                "Nothing need be done if the provider's return is still to come. Otherwise check provider and month.", "House rule",
                page => [new PageRef(DelayedTransfers.CollectionKey, page)],
                (slice, book) => Stated(slice.Key, book) is null ? [new Broken<DelayAgreement>(slice.Rows[0], Provider.Field, $"No delayed days of {slice.Key.Part} at {slice.Key.Body} have been reported for {slice.Key.Month.Name} yet.")] : []),
        ],
    };

    private static StandingSlice? Stated(SliceKey key, StandingBook book) =>
        book.Page(new PageRef(DelayedTransfers.CollectionKey, key.Page)).Chosen().FirstOrDefault(slice => slice.Place == key.Place && slice.Version is not null);

    /// <summary>Days reported in a cell: 0 where the slice stands without such a row; null where nothing was reported, or the cell was left empty.</summary>
    private static int? Reported(DelayAgreement row, SliceKey key, StandingBook book)
    {
        if (Stated(key, book) is not { } standing)
            return null;
        var kept = book.KeptRows(DelayedTransfers.CollectionKey, standing).Select(DelayedTransfersLine.Of).FirstOrDefault(line => line.Care == row.Care && line.Reason == row.Reason);
        return kept is null ? 0 : kept.Days[row.Attribution];
    }
}
