using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Ledger;

/// <summary>
/// One line of the ledger: what a return says for one slice, type of care and reason. Lines in which every number is zero are not kept:
/// that the slice was reported is what says that they are zero. A number that was not given is null.
/// </summary>
/// <param name="Patients">Patients at the snapshot; null also where the month's layout has none.</param>
/// <param name="SourceLine">Line of the return as a spreadsheet shows it.</param>
public sealed record LedgerLine(SliceKey Slice, CareType Care, Reason Reason, ByAttribution<int?> Days, ByAttribution<int?> Patients, int SourceLine);

/// <summary>What a return says for one slice.</summary>
/// <param name="Digest">Of the content, not of its place in the file: the same numbers have the same digest wherever they stand.</param>
/// <param name="Days">Sum of the days given.</param>
public sealed record SliceContent(SliceKey Key, string Digest, int FirstLine, int LastLine, long Days, ImmutableArray<LedgerLine> Lines);

/// <summary>The ledger as text: compressed CSV with a header, one file for each submission and month, rows by slice.</summary>
public static class LedgerText
{
    private static readonly ImmutableArray<string> Heading =
    [
        "month", "provider", "authority", "care", "reason", "nhs_days", "social_care_days", "both_days", "nhs_patients", "social_care_patients", "both_patients", "line",
    ];

    public static string Write(IEnumerable<SliceContent> slices) =>
        string.Concat(slices.SelectMany(slice => slice.Lines).Select(Line).Prepend(CsvText.Line(Heading)).Select(line => line + "\n"));

    /// <summary>Throws <see cref="FormatException"/> on a text that we did not write.</summary>
    public static IEnumerable<LedgerLine> Read(string text) => CsvText.Read(text).Skip(1).Select(cells => new LedgerLine(
        new SliceKey(ReportingMonth.Parse(cells[0]), cells[1], cells[2]),
        Enum.Parse<CareType>(cells[3]), Enum.Parse<Reason>(cells[4]),
        new(Number(cells[5]), Number(cells[6]), Number(cells[7])), new(Number(cells[8]), Number(cells[9]), Number(cells[10])),
        int.Parse(cells[11], CultureInfo.InvariantCulture)));

    /// <summary>The digest of a slice's content: its lines in order, without their place in the file.</summary>
    public static string DigestOf(IEnumerable<LedgerLine> lines) =>
        Digest.Of(string.Join('\n', lines.OrderBy(line => line.Care).ThenBy(line => line.Reason).Select(Content)))[..32];

    private static string Line(LedgerLine line) => $"{line.Slice.Month},{CsvText.Line(line.Slice.Provider, line.Slice.Authority)},{Content(line)},{line.SourceLine.ToString(CultureInfo.InvariantCulture)}";

    private static string Content(LedgerLine line) =>
        string.Join(',', line.Days.All.Concat(line.Patients.All).Select(Text).Prepend(line.Reason.ToString()).Prepend(line.Care.ToString()));

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static int? Number(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
