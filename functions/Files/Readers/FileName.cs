using Monitoring.Core.Returns;

namespace Monitoring.Files.Readers;

/// <summary>What the name of a file says about its content.</summary>
/// <param name="Ending">Lower case with its dot, empty when the name has none.</param>
/// <param name="Says">None when the ending is not one that we read.</param>
internal sealed record FileName(string Full, string Ending, FileKind? Says)
{
    internal static FileName Of(string name)
    {
        var ending = Path.GetExtension(name).ToLowerInvariant();
        return new FileName(name, ending, ending switch
        {
            // Text of any ending is read alike: what separates its columns is looked for in the content.
            ".csv" or ".txt" or ".tsv" => FileKind.Csv,
            ".xlsx" or ".xlsm" => FileKind.Xlsx,
            ".xls" => FileKind.Xls,
            _ => null,
        });
    }

    internal static string Words(FileKind kind) => kind switch
    {
        FileKind.Csv => "text, as a CSV file is",
        FileKind.Xlsx => "an Excel workbook of the kind .xlsx",
        FileKind.Xls => "an Excel workbook of the older kind .xls",
        _ => "of an unknown kind",
    };
}
