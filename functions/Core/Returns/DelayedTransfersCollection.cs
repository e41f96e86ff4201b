using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>
/// One line of the ledger of delayed transfers: what a return says for one slice, type of care and reason. Lines in which every number is zero are not kept:
/// that the slice was reported is what says that they are zero. A number that was not given is null.
/// </summary>
/// <param name="Patients">Patients at the snapshot; null also where the month's layout has none.</param>
/// <param name="SourceLine">Line of the return as a spreadsheet shows it.</param>
public sealed record DelayedTransfersLine(SliceKey Slice, CareType Care, Reason Reason, ByAttribution<int?> Days, ByAttribution<int?> Patients, int SourceLine)
{
    internal const string Table = "days";

    /// <summary>The line as the ledger keeps it.</summary>
    public LedgerRow Keep() => new(Slice, Table, [Care.ToString(), Reason.ToString(), .. Days.All.Concat(Patients.All).Select(Text)], SourceLine);

    /// <summary>Reads a ledger row back. Throws <see cref="FormatException"/> on one that we did not write.</summary>
    public static DelayedTransfersLine Of(LedgerRow kept) => new(
        kept.Slice, Enum.Parse<CareType>(kept.Cells[0]), Enum.Parse<Reason>(kept.Cells[1]),
        new(Number(kept.Cells[2]), Number(kept.Cells[3]), Number(kept.Cells[4])), new(Number(kept.Cells[5]), Number(kept.Cells[6]), Number(kept.Cells[7])),
        kept.SourceLine);

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static int? Number(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>How the parts of a slice are called in delayed transfers: the page is the month, the body the provider, the part the authority.</summary>
public static class DelayedTransfersSlices
{
    extension(SliceKey key)
    {
        public ReportingMonth Month => ReportingMonth.Parse(key.Page);

        public string Provider => key.Body;

        public string Authority => key.Part;
    }

    extension(Place place)
    {
        public string Provider => place.Body;

        public string Authority => place.Part;
    }

    extension(StandingPage standing)
    {
        public ReportingMonth Month => ReportingMonth.Parse(standing.Page);
    }
}

/// <summary>
/// Delayed transfers of care as a collection. Its editions print several columns for one fact and its blanks mean different things in different layouts, so its lines have a reading of
/// their own; from the checked return on it is a collection like the others.
/// </summary>
internal sealed class DelayedTransfersCollection : Collection
{
    private static readonly ImmutableArray<string> Kept = ["care", "reason", "nhs-days", "social-care-days", "both-days", "nhs-patients", "social-care-patients", "both-patients"];

    private readonly DelayedTransfersTable _table = new()
    {
        Key = DelayedTransfersLine.Table,
        Title = "Return",
        About = "For each provider and authority there is one line for every type of care and reason, with 0 where there was no delay.",
        RowKey = ["care", "reason"],
    };

    public override IReadOnlyList<ReturnTable> Tables => [_table];

    public override ImmutableArray<Layout> Layouts => DelayedTransfers.Layouts;

    public override ImmutableArray<Rule> Rules => DelayedTransfersRules.All;

    public override ImmutableArray<string> LedgerFields => Kept;

    public override bool KeepsEveryRow => false;

    /// <summary>Zero; but no patients beside none collected.</summary>
    public override string NotKept(string field, string other) => other.Length == 0 && field.EndsWith("-patients", StringComparison.Ordinal) ? "" : "0";

    public override IReadOnlyCollection<string> RowKeyOf(string table) => _table.RowKey;

    public override string HeadingOf(string table, string field) => DelayedTransfers.Template.Columns.Single(column => column.Field == field).Heading;

    public override string NameOf(string page) => ReportingMonth.Parse(page).Name;

    public override string Amount(long total) => Words.Days(total);

    public override CheckedReturn Check(ImmutableArray<RecognisedSheet> sheets, View view, CheckContext context) => DelayedTransfersChecks.Check(sheets[0], view, context);

    /// <summary>
    /// An edition of NHS England states a whole month (policy switch <c>edition.covers-month</c>): what it leaves out is withdrawn. Any other return states its providers' whole months.
    /// </summary>
    public override Coverage CoverageOf(CheckedReturn found, View view, string page, PolicyBook policy) =>
        view == View.NhsEngland && found.Layout!.Edition && policy.On(ReportingMonth.Parse(page).LastDay, "edition.covers-month", Key).Value == "yes"
            ? Coverage.WholePage
            : new Coverage(false, [.. found.Accepted.Select(slice => slice.Key).Concat(found.Refused).Where(slice => slice.Page == page).Select(slice => slice.Provider).Distinct().Order(StringComparer.Ordinal)]);

    public override bool Compares => true;

    public override bool ComparesRows => false;

    /// <summary>The months before, as many as a control chart needs.</summary>
    public override IEnumerable<PageRef> Asks(AcceptedPage accepted) => DelayedTransfersComparison.Before(accepted.Page).Select(month => new PageRef(Key, month));

    public override IEnumerable<Finding> Compare(PageVersion acceptance, StandingBook book) => DelayedTransfersComparison.Of(acceptance, book);

    private sealed class DelayedTransfersTable : ReturnTable
    {
        public override Layout Template => DelayedTransfers.Template;

        public override IEnumerable<Layout> Layouts => DelayedTransfers.Layouts;
    }
}
