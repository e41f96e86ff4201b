using System.Diagnostics;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitoring.Repo.Tests.Infra;

/// <summary>The Bicep program, as its package brings it. It works without a network: no template uses a module from elsewhere.</summary>
internal static class Bicep
{
    /// <summary>What a parameter file reads from the environment.</summary>
    private static readonly Dictionary<string, string> Variables = new() { ["ENTRA_CLIENT_ID"] = "00000000-0000-0000-0000-00000000000a", ["ALERT_EMAILS"] = "first@example.nhs.uk,second@example.nhs.uk", ["BUDGET_FROM"] = "2026-04-01" };

    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string? Program =
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "BicepPath").Value is { Length: > 0 } path && File.Exists(path) ? path : null;

    public static IReadOnlyList<string> Files => Repository.Files("infra", "*.bicep");

    /// <summary>A template as Azure Resource Manager gets it.</summary>
    public static JsonNode Build(string file) => JsonNode.Parse(Run("build", Repository.At(file), "--stdout").Output)!;

    /// <summary>What Bicep and its linter say of a file: nothing, when it is as it should be.</summary>
    public static string Lint(string file)
    {
        var (code, output, errors) = Run("lint", Repository.At(file));
        return $"{output}{errors}{(code == 0 ? "" : $"exit code {code}")}";
    }

    /// <summary>A file as Bicep would lay it out.</summary>
    public static string Format(string file) => Run("format", Repository.At(file), "--stdout").Output;

    /// <summary>The resources that a parameter file makes, with every loop and condition worked out. Of what only Azure knows, such as the id of an identity, the expression is left.</summary>
    public static string Snapshot(string parameters, string group)
    {
        // Bicep writes beside the parameter file.
        var written = Path.ChangeExtension(parameters, ".snapshot.json");
        try
        {
            var (code, output, errors) = Run(
                "snapshot", parameters, "--mode", "overwrite", "--subscription-id", Guid.Empty.ToString(), "--tenant-id", Guid.Empty.ToString(), "--resource-group", group, "--location", "uksouth");
            Assert.True(code == 0, output + errors);
            return InOrder(File.ReadAllText(written));
        }
        finally
        {
            File.Delete(written);
        }
    }

    /// <summary>Bicep works out resources side by side, so their order differs from one time to the next.</summary>
    private static string InOrder(string snapshot)
    {
        var json = JsonNode.Parse(snapshot)!;
        var ordered = new JsonObject
        {
            ["predictedResources"] = new JsonArray([.. json["predictedResources"]!.AsArray().OrderBy(resource => (string)resource!["id"]!, StringComparer.Ordinal).Select(resource => resource!.DeepClone())]),
            ["outputs"] = new JsonObject(json["outputs"]?.AsObject().OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => KeyValuePair.Create(output.Key, output.Value?.DeepClone())) ?? []),
        };
        Assert.Empty(json["diagnostics"]!.AsArray());
        return ordered.ToJsonString(Form).ReplaceLineEndings("\n") + "\n";
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Tools.Require("Bicep", Program), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        using var bicep = Process.Start(start)!;
        var errors = bicep.StandardError.ReadToEndAsync();
        var output = bicep.StandardOutput.ReadToEnd();
        bicep.WaitForExit();
        return (bicep.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
