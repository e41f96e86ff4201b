using System.Collections.Immutable;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Validation;

/// <summary>Checks a delayed-transfers return. Bad data is a result: nothing about what a sender wrote is thrown.</summary>
internal static class DelayedTransfersChecks
{
    public static CheckedReturn Check(RecognisedSheet sheet, View view, CheckContext context)
    {
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
                slice.Found(broken);
            }
        }
        foreach (var (key, slice) in slices)
        {
            // With a line that cannot be placed, a row that seems to be missing may be just that one.
            var broken = AcrossRows(key, slice, sheet, context).Where(finding => !placeless || finding.Rule != DelayedTransfersRules.RowMissing.Id).ToList();
            findings.AddRange(broken);
            slice.Found(broken);
        }

        // A line that cannot be placed could belong to any slice, so no slice of the file can be taken as whole.
        var accepted = placeless ? [] : slices.Where(slice => !slice.Value.Refused).Select(slice => Content(slice.Key, slice.Value.Rows) with { Warnings = CheckedReturn.WarningsOf(slice.Value.Findings) }).ToImmutableArray();
        var refused = slices.Where(slice => placeless || slice.Value.Refused).Select(slice => slice.Key).ToImmutableArray();
        return new CheckedReturn(sheet.Layout, sheet.Lines.Count, accepted, refused, CheckedReturn.InOrder(findings)) { Collection = DelayedTransfers.Collection, View = view };
    }

    private sealed class SliceLines
    {
        public List<ReadLine> Lines { get; } = [];

        public IEnumerable<DelayedTransfersRow> Rows => Lines.Select(line => line.Row).OfType<DelayedTransfersRow>();

        public List<Finding> Findings { get; } = [];

        public bool Refused => Findings.Any(finding => finding.Severity == Severity.Error);

        public void Add(ReadLine line)
        {
            Lines.Add(line);
            Found(line.Findings);
        }

        public void Found(IEnumerable<Finding> findings) => Findings.AddRange(findings);
    }

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
                yield return sheet.Found(DelayedTransfersRules.RowTwice, line.Line, "reason", $"{key.Body} and {key.Part} have {lines.Count} rows for {DelayedTransfers.Name(care)}, reason {reason}: lines {string.Join(" and ", lines.Select(other => other.Line.Line))}.");
        }
        // A line that could not be read says nothing about which rows are there; its own finding is enough.
        if (slice.Lines.Any(line => line.Row is null))
            yield break;
        var missing = DelayedTransfers.Places(key.Month, context.Policy).Where(place => !byPlace.ContainsKey(place)).ToList();
        if (missing.Count > 0)
            yield return sheet.Found(DelayedTransfersRules.RowMissing, slice.Lines[^1].Line, "reason", $"{key.Body} and {key.Part} have no row for {Listed(missing)}.");
    }

    private static string Listed(List<(CareType Care, Reason Reason)> places) => string.Join("; ", places
        .GroupBy(place => place.Care)
        .Select(group => $"{DelayedTransfers.Name(group.Key)} {string.Join(", ", group.Select(place => place.Reason))}"));

    private static SliceContent Content(SliceKey key, IEnumerable<DelayedTransfersRow> rows)
    {
        var all = rows.OrderBy(row => row.Care).ThenBy(row => row.Reason).ToList();
        var lines = all
            .Where(row => row.Days.All.Concat(row.Patients.All).Any(count => count is { NotCollected: false } and not { Number: 0 }))
            .Select(row => new DelayedTransfersLine(key, row.Care, row.Reason, row.Days.Select(count => count.Number), row.Patients.Select(count => count.Number), row.Line))
            .ToList();
        return SliceContent.Of(key, [.. lines.Select(line => line.Keep())], all.Select(row => row.Line), lines.Sum(line => line.Days.All.Sum(days => (long)(days ?? 0))));
    }
}
