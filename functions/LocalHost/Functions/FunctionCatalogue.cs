using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Monitoring.LocalHost.Functions;

/// <summary>The functions that an assembly declares, found as the deployed build finds them: by their attributes.</summary>
public static class FunctionCatalogue
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>
    /// Every method with <c>[Function]</c>, in the order of names. Wrong declarations are listed too, so that
    /// <see cref="Violations"/> can name them instead of a function silently never running.
    /// </summary>
    public static IReadOnlyList<FunctionDescription> Discover(Assembly assembly) => Discover(assembly.GetTypes());

    /// <summary>The functions of the given classes only.</summary>
    public static IReadOnlyList<FunctionDescription> Discover(IEnumerable<Type> types) =>
        [
            .. (from type in types
                from method in type.GetMethods(Declared)
                let function = method.GetCustomAttribute<FunctionAttribute>()
                where function is not null
                select new FunctionDescription(function.Name, method, TriggerOf(method, function.Name)))
               .OrderBy(f => f.Name, StringComparer.Ordinal)
               .ThenBy(f => f.Place, StringComparer.Ordinal),
        ];

    /// <summary>Sentences about each rule of the deployed build that a declaration breaks; empty when all are in order.</summary>
    public static IReadOnlyList<string> Violations(IReadOnlyList<FunctionDescription> functions) =>
        [.. DeclarationRules.SharedNames(functions), .. DeclarationRules.SharedPaths(functions), .. functions.SelectMany(DeclarationRules.Broken)];

    internal static IEnumerable<(ParameterInfo Parameter, Attribute Trigger)> TriggersOf(MethodInfo method) =>
        from parameter in method.GetParameters()
        from attribute in parameter.GetCustomAttributes()
        where attribute is BlobTriggerAttribute or TimerTriggerAttribute or HttpTriggerAttribute
        select (parameter, attribute);

    private static FunctionTrigger? TriggerOf(MethodInfo method, string name) => TriggersOf(method).ToList() switch
    {
        [(var parameter, BlobTriggerAttribute blob)] =>
            new BlobTrigger(parameter, blob.BlobPath, blob.Connection ?? BlobTrigger.DefaultConnection),
        [(var parameter, TimerTriggerAttribute timer)] =>
            new TimerTrigger(parameter, timer.Schedule, timer.RunOnStartup, timer.UseMonitor),
        [(var parameter, HttpTriggerAttribute http)] =>
            new HttpTrigger(parameter, http.Route ?? name, UpperSorted(http.Methods), http.AuthLevel.ToString()),
        _ => null,
    };

    private static IReadOnlyList<string> UpperSorted(string[]? methods) =>
        [.. (methods ?? []).Select(m => m.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal)];
}
