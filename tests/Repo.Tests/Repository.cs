using System.Diagnostics;
using System.Reflection;

namespace Monitoring.Repo.Tests;

/// <summary>The checkout under test, as files. Paths are relative to its root and written with "/".</summary>
internal static class Repository
{
    private static readonly string[] BuildFolders = ["bin", "obj", "node_modules", ".git", ".local"];

    public static string Root => RepositoryFolder.Root;

    public static string At(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(At(path));

    public static bool Exists(string path) => File.Exists(At(path)) || Directory.Exists(At(path));

    /// <summary>Every file under a folder that a person wrote: nothing that a build, a package manager or a run leaves.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern = "*")
    {
        if (!Directory.Exists(At(folder)))
            return [];
        return [.. Directory.EnumerateFiles(At(folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(path => !path.Split('/').Intersect(BuildFolders).Any())
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>What git tracks or would track; null where this is not a git checkout or git is absent.</summary>
    public static IReadOnlyList<string>? GitFiles()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            {
                WorkingDirectory = Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var listed = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0
                ? [.. listed.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(path => File.Exists(At(path)))]
                : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The files that git holds, or a skipped test with the reason.</summary>
    public static IReadOnlyList<string> GitFilesOrSkip()
    {
        var files = GitFiles();
        Assert.SkipWhen(files is null, "git is absent, or this is not a git checkout");
        return files!;
    }
}
