using System.Text.RegularExpressions;

namespace Monitoring.Repo.Tests;

public partial class FilesTests
{
    private const long LargestFile = 5_000_000;

    private static readonly string[] BinaryExtensions = [".xls", ".xlsx", ".png", ".jpg", ".ico", ".woff", ".woff2", ".pdf", ".gz"];

    // Written in parts, or this file would be the first to hold them.
    private static readonly string MachinePath = $@"(?<![\w.\-}}])/({string.Join('|', "work", "root", "home")})/";
    private static readonly string RegistryHost = $"({string.Join('|', "registry.npm" + "js", "api.nu" + "get", "www.nu" + "get", "files.python" + "hosted", "proxy.go" + "lang")})[.]org";

    [Fact]
    public void No_tracked_file_is_above_five_megabytes()
    {
        var large = Repository.GitFilesOrSkip().Where(path => new FileInfo(Repository.At(path)).Length > LargestFile);
        Assert.Empty(large);
    }

    [Fact]
    public void No_tracked_text_names_a_path_of_one_machine() => Assert.Empty(LinesWith(new Regex(MachinePath)));

    [Fact]
    public void No_tracked_text_names_a_package_registry() => Assert.Empty(LinesWith(new Regex(RegistryHost)));

    [Fact]
    public void Package_locks_leave_the_registry_to_the_machine()
    {
        var tied = Repository.GitFilesOrSkip()
            .Where(path => Path.GetFileName(path) == "package-lock.json")
            .Where(path => Repository.Read(path).Contains("\"resolved\"", StringComparison.Ordinal));
        Assert.Empty(tied);
    }

    [Fact]
    public void Every_sample_file_or_its_folder_is_named_in_the_sources()
    {
        var named = NamedInSources().ToHashSet();
        var unnamed = SampleFiles().Where(file => !named.Contains(file) && !Folders(file).Any(named.Contains));
        Assert.Empty(unnamed);
    }

    [Fact]
    public void Every_sample_file_that_the_sources_name_is_there()
    {
        var missing = NamedInSources()
            .Where(name => name.Contains('/') && !Repository.Exists($"sample-data/{name}") && !Repository.Exists(name));
        Assert.Empty(missing);
    }

    [Fact]
    public void Invented_files_say_so()
    {
        string[] invented = ["eras/", "template/", "returns/"];
        var silent = SampleFiles()
            .Where(file => invented.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
            .Where(file => !file.StartsWith("returns/X24/", StringComparison.Ordinal)) // NHS England's own edition
            .Where(file => !Path.GetFileName(file).StartsWith("invented-", StringComparison.Ordinal));
        Assert.Empty(silent);
    }

    [Fact]
    public void The_licences_of_code_and_data_are_stated()
    {
        var licence = Repository.Read("LICENSE");
        Assert.Contains("MIT License", licence);
        Assert.Contains("Open Government Licence v3.0", licence);
        Assert.Contains("sample-data/SOURCES.md", licence);
    }

    private static IEnumerable<string> NamedInSources() =>
        CodeSpan().Matches(Repository.Read("sample-data/SOURCES.md")).Select(span => span.Groups[1].Value);

    private static IEnumerable<string> SampleFiles() => Repository.Files("sample-data")
        .Select(path => path["sample-data/".Length..]).Where(path => path != "SOURCES.md");

    private static IEnumerable<string> Folders(string file)
    {
        for (var end = file.LastIndexOf('/'); end > 0; end = file.LastIndexOf('/', end - 1))
            yield return file[..(end + 1)];
    }

    private static IEnumerable<string> LinesWith(Regex text) =>
        from path in Repository.GitFilesOrSkip()
        where !BinaryExtensions.Contains(Path.GetExtension(path).ToLowerInvariant())
        from line in File.ReadLines(Repository.At(path)).Select((content, index) => (content, number: index + 1))
        where text.IsMatch(line.content)
        select $"{path}:{line.number}";

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex CodeSpan();
}
