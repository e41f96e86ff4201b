using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core;

/// <summary>
/// The page to read first: return -> checked -> ledger -> figures, without storage. Each step is a pure function; App runs the same steps
/// with blobs between them, each step writing what the next reads.
/// </summary>
public static class Pipeline
{
    /// <summary>1 and 2. What a return says, slice by slice, and what is wrong with it.</summary>
    public static CheckedReturn Check(FileContent file, CheckContext context)
    {
        if (file.Findings.Any(finding => finding.Severity == Severity.Error))
            return CheckedReturn.RefusedWhole(file.Findings);
        var found = DelayedTransfersChecks.Check(file.Sheets, context);
        return PrivacyRules.Broken(found) ? found : found with { Findings = [.. file.Findings, .. found.Findings] };
    }

    /// <summary>3. Which figures an acceptance touches, at its own place in the order of arrival.</summary>
    public static ImmutableArray<FigureKey> Touched(MonthVersion acceptance, IReadOnlyCollection<MonthVersion> versions)
    {
        var before = StandingMonth.Before(acceptance.Order, acceptance.Content.Month, versions);
        return Dependencies.Of(before, before.With(acceptance), StandingMonth.After(acceptance.Content.Month, versions));
    }

    /// <summary>4. One figures document, from all that stands. Null when there is nothing to say about the body.</summary>
    public static DelayFigures? Figures(FigureKey key, StandingMonth standing, Func<StandingSlice, ImmutableArray<LedgerLine>> lines, PolicyBook policy, ReferenceBook reference) =>
        Dependencies.IsNational(key) ? DelaysOf.England(standing, lines, policy, reference)
            : reference.AuthorityOn(key.Month.FirstDay, key.Body) is { } authority ? DelaysOf.Authority(authority, standing, lines, policy, reference)
            : null;
}
