using System.Reflection;
using Monitoring.Core.Kernel;

namespace Monitoring.App.Hosting;

/// <summary>
/// The build that worked something out: version, commit, and a digest of the very code, so that a change not yet committed is another build. Part of every
/// fingerprint.
/// </summary>
public static class Build
{
    public static string Id { get; } = Describe();

    private static string Describe()
    {
        var version = typeof(Build).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+');
        // Deterministic builds give a module the same id for the same code.
        var code = new[] { typeof(Build), typeof(Core.Pipeline), typeof(Files.Summaries.AuthorityWorkbook) }.Select(type => type.Module.ModuleVersionId);
        var commit = version.Length > 1 ? version[1][..Math.Min(9, version[1].Length)] : "unversioned";
        return $"{version[0]}+{commit}.{Digest.Of(string.Concat(code))[..6]}";
    }
}
