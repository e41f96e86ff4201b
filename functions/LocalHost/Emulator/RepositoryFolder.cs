namespace Monitoring.LocalHost.Emulator;

/// <summary>Where the sources are, seen from the running program.</summary>
internal static class RepositoryFolder
{
    /// <summary>The folder that holds Monitoring.sln, above the program's own; null for a program outside of it.</summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Monitoring.sln")))
                return folder.FullName;
        }

        return null;
    }
}
