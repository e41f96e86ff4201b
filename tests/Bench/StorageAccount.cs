namespace Monitoring.Bench;

/// <summary>An account of the running Azurite that nobody has used before.</summary>
internal static class StorageAccount
{
    /// <summary>Stands for the account in the connection string that contenders are given.</summary>
    public const string Placeholder = "ACCOUNT";

    public static string Of(string given, string kind, int number) => given.Replace(Placeholder, $"{kind}{number}", StringComparison.Ordinal);
}
