using Monitoring.LocalHost.Emulator;

namespace Monitoring.App.Local;

/// <summary>
/// The folder that git ignores, in which a developer's machine keeps what a run leaves: data of Azurite, and copies of the workbooks.
/// </summary>
internal sealed class LocalFolder(string? azurite)
{
    private static readonly string Root = Repository();

    private readonly string _local = Path.Combine(Root, ".local");

    public string Azurite => azurite ?? Path.Combine(_local, "azurite");

    /// <summary>Where the host remembers what it has delivered.</summary>
    public string Journal => Path.Combine(Azurite, "deliveries.journal");

    public string Published => Path.Combine(_local, "published");

    private string BuildFile => Path.Combine(Azurite, "build.txt");

    public bool IsOfAnotherBuild(string build) => File.Exists(BuildFile) && File.ReadAllText(BuildFile) != build;

    public void Remember(string build)
    {
        Directory.CreateDirectory(Azurite);
        File.WriteAllText(BuildFile, build);
    }

    public void Clear()
    {
        foreach (var folder in new[] { Azurite, Published }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>A path as a person at the root of the repository would write it.</summary>
    public static string Shown(string path) => Path.GetRelativePath(Root, path);

    /// <summary>A path given by a person: from where they are, or from the root of the repository.</summary>
    public static string Find(string path) => Directory.Exists(path) ? path : Path.Combine(Root, path);

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Monitoring.sln")))
                return folder.FullName;
        }
        return Directory.GetCurrentDirectory();
    }
}
