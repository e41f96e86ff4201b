using Microsoft.AspNetCore.Http;
using Monitoring.App.Doors;

namespace Monitoring.App.Local;

/// <summary>
/// Development only: everybody is "developer (development sign-in)" with every role, or whom the header X-Development-Sign-In names, as
/// <c>name; sender=RJ7; role=Returns.Submit</c>. It is marked so on every receipt. The build that is deployed does not contain it.
/// </summary>
public sealed class DevelopmentSignIn : ISignIn
{
    public const string Header = "X-Development-Sign-In";

    public Caller? CallerOf(HttpRequest request)
    {
        if (request.Headers[Header].ToString() is not { Length: > 0 } text)
            return new Caller("developer (development sign-in)", new HashSet<string> { Roles.Submit, Roles.Read, Roles.Keep, Roles.Close }, new HashSet<string> { "*" });
        if (text == "nobody")
            return null;
        var parts = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Caller($"{parts[0]} (development sign-in)", Values("role="), Values("sender="));

        HashSet<string> Values(string key) => [.. parts.Where(part => part.StartsWith(key, StringComparison.Ordinal)).Select(part => part[key.Length..])];
    }
}
