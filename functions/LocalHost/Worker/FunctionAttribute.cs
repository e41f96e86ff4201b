namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a method as a function of the given name. Emulates the worker's attribute of the same name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    /// <summary>The name by which the host, its logs and the admin endpoints know the function.</summary>
    public string Name { get; } = name;
}
