using System.Reflection;

namespace Monitoring.TestTools;

/// <summary>The folder of this repository, as the build wrote it down.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <summary>The full path of a file or folder of the repository.</summary>
    public static string Of(string path) => Path.Combine(Root, path);
}
