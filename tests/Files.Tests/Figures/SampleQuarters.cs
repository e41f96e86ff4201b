using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Figures;

/// <summary>A file of sample-data/reimbursement as it was received.</summary>
internal sealed record ReceivedFile(string Path, string Sender, DateOnly ArrivedOn, CheckedReturn Found)
{
    /// <summary>The law for which it is an example: <c>act-2003</c>.</summary>
    public string Regime => Path.Split('/')[0];
}

/// <summary>The invented quarters of sample-data/reimbursement, read as their senders sent them, and the tables of what must follow, which were worked out by hand.</summary>
internal static class SampleQuarters
{
    internal const string Folder = "sample-data/reimbursement";

    private static readonly Lazy<ImmutableArray<ReceivedFile>> Received = new(() =>
    [
        .. from line in Table("sent.csv")
           let day = Day(line["arrived on"])
           let file = TestFiles.ReadPath($"{Folder}/{line["file"]}")
           let context = new CheckContext(line["sender"], day, PolicyBook.Current, ReferenceBook.Current, Mandates.Current) { FileName = Path.GetFileName(line["file"]) }
           select new ReceivedFile(line["file"], line["sender"], day, Pipeline.Check(file, context)),
    ]);

    internal static ImmutableArray<ReceivedFile> Files => Received.Value;

    /// <summary>The cases of the notices of a law, each as one party reports it.</summary>
    internal static IEnumerable<ReportedCase> Cases(string regime) =>
        from file in Files
        where file.Regime == regime && file.Found.Collection == DelayNotices.Collection
        from slice in file.Found.Accepted
        let at = new DateTimeOffset(file.ArrivedOn.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero)
        let lines = slice.Rows.Select(row => new ReportedLine(DelayNotices.Collection.RowOf(row), row.SourceLine)).ToImmutableArray()
        select new ReportedCase(slice.Key.Body, lines[0].Line.Case, file.Found.View!.Value, file.Sender, file.Path, ArrivalOrder.Of(at, file.Sender), at, file.ArrivedOn.AddDays(-1), lines);

    internal static IEnumerable<ReimbursementDecision> Decisions(ReceivedFile file) => file.Found.Accepted.SelectMany(slice => slice.Rows).Select(ReimbursementDecisions.Collection.RowOf);

    /// <summary>The rows of a table by their headings.</summary>
    internal static List<Dictionary<string, string>> Table(string path)
    {
        var lines = CsvText.Read(File.ReadAllText(TestFiles.PathOf($"{Folder}/{path}"))).ToList();
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells, (heading, cell) => (heading, cell)).ToDictionary(pair => pair.heading, pair => pair.cell))];
    }

    internal static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static DateOnly? DayOrNone(string text) => text.Length == 0 ? null : Day(text);

    /// <summary>An amount of the tables; null for an empty cell.</summary>
    internal static Pence? Amount(string text) => text.Length == 0 ? null : Pence.FromPounds(decimal.Parse(text, CultureInfo.InvariantCulture));
}
