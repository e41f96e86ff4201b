using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Monitoring.Repo.Tests;

public partial class SolutionTests
{
    [Fact]
    public void The_solution_holds_every_project_and_no_other()
    {
        var listed = SolutionProject().Matches(Repository.Read("Monitoring.sln")).Select(match => match.Groups[1].Value.Replace('\\', '/'));
        Assert.Equal(Repository.Files(".", "*.csproj").Order(), listed.Order());
    }

    [Fact]
    public void Every_package_has_one_exact_version_in_one_place()
    {
        var versions = Elements("Directory.Packages.props", "PackageVersion")
            .ToDictionary(package => (string)package.Attribute("Include")!, package => (string)package.Attribute("Version")!);
        Assert.All(versions, package => Assert.Matches(@"^\d+(\.\d+){2,3}(-[\w.]+)?$", package.Value));

        var asked = Repository.Files(".", "*.csproj").Concat(Repository.Files(".", "Directory.Build.props"))
            .SelectMany(file => Elements(file, "PackageReference")).ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, package =>
        {
            Assert.Contains((string)package.Attribute("Include")!, versions);
            Assert.Null(package.Attribute("Version") ?? package.Attribute("VersionOverride"));
        });
    }

    private static IEnumerable<XElement> Elements(string file, string name) => XDocument.Load(Repository.At(file)).Descendants(name);

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex SolutionProject();
}
