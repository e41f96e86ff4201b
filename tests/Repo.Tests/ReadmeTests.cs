using System.Text.RegularExpressions;

namespace Monitoring.Repo.Tests;

public partial class ReadmeTests
{
    private static readonly string[] TopLevel = ["functions", "infra", "tests", "sample-data", ".ci"];

    [Theory]
    [InlineData("dotnet run --project functions/App")]
    [InlineData("dotnet test")]
    public void The_two_commands_are_there(string command) => Assert.Contains(command, Repository.Read("README.md"));

    [Fact]
    public void Every_repository_path_in_code_exists()
    {
        var paths = Code().Matches(Repository.Read("README.md"))
            .SelectMany(code => Words().Matches(code.Value).Select(word => word.Value.TrimEnd('.', '/')))
            .Where(LooksLikeARepositoryPath)
            .Distinct().ToList();
        Assert.NotEmpty(paths);
        var missing = paths.Where(path => !Repository.Exists(path));
        Assert.Empty(missing);
    }

    /// <summary>
    /// A path below one of the fixed folders, or a file at the root. Blob paths (inbox/, published/) are neither;
    /// a pattern (a star, braces) names no one file.
    /// </summary>
    private static bool LooksLikeARepositoryPath(string word) =>
        word.IndexOfAny(['*', '{', '<']) < 0
        && (TopLevel.Contains(word.Split('/')[0]) && word.Contains('/') || RootFile().IsMatch(word));

    /// <summary>Fenced blocks and code spans.</summary>
    [GeneratedRegex("^```.*?^```|`[^`\n]+`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"[\w./\-*{}<>]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"^(host\.json|global\.json|LICENSE|[\w.]+\.(sln|props|md))$")]
    private static partial Regex RootFile();
}
