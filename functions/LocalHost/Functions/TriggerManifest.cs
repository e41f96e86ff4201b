using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monitoring.LocalHost.Functions;

/// <summary>
/// The triggers of the app as text, in one fixed form: made from the declarations, and from the <c>functions.metadata</c>
/// that the Azure build writes. Equal texts mean that what runs here is what is deployed. How the deployed host hears of
/// blobs (the trigger's source) is left out: a build property chooses it.
/// </summary>
public static class TriggerManifest
{
    private static readonly JsonWriterOptions Form = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The manifest of declared functions, which must be free of violations.</summary>
    public static string Write(IEnumerable<FunctionDescription> functions) => Write(functions.Select(f => f.Trigger switch
    {
        BlobTrigger blob => new Entry(f.Name, "blob", Path: blob.Path, Connection: blob.Connection),
        TimerTrigger timer => new Entry(f.Name, "timer", Schedule: timer.Schedule),
        HttpTrigger http => new Entry(f.Name, "http", Route: http.Route, Methods: http.Methods, AuthLevel: http.AuthLevel),
        _ => throw new ArgumentException($"{f.Place} has no trigger.", nameof(functions)),
    }));

    /// <summary>The manifest of an Azure build, read from its <c>functions.metadata</c>.</summary>
    /// <exception cref="FormatException">A function has no trigger of a kind that the app uses.</exception>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static string FromFunctionsMetadata(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Write([.. document.RootElement.EnumerateArray().Select(FromMetadata)]);
    }

    private static Entry FromMetadata(JsonElement function)
    {
        var name = Text(function, "name") ?? throw new FormatException("A function in functions.metadata has no name.");
        foreach (var binding in function.GetProperty("bindings").EnumerateArray())
        {
            switch (Text(binding, "type")?.ToUpperInvariant())
            {
                case "BLOBTRIGGER":
                    return new Entry(name, "blob", Path: Text(binding, "path"), Connection: Text(binding, "connection") ?? BlobTrigger.DefaultConnection);
                case "TIMERTRIGGER":
                    return new Entry(name, "timer", Schedule: Text(binding, "schedule"));
                case "HTTPTRIGGER":
                    return new Entry(name, "http", Route: Text(binding, "route") ?? name, Methods: Methods(binding), AuthLevel: Text(binding, "authLevel") ?? "Function");
            }
        }

        throw new FormatException($"The function {name} in functions.metadata has no blob, timer or HTTP trigger.");
    }

    private static string? Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) ? value.GetString() : null;

    private static IReadOnlyList<string> Methods(JsonElement binding) =>
        binding.TryGetProperty("methods", out var methods) && methods.ValueKind == JsonValueKind.Array
            ? [.. methods.EnumerateArray().Select(m => m.GetString()!.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal)]
            : [];

    private static string Write(IEnumerable<Entry> entries)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Form))
        {
            writer.WriteStartArray();
            foreach (var entry in entries.OrderBy(e => e.Name, StringComparer.Ordinal))
                entry.WriteTo(writer);
            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private sealed record Entry(
        string Name,
        string Kind,
        string? Path = null,
        string? Connection = null,
        string? Schedule = null,
        string? Route = null,
        IReadOnlyList<string>? Methods = null,
        string? AuthLevel = null)
    {
        public void WriteTo(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            foreach (var (name, value) in new[] { ("name", Name), ("kind", Kind), ("path", Path), ("connection", Connection), ("schedule", Schedule), ("route", Route), ("authLevel", AuthLevel) })
            {
                if (value is not null)
                    writer.WriteString(name, value);
            }

            if (Methods is not null)
            {
                writer.WriteStartArray("methods");
                foreach (var method in Methods)
                    writer.WriteStringValue(method);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }
    }
}
