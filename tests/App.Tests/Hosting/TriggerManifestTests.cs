using Monitoring.LocalHost.Functions;

namespace Monitoring.App.Tests.Hosting;

public class TriggerManifestTests
{
    private static readonly Type[] Samples = [typeof(Read), typeof(Chase), typeof(Web)];

    [Fact]
    public void The_order_of_declaration_does_not_matter() => Assert.Equal(
        TriggerManifest.Write(FunctionCatalogue.Discover(Samples)),
        TriggerManifest.Write(FunctionCatalogue.Discover(Samples.Reverse()).Reverse()));

    [Fact]
    public void It_says_what_starts_each_function() => Assert.StartsWith(
        """
        [
          {
            "name": "Break",
            "kind": "http",
            "route": "break",
            "authLevel": "Anonymous",
            "methods": []
          },
          {
            "name": "Chase",
            "kind": "timer",
            "schedule": "0 0 7 * * 1-5"
          },
          {
            "name": "Classic",
        """.ReplaceLineEndings("\n"),
        TriggerManifest.Write(FunctionCatalogue.Discover(Samples)));

    [Fact]
    public void It_equals_that_of_an_azure_build() => Assert.Equal(
        TriggerManifest.Write(FunctionCatalogue.Discover(Samples)),
        TriggerManifest.FromFunctionsMetadata(AzureBuild));

    // The form that the worker's SDK writes beside the deployable.
    private const string AzureBuild = """
        [
          {
            "name": "ReadBlob", "scriptFile": "Monitoring.App.Tests.dll", "entryPoint": "Monitoring.App.Tests.Hosting.Read.RunAsync",
            "language": "dotnet-isolated", "properties": { "IsCodeless": false },
            "bindings": [{ "name": "blob", "direction": "In", "type": "blobTrigger", "path": "first/{name}", "source": "EventGrid", "connection": "SampleStorage", "properties": { "supportsDeferredBinding": "True" } }]
          },
          {
            "name": "Upload", "scriptFile": "Monitoring.App.Tests.dll", "entryPoint": "Monitoring.App.Tests.Hosting.Web.UploadAsync",
            "language": "dotnet-isolated", "properties": { "IsCodeless": false },
            "bindings": [
              { "name": "request", "direction": "In", "type": "httpTrigger", "authLevel": "Anonymous", "methods": ["post", "put"], "properties": {} },
              { "name": "$return", "type": "http", "direction": "Out" }
            ]
          },
          {
            "name": "Echo", "scriptFile": "Monitoring.App.Tests.dll", "entryPoint": "Monitoring.App.Tests.Hosting.Web.Echo",
            "language": "dotnet-isolated", "properties": { "IsCodeless": false },
            "bindings": [
              { "name": "request", "direction": "In", "type": "httpTrigger", "authLevel": "Anonymous", "methods": ["get"], "route": "echo/{word}/{*path}", "properties": {} },
              { "name": "$return", "type": "http", "direction": "Out" }
            ]
          },
          {
            "name": "Classic", "scriptFile": "Monitoring.App.Tests.dll", "entryPoint": "Monitoring.App.Tests.Hosting.Web.ClassicAsync",
            "language": "dotnet-isolated", "properties": { "IsCodeless": false },
            "bindings": [
              { "name": "request", "direction": "In", "type": "httpTrigger", "authLevel": "Function", "methods": ["get"], "route": "classic", "properties": {} },
              { "name": "$return", "type": "http", "direction": "Out" }
            ]
          },
          {
            "name": "Break", "scriptFile": "Monitoring.App.Tests.dll", "entryPoint": "Monitoring.App.Tests.Hosting.Web.BreakAsync",
            "language": "dotnet-isolated", "properties": { "IsCodeless": false },
            "bindings": [{ "name": "request", "direction": "In", "type": "httpTrigger", "authLevel": "Anonymous", "route": "break", "properties": {} }]
          },
          {
            "name": "Chase", "scriptFile": "Monitoring.App.Tests.dll", "entryPoint": "Monitoring.App.Tests.Hosting.Chase.RunAsync",
            "language": "dotnet-isolated", "properties": { "IsCodeless": false },
            "bindings": [{ "name": "timer", "direction": "In", "type": "timerTrigger", "schedule": "0 0 7 * * 1-5", "properties": {} }]
          }
        ]
        """;
}
