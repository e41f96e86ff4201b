using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Delays;

/// <summary>A cell of a month that became another number.</summary>
/// <param name="Was">Null: nothing was given, or there was no such row. Never the same as zero.</param>
public sealed record RestatedCell(string Provider, string Authority, CareType Care, Reason Reason, Attribution Attribution, long? Was, long? Is);

/// <summary>
/// A month that was restated by one acceptance: its total before and after, the split before and after, and every cell. The split can move where the total does not.
/// </summary>
/// <param name="Body">Whose figures they are: an authority, a provider, or England.</param>
/// <param name="Says">One sentence: <c>November 2018: 14 days more for the NHS, 9 fewer for social care, 5 fewer for both; the total stays at 136,183.</c></param>
public sealed record Restatement(
    string Body, ReportingMonth Month, ArrivalOrder Order, DateTimeOffset At, string Submission, long? Was, long? Is, ByAttribution<long?> SplitWas, ByAttribution<long?> SplitIs, ImmutableArray<RestatedCell> Cells, string Says);

/// <summary>Our figure beside a published one.</summary>
/// <param name="Publication">Publisher, file, sheet.</param>
/// <param name="Difference">Ours less published; null where one is missing.</param>
/// <param name="Says">Equal, a revision by name, or not explained.</param>
public sealed record Reconciliation(ReportingMonth Month, string What, long? Ours, long? Published, long? Difference, string Publication, string Says);
