namespace Monitoring.App.Tests.Hosting;

/// <summary>A folder that is deleted with everything in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("monitoring-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
