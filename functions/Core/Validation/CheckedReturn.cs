using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Validation;

/// <summary>
/// A return after every check: the slices that it brings, the slices that it would bring if they were right, and all findings.
/// </summary>
/// <param name="Layout">Null when no layout was recognised.</param>
/// <param name="RowsRead">Lines below the headings.</param>
public sealed record CheckedReturn(Layout? Layout, int RowsRead, ImmutableArray<SliceContent> Accepted, ImmutableArray<SliceKey> Refused, ImmutableArray<Finding> Findings)
{
    /// <summary>The file seems to hold patient data: nothing of it is kept outside quarantine, and nothing of it is quoted.</summary>
    public bool Quarantine { get; init; }

    public static CheckedReturn RefusedWhole(ImmutableArray<Finding> findings) => new(null, 0, [], [], findings);
}

/// <summary>Checks a delayed-transfers return. Bad data is a result: nothing about what a sender wrote is thrown.</summary>
public static class DelayedTransfersChecks
{
    public static CheckedReturn Check(IEnumerable<Sheet> sheets, CheckContext context)
    {
        var all = sheets as IReadOnlyList<Sheet> ?? [.. sheets];
        var (sheet, headingFindings) = Headings.Recognise(all, DelayedTransfers.Layouts);
        var screen = Privacy.Screen(all, sheet);
        // Nothing else is said of such a file: another finding might quote what must not be quoted.
        if (!screen.Findings.IsEmpty)
            return CheckedReturn.RefusedWhole(screen.Findings) with { Quarantine = screen.Quarantine };
        if (sheet is null)
            return CheckedReturn.RefusedWhole(headingFindings);

        var findings = ImmutableArray.CreateBuilder<Finding>();
        var slices = new SortedDictionary<SliceKey, SliceLines>();
        var placeless = false;
        foreach (var read in DelayedTransfersReading.Read(sheet, context))
        {
            findings.AddRange(read.Findings);
            if (read.Slice is not { } key)
            {
                placeless = true;
                continue;
            }
            if (!slices.TryGetValue(key, out var slice))
                slices.Add(key, slice = new SliceLines());
            slice.Add(read);
            if (read.Row is { } row)
            {
                var broken = Broken(row, read.Line, sheet, context).ToList();
                findings.AddRange(broken);
                slice.Refused |= broken.Any(finding => finding.Severity == Severity.Error);
            }
        }
        foreach (var (key, slice) in slices)
        {
            // With a line that cannot be placed, a row that seems to be missing may be just that one.
            var broken = AcrossRows(key, slice, sheet, context).Where(finding => !placeless || finding.Rule != DelayedTransfersRules.RowMissing.Id).ToList();
            findings.AddRange(broken);
            slice.Refused |= broken.Count > 0;
        }

        // A line that cannot be placed could belong to any slice, so no slice of the file can be taken as whole.
        var accepted = placeless ? [] : slices.Where(slice => !slice.Value.Refused).Select(slice => Content(slice.Key, slice.Value.Rows)).ToImmutableArray();
        var refused = slices.Where(slice => placeless || slice.Value.Refused).Select(slice => slice.Key).ToImmutableArray();
        return new CheckedReturn(sheet.Layout, sheet.Lines.Count, accepted, refused, [.. InOrder(findings)]);
    }

    private sealed class SliceLines
    {
        public List<ReadLine> Lines { get; } = [];

        public IEnumerable<DelayedTransfersRow> Rows => Lines.Select(line => line.Row).OfType<DelayedTransfersRow>();

        public bool Refused { get; set; }

        public void Add(ReadLine line)
        {
            Lines.Add(line);
            Refused |= line.Findings.Any(finding => finding.Severity == Severity.Error);
        }
    }

    /// <summary>As the sender reads the file: what concerns the file first, then line by line.</summary>
    private static IEnumerable<Finding> InOrder(IEnumerable<Finding> findings) =>
        findings.OrderBy(finding => finding.Line ?? 0).ThenBy(finding => finding.Rule, StringComparer.Ordinal).ThenBy(finding => finding.Column, StringComparer.Ordinal);

    private static IEnumerable<Finding> Broken(DelayedTransfersRow row, SheetLine line, RecognisedSheet sheet, CheckContext context) =>
        from rule in DelayedTransfersRules.Rows
        from broken in rule.Breaks(row, context)
        select sheet.Found(rule, line, broken.Field == DelayedTransfersRules.MonthField && !sheet.Has("month") ? sheet.Has("period") ? "period" : "period-name" : broken.Field, broken.Wrong);

    private static IEnumerable<Finding> AcrossRows(SliceKey key, SliceLines slice, RecognisedSheet sheet, CheckContext context)
    {
        var byPlace = slice.Lines.Where(line => line.Row is not null).GroupBy(line => (line.Row!.Care, line.Row.Reason)).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var ((care, reason), lines) in byPlace.Where(place => place.Value.Count > 1))
        {
            foreach (var line in lines)
                yield return sheet.Found(DelayedTransfersRules.RowTwice, line.Line, "reason", $"{key.Provider} and {key.Authority} have {lines.Count} rows for {DelayedTransfers.Name(care)}, reason {reason}: lines {string.Join(" and ", lines.Select(other => other.Line.Line))}.");
        }
        // A line that could not be read says nothing about which rows are there; its own finding is enough.
        if (slice.Lines.Any(line => line.Row is null))
            yield break;
        var missing = DelayedTransfers.Places(key.Month, context.Policy).Where(place => !byPlace.ContainsKey(place)).ToList();
        if (missing.Count > 0)
            yield return sheet.Found(DelayedTransfersRules.RowMissing, slice.Lines[^1].Line, "reason", $"{key.Provider} and {key.Authority} have no row for {Listed(missing)}.");
    }

    private static string Listed(List<(CareType Care, Reason Reason)> places) => string.Join("; ", places
        .GroupBy(place => place.Care)
        .Select(group => $"{DelayedTransfers.Name(group.Key)} {string.Join(", ", group.Select(place => place.Reason))}"));

    private static SliceContent Content(SliceKey key, IEnumerable<DelayedTransfersRow> rows)
    {
        var all = rows.OrderBy(row => row.Care).ThenBy(row => row.Reason).ToList();
        var lines = all
            .Where(row => row.Days.All.Concat(row.Patients.All).Any(count => count is { NotCollected: false } and not { Number: 0 }))
            .Select(row => new LedgerLine(key, row.Care, row.Reason, row.Days.Select(count => count.Number), row.Patients.Select(count => count.Number), row.Line))
            .ToImmutableArray();
        return new SliceContent(key, LedgerText.DigestOf(lines), all.Min(row => row.Line), all.Max(row => row.Line), lines.Sum(line => line.Days.All.Sum(days => (long)(days ?? 0))), lines);
    }
}
