using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>
/// What one authority paid for a case in a month and may recover from another that turned out to be the right one: the sum that it actually paid, at its own rate (SI 2003/2277 reg 18; SI 2014/2823 reg 12; example E23).
/// </summary>
/// <param name="Payee">The authority that paid.</param>
/// <param name="Payer">The one that is responsible.</param>
/// <param name="Basis">The case in the month, against the authority that paid.</param>
internal sealed record RecoveredMonth(string Payee, string Payer, StatedMonth Basis, Recovery Recovery, ImmutableArray<string> Notes)
{
    /// <summary>Null amounts while nothing is known of a payment: nothing can be recovered that was not paid, and nobody said that nothing was.</summary>
    public StatementAmounts Amounts => new(null, Recovery.Paid ?? default, Recovery.Paid, Recovery.Paid, Recovery.Paid is null ? null : default(Pence), null);

    /// <summary>The recoveries of a case, month by month. Where several authorities were named one after the other, the last is the right one.</summary>
    public static IEnumerable<RecoveredMonth> Of(IEnumerable<StatedMonth> ofOneCase, ReferenceBook reference) =>
        from month in ofOneCase
        let determined = Determined(month)
        where determined is not null && determined.Value.Line.Line.OtherAuthority != month.Payer
        let paid = month.Own?.Decision.Paid ?? month.Theirs?.Decision.Paid
        // Where nothing was paid, or nothing is required and no payment known, there is nothing to recover.
        where paid is { Number: > 0 } || (paid is null && month.Counted > 0 && month.Amounts.Required is null or { Number: > 0 })
        let line = determined.Value.Line
        select new RecoveredMonth(
            month.Payer, line.Line.OtherAuthority!, month,
            new Recovery(month.Case, line.Line.When.Date, month.Counted, paid, month.Regime == Regime.Act2003 ? "SI 2003/2277 reg 18" : "SI 2014/2823 reg 12", line.SourceLine),
            [.. NotesOn(month, determined.Value.By, line, reference)]);

    public static IEnumerable<string> Wanting(IEnumerable<RecoveredMonth> recovered, ReferenceBook reference) =>
        from one in recovered
        where one.Recovery.Paid is null
        select $"Case {one.Basis.Case}: it is not known what {reference.NameOf(one.Payee, one.Basis.Month)} paid for {one.Basis.Month.Name}. Report the amount paid in a return of {ReimbursementDecisions.Collection.Title}.";

    public static ImmutableArray<Step> Working(IReadOnlyCollection<RecoveredMonth> recovered, ImmutableArray<DeletedCases> deleted, StatementAmounts amounts, ReferenceBook reference) =>
    [
        .. from one in recovered
           select new Step(
               $"Case {one.Basis.Case}: {reference.NameOf(one.Payer, one.Basis.Month)} was named as responsible on {Words.Date(one.Recovery.DecidedOn)}. {reference.NameOf(one.Payee, one.Basis.Month)} was notified and paid {(one.Recovery.Paid is { } paid ? $"{paid}" : "an amount that is not known")} for {Words.Days(one.Recovery.Days)} of {one.Basis.Month.Name}.",
               one.Recovery.Paid?.Pounds, one.Recovery.Provision),
        .. from one in deleted
           select new Step($"{Words.Of(one.Cases, "case")} deleted on {Words.Date(one.DeletedOn)}: only the total is left.", one.Amounts.Due?.Pounds),
        new Step("To be recovered: what was actually paid, whatever the rate of the authority that is responsible.", amounts.Due?.Pounds),
    ];

    public StatedCase Stated(DateOnly asAt) => Basis.Stated(asAt) with { Amounts = Amounts, Disputed = [], Notes = Notes };

    /// <summary>The line that names the right authority: as the NHS body reports it, else the authority that paid, else another.</summary>
    private static (ReportedLine Line, ReportedCase By)? Determined(StatedMonth month)
    {
        var reports = new[] { month.Reports.NhsBody, month.Answer }.OfType<ReportedCase>().Concat(month.Reports.Authorities).Distinct();
        return reports.Select(report => (Line: LastNamed(report), By: report)).Where(found => found.Line is not null).Select(found => ((ReportedLine, ReportedCase)?)(found.Line!, found.By)).FirstOrDefault();
    }

    private static ReportedLine? LastNamed(ReportedCase report) =>
        NoticeCase.Of(report.Lines.Select(line => line.Line)).Of(NoticeLineKind.OtherAuthority).LastOrDefault(line => line.OtherAuthority is not null) is { } line
            ? report.Lines.First(reported => ReferenceEquals(reported.Line, line)) : null;

    private static IEnumerable<string> NotesOn(StatedMonth month, ReportedCase by, ReportedLine line, ReferenceBook reference)
    {
        var other = line.Line.OtherAuthority!;
        var silent = new[] { month.Reports.NhsBody, month.Answer }.OfType<ReportedCase>().Where(report => LastNamed(report)?.Line.OtherAuthority != other).Select(report => Name(report.Party)).ToList();
        if (silent.Count > 0)
            yield return $"Case {month.Case}: {Name(by.Party)} reports that {Name(other)} is responsible, and {string.Join(" and ", silent)} {(silent.Count == 1 ? "does" : "do")} not.";
        if (month.Own?.Decision.Paid is { } received && month.Theirs?.Decision.Paid is { } paid && received != paid)
            yield return $"Case {month.Case}: {Name(month.Reports.NhsBody?.Party ?? month.Own.Party)} reports {received} received for {month.Month.Name}, {Name(month.Payer)} reports {paid} paid. What was received is taken.";
        if (month.Own?.Decision.Paid is null && month.Theirs?.Decision.Paid is { } alone)
            yield return $"Case {month.Case}: that {alone} was paid for {month.Month.Name} is known from {Name(month.Payer)} alone.";

        string Name(string code) => reference.NameOf(code, month.Month);
    }
}
