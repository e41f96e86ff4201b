using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Monitoring.Core.Kernel;

/// <summary>The one way in which documents are written: the same value always gives the same bytes, so that bytes can be compared.</summary>
public static class Json
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // These documents are served as JSON and never put into a page: names keep their apostrophes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // Named, so that the options can be asked for a schema before anything was written with them.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>Throws <see cref="JsonException"/> when the content is not what we wrote: never used on what a sender uploads.</summary>
    public static T Read<T>(ReadOnlySpan<byte> content) =>
        JsonSerializer.Deserialize<T>(content, Options) ?? throw new JsonException($"An empty document where a {typeof(T).Name} is expected.");
}
