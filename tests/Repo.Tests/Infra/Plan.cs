using System.Text.Json.Nodes;

namespace Monitoring.Repo.Tests.Infra;

/// <summary>A resource as it will be made.</summary>
internal sealed record Resource(string Id, string Type, string Name, JsonNode Json)
{
    public JsonNode Properties => Json["properties"]!;

    /// <summary>The last part of its name.</summary>
    public string OwnName => Name.Split('/')[^1];

    /// <summary>The value at a path of properties, as text; null when there is none.</summary>
    public string? Text(string path) => path.Split('.').Aggregate((JsonNode?)Properties, (node, part) => node?[part])?.ToString();
}

/// <summary>Everything that an environment consists of: what main.bicep makes, and the subscriptions that follow the code.</summary>
internal sealed class Plan
{
    public static readonly string[] Environments = ["dev", "prd"];

    private static readonly Lazy<Dictionary<string, Plan>> Made = new(() => Environments.ToDictionary(environment => environment, environment => new Plan(environment)));

    private Plan(string environment)
    {
        Environment = environment;
        Main = Bicep.Snapshot(Repository.At($"infra/{environment}.bicepparam"), Group);
        var folder = Directory.CreateTempSubdirectory("monitoring-infra-");
        try
        {
            // Relative to the folder of the parameter file, as Bicep wants it.
            var parameters = Path.Combine(folder.FullName, "subscriptions.bicepparam");
            File.WriteAllText(parameters, $"using '{Path.GetRelativePath(folder.FullName, Repository.At("infra/subscriptions.bicep")).Replace('\\', '/')}'\n\nparam environment = '{environment}'\n");
            Subscriptions = Bicep.Snapshot(parameters, Group);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        Resources = [.. new[] { Main, Subscriptions }.SelectMany(text => JsonNode.Parse(text)!["predictedResources"]!.AsArray())
            .Select(json => new Resource((string)json!["id"]!, (string)json["type"]!, (string)json["name"]!, json))];
    }

    public string Environment { get; }

    public string Main { get; }

    public string Subscriptions { get; }

    public IReadOnlyList<Resource> Resources { get; }

    private string Group => $"rg-monitoring-{Environment}";

    public static Plan For(string environment) => Made.Value[environment];

    public IEnumerable<Resource> Of(string type, string? below = null) => Resources.Where(resource => resource.Type == type && (below is null || resource.Id.Contains($"/{below}/", StringComparison.Ordinal)));

    /// <summary>The storage account for something: <c>inbox</c>, <c>returns</c>, <c>cases</c>, <c>host</c>.</summary>
    public Resource Account(string role) => Assert.Single(Of("Microsoft.Storage/storageAccounts"), account => account.Name.StartsWith($"st{role}{Environment}", StringComparison.Ordinal));
}
