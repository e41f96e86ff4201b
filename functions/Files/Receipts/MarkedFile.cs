namespace Monitoring.Files.Receipts;

/// <summary>A file that a sender takes back along with the receipt.</summary>
/// <param name="FileName">To save it under: the sender's own name with a word added.</param>
public sealed record MarkedFile(string FileName, string ContentType, byte[] Content)
{
    internal const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    internal const string Xlsm = "application/vnd.ms-excel.sheet.macroEnabled.12";
}
