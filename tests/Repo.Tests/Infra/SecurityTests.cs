using System.Text.RegularExpressions;
using Monitoring.App.Hosting;
using Monitoring.Storage;

namespace Monitoring.Repo.Tests.Infra;

/// <summary>What a security review asks of the infrastructure, asked of every environment.</summary>
public sealed partial class SecurityTests
{
    private const string Assignment = "Microsoft.Authorization/roleAssignments";

    /// <summary>https://learn.microsoft.com/azure/role-based-access-control/built-in-roles</summary>
    private static readonly Dictionary<string, string> BuiltIn = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
    };

    public static TheoryData<string> Environments => [.. Plan.Environments];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Storage_is_closed_to_keys_to_anonymous_readers_and_to_old_TLS(string environment)
    {
        var plan = Plan.For(environment);
        Assert.Equal(4, plan.Of("Microsoft.Storage/storageAccounts").Count());
        Assert.All(plan.Of("Microsoft.Storage/storageAccounts"), account =>
        {
            Assert.Equal(
                ("false", "false", "true", "TLS1_2", "false", "true"),
                (account.Text("allowSharedKeyAccess"), account.Text("allowBlobPublicAccess"), account.Text("supportsHttpsTrafficOnly"), account.Text("minimumTlsVersion"), account.Text("allowCrossTenantReplication"), account.Text("defaultToOAuthAuthentication")));
        });
        Assert.All(plan.Of("Microsoft.Storage/storageAccounts/blobServices/containers"), container => Assert.Equal("None", container.Text("publicAccess")));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void The_app_takes_TLS_only_and_no_passwords(string environment)
    {
        var plan = Plan.For(environment);
        var app = Assert.Single(plan.Of("Microsoft.Web/sites"));
        Assert.Equal(("true", "1.2", "1.2", "Disabled"), (app.Text("httpsOnly"), app.Text("siteConfig.minTlsVersion"), app.Text("siteConfig.scmMinTlsVersion"), app.Text("siteConfig.ftpsState")));
        Assert.Equal("UserAssignedIdentity", app.Text("functionAppConfig.deployment.storage.authentication.type"));
        Assert.Equal(["ftp", "scm"], plan.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Select(policy => policy.OwnName).Order());
        Assert.All(plan.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies"), policy => Assert.Equal("false", policy.Text("allow")));
        Assert.All(plan.Of("Microsoft.OperationalInsights/workspaces"), workspace => Assert.Equal("true", workspace.Text("features.disableLocalAuth")));
        Assert.All(plan.Of("Microsoft.Insights/components"), insights => Assert.Equal("true", insights.Text("DisableLocalAuth")));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Nobody_comes_in_without_signing_in_but_the_platform_and_who_asks_whether_the_app_is_well(string environment)
    {
        var signIn = Assert.Single(Plan.For(environment).Of("Microsoft.Web/sites/config"), config => config.OwnName == "authsettingsV2");
        Assert.Equal(("true", "true", "true"), (signIn.Text("platform.enabled"), signIn.Text("globalValidation.requireAuthentication"), signIn.Text("httpSettings.requireHttps")));
        Assert.Equal(["/runtime/webhooks/blobs", "/health"], signIn.Properties["globalValidation"]!["excludedPaths"]!.AsArray().Select(path => (string)path!));
    }

    /// <summary>A secret would have to be asked of Azure (list...) or be written down. The one exception is the key that the host asks of Event Grid: Azure reads it while it makes the subscription.</summary>
    [Theory]
    [MemberData(nameof(Environments))]
    public void No_key_is_in_any_template_parameter_or_setting(string environment)
    {
        var plan = Plan.For(environment);
        Assert.DoesNotMatch(Secret(), plan.Main);
        var asked = Secret().Matches(plan.Subscriptions).Select(match => match.Value).ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, secret => Assert.Equal("listKeys(", secret));
        Assert.All(plan.Of("Microsoft.EventGrid/systemTopics/eventSubscriptions"), subscription =>
            Assert.Contains("/host/default', '2024-04-01').systemKeys.blobs_extension", subscription.Text("destination.properties.endpointUrl")!, StringComparison.Ordinal));
        foreach (var template in new[] { "infra/main.bicep", "infra/subscriptions.bicep" })
            Assert.DoesNotContain("secure", Bicep.Build(template)["parameters"]!.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Only_the_identity_of_the_app_has_roles_and_for_each_service_that_it_is_told_of_exactly_one(string environment)
    {
        var plan = Plan.For(environment);
        var identity = Assert.Single(plan.Of("Microsoft.ManagedIdentity/userAssignedIdentities"));
        var ofTopics = plan.Of(Assignment).Where(OfATopic).ToList();
        Assert.All(plan.Of(Assignment).Except(ofTopics), role => Assert.StartsWith($"[reference('{identity.Id}', ", role.Text("principalId")!, StringComparison.Ordinal));
        Assert.All(plan.Of(Assignment), role => Assert.Equal("ServicePrincipal", role.Text("principalType")));

        // The settings say which service of which account the app uses.
        var settings = Assert.Single(plan.Of("Microsoft.Web/sites/config"), config => config.OwnName == "appsettings").Properties.AsObject();
        var used = from setting in settings
                   let key = ServiceSetting().Match(setting.Key)
                   where key.Success
                   let role = key.Groups["account"].Value is var account && account == "AzureWebJobsStorage" ? "host" : account.ToLowerInvariant()
                   // Owner is what a blob trigger and the host ask for: https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-blob-trigger#grant-permission-to-the-identity
                   let needs = key.Groups["service"].Value switch { "blob" => "Storage Blob Data Owner", "queue" => "Storage Queue Data Contributor", _ => "Storage Table Data Contributor" }
                   select $"{plan.Account(role).Name}: {needs}";
        var assigned = from role in plan.Of(Assignment).Except(ofTopics)
                       let scope = Scope(role)
                       select $"{scope[(scope.LastIndexOf('/') + 1)..]}: {BuiltIn[role.Text("roleDefinitionId")!.Split('/')[^1]]}";
        Assert.Equal(used.Append($"appi-monitoring-{environment}: Monitoring Metrics Publisher").Order(StringComparer.Ordinal), assigned.Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Where storage has a firewall, Event Grid comes in by the identity of the topic and by no other (https://learn.microsoft.com/azure/event-grid/deliver-events-using-managed-identity#firewall-and-virtual-network-rules). It may write
    /// where undelivered events are kept, and nowhere else.
    /// </summary>
    [Theory]
    [MemberData(nameof(Environments))]
    public void A_topic_may_write_dead_letters_by_its_own_identity_and_nothing_else(string environment)
    {
        var plan = Plan.For(environment);
        var topics = plan.Of("Microsoft.EventGrid/systemTopics").ToList();
        Assert.All(topics, topic => Assert.Equal("SystemAssigned", (string)topic.Json["identity"]!["type"]!));
        var roles = plan.Of(Assignment).Where(OfATopic).ToList();
        Assert.Equal(topics.Select(topic => topic.Id).Order(StringComparer.Ordinal), roles.Select(role => topics.Single(topic => role.Text("principalId")!.StartsWith($"[reference('{topic.Id}', ", StringComparison.Ordinal)).Id).Order(StringComparer.Ordinal));
        Assert.All(roles, role => Assert.Equal(("Storage Blob Data Contributor", $"{plan.Account("host").Id}/blobServices/default/containers/event-dead-letters"), (BuiltIn[role.Text("roleDefinitionId")!.Split('/')[^1]], Scope(role))));
    }

    [Fact]
    public void In_production_storage_is_reached_by_private_endpoints_only_and_each_service_has_one()
    {
        var plan = Plan.For("prd");
        Assert.All(plan.Of("Microsoft.Storage/storageAccounts"), account => Assert.Equal(("Deny", "AzureServices"), (account.Text("networkAcls.defaultAction"), account.Text("networkAcls.bypass"))));
        var roles = plan.Of(Assignment).Count(role => role.Id.Contains("Microsoft.Storage", StringComparison.Ordinal) && !OfATopic(role));
        Assert.Equal(roles, plan.Of("Microsoft.Network/privateEndpoints").Count());
        Assert.Equal(roles, plan.Of("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count());
        Assert.Contains("'appSubnetId'", Assert.Single(plan.Of("Microsoft.Web/sites")).Text("virtualNetworkSubnetId")!, StringComparison.Ordinal);
        Assert.DoesNotContain(Plan.For("dev").Resources, resource => resource.Type.StartsWith("Microsoft.Network/", StringComparison.Ordinal));
    }

    /// <summary>In production what is kept cannot go with an account that somebody deletes by mistake.</summary>
    [Fact]
    public void In_production_accounts_with_data_cannot_be_deleted_before_they_are_unlocked()
    {
        var plan = Plan.For("prd");
        var locks = plan.Of("Microsoft.Authorization/locks").ToList();
        Assert.All(locks, held => Assert.Equal("CanNotDelete", held.Text("level")));
        Assert.Equal(2, locks.Count);
        foreach (var role in new[] { "returns", "cases" })
            Assert.Single(locks, held => held.Id.Contains($"/{plan.Account(role).Name}/", StringComparison.Ordinal));
        Assert.Empty(Plan.For("dev").Of("Microsoft.Authorization/locks"));
    }

    /// <summary>What is deleted in the account of the cases, and in the inbox, is gone; what is kept for good has a second chance and cannot be changed.</summary>
    [Theory]
    [MemberData(nameof(Environments))]
    public void Cases_and_uploads_really_go_and_returns_really_stay(string environment)
    {
        var plan = Plan.For(environment);
        foreach (var (role, keeps) in new[] { ("inbox", false), ("cases", false), ("returns", true) })
        {
            var blobs = Assert.Single(plan.Of("Microsoft.Storage/storageAccounts/blobServices", plan.Account(role).Name));
            Assert.Equal((keeps, keeps, keeps), (bool.Parse(blobs.Text("isVersioningEnabled")!), bool.Parse(blobs.Text("deleteRetentionPolicy.enabled")!), bool.Parse(blobs.Text("containerDeleteRetentionPolicy.enabled")!)));
        }
        var policies = plan.Of("Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies").ToList();
        Assert.Equal(Containers.WriteOnce.Order(), policies.Select(policy => policy.Name.Split('/')[2]).Order());
        Assert.All(policies, policy => Assert.StartsWith($"{plan.Account("returns").Name}/", policy.Name, StringComparison.Ordinal));
        Assert.All(policies, policy => Assert.Equal("false", policy.Text("allowProtectedAppendWrites")));
        Assert.All(Containers.WriteOnce, container => Assert.Contains(container, Containers.InReturnsAccount));

        var rules = Assert.Single(plan.Of("Microsoft.Storage/storageAccounts/managementPolicies", plan.Account("cases").Name)).Properties["policy"]!["rules"]!.AsArray();
        Assert.Equal([$"{Containers.Links}/", $"{Containers.Quarantine}/"], rules.SelectMany(rule => rule!["definition"]!["filters"]!["prefixMatch"]!.AsArray()).Select(prefix => (string)prefix!).Order(StringComparer.Ordinal));
        Assert.All(rules, rule => Assert.NotNull(rule!["definition"]!["actions"]!["baseBlob"]!["delete"]));
        Assert.Empty(plan.Of("Microsoft.Storage/storageAccounts/managementPolicies", plan.Account("inbox").Name));
    }

    /// <summary>
    /// Who has a link reaches storage from where they are: it can be given out only where storage is reached from everywhere. It needs no role of its own: Storage Blob Data Owner, which a blob trigger needs, may ask for the key
    /// (https://learn.microsoft.com/rest/api/storageservices/create-user-delegation-sas#assign-permissions-with-rbac).
    /// </summary>
    [Theory]
    [MemberData(nameof(Environments))]
    public void Links_are_given_out_only_where_storage_is_not_in_a_private_network(string environment)
    {
        var plan = Plan.For(environment);
        var links = Assert.Single(plan.Of("Microsoft.Web/sites/config"), config => config.OwnName == "appsettings").Properties[Settings.Links]!.ToString();
        Assert.Equal(links == "on" ? "Allow" : "Deny", Assert.Single(plan.Of("Microsoft.Storage/storageAccounts").Select(account => account.Text("networkAcls.defaultAction")).Distinct()));
        Assert.Contains(links, new[] { "on", "off" });
    }

    /// <summary>The name of an upload is its sender's own, and may say what belongs into no log.</summary>
    [Theory]
    [MemberData(nameof(Environments))]
    public void Names_of_uploads_are_in_no_log_of_storage(string environment)
    {
        var plan = Plan.For(environment);
        var logged = plan.Of("Microsoft.Insights/diagnosticSettings").Where(setting => setting.OwnName == "requests").Select(setting => setting.Id).ToList();
        Assert.Equal(["cases", "returns"], new[] { "cases", "host", "inbox", "returns" }.Where(role => logged.Exists(id => id.Contains($"/{plan.Account(role).Name}/", StringComparison.Ordinal))));
    }

    private static bool OfATopic(Resource assignment) => assignment.Text("principalId")!.Contains("/Microsoft.EventGrid/systemTopics/", StringComparison.Ordinal);

    private static string Scope(Resource assignment) => assignment.Id[..assignment.Id.LastIndexOf($"/providers/{Assignment}", StringComparison.Ordinal)];

    [GeneratedRegex(@"(?<account>\w+)__(?<service>blob|queue|table)ServiceUri")]
    private static partial Regex ServiceSetting();

    [GeneratedRegex(@"\blist(Keys|Secrets|\w*Sas|\w*Credentials)\(|AccountKey=|SharedAccessSignature|(?<![\w])sig=|DefaultEndpointsProtocol|InstrumentationKey=|client_?secret\b(?!SettingName)", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
