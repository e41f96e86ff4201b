using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>
/// One statement: what one body may require of another for a month. Payee is the NHS body, or, where an authority recovers from another (SI 2003/2277 reg 18, SI 2014/2823 reg 12), the authority that paid.
/// </summary>
/// <param name="NhsBody">The NHS body whose cases it is about.</param>
/// <param name="Month">In which the days lie.</param>
public readonly record struct StatementKey(string NhsBody, string Payee, string Payer, ReportingMonth Month)
{
    /// <summary>Recovery between two authorities.</summary>
    [JsonIgnore]
    public bool IsRecovery => Payee != NhsBody;

    [JsonIgnore]
    public string BlobName => $"{NhsBody}/{Payee}/{Payer}/{Month}.json";

    /// <summary>Reads a blob name back; null when it is not one of ours.</summary>
    public static StatementKey? Parse(string blobName) =>
        blobName.Split('/') is [{ Length: > 0 } body, { Length: > 0 } payee, { Length: > 0 } payer, var file] && file.EndsWith(".json", StringComparison.Ordinal) && ReportingMonth.TryParse(file[..^5], out var month)
            ? new StatementKey(body, payee, payer, month) : null;

    public override string ToString() => $"{Payee} from {Payer}, {Month}{(IsRecovery ? $" (cases of {NhsBody})" : "")}";
}

/// <summary>A body of a statement, as people call it.</summary>
public sealed record Party(string Code, string Name);

/// <summary>
/// The amounts of a statement. They are different things, are never added to one another, and none stands in for another; null is not known or not decided, never zero.
/// </summary>
/// <param name="NotionalCeiling">Acute social-care delayed days of the month from delayed transfers, times the daily rate: not an invoice, and above what could ever be required in that month as reported.</param>
/// <param name="Computable">What the law allows to be required for the days that count as the NHS body reports its cases.</param>
/// <param name="Required">What is required: under the Act of 2003 what is computable, under the Care Act 2014 what the NHS body decided to seek. Null while nobody has decided.</param>
/// <param name="Due">Of what is required, the part on days that both parties accept (or that both agreed in a decision): it is posted and never waits for the rest.</param>
/// <param name="InDispute">The rest of what is required.</param>
/// <param name="Paid">As the payee reports; null while nothing is known of a payment.</param>
public sealed record StatementAmounts(Pence? NotionalCeiling, Pence Computable, Pence? Required, Pence? Due, Pence? InDispute, Pence? Paid)
{
    /// <summary>Required and not paid; null while either is not known to be anything.</summary>
    [JsonIgnore]
    public Pence? Unpaid => Required is { } required ? required - (Paid ?? default) : null;
}

/// <summary>How the two views of one day stand to each other.</summary>
public enum DayStanding
{
    /// <summary>Both count it.</summary>
    Agreed,

    /// <summary>Neither counts it.</summary>
    AgreedNot,

    /// <summary>The NHS body counts it and the authority does not.</summary>
    OnlyNhsBody,

    /// <summary>The authority counts it and the NHS body does not.</summary>
    OnlyAuthority,

    /// <summary>The NHS body counts it, and the authority has not reported the case.</summary>
    NotAnswered,
}

/// <summary>A day of a case in both views.</summary>
/// <param name="NhsBody">Null when the NHS body has not reported the case, its report does not reach the day, or it counts the day against another authority.</param>
/// <param name="Authority">Null when the authority has not reported the case, its report does not reach the day, or it counts the day against another authority.</param>
public sealed record StatedDay(DateOnly Date, DayStanding Standing, DecidedDay? NhsBody, DecidedDay? Authority);

/// <summary>
/// A fact on which the two parties differ and what hangs on it: the days that would change, were the NHS body's report changed in this one fact to what the authority says.
/// </summary>
/// <param name="Fact"><c>Arrangements in place</c>, <c>Discharge notice of 2 June 2015: proposed discharge</c>.</param>
/// <param name="Days">Days counted fewer (above zero) or more (below zero) with the authority's fact alone, in the whole case.</param>
/// <param name="Alone">The fact alone accounts for all the difference of the case.</param>
public sealed record DisputedFact(string Fact, string NhsBodySays, string AuthoritySays, int Days, Pence Amount, bool Alone)
{
    /// <summary>The days that would not count any more with the authority's fact, in order.</summary>
    public ImmutableArray<DateOnly> NoLonger { get; init; } = [];

    /// <summary>The days that would count besides, in order.</summary>
    public ImmutableArray<DateOnly> Besides { get; init; } = [];

    /// <summary>The parties differ in it and no day hangs on it alone.</summary>
    [JsonIgnore]
    public bool IsWithoutEffect => NoLonger.IsEmpty && Besides.IsEmpty && Amount == default;
}

/// <summary>A decision of one party with the days it was about; see <see cref="ReimbursementDecision"/>.</summary>
/// <param name="AgeInDays">Days from the date of the invoice to the date of the statement while it is not fully paid; null without an invoice or once it is paid.</param>
public sealed record StatedDecision(View View, string Party, ReimbursementDecision Decision, string Submission, int SourceLine, int? AgeInDays);

/// <summary>A case in the month of a statement.</summary>
/// <param name="NhsBodyView">The whole case as the NHS body reports it, all months; null when only the authority does.</param>
/// <param name="AuthorityView">The whole case as the authority reports it; null when it has not.</param>
/// <param name="Days">Of the month, and of this payer.</param>
/// <param name="Notes">Sentences that a reader of the amounts needs: sought above what is computable, waived under the Act of 2003, decided without notices.</param>
public sealed record StatedCase(
    string Case, Regime Regime, StatementAmounts Amounts, CaseDays? NhsBodyView, CaseDays? AuthorityView, ImmutableArray<StatedDay> Days, ImmutableArray<StatedDecision> Decisions,
    ImmutableArray<DisputedFact> Disputed, ImmutableArray<string> Notes);

/// <summary>A month of the financial year to date, and where the account stands after it.</summary>
/// <param name="Days">Counted in the NHS body's view.</param>
/// <param name="DisputedDays">Of those, the ones that the authority reports and does not count.</param>
public sealed record MonthOfYear(ReportingMonth Month, int Days, int DisputedDays, StatementAmounts Amounts);

/// <summary>
/// What each party says of the account between them at the end of the month, and the differences by name: the page that finance officers sign at the year's end.
/// </summary>
/// <param name="Accrual">Required for days to the end of the month and not yet invoiced: what the payer accrues and the payee accrues as income; null where something is undecided, and the undecided is named.</param>
/// <param name="Undecided">Computable for days on which nobody has decided whether payment is required.</param>
public sealed record AgreementOfBalances(
    DateOnly At, Pence PayeeInvoiced, Pence PayeePaid, Pence? PayerInvoiced, Pence? PayerPaid, Pence? Accrual, Pence Undecided, Pence InDispute, ImmutableArray<BalanceDifference> Differences)
{
    /// <summary>Invoiced and not paid, as the payee says.</summary>
    [JsonIgnore]
    public Pence PayeeBalance => PayeeInvoiced - PayeePaid;

    [JsonIgnore]
    public Pence? PayerBalance => PayerInvoiced is { } invoiced && PayerPaid is { } paid ? invoiced - paid : null;
}

/// <summary>One line on which the parties' accounts differ.</summary>
public sealed record BalanceDifference(string Case, ReportingMonth Month, string What, string PayeeSays, string PayerSays, Pence Amount);

/// <summary>A sum that one authority paid and another turned out to owe: SI 2003/2277 reg 18, SI 2014/2823 reg 12 (example E23).</summary>
/// <param name="Paid">What the payee of the recovery actually paid the NHS body; null while nothing is known of a payment.</param>
public sealed record Recovery(string Case, DateOnly DecidedOn, int Days, Pence? Paid, string Provision, int SourceLine);

/// <summary>An assumption that stood behind the figures: the policy row in force, printed on every output.</summary>
public sealed record SwitchInForce(string Policy, string Value, string Meaning, Mark Mark, string Source);

/// <summary>What a statement was made of.</summary>
public sealed record StatementInput(string Collection, string Page, View View, string Sender, string Submission, int Cases);

/// <summary>
/// The statement of one payee and payer for a month, with every working. One document; workbook, page and tests read the same.
/// </summary>
/// <param name="LastAcceptance">The last acceptance that anything in it comes from.</param>
/// <param name="AsAt">When that was received.</param>
/// <param name="Year">The financial year to date, April first.</param>
public sealed record Statement(
    StatementKey Key, Party Payee, Party Payer, FigureStatus Status, ImmutableArray<string> StatusReasons, ImmutableArray<string> Notes, ArrivalOrder LastAcceptance, DateTimeOffset AsAt, string Policy, string Reference,
    StatementAmounts Amounts, ImmutableArray<Step> Working, ImmutableArray<StatedCase> Cases, ImmutableArray<Recovery> Recoveries, ImmutableArray<MonthOfYear> Year, AgreementOfBalances Balances,
    ImmutableArray<SwitchInForce> Switches, ImmutableArray<StatementInput> Inputs)
{
    /// <summary>Version of the form of this document.</summary>
    public string Schema { get; init; } = "statement/1";

    /// <summary>Cases of the month whose rows were deleted when their retention ended: only their totals are left. They are part of the amounts.</summary>
    public ImmutableArray<DeletedCases> Deleted { get; init; } = [];

    /// <summary>Worked out on a supposition, for evaluation: nothing is due by it. Null for a real statement.</summary>
    public string? Hypothetical { get; init; }
}

/// <summary>What is left of cases whose rows were deleted, summed for those deleted on one day.</summary>
public sealed record DeletedCases(int Cases, DateOnly DeletedOn, int Days, int DisputedDays, StatementAmounts Amounts);
