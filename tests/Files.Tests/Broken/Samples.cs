using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Broken;

/// <summary>The invented returns of sample-data/broken, each received as its sender would have sent it.</summary>
internal static class Samples
{
    internal const string Folder = "sample-data/broken";

    /// <summary>Files of the folder that are about it and no returns.</summary>
    private static readonly string[] About = ["README.md", "sent.csv"];

    /// <summary>Who sent a file and when, by how its name begins.</summary>
    internal static readonly ImmutableArray<(string Begins, string Sender, DateOnly ArrivedOn)> Sent =
        [.. CsvText.Read(File.ReadAllText(RepositoryFolder.Of($"{Folder}/sent.csv"))).Skip(1).Select(row => (row[0], row[1], Day(row[2])))];

    /// <summary>Files that stand alone.</summary>
    internal static readonly ImmutableArray<string> Files = [.. Directory.EnumerateFiles(RepositoryFolder.Of(Folder)).Select(path => Path.GetFileName(path)).Except(About).Order(StringComparer.Ordinal)];

    /// <summary>Folders of files that are received one after the other, for rules that compare or ask for what was sent before.</summary>
    internal static readonly ImmutableArray<string> Folders = [.. Directory.EnumerateDirectories(RepositoryFolder.Of(Folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    internal static IEnumerable<string> Broken => Files.Where(name => !IsValid(name));

    internal static IEnumerable<string> Valid => Files.Where(IsValid);

    internal static bool IsValid(string name) => name.StartsWith("valid-", StringComparison.Ordinal);

    /// <summary>The rule that begins a name: <c>DT-07</c>.</summary>
    internal static string RuleOf(string name) => string.Join('-', name.Split('-')[..2]);

    /// <summary>What a sample comes to: of a folder the last file.</summary>
    internal static IReadOnlyList<(string Sample, Finding Finding)> Findings => All.Value;

    private static readonly Lazy<IReadOnlyList<(string, Finding)>> All = new(() =>
    [
        .. Broken.SelectMany(name => Check(name).Findings, (name, finding) => (name, finding)),
        .. from folder in Folders
           where !IsValid(folder)
           let last = Receive(folder)[^1]
           from finding in last.Told
           select ($"{folder}/{last.File}", finding),
    ]);

    internal static CheckedReturn Check(string name)
    {
        // The longest beginning is the most particular one.
        var (_, sender, arrivedOn) = Sent.Where(line => name.StartsWith(line.Begins, StringComparison.Ordinal)).MaxBy(line => line.Begins.Length);
        Assert.True(sender is not null, $"{Folder}/sent.csv does not say who sent {name}.");
        return Pipeline.Check(Read(name), new CheckContext(sender, arrivedOn, PolicyBook.Current, ReferenceBook.Current, Mandates.Current) { FileName = name });
    }

    /// <summary>The files of a folder in the order of their numbers, each with what its sender is told: in its receipt, and then of what it changed.</summary>
    internal static ImmutableArray<(string File, CheckedReturn Found, ImmutableArray<Finding> Told)> Receive(string folder)
    {
        var ledger = new MemoryLedger();
        return
        [
            .. from file in FilesOf(folder)
               let received = ledger.Receive(Read($"{folder}/{file.Name}"), file.Sender, file.ArrivedOn, file.Name)
               select (file.Name, received.Found, received.Found.Findings.Concat(received.Effects.SelectMany(effect => effect.Findings)).ToImmutableArray()),
        ];
    }

    /// <summary><c>1-{sender}-{yyyy-mm-dd}-{name}</c>.</summary>
    internal static ImmutableArray<(string Name, string Sender, string ArrivedOn)> FilesOf(string folder) =>
    [
        .. from path in Directory.EnumerateFiles(RepositoryFolder.Of($"{Folder}/{folder}"))
           let name = Path.GetFileName(path)
           let parts = name.Split('-', 6)
           orderby int.Parse(parts[0], CultureInfo.InvariantCulture)
           select (name, parts[1], string.Join('-', parts[2..5])),
    ];

    internal static FileContent Read(string name)
    {
        using var stream = File.OpenRead(RepositoryFolder.Of($"{Folder}/{name}"));
        return ReturnFile.Read(stream, Path.GetFileName(name), TestFiles.MaxBytes);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
