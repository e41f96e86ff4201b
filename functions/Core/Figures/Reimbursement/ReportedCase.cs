using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>A line of a case with the line of the return that it stands on.</summary>
/// <param name="SourceLine">As a spreadsheet shows it.</param>
public sealed record ReportedLine(NoticeLine Line, int SourceLine);

/// <summary>
/// One case as one of the two parties reports it: what stands of it, and how far what it says can be known.
/// </summary>
/// <param name="NhsBody">ODS code of the NHS body that is responsible.</param>
/// <param name="Case">As printed on the notices.</param>
/// <param name="View">Whose report it is.</param>
/// <param name="Party">Code of the body that reports.</param>
/// <param name="Submission">The submission that brought what stands.</param>
/// <param name="Since">That submission's place in the order of arrival; of a case that is still open that of the last one that said the same, since its days hang on it.</param>
/// <param name="SinceAt">When that was received.</param>
/// <param name="KnownTo">The last day of which the report can tell: the day before that arrived in London. A case that has not ended runs to this day and no further.</param>
public sealed record ReportedCase(string NhsBody, string Case, View View, string Party, string Submission, ArrivalOrder Since, DateTimeOffset SinceAt, DateOnly KnownTo, ImmutableArray<ReportedLine> Lines);

/// <summary>A decision as one of the two parties reports it, and where that stands.</summary>
/// <param name="Since">The acceptance that brought what stands.</param>
public sealed record ReportedDecision(View View, string Party, string Submission, ArrivalOrder Since, DateTimeOffset SinceAt, ReimbursementDecision Decision, int SourceLine);

/// <summary>Acute delayed days attributed to social care, as delayed transfers of care give them for the NHS body: what the notional ceiling is made of.</summary>
/// <param name="Days">Null where nothing was given.</param>
public sealed record ReportedSocialCareDays(ReportingMonth Month, string Authority, long? Days, View View, string Submission, ArrivalOrder Since, DateTimeOffset SinceAt);

/// <summary>What is left of a case whose rows were deleted when their retention ended.</summary>
/// <param name="LastDay">The last date of any of its lines.</param>
/// <param name="Rows">Lines that were deleted, of both views and the decisions.</param>
public sealed record CaseTombstone(string NhsBody, string Case, DateOnly DeletedOn, DateOnly LastDay, int Rows, ImmutableArray<TombstoneMonth> Months)
{
    /// <summary>The last acceptance that the totals come from. What arrived up to it is deleted, whether or not its rows are gone yet; what arrives later is news.</summary>
    public ArrivalOrder LastAcceptance { get; init; }

    /// <summary>When that was received.</summary>
    public DateTimeOffset AsAt { get; init; }
}

/// <summary>What a deleted case contributes to one statement.</summary>
/// <param name="Days">Counted in the NHS body's view.</param>
/// <param name="DisputedDays">Of those, the ones that the authority reported and did not count.</param>
public sealed record TombstoneMonth(string Payee, string Payer, ReportingMonth Month, int Days, int DisputedDays, StatementAmounts Amounts)
{
    /// <summary>A decision of the payee stood.</summary>
    public bool WasDecided { get; init; }

    /// <summary>There was something to decide, whether or not it was decided: a case of which nothing counted and about which nobody decided makes no total known.</summary>
    [JsonIgnore]
    public bool HasSubstance => WasDecided || Amounts.Computable != default || Amounts.Paid is not null;
}

/// <summary>All that stands about the cases of one NHS body: what its statements are made of.</summary>
/// <param name="Cases">Both views.</param>
/// <param name="Decisions">Both views, all months.</param>
/// <param name="Deleted">Cases of which only totals are left.</param>
public sealed record StatementFacts(
    string NhsBody, ImmutableArray<ReportedCase> Cases, ImmutableArray<ReportedDecision> Decisions, ImmutableArray<ReportedSocialCareDays> SocialCareDays, ImmutableArray<CaseTombstone> Deleted)
{
    /// <summary>What arrived about a deleted case and cannot stand in for its totals, since the NHS body has not reported the case anew: it is in no amount.</summary>
    public ImmutableArray<CaseOnFile> Waiting { get; init; } = [];
}
