using Monitoring.App.Local;
using Monitoring.LocalHost.Functions;

namespace Monitoring.App.Tests.Flow;

/// <summary>What is deployed is what runs here: the functions as declared, and nothing that the real build would refuse.</summary>
public sealed class TriggerManifestOfTheAppTests
{
    [Fact]
    public void The_functions_break_none_of_the_rules_of_the_real_build() =>
        Assert.Empty(FunctionCatalogue.Violations(FunctionCatalogue.Discover(typeof(Commands).Assembly)));

    [Fact]
    public void The_manifest_in_the_repository_is_that_of_the_functions()
    {
        var file = RepositoryFolder.Of("functions/App/triggers.json");
        Assert.Equal(TriggerManifest.Write(FunctionCatalogue.Discover(typeof(Commands).Assembly)).ReplaceLineEndings("\n").TrimEnd(), File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd());
    }
}
