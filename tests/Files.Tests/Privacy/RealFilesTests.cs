using System.IO.Compression;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Files.Templates;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.PatientData;

/// <summary>Nothing in a published file, in a template or in a sample is taken for a patient, whether or not its layout is known.</summary>
public class RealFilesTests
{
    private static readonly string[] Endings = [".csv", ".xls", ".xlsx"];

    /// <summary>Made to break the rules about patients.</summary>
    private static bool IsMadeToBreakThem(string name) => name.StartsWith("PRIV-", StringComparison.Ordinal);

    public static TheoryData<string> All =>
    [
        .. Directory.EnumerateFiles(TestFiles.PathOf("sample-data"), "*", SearchOption.AllDirectories)
            .Where(path => Endings.Contains(Path.GetExtension(path)) && !IsMadeToBreakThem(Path.GetFileName(path)))
            .Select(path => Path.GetRelativePath(TestFiles.PathOf(""), path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    private static void Quiet(FileContent content, bool invented)
    {
        Assert.Equal(Nothing, Said(content, Headings.Recognise(content.Sheets, Collections.All).Recognised?.Sheets ?? []));
        // A template declares its headings; what NHS England and ONS publish must pass even as a file that nobody knows.
        if (!invented)
            Assert.Equal(Nothing, Said(content, []));
    }

    private const string Nothing = "[] False";

    private static string Said(FileContent content, IReadOnlyCollection<RecognisedSheet> recognised)
    {
        var screen = Privacy.Screen(content.Sheets, recognised);
        return $"[{string.Join(", ", screen.Findings)}] {screen.Quarantine}";
    }

    [Theory, MemberData(nameof(All))]
    public void A_real_file_names_no_patient(string path) => Quiet(TestFiles.ReadPath(path), path.Contains("invented", StringComparison.Ordinal));

    [Theory]
    [InlineData("sample-data/returns/X24/", 1)]
    [InlineData("sample-data/reference/extracts/", 2)]
    [InlineData("sample-data/reference/council-workbooks/", 10)]
    [InlineData("sample-data/reference/population/", 6)]
    [InlineData("sample-data/reference/codes/", 3)]
    [InlineData("sample-data/reference/england-time-series.xls", 1)]
    [InlineData("sample-data/reference/council-months-2013-04-to-2018-03.csv", 1)]
    [InlineData("sample-data/eras/", 3)]
    public void The_published_files_are_among_them_and_are_read(string folder, int files)
    {
        var paths = All.Select(row => row.Data).Where(path => path.StartsWith(folder, StringComparison.Ordinal)).ToList();
        Assert.True(paths.Count >= files, $"{paths.Count} files in {folder}");
        Assert.All(paths, path => Assert.True(TestFiles.ReadPath(path).Sheets.Sum(sheet => sheet.Lines.Count) > 10, path));
    }

    /// <summary>
    /// A file that is no table has no cells to be screened, and the reader says what it is: the bank holidays of gov.uk and the months of discharges are JSON. Of those the
    /// text is looked through as it stands; what is packed (.gz) is unpacked and screened like the others.
    /// </summary>
    [Theory]
    [InlineData("sample-data/reference")]
    [InlineData("sample-data/returns/X24")]
    public void Every_other_published_file_names_no_patient_either(string folder)
    {
        var looked = All.Select(row => row.Data).ToHashSet();
        var others = Directory.EnumerateFiles(TestFiles.PathOf(folder), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(TestFiles.PathOf(""), path).Replace('\\', '/')).Where(path => !looked.Contains(path));
        Assert.All(others, path =>
        {
            var said = TestFiles.Refused(FileRules.UnknownKind, TestFiles.ReadPath(path)).Wrong;
            if (path.EndsWith(".gz", StringComparison.Ordinal))
            {
                using var packed = new GZipStream(File.OpenRead(TestFiles.PathOf(path)), CompressionMode.Decompress);
                using var unpacked = new MemoryStream();
                packed.CopyTo(unpacked);
                var content = TestFiles.Read(unpacked.ToArray(), Path.GetFileNameWithoutExtension(path));
                Assert.NotEmpty(content.Sheets);
                Quiet(content, invented: false);
            }
            else
            {
                Assert.Equal("The file seems to be a JSON document, not a CSV, XLSX or XLS file.", said);
                Assert.False(Core.Validation.Privacy.HoldsNhsNumber(File.ReadAllText(TestFiles.PathOf(path))));
            }
        });
    }

    [Fact]
    public void Our_templates_name_no_patient()
    {
        string[] authorities = ["702", "00KB"];
        foreach (var month in new[] { new ReportingMonth(2019, 11), new ReportingMonth(2016, 10) })
        {
            Quiet(TestFiles.Read(ReturnTemplate.Xlsx(DelayedTransfers.Collection), "template.xlsx"), invented: true);
            Quiet(TestFiles.Read(ReturnTemplate.Xlsx(DelayedTransfers.Collection, DelayedTransfersFilling.Of("RJ7", month, authorities)), "template.xlsx"), invented: true);
        }
    }

    [Theory]
    [InlineData("sample-data/returns/X24/MSitDT-2019-11.csv")]
    [InlineData("sample-data/reference/council-workbooks/Nov_19.xls")]
    public void A_real_file_with_a_patient_in_it_is_found_out(string path)
    {
        var content = TestFiles.ReadPath(path);
        var sheet = content.Sheets[^1];
        var line = sheet.Lines[^1];
        Sheet marked = sheet with { Lines = [.. sheet.Lines.SkipLast(1), line with { Cells = [.. line.Cells, "NHS no 999 000 0018"] }] };
        var screen = Privacy.Screen([.. content.Sheets[..^1], marked]);
        var finding = Assert.Single(screen.Findings);
        Assert.Equal(("PRIV-02", sheet.Name, line.Line), (finding.Rule, finding.Sheet, finding.Line));
        Assert.True(screen.Quarantine);
    }
}
