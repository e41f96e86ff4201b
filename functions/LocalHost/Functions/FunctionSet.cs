using System.Reflection;
using Microsoft.Extensions.Options;

namespace Monitoring.LocalHost.Functions;

/// <summary>The functions that this host runs.</summary>
internal sealed class FunctionSet
{
    /// <exception cref="LocalHostException">A declaration is one that the deployed build would refuse.</exception>
    public FunctionSet(IOptions<LocalHostOptions> options)
    {
        All = options.Value.FunctionTypes is { } types
            ? FunctionCatalogue.Discover(types)
            : FunctionCatalogue.Discover(options.Value.FunctionsAssembly ?? Assembly.GetEntryAssembly()!);
        if (FunctionCatalogue.Violations(All) is { Count: > 0 } violations)
            throw new LocalHostException($"The functions cannot be run as they are declared:{Environment.NewLine}- {string.Join($"{Environment.NewLine}- ", violations)}");
    }

    public IReadOnlyList<FunctionDescription> All { get; }

    /// <summary>The function of that name, compared without case as the host does; or null.</summary>
    public FunctionDescription? Find(string name) =>
        All.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
