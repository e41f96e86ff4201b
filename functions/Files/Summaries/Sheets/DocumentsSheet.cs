using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>The documents that the summary was made of, by which two readers can tell whether they look at the same.</summary>
internal static class DocumentsSheet
{
    public const string Name = "Documents";

    public static SheetPlan Of(SummaryRows rows) => new(Name, "The documents that the summary was made of, with their fingerprints", "Documents that the summary was made of")
    {
        Sentences = SheetPlan.Say(
            $"Fingerprint of inputs: {rows.FingerprintOfInputs}.",
            "It is the SHA-256 of the rows below: document, one space, SHA-256 of the document, and a line feed after each. Whoever has the same list has the same inputs."),
        Table = new TablePlan("tblDocuments", [new("Document", Widest: 50), new("SHA-256", Widest: 80)], [.. rows.Summary.Sources.Select(source => (Entry[])[Entry.Of(source.Document), Entry.Of(source.Digest)])]),
    };
}
