using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using Monitoring.App.Hosting;
using Monitoring.Storage;

namespace Monitoring.Repo.Tests.Infra;

/// <summary>The infrastructure has exactly what the code uses: containers, tables, settings, triggers, timers.</summary>
public sealed partial class CodeAndInfraTests
{
    public static TheoryData<string> Environments => [.. Plan.Environments];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Containers_and_tables_are_those_of_the_code(string environment)
    {
        var plan = Plan.For(environment);
        Assert.Equal(Containers.InReturnsAccount.Order(), ContainersOf("returns"));
        Assert.Equal(Containers.InCasesAccount.Order(), ContainersOf("cases"));
        Assert.Equal([Containers.Inbox], ContainersOf("inbox"));
        var tables = plan.Of("Microsoft.Storage/storageAccounts/tableServices/tables").ToList();
        Assert.Equal(Accounts.TableNames.Order(), tables.Select(table => table.OwnName).Order());
        Assert.All(tables, table => Assert.StartsWith($"{plan.Account("returns").Name}/", table.Name, StringComparison.Ordinal));

        IEnumerable<string> ContainersOf(string role) => plan.Of("Microsoft.Storage/storageAccounts/blobServices/containers", plan.Account(role).Name).Select(container => container.OwnName).Order();
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Every_blob_trigger_has_its_subscription_and_no_other_is_there(string environment)
    {
        var plan = Plan.For(environment);
        var expected = from trigger in Triggers("blob")
                       let container = ((string)trigger["path"]!).Split('/')[0]
                       select ($"evgt-monitoring-{((string)trigger["connection"]!).ToLowerInvariant()}-{environment}/{trigger["name"]}", $"/blobServices/default/containers/{container}/blobs/");
        var subscriptions = plan.Of("Microsoft.EventGrid/systemTopics/eventSubscriptions").ToList();
        Assert.Equal(expected.Order(), subscriptions.Select(subscription => (subscription.Name, subscription.Text("filter.subjectBeginsWith")!)).Order());

        var topics = plan.Of("Microsoft.EventGrid/systemTopics").Select(topic => topic.Name).ToList();
        Assert.Equal(topics.Order(), subscriptions.Select(subscription => subscription.Name.Split('/')[0]).Distinct().Order());
        Assert.All(subscriptions, subscription =>
        {
            Assert.Equal("Microsoft.Storage.BlobCreated", Assert.Single(subscription.Properties["filter"]!["includedEventTypes"]!.AsArray())!.ToString());
            // The address of the app and the key are known to Azure only, so the address is an expression still.
            Assert.Matches($@"^\[format\('https://\{{0\}}/runtime/webhooks/blobs\?functionName=Host\.Functions\.\{{1\}}&code=\{{2\}}', reference\(.*\)\.defaultHostName, '{subscription.OwnName}', listKeys\(", subscription.Text("destination.properties.endpointUrl")!);
            Assert.Equal("1.2", subscription.Text("destination.properties.minimumTlsVersionAllowed"));
            // What cannot be delivered is kept, by the identity of the topic, where the infrastructure has made a place for it and clears it up.
            Assert.Equal(("SystemAssigned", plan.Account("host").Id), (subscription.Text("deadLetterWithResourceIdentity.identity.type"), subscription.Text("deadLetterWithResourceIdentity.deadLetterDestination.properties.resourceId")));
            var container = subscription.Text("deadLetterWithResourceIdentity.deadLetterDestination.properties.blobContainerName");
            Assert.Contains(plan.Of("Microsoft.Storage/storageAccounts/blobServices/containers", plan.Account("host").Name), made => made.OwnName == container);
        });
        // Each topic tells of the account in which the trigger's blobs lie.
        Assert.All(plan.Of("Microsoft.EventGrid/systemTopics"), topic => Assert.Contains(topic.Name.Split('-')[2], topic.Text("source")!, StringComparison.Ordinal));
    }

    [Fact]
    public void A_blob_trigger_watches_a_container_of_its_own_connection()
    {
        var held = new Dictionary<string, IReadOnlyList<string>> { [Settings.Returns] = Containers.InReturnsAccount, [Settings.Cases] = Containers.InCasesAccount, [Settings.Inbox] = [Containers.Inbox] };
        Assert.All(Triggers("blob"), trigger => Assert.Contains(((string)trigger["path"]!).Split('/')[0], held[(string)trigger["connection"]!]));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Settings_are_those_of_the_code(string environment)
    {
        var settings = Assert.Single(Plan.For(environment).Of("Microsoft.Web/sites/config"), config => config.OwnName == "appsettings").Properties.AsObject();
        Assert.Equal(Settings.InAzure.Order(StringComparer.Ordinal), settings.Select(setting => setting.Key).Order(StringComparer.Ordinal));
    }

    /// <summary>What is asked of the configuration when everything is set as in Azure: all of it is in the list, and of the list nothing of the app's own is left unasked.</summary>
    [Fact]
    public void The_list_of_settings_is_what_the_code_asks_for()
    {
        var asked = new Asked(Settings.InAzure.ToDictionary(name => name.Replace("__", ":", StringComparison.Ordinal), name => name.EndsWith("Uri", StringComparison.Ordinal) ? "https://example.org" : name == Settings.Links ? "on" : "some"));
        IConfiguration configuration = new ConfigurationBuilder().Add(asked).Build();
        foreach (var account in Settings.Accounts)
            Assert.NotNull(configuration.Account(account.Name).Blobs);
        configuration.ReadingLimits();
        Assert.True(configuration.LinkSwitch().On);

        var own = Settings.Accounts.SelectMany(account => account.Keys).Where(name => !name.EndsWith("__credential", StringComparison.Ordinal));
        // A connection string is asked for first: on one machine there is one. Limits of reading have defaults.
        var expected = own.Concat(Settings.Accounts.Select(account => account.Name)).Append(Settings.Links);
        Assert.Equal(expected.Order(StringComparer.Ordinal), asked.Keys.Where(key => key.Split(':')[0] != Settings.Reading).Select(key => key.Replace(":", "__", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Each store opens the account that the settings name for it.</summary>
    [Fact]
    public void Each_account_is_opened_at_its_own_address()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(from account in Settings.Accounts
                                                                             from key in account.Keys
                                                                             let service = ServiceOf().Match(key).Groups[1].Value
                                                                             select KeyValuePair.Create(key.Replace("__", ":", StringComparison.Ordinal), (string?)(service.Length == 0 ? "some" : $"https://{account.Name.ToLowerInvariant()}.{service}.example.org"))).Build();
        var accounts = new Accounts(configuration.Account(Settings.Returns), configuration.Account(Settings.Cases), configuration.Account(Settings.Inbox));
        Assert.Equal(
            ["returns.blob", "cases.blob", "inbox.blob", "returns.table", "returns.queue", "cases.queue", "inbox.queue"],
            new[] { accounts.Returns.Uri, accounts.Cases.Uri, accounts.Inbox.Uri, accounts.Tables.Uri, accounts.ReturnsQueues.Uri, accounts.CasesQueues.Uri, accounts.InboxQueues.Uri }.Select(address => address.Host[..^".example.org".Length]));
    }

    /// <summary>
    /// Who holds a link to storage needs no sign-in while it lasts. So links are made in one place, to one blob, to create or to read it and for nothing else; one to an account or a container is made nowhere. That place signs with
    /// the key of an account only where the account was opened with one, which the infrastructure forbids.
    /// </summary>
    [Fact]
    public void Links_to_storage_are_made_in_one_place_to_one_blob_to_create_or_read_it()
    {
        var code = Repository.Files("functions", "*.cs").ToDictionary(path => path, path => CSharpText.CodeOnly(Repository.Read(path)));
        Assert.Equal(["functions/Storage/Links.cs"], code.Where(file => LinkToStorage().IsMatch(file.Value)).Select(file => file.Key));
        Assert.DoesNotContain(code, file => WideLink().IsMatch(file.Value));
        Assert.Equal(["Create", "Read"], MayByLink().Matches(code["functions/Storage/Links.cs"]).Select(may => may.Groups[1].Value).Distinct().Order());
        // To one blob: the letter stands in text, which the code alone does not show.
        Assert.Equal(["Resource = \"b\""], ScopeOfLink().Matches(Repository.Read("functions/Storage/Links.cs")).Select(scope => scope.Value));
    }

    [Fact]
    public void Nothing_but_the_list_of_settings_reads_settings()
    {
        // LocalHost and Local are not in the Azure build; Deployed is in no other, and reads by the names of the list.
        string[] allowed = ["functions/App/Hosting/Settings.cs", "functions/App/Deployed/", "functions/App/Local/", "functions/LocalHost/"];
        var readers = Repository.Files("functions", "*.cs")
            .Where(path => !allowed.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal)))
            .Where(path => ReadsSettings().IsMatch(CSharpText.CodeOnly(Repository.Read(path))));
        Assert.Empty(readers);
    }

    [Fact]
    public void Every_query_is_an_alert_and_asks_for_what_the_code_says()
    {
        var queries = Repository.Files("infra/queries", "*.kql").ToDictionary(path => path, Repository.Read);
        var alerts = Plan.For("prd").Of("Microsoft.Insights/scheduledQueryRules").Select(alert => (string)alert.Properties["criteria"]!["allOf"]![0]!["query"]!);
        Assert.Equal(queries.Values.Order(StringComparer.Ordinal), alerts.Order(StringComparer.Ordinal));

        Assert.Equal(Triggers("timer").Select(timer => (string)timer["name"]!).Order(), TimerOfQuery().Matches(queries["infra/queries/timer-late.kql"]).Select(match => match.Groups[1].Value).Order());
        var said = SaidOfQuery().Match(queries["infra/queries/stuck.kql"]).Groups[1].Value;
        Assert.Contains($"Message = \"{said}", Repository.Read("functions/App/Stages/Sweeping.cs"), StringComparison.Ordinal);
        Assert.Contains($"'{App.Stages.Sweeping.PoisonQueue}'", queries["infra/queries/poison.kql"], StringComparison.Ordinal);
    }

    /// <summary>https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules</summary>
    [Theory]
    [MemberData(nameof(Environments))]
    public void Names_are_within_the_limits_of_the_platform(string environment)
    {
        var rules = new Dictionary<string, string>
        {
            ["Microsoft.Storage/storageAccounts"] = "^[a-z0-9]{3,24}$",
            ["Microsoft.Storage/storageAccounts/blobServices/containers"] = "^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$",
            ["Microsoft.Storage/storageAccounts/tableServices/tables"] = "^[A-Za-z][A-Za-z0-9]{2,62}$",
            ["Microsoft.Web/sites"] = "^[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]$",
            ["Microsoft.Web/serverfarms"] = "^[A-Za-z0-9-]{1,60}$",
            ["Microsoft.EventGrid/systemTopics"] = "^[A-Za-z0-9-]{3,50}$",
            ["Microsoft.EventGrid/systemTopics/eventSubscriptions"] = "^[A-Za-z0-9-]{3,64}$",
            ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$",
            ["Microsoft.OperationalInsights/workspaces"] = "^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$",
            ["Microsoft.Insights/components"] = "^[^%&\\\\?/]{1,259}[^%&\\\\?/. ]$",
            ["Microsoft.Insights/scheduledQueryRules"] = "^[^*#&+:<>?@%{}\\\\/]{1,259}[^*#&+:<>?@%{}\\\\/. ]$",
            ["Microsoft.Insights/metricAlerts"] = "^[^*#&+:<>?@%{}\\\\/]{1,259}[^*#&+:<>?@%{}\\\\/. ]$",
            ["Microsoft.Insights/actionGroups"] = "^[^:<>+/&%\\\\?|]{1,259}[^:<>+/&%\\\\?|. ]$",
            ["Microsoft.Insights/diagnosticSettings"] = "^[^*<>%&:\\\\?+/]{1,260}$",
            ["Microsoft.Network/virtualNetworks"] = "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}[A-Za-z0-9_]$",
            ["Microsoft.Network/privateEndpoints"] = "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}[A-Za-z0-9_]$",
            ["Microsoft.Consumption/budgets"] = "^[A-Za-z0-9_-]{1,63}$",
        };
        // Their names are given by the platform, or are those of resources that they belong to.
        string[] given = [
            "Microsoft.Authorization/locks", "Microsoft.Authorization/roleAssignments", "Microsoft.Network/privateDnsZones", "Microsoft.Network/privateDnsZones/virtualNetworkLinks", "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
            "Microsoft.Storage/storageAccounts/blobServices", "Microsoft.Storage/storageAccounts/queueServices", "Microsoft.Storage/storageAccounts/tableServices", "Microsoft.Storage/storageAccounts/managementPolicies",
            "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies", "Microsoft.Web/sites/config", "Microsoft.Web/sites/basicPublishingCredentialsPolicies"];
        var resources = Plan.For(environment).Resources.Where(resource => !given.Contains(resource.Type)).ToList();
        Assert.All(resources, resource => Assert.Matches(rules[resource.Type], resource.OwnName));
        Assert.Empty(Plan.For(environment).Resources.GroupBy(resource => resource.Id.ToUpperInvariant()).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Everything_that_can_be_is_tagged_and_in_the_United_Kingdom(string environment)
    {
        var plan = Plan.For(environment);
        Assert.All(plan.Resources.Where(resource => resource.Json["location"] is not null), resource =>
        {
            Assert.Contains((string)resource.Json["location"]!, new[] { "uksouth", "global" });
            Assert.Equal(("monitoring", environment), ((string?)resource.Json["tags"]!["application"], (string?)resource.Json["tags"]!["environment"]));
        });
    }

    private static IEnumerable<JsonNode> Triggers(string kind) => JsonNode.Parse(Repository.Read("functions/App/triggers.json"))!.AsArray().Where(trigger => (string)trigger!["kind"]! == kind).Select(trigger => trigger!);

    /// <summary>A source of settings that remembers what it was asked for.</summary>
    private sealed class Asked(IReadOnlyDictionary<string, string> values) : ConfigurationProvider, IConfigurationSource
    {
        public List<string> Keys { get; } = [];

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            Keys.Add(key);
            return values.TryGetValue(key, out value);
        }

        public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) => earlierKeys;
    }

    [GeneratedRegex(@"GetEnvironmentVariable|\bIConfiguration\b(?!\w)|[cC]onfiguration\[|\.GetSection\(|\.GetValue<")]
    private static partial Regex ReadsSettings();

    [GeneratedRegex("__(blob|queue|table)ServiceUri$")]
    private static partial Regex ServiceOf();

    [GeneratedRegex("GetUserDelegationKey|Generate\\w*Sas|SasBuilder|SasPermissions")]
    private static partial Regex LinkToStorage();

    [GeneratedRegex("AccountSas|ContainerSas|(Queue|Table|Share|DataLake)Sas")]
    private static partial Regex WideLink();

    [GeneratedRegex(@"\bBlobSasPermissions\.(\w+)")]
    private static partial Regex MayByLink();

    [GeneratedRegex("Resource = [^,]+")]
    private static partial Regex ScopeOfLink();

    [GeneratedRegex(@"Function = '(\w+)'")]
    private static partial Regex TimerOfQuery();

    [GeneratedRegex(@"startswith '([^']+)'")]
    private static partial Regex SaidOfQuery();
}
