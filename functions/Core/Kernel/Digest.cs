using System.Security.Cryptography;
using System.Text;

namespace Monitoring.Core.Kernel;

/// <summary>SHA-256 in lower-case hexadecimal: what two contents are compared by.</summary>
public static class Digest
{
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The first 12 hexadecimal digits, for people to read and compare.</summary>
    public static string Short(string digest) => digest[..12];
}
