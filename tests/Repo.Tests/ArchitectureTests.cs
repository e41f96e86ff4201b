using System.Text.RegularExpressions;

namespace Monitoring.Repo.Tests;

public partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Monitoring.Core"] = [],
        ["Monitoring.Evidence"] = ["Monitoring.Core"],
        ["Monitoring.Files"] = ["Monitoring.Core"],
        ["Monitoring.Storage"] = ["Monitoring.Core"],
        ["Monitoring.LocalHost"] = [],
        ["Monitoring.App"] = ["Monitoring.Core", "Monitoring.Evidence", "Monitoring.Files", "Monitoring.Storage", "Monitoring.LocalHost"],
    };

    private static readonly string[] FileFormats = ["ClosedXML", "DocumentFormat.OpenXml", "ExcelDataReader", "CsvHelper"];

    [Fact]
    public void Core_asks_for_no_package_and_no_project()
    {
        var core = ProjectAssembly.Of("Monitoring.Core");
        Assert.Empty(core.Asks("PackageReference").Concat(core.Asks("ProjectReference")).Concat(core.Asks("FrameworkReference")));
    }

    [Fact]
    public void Core_uses_the_base_class_library_only()
    {
        Assert.All(ProjectAssembly.Of("Monitoring.Core").References,
            name => Assert.Matches(@"^(System(\..+)?|netstandard|mscorlib|Microsoft\.CSharp)$", name));
    }

    [Fact]
    public void Only_Files_knows_file_formats()
    {
        var users = ProjectAssembly.All
            .Where(project => project.References.Any(name => FileFormats.Any(format => name.StartsWith(format, StringComparison.Ordinal))))
            .Select(project => project.Name);
        Assert.Equal(["Monitoring.Files"], users);
    }

    [Fact]
    public void Only_Evidence_knows_the_numerical_library()
    {
        var users = ProjectAssembly.All.Where(project => project.References.Any(name => name.StartsWith("MathNet", StringComparison.Ordinal))).Select(project => project.Name);
        Assert.Equal(["Monitoring.Evidence"], users);
    }

    /// <summary>No clock, no files and no chance: the same question has the same answer.</summary>
    [Fact]
    public void Evidence_draws_nothing_at_random_and_has_no_clock_and_no_files()
    {
        var code = Repository.Files("functions/Evidence", "*.cs").Select(path => (path, Code: CSharpText.CodeOnly(Repository.Read(path)))).ToList();
        Assert.NotEmpty(code);
        Assert.Empty(code.SelectMany(file => Impure().Matches(file.Code).Concat(Chance().Matches(file.Code)).Select(match => $"{file.path}: {match.Value}")));
    }

    [Fact]
    public void References_go_one_way()
    {
        Assert.Equal(MayReference.Keys.Order(), ProjectAssembly.All.Select(project => project.Name).Order());
        Assert.All(ProjectAssembly.All, project =>
        {
            var asked = project.Asks("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
            var used = project.References.Where(name => name.StartsWith("Monitoring.", StringComparison.Ordinal));
            Assert.Empty(asked.Concat(used).Except(MayReference[project.Name]));
        });
    }

    [Fact]
    public void Only_Storage_and_the_local_host_know_the_emulator()
    {
        string[] allowed = ["functions/Storage/", "functions/LocalHost/", "functions/App/Local/"];
        var others = Repository.Files("functions", "*.cs")
            .Where(path => !allowed.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)))
            .Where(path => Emulator().IsMatch(Repository.Read(path)));
        Assert.Empty(others);
    }

    [Fact]
    public void A_trigger_is_one_call()
    {
        var functions = Repository.Files("functions/App/Triggers", "*.cs")
            .SelectMany(path => Functions(CSharpText.CodeOnly(Repository.Read(path))).Select(body => (path, body)))
            .ToList();
        Assert.NotEmpty(functions);
        Assert.All(functions, function => Assert.True(IsOneCall(function.body),
            $"{function.path}: a function hands over in one expression-bodied call, not {function.body}"));
    }

    [Theory]
    [InlineData("=> receive.RunAsync(blob, stop)", true)]
    [InlineData("=> await receive.RunAsync(new Upload(blob), stop)", true)]
    [InlineData("=> Receive<Upload>(blob)", true)]
    [InlineData("{ Receive(blob); }", false)]
    [InlineData("=> receive.Run(blob).Then(stop)", false)]
    [InlineData("=> blob is null ? Nothing() : Receive(blob)", false)]
    [InlineData("=> Receive(blob, () => { Log(); })", false)]
    public void What_one_call_means(string body, bool expected) => Assert.Equal(expected, IsOneCall(body));

    [Fact]
    public void No_type_is_named_for_doing_things()
    {
        Assert.All(ProjectAssembly.All, project =>
            Assert.DoesNotContain(project.TypeNames, name => VagueName().IsMatch(name)));
    }

    [Fact]
    public void Core_has_no_clock_no_files_and_no_culture_of_its_own()
    {
        Assert.Empty(Repository.Files("functions/Core", "*.cs")
            .SelectMany(path => Impure().Matches(CSharpText.CodeOnly(Repository.Read(path))).Select(match => $"{path}: {match.Value}")));
    }

    /// <summary>The body of each method with a Function attribute: from "=>" to its ";", or the block.</summary>
    private static IEnumerable<string> Functions(string code)
    {
        foreach (Match attribute in FunctionAttribute().Matches(code))
        {
            var name = MethodName().Match(code, CSharpText.Closing(code, attribute.Index) + 1);
            var after = CSharpText.Closing(code, name.Index + name.Length - 1) + 1;
            var body = code[after..].TrimStart();
            yield return body.StartsWith("=>", StringComparison.Ordinal)
                ? body[..EndOfExpression(body)]
                : body[..(CSharpText.Closing(body, 0) + 1)];
        }
    }

    private static int EndOfExpression(string body)
    {
        var i = 0;
        while (body[i] != ';')
            i = body[i] is '(' or '[' or '{' ? CSharpText.Closing(body, i) + 1 : i + 1;
        return i;
    }

    private static bool IsOneCall(string body)
    {
        var call = CallStart().Match(body);
        if (!call.Success)
            return false;
        var open = call.Index + call.Length - 1;
        var arguments = body[open..];
        return CSharpText.Closing(body, open) == body.TrimEnd().Length - 1 && !arguments.Contains('{') && !arguments.Contains("=>");
    }

    [GeneratedRegex("azurite|devstoreaccount1", RegexOptions.IgnoreCase)]
    private static partial Regex Emulator();

    [GeneratedRegex(@"\[Function\(")]
    private static partial Regex FunctionAttribute();

    /// <summary>The first parameter list after the attributes: a name, perhaps type arguments, and "(".</summary>
    [GeneratedRegex(@"(?<=\bpublic\b[^(\[]*)\w+\s*(<[^>(]*>)?\s*\(")]
    private static partial Regex MethodName();

    [GeneratedRegex(@"^=>\s*(await\s+)?[\w.]+(<[^()]*>)?\(")]
    private static partial Regex CallStart();

    [GeneratedRegex("(Service|Manager|Helper|Processor|Util)s?$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"\bRandom\b|\bMathNet\.Numerics\.Random\b|\.Samples?\(|\bGuid\.NewGuid\b")]
    private static partial Regex Chance();

    [GeneratedRegex(@"\bTimeProvider\b|\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|(?<![\w.])(System\.(IO\.)?)?(File|Directory|Environment|Console)\.\w+|\bCultureInfo\.Current\w+")]
    private static partial Regex Impure();
}
