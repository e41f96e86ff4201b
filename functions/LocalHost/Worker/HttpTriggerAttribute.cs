namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function by an HTTP request. Emulates the worker's attribute of the same name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    /// <summary>The key that the deployed host asks for. The local host asks for none.</summary>
    public AuthorizationLevel AuthLevel { get; } = authLevel;

    /// <summary>The methods that are served; every method when the list is empty.</summary>
    public string[]? Methods { get; } = methods;

    /// <summary>The route below the prefix of host.json; the function's name when not stated.</summary>
    public string? Route { get; set; }
}

/// <summary>Which of the host's keys a request must carry.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous,

    /// <summary>Any user.</summary>
    User,

    /// <summary>The function's key.</summary>
    Function,

    /// <summary>The system's key.</summary>
    System,

    /// <summary>The master key.</summary>
    Admin,
}
