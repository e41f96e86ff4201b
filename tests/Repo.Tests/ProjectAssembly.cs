using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Monitoring.Repo.Tests;

/// <summary>One project under functions/ with what it asks for and what its compiled assembly really uses.</summary>
internal sealed record ProjectAssembly(string Name, string Folder, IReadOnlyList<string> References, IReadOnlyList<string> TypeNames)
{
    public static IReadOnlyList<ProjectAssembly> All { get; } =
        [.. Repository.Files("functions", "*.csproj").Select(Load)];

    public static ProjectAssembly Of(string name) => All.Single(project => project.Name == name);

    public string ProjectFile => $"{Folder}/{Name}.csproj";

    public IEnumerable<string> Asks(string element) => XDocument.Load(Repository.At(ProjectFile))
        .Descendants(element).Select(item => (string)item.Attribute("Include")!);

    private static ProjectAssembly Load(string projectFile)
    {
        var name = Path.GetFileNameWithoutExtension(projectFile);
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")));
        var metadata = file.GetMetadataReader();
        var references = metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name));
        var types = metadata.TypeDefinitions
            .Select(handle => metadata.GetString(metadata.GetTypeDefinition(handle).Name))
            .Where(type => !type.Contains('<'))
            .Select(type => type.Split('`')[0]);
        return new(name, Path.GetDirectoryName(projectFile)!.Replace('\\', '/'), [.. references], [.. types]);
    }
}
