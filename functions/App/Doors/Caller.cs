using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Monitoring.Core.Policy;

namespace Monitoring.App.Doors;

/// <summary>What somebody may do.</summary>
public static class Roles
{
    public const string Submit = "Returns.Submit";
    public const string Read = "Workbooks.Read";
    public const string Keep = "Reference.Keep";

    /// <summary>Closes months for good.</summary>
    public const string Close = "Periods.Close";
}

/// <summary>Somebody who is signed in.</summary>
/// <param name="Senders">Codes of the organisations that they act for; <c>*</c> for all (development only).</param>
public sealed record Caller(string Name, IReadOnlySet<string> Roles, IReadOnlySet<string> Senders)
{
    public bool MaySend(string sender) => Roles.Contains(sender == Mandates.Keeper ? Doors.Roles.Keep : Doors.Roles.Submit) && (Senders.Contains(sender) || Senders.Contains("*"));

    /// <summary>Receipts are for the sender's own people.</summary>
    public bool MaySeeReceiptsOf(string sender) => Senders.Contains(sender) || Senders.Contains("*");

    /// <summary>Is one of a body's own people, under whichever of its codes they are known.</summary>
    public bool ActsFor(string body, ReferenceBook reference) =>
        Senders.Contains(body) || Senders.Contains("*")
        || Senders.Any(sender => (reference.AuthorityPeriods(sender).LastOrDefault()?.Value.Code ?? reference.Organisations.LastOf(sender, DateOnly.MaxValue)?.Code) == body);

    public bool MayRead => Roles.Contains(Doors.Roles.Read);

    public bool MayClose => Roles.Contains(Doors.Roles.Close);
}

/// <summary>Who is calling: the platform has signed them in, or, on a developer's machine, nobody has.</summary>
public interface ISignIn
{
    /// <summary>Null when nobody is signed in.</summary>
    Caller? CallerOf(HttpRequest request);
}

/// <summary>
/// The platform's sign-in by Entra ID: it puts who is calling into a header that a caller cannot set themselves, because the platform replaces it
/// (https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities).
/// </summary>
public sealed class PlatformSignIn : ISignIn
{
    private const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>
    /// Claim of the roles. Entra ID calls it so, whatever the header says of itself: as the type of roles it gives http://schemas.microsoft.com/ws/2008/06/identity/claims/role, under which it then brings no claim
    /// (https://github.com/AzureAD/microsoft-identity-web/pull/2166).
    /// </summary>
    private const string RoleClaim = "roles";

    /// <summary>Claims that name a person, the first that is there: what the header says of itself is the address of a mailbox, which not everybody has.</summary>
    private static readonly string[] NameClaims = ["name", "preferred_username"];

    /// <summary>
    /// Claims in which the directory names the organisations that a person acts for: that of its own attribute called "sender"
    /// (https://learn.microsoft.com/entra/identity-platform/optional-claims#configure-directory-extension-optional-claims), or whatever a board maps to the other.
    /// </summary>
    private static readonly string[] SenderClaims = ["extn.sender", "extension_sender"];

    /// <summary>What stands between the codes in a claim that names several, with commas or as an array; no code has any of these.</summary>
    private static readonly char[] BetweenSenders = [',', ' ', '[', ']', '"'];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public Caller? CallerOf(HttpRequest request)
    {
        if (request.Headers[Header].ToString() is not { Length: > 0 } encoded || Decode(encoded) is not { } principal)
            return null;
        var claims = principal.Claims ?? [];
        return new Caller(
            NameClaims.Prepend(principal.NameType).SelectMany(Values).FirstOrDefault(name => name.Length > 0) ?? "unnamed",
            Values(RoleClaim).Concat(Values(principal.RoleType)).ToHashSet(),
            // A star would mean everyone; only the development sign-in may say that.
            SenderClaims.SelectMany(Values).SelectMany(senders => senders.Split(BetweenSenders, StringSplitOptions.RemoveEmptyEntries)).Where(sender => sender != "*").ToHashSet());

        IEnumerable<string> Values(string? type) => claims.Where(claim => type is not null && claim.Typ == type && claim.Val is not null).Select(claim => claim.Val!);
    }

    private static Principal? Decode(string encoded)
    {
        try
        {
            return JsonSerializer.Deserialize<Principal>(Encoding.UTF8.GetString(Convert.FromBase64String(encoded)), Options);
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            return null;
        }
    }

    private sealed record Principal([property: JsonPropertyName("name_typ")] string? NameType, [property: JsonPropertyName("role_typ")] string? RoleType, List<Claim>? Claims);

    private sealed record Claim(string? Typ, string? Val);
}
