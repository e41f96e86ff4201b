namespace Monitoring.Repo.Tests.Infra;

/// <summary>The templates as texts: they build, nothing is to be said against them, and what they make is what was last looked at.</summary>
public sealed class TemplateTests
{
    public static TheoryData<string> Templates => [.. Bicep.Files];

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_template_has_no_warning(string file) => Assert.Equal("", Bicep.Lint(file));

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_template_is_laid_out_as_Bicep_does(string file) => Assert.Equal(Bicep.Format(file).ReplaceLineEndings("\n"), Repository.Read(file).ReplaceLineEndings("\n"));

    /// <summary>Of each environment, every resource with every value is in a file that a reviewer reads in the change. <c>UPDATE_GOLDEN=1</c> writes it anew.</summary>
    [Theory]
    [InlineData("dev")]
    [InlineData("prd")]
    public void What_is_made_is_what_was_looked_at(string environment)
    {
        var plan = Plan.For(environment);
        foreach (var (file, text) in new[] { ($"infra/snapshots/{environment}.json", plan.Main), ($"infra/snapshots/{environment}.subscriptions.json", plan.Subscriptions) })
        {
            if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
                File.WriteAllText(Repository.At(file), text);
            Assert.Equal(Repository.Read(file).ReplaceLineEndings("\n"), text);
        }
    }

    [Fact]
    public void Every_parameter_says_what_it_is_and_is_used()
    {
        var template = Bicep.Build("infra/main.bicep");
        var parameters = template["parameters"]!.AsObject();
        Assert.All(parameters, parameter => Assert.True(parameter.Value!["metadata"]?["description"] is not null, $"{parameter.Key} has no description."));
        // The linter sees an unused one. One that no environment sets and that has a default is a choice: each is told in the README.
        var readme = Repository.Read("infra/README.md");
        Assert.All(parameters, parameter => Assert.Contains($"`{parameter.Key}`", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_of_the_linter_are_errors()
    {
        var rules = System.Text.Json.Nodes.JsonNode.Parse(Repository.Read("infra/bicepconfig.json"))!["analyzers"]!["core"]!["rules"]!.AsObject();
        // Newer versions of an API come every few weeks: a test that fails by the calendar says nothing of the template.
        Assert.All(rules, rule => Assert.Equal(rule.Key.StartsWith("use-recent-", StringComparison.Ordinal) ? "off" : "error", (string)rule.Value!["level"]!));
    }
}
