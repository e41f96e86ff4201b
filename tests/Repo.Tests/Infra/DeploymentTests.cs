using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Monitoring.Repo.Tests.Infra;

/// <summary>The script that deploys, run against programs that only write down what they were asked; and what calls it.</summary>
public sealed partial class DeploymentTests
{
    /// <summary>Commits of actions, each with the version whose tag pointed at it when it was looked up.</summary>
    private static readonly Dictionary<string, string> Actions = new()
    {
        ["actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683"] = "v4.2.2",
        ["actions/setup-dotnet@67a3573c9a986a3f9c594539f4ab511d57bb3ce9"] = "v4.3.1",
        ["azure/login@a457da9ea143d694b1b9c7c869ebb04ebe844ef5"] = "v2.3.0",
    };

    private const string Az = """
        #!/usr/bin/env bash
        echo "az $*" >>"$RECORD"
        case "$*" in
          *'functionapp list'*) echo func-monitoring-dev-abc ;;
          *'functionapp show'*) echo func-monitoring-dev-abc.example.org ;;
          *'storage account list'*) echo streturnsdevabc ;;
          *'get-access-token'*) echo a-token ;;
          *subscriptions.bicep*)
            count=$(grep -c subscriptions.bicep "$RECORD")
            ((count > ${SUBSCRIBING_FAILS:-0})) || exit 1
            ;;
        esac
        """;

    private const string Dotnet = """
        #!/usr/bin/env bash
        echo "dotnet $*" >>"$RECORD"
        mkdir -p "$MONITORING_PUBLISH_FOLDER"
        cp "$METADATA" "$MONITORING_PUBLISH_FOLDER/functions.metadata"
        """;

    private const string Curl = """
        #!/usr/bin/env bash
        echo "curl $*" >>"$RECORD"
        case "$*" in
          */health*) echo '{"status":"healthy"}' ;;
          */postings*)
            headers=$(sed 's/.*--dump-header \([^ ]*\).*/\1/' <<<"$*")
            case "$*" in
              *NextPartitionKey=second*) printf 'HTTP/1.1 200 OK\r\nX-MS-Continuation-NextPartitionKey: third\r\n' >"$headers" ;;
              *NextPartitionKey=third*) printf 'HTTP/1.1 200 OK\r\n' >"$headers" ;;
              *) printf 'HTTP/1.1 200 OK\r\nx-ms-continuation-NextPartitionKey: second\r\nx-ms-continuation-NextRowKey: 7\r\n' >"$headers" ;;
            esac
            printf '{"value":[]}'
            ;;
          *) printf %s "${WITHOUT_SIGN_IN:-401}" ;;
        esac
        """;

    [Fact]
    public void All_steps_go_in_their_order()
    {
        var (code, asked, errors) = Run("all", ("SUBSCRIBING_FAILS", "2"));
        Assert.True(code == 0, errors);
        Assert.Collection(asked,
            line => Assert.StartsWith("az deployment group create --resource-group rg-x --name monitoring-dev --parameters infra/dev.bicepparam", line, StringComparison.Ordinal),
            line => Assert.Matches("^dotnet publish functions/App --configuration Release -p:FunctionsHost=Azure --output ", line),
            line => Assert.StartsWith("az functionapp list --resource-group rg-x", line, StringComparison.Ordinal),
            line => Assert.Matches("^az functionapp deployment source config-zip --resource-group rg-x --name func-monitoring-dev-abc --src .*\\.zip", line),
            Subscribes, Subscribes, Subscribes, // the key of the host comes a little after the code
            line => Assert.StartsWith("az functionapp list", line, StringComparison.Ordinal),
            line => Assert.StartsWith("az functionapp show", line, StringComparison.Ordinal),
            line => Assert.EndsWith(" https://func-monitoring-dev-abc.example.org/health", line, StringComparison.Ordinal),
            line => Assert.EndsWith(" https://func-monitoring-dev-abc.example.org/published", line, StringComparison.Ordinal));

        static void Subscribes(string line) => Assert.Matches("^az deployment group create --resource-group rg-x --name monitoring-subscriptions-dev --template-file infra/subscriptions.bicep --parameters environment=dev", line);
    }

    [Fact]
    public void A_build_whose_functions_differ_from_the_manifest_is_not_published()
    {
        var (code, asked, errors) = Run("publish", trigger => trigger["bindings"]![0]!["path"]?.ToString() != "figures/{name}");
        Assert.Equal((1, "functions.metadata of the build differs from functions/App/triggers.json."), (code, errors.Trim()));
        Assert.DoesNotContain(asked, line => line.Contains("config-zip", StringComparison.Ordinal));
    }

    [Fact]
    public void An_app_that_answers_to_nobody_in_particular_fails_the_check()
    {
        var (code, _, errors) = Run("check", ("WITHOUT_SIGN_IN", "200"));
        Assert.Equal(1, code);
        Assert.Contains("answers 200 to somebody who is not signed in", errors, StringComparison.Ordinal);
    }

    /// <summary>Postings are the one thing that nothing else can make again: what is written out of them has to be all.</summary>
    [Fact]
    public void Postings_are_written_out_to_the_last_page()
    {
        var (code, asked, errors) = Run("postings");
        Assert.True(code == 0, errors);
        var pages = asked.Where(line => line.StartsWith("curl ", StringComparison.Ordinal)).ToList();
        Assert.Collection(pages,
            page => Assert.DoesNotContain("Next", page, StringComparison.Ordinal),
            page => Assert.Contains("--data-urlencode NextPartitionKey=second --data-urlencode NextRowKey=7 https://streturnsdevabc.table.core.windows.net/postings()", page, StringComparison.Ordinal),
            page => Assert.Contains("--data-urlencode NextPartitionKey=third https://streturnsdevabc.table.core.windows.net/postings()", page, StringComparison.Ordinal));
        Assert.DoesNotContain(asked, line => line.Contains("a-token", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("everything")]
    [InlineData("")]
    public void What_is_no_step_is_told_the_steps(string step)
    {
        var (code, asked, errors) = Run(step);
        Assert.Equal(2, code);
        Assert.Empty(asked);
        foreach (var known in new[] { "provision", "publish", "subscribe", "check", "all", "whatif", "postings" })
            Assert.Contains($"infra/deploy.sh {known}", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Actions_are_pinned_by_commits_that_were_looked_up()
    {
        var workflows = Repository.Files(".github/workflows");
        Assert.NotEmpty(workflows);
        var uses = workflows.SelectMany(path => Use().Matches(Repository.Read(path))).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).ToList();
        Assert.NotEmpty(uses);
        Assert.All(uses, use => Assert.Equal(Actions[use.Item1], use.Item2));
        // No line with an action escapes the pattern above.
        Assert.Equal(workflows.Sum(path => Repository.Read(path).Split('\n').Count(line => line.Contains("uses:", StringComparison.Ordinal))), uses.Count);
        Assert.All(workflows, path => Assert.DoesNotContain("secrets.", Repository.Read(path), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("azure.yaml")]
    [InlineData(".github/workflows/deploy.yml")]
    public void Whoever_deploys_calls_steps_that_there_are(string file)
    {
        var steps = Step().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(steps);
        var script = Repository.Read("infra/deploy.sh");
        Assert.All(steps, step => Assert.Contains($"#   infra/deploy.sh {step} ", script, StringComparison.Ordinal));
    }

    [Fact]
    public void The_roles_of_the_app_registration_are_those_of_the_code()
    {
        var roles = JsonNode.Parse(Repository.Read("infra/app-roles.json"))!.AsArray();
        var known = typeof(App.Doors.Roles).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(known.Order(), roles.Select(role => (string)role!["value"]!).Order());
        Assert.Equal(roles.Count, roles.Select(role => Guid.Parse((string)role!["id"]!)).Distinct().Count());
    }

    private static (int Code, IReadOnlyList<string> Asked, string Errors) Run(string step, params (string Name, string Value)[] variables) => Run(step, _ => true, variables);

    private static (int Code, IReadOnlyList<string> Asked, string Errors) Run(string step, Func<JsonNode, bool> built, params (string Name, string Value)[] variables)
    {
        foreach (var tool in new[] { "bash", "jq", "zip" })
            Tools.Require(tool, Tools.OnPath(tool));
        var folder = Directory.CreateTempSubdirectory("monitoring-deploy-");
        try
        {
            foreach (var (name, text) in new[] { ("az", Az), ("dotnet", Dotnet), ("curl", Curl) })
            {
                var file = Path.Combine(folder.FullName, name);
                File.WriteAllText(file, text.ReplaceLineEndings("\n") + "\n");
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
            var (record, metadata) = (Path.Combine(folder.FullName, "record"), Path.Combine(folder.FullName, "metadata"));
            File.WriteAllText(metadata, Metadata(built).ToJsonString());
            var start = new ProcessStartInfo(Tools.OnPath("bash")!, [Repository.At("infra/deploy.sh"), step, "dev", "rg-x"]) { RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (var (name, value) in variables.Concat([
                ("PATH", $"{folder.FullName}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}"), ("RECORD", record), ("METADATA", metadata),
                ("MONITORING_PUBLISH_FOLDER", Path.Combine(folder.FullName, "published")), ("MONITORING_WAIT", "0")]))
                start.Environment[name] = value;
            using var script = Process.Start(start)!;
            var errors = script.StandardError.ReadToEndAsync();
            script.StandardOutput.ReadToEnd();
            script.WaitForExit();
            return (script.ExitCode, File.Exists(record) ? File.ReadAllLines(record) : [], errors.GetAwaiter().GetResult());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the Functions SDK writes beside the published app: each function with its bindings.</summary>
    private static JsonArray Metadata(Func<JsonNode, bool> built) =>
    [
        .. from trigger in JsonNode.Parse(Repository.Read("functions/App/triggers.json"))!.AsArray()
           let kind = (string)trigger["kind"]!
           let binding = kind switch
           {
               "blob" => new JsonObject { ["name"] = "blob", ["direction"] = "In", ["type"] = "blobTrigger", ["path"] = (string)trigger["path"]!, ["connection"] = (string)trigger["connection"]!, ["properties"] = new JsonObject { ["source"] = "EventGrid" } },
               "timer" => new JsonObject { ["name"] = "timer", ["direction"] = "In", ["type"] = "timerTrigger", ["schedule"] = (string)trigger["schedule"]! },
               _ => new JsonObject { ["name"] = "request", ["direction"] = "In", ["type"] = "httpTrigger", ["authLevel"] = "Anonymous", ["route"] = (string)trigger["route"]! },
           }
           let function = new JsonObject { ["name"] = (string)trigger["name"]!, ["scriptFile"] = "Monitoring.App.dll", ["bindings"] = kind == "http" ? new JsonArray(binding, new JsonObject { ["name"] = "$return", ["type"] = "http", ["direction"] = "Out" }) : new JsonArray(binding) }
           where built(function)
           select (JsonNode)function,
    ];

    [GeneratedRegex(@"^\s*(?:- )?uses: (\S+@[0-9a-f]{40}) # (v\d+\.\d+\.\d+)$", RegexOptions.Multiline)]
    private static partial Regex Use();

    [GeneratedRegex(@"infra/deploy\.sh (\w+)")]
    private static partial Regex Step();
}
