using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Validation;

/// <summary>
/// Every rule of the delayed-transfers return, in the order in which they are asked: reading of cells, row, across rows, reference.
/// The hard checks are those that 105 council workbooks and 115 months of the England series never broke (domain note 5.1).
/// </summary>
public static class DelayedTransfersRules
{
    private const string Published = "105 council workbooks, April 2011 to December 2019; England series of 115 months";
    private const string Definitions = "MSitDT definitions and guidance, versions 1.00 to 1.09";

    // Reading a cell: a value that cannot be read makes no row, so these have no predicate.
    public static readonly Rule MonthReadable = Reading("DT-01", "Month", "The month can be read.", "Write the month as 2019-11, or leave the period as NHS England published it.", Definitions);
    public static readonly Rule ProviderGiven = Reading("DT-02", "Provider code", "There is a provider code.", "Write the ODS code of the provider, for example RJ7.", Definitions);
    public static readonly Rule AuthorityGiven = Reading("DT-03", "Authority code", "There is an authority code.", "Write the three-digit code of the authority responsible for the patient, as text: 109, 00KB.", Definitions);
    public static readonly Rule CareReadable = Reading("DT-04", "Type of care", "The type of care is Acute or Non-Acute.", "Write Acute or Non-Acute.", Definitions);
    public static readonly Rule ReasonReadable = Reading("DT-05", "Reason", "The reason is one of A to I, Di, Dii, or O.", "Use the letter, or the value of the published extract, for example E or E_CARE_PACKAGE_IN_HOME.", Published);
    public static readonly Rule WholeNumber = Reading("DT-06", "Days", "A count is a whole number, not negative.", "Write digits only, for example 12 or 1,204; write 0 where there was no delay.", "Domain note 5.1, check 5");
    public static readonly Rule BedsReadable = Reading("DT-07", "DTOC beds", "Printed DTOC beds are a number.", "Leave the column as published; it is days divided by the calendar days of the month.", Published);
    public static readonly Rule BlankBesideBeds = new("DT-08", Severity.Warning, RuleScope.Row, "Days", "A number of days is given.", "Write 0 if there was no delay; nothing else need be done.", "April 2018 extract, RJ7 and 730: a blank beside zero beds");
    public static readonly Rule Blank = new("DT-09", Severity.Warning, RuleScope.Row, "Days", "A number of days is given.", "Write the number, and 0 where there was no delay. Until then the figure is marked incomplete: a blank is not taken as 0.", "Domain note 5.3");

    public static readonly ImmutableArray<RowRule<DelayedTransfersRow>> Rows =
    [
        new("DT-10", Severity.Error, RuleScope.Row, "Month", "The month was collected: August 2010 to February 2020.",
            "Check the month. Delays since March 2020 belong to other collections.", "NHS England statistical work area, discharge delays",
            (row, context) => context.Policy.TryOn(row.Month.LastDay, "delayed-transfers.collected") is { Value: "yes" } ? []
                : [(MonthField, $"{row.Month.Name} was not collected as delayed transfers of care.")]),

        new("DT-11", Severity.Error, RuleScope.Row, "Month", "The month was over when the file arrived.",
            "Send the return after the end of the month.", Definitions,
            (row, context) => row.Month.LastDay < context.ArrivedOn ? []
                : [(MonthField, $"{row.Month.Name} was not over on {Words.Date(context.ArrivedOn)}, when this file arrived.")]),

        new("DT-12", Severity.Error, RuleScope.Row, "Days", "Days stand only where the reason can be attributed so.",
            "Attribute further NHS care and housing to the NHS only; residential home, choice and disputes never to both.", Published,
            (row, _) => DelayedTransfers.Attributions
                .Where(attribution => row.Days[attribution].Number > 0 && !DelayedTransfers.Of(row.Reason).Allows(attribution))
                .Select(attribution => (DaysField(attribution), $"{Words.Days(row.Days[attribution].Number!.Value)} for reason {row.Reason} ({DelayedTransfers.Of(row.Reason).Label}) {(row.Days[attribution].Number == 1 ? "is" : "are")} attributed to {Words.Responsible(attribution)}, which that reason cannot be."))),

        new("DT-13", Severity.Error, RuleScope.Row, "Reason", "Reason O is used from April 2017, for non-acute care only.",
            "Use one of the reasons A to I.", Published,
            (row, context) => DelayedTransfers.Places(row.Month, context.Policy).Contains((row.Care, row.Reason)) ? []
                : [("reason", row.Care == CareType.Acute ? "Reason O is not used for acute care." : $"Reason O is used from April 2017, not in {row.Month.Name}.")]),

        new("DT-14", Severity.Error, RuleScope.Row, "DTOC beds", "DTOC beds are days divided by the calendar days of the month.",
            "Correct the days or the beds: one of the two was changed without the other.", "Every council workbook April 2017 to December 2019",
            (row, _) => DelayedTransfers.Attributions
                .Where(attribution => row.Beds[attribution] is { } beds && row.Days[attribution].Number is { } days && !Equal(beds, (decimal)days / row.Month.Days))
                .Select(attribution => (BedsField(attribution), $"{Words.Days(row.Days[attribution].Number!.Value)} in a month of {row.Month.Days} days are {Words.Number((decimal)row.Days[attribution].Number!.Value / row.Month.Days, 9)} beds, not {row.Beds[attribution]!.Value.ToString(CultureInfo.InvariantCulture)}."))),

        new("DT-15", Severity.Warning, RuleScope.Row, "Patients", "There are at least as many delayed days as patients at the snapshot.",
            "Check both numbers: each patient delayed at the snapshot is at least one delayed day.", "Domain note 5.2",
            (row, _) => DelayedTransfers.Attributions
                .Where(attribution => row.Patients[attribution].Number > row.Days[attribution].Number)
                .Select(attribution => (PatientsField(attribution), $"{row.Patients[attribution].Number} patients delayed at the snapshot, but only {Words.Days(row.Days[attribution].Number!.Value)} in the month."))),

        new("DT-20", Severity.Error, RuleScope.Reference, "Authority code", "The authority existed in the month.",
            "Use the code of the authority that was responsible in that month.", "Council codes as published in DTOC, with legal dates of reorganisation",
            (row, context) => CellRules.NotAuthority(row.Authority, row.Month.FirstDay, context.Reference) is { } wrong ? [("authority", wrong)] : []),

        new("DT-21", Severity.Warning, RuleScope.Reference, "Provider code", "The provider is known.",
            "Check the code. If it is right, nothing need be done: independent and closed providers are not all in the list.", "ODS list of NHS trusts covers 198 of the 231 DTOC provider codes",
            (row, context) => context.Reference.Provider(row.Provider) is { IsNhsEngland: false } ? [] : [("provider", $"'{row.Provider}' is not among the providers that we know.")]),

        new("DT-22", Severity.Error, RuleScope.Reference, "Provider code", "The sender may report for this provider.",
            "Send only your own return, or ask the keeper of mandates to record that you report for this provider.", "Mandates table",
            (row, context) => context.Mandates.MayReport(context.Sender, row.Provider, DelayedTransfers.CollectionKey, context.ArrivedOn) ? []
                : [("provider", $"{context.Sender} has no mandate to report for {row.Provider}.")]),
    ];

    // Across rows: asked of a slice (provider x authority x month) as a whole.
    public static readonly Rule RowTwice = new("DT-30", Severity.Error, RuleScope.AcrossRows, "Reason", "There is one row for each type of care and reason.", "Delete the row that is wrong, or add the two together if both are meant.", "Domain note 5.1, check 5");
    public static readonly Rule RowMissing = new("DT-31", Severity.Error, RuleScope.AcrossRows, "Reason", "Every type of care and reason has its row, with 0 where there was no delay.", "Add the missing rows with their numbers, 0 where there was no delay. If the file was cut off, export it again.", "20 rows for each provider and authority in the published extract, 21 from April 2017");

    // Compared with the months before, when it is worked out what a return changed: never a reason to refuse.
    public static readonly Rule Absent = new("DT-50", Severity.Warning, RuleScope.Standing, "Authority code", "An authority that had delays last month is there this month.", "If there were none, nothing need be done. If its rows were left out, send the return again with them.", "Domain note 5.2: a council present last month and absent now");
    public static readonly Rule OutsideLimits = new("DT-51", Severity.Warning, RuleScope.Standing, "Days", "The delayed days of an authority are within the limits of its months before.", "Check the days. If they are right, say in an explanation what happened: it is shown with the figure.", "Domain note 5.2 and 6.2: mean and 2.66 average moving ranges of the beds of twelve months before, not screened");

    private static readonly ImmutableArray<Rule> Readings = [MonthReadable, ProviderGiven, AuthorityGiven, CareReadable, ReasonReadable, WholeNumber, BedsReadable, BlankBesideBeds, Blank];

    /// <summary>All of them, for the catalogue.</summary>
    public static readonly ImmutableArray<Rule> All = [.. Readings, .. Rows, RowTwice, RowMissing, Absent, OutsideLimits];

    /// <summary>No month has more; beyond it a difference could not even be worked out.</summary>
    private const decimal MostBeds = 1_000_000_000m;

    private static bool Equal(decimal printed, decimal exact) => printed is >= 0 and < MostBeds && Math.Abs(printed - exact) <= Tolerance(printed);

    /// <summary>
    /// The extract prints ten significant digits (0.166666667, 14.26666667), so half of the last printed place is allowed where that many stand there;
    /// a number with few decimals must be exact.
    /// </summary>
    private static decimal Tolerance(decimal printed) => printed.Scale switch
    {
        8 => 0.000000005m,
        7 => 0.00000005m,
        _ => 0.000000001m,
    };

    /// <summary>Stands for whichever columns hold the month in the layout at hand.</summary>
    internal const string MonthField = "month";

    internal static string DaysField(Attribution attribution) => $"{DelayedTransfers.Key(attribution)}-days";

    internal static string PatientsField(Attribution attribution) => $"{DelayedTransfers.Key(attribution)}-patients";

    internal static string BedsField(Attribution attribution) => $"{DelayedTransfers.Key(attribution)}-beds";

    private static Rule Reading(string id, string field, string title, string fix, string source) => new(id, Severity.Error, RuleScope.Row, field, title, fix, source);
}
