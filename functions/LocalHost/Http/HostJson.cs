using Microsoft.Extensions.Configuration;

namespace Monitoring.LocalHost.Http;

/// <summary>What the local host honours of host.json: the prefix of routes, and the levels of logging.</summary>
internal sealed class HostJson
{
    private readonly IConfiguration _file;

    private HostJson(IConfiguration file) => _file = file;

    /// <summary>The prefix of every HTTP function's route: <c>api</c> unless the file says otherwise, as in the host.</summary>
    public string RoutePrefix => (_file["extensions:http:routePrefix"] ?? "api").Trim('/');

    public IConfigurationSection Logging => _file.GetSection("logging");

    /// <param name="path">The file; the one beside the program when null.</param>
    /// <exception cref="LocalHostException">A file was named and is not there, or it is not JSON.</exception>
    public static HostJson Read(string? path = null)
    {
        var file = Path.GetFullPath(path ?? Path.Combine(AppContext.BaseDirectory, "host.json"));
        try
        {
            return new HostJson(new ConfigurationBuilder().AddJsonFile(file, optional: path is null).Build());
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            throw new LocalHostException($"host.json cannot be read: {e.Message}", e);
        }
    }
}
