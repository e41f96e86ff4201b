using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Monitoring.Files.Receipts;

/// <summary>
/// Some programs leave relationships to drawings that are not in the file. Excel passes over them; every library refuses the file for them. On the copy they are
/// taken out, with the elements that refer to them.
/// </summary>
internal static class PackageRepair
{
    private static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>Elements that may stand empty nowhere: once their last child is gone, they go too.</summary>
    private static readonly HashSet<string> Lists = ["hyperlinks", "tableParts", "controls", "oleObjects", "AlternateContent", "Choice", "Fallback"];

    /// <summary>
    /// The file as it can be opened, in a stream that can grow, and whether anything was taken out. It is written anew in any case: when .NET 10 updated a
    /// sender's archive in place (entries taken out and put back; sizes written behind the entries), it could not be read afterwards.
    /// </summary>
    internal static (MemoryStream Copy, bool Repaired) Of(byte[] original)
    {
        using var archive = new ZipArchive(new MemoryStream(original, writable: false), ZipArchiveMode.Read);
        var dangling = Dangling(archive);
        var changed = dangling.SelectMany(part => TakeOut(archive, part.Key, part.Value)).ToDictionary(part => part.Name, part => part.Content, StringComparer.OrdinalIgnoreCase);
        return (Written(archive, CompressionLevel.Fastest, changed), dangling.Count > 0);
    }

    /// <summary>Every entry dated alike, so that the same file and findings give the same bytes.</summary>
    internal static byte[] Undated(MemoryStream package)
    {
        package.Position = 0;
        using var archive = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        using var written = Written(archive, CompressionLevel.Optimal, []);
        return written.ToArray();
    }

    private static MemoryStream Written(ZipArchive archive, CompressionLevel compression, Dictionary<string, XDocument> changed)
    {
        var copy = new MemoryStream();
        using (var written = new ZipArchive(copy, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in archive.Entries)
            {
                var made = written.CreateEntry(NameOf(entry), compression);
                made.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var to = made.Open();
                if (changed.TryGetValue(NameOf(entry), out var document))
                    document.Save(to, SaveOptions.DisableFormatting);
                else
                {
                    using var from = entry.Open();
                    from.CopyTo(to);
                }
            }
        }
        copy.Position = 0;
        return copy;
    }

    /// <summary>A few programs write backslashes, which Excel accepts.</summary>
    private static string NameOf(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/');

    private static ZipArchiveEntry? Find(ZipArchive archive, string name) => archive.Entries.FirstOrDefault(entry => NameOf(entry).Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>For each part of relationships the ids of those that lead to nothing.</summary>
    private static Dictionary<string, List<string>> Dangling(ZipArchive archive)
    {
        var parts = archive.Entries.Select(NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var dangling = new Dictionary<string, List<string>>();
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
        {
            var owner = new Uri(new Uri("package:///"), OwnerOf(NameOf(entry)));
            var ids = Load(entry).Descendants(Relationships + "Relationship")
                .Where(one => (string?)one.Attribute("TargetMode") != "External" && !Leads(owner, (string?)one.Attribute("Target") ?? "", parts))
                .Select(one => (string?)one.Attribute("Id") ?? "").ToList();
            if (ids.Count > 0)
                dangling[NameOf(entry)] = ids;
        }
        return dangling;
    }

    private static bool Leads(Uri owner, string target, HashSet<string> parts) =>
        // A place in the same workbook is not a part.
        target.StartsWith('#') || (Uri.TryCreate(owner, target, out var uri) && parts.Contains(Uri.UnescapeDataString(uri.AbsolutePath).TrimStart('/')));

    /// <summary><c>xl/worksheets/_rels/sheet1.xml.rels</c> belongs to <c>xl/worksheets/sheet1.xml</c>.</summary>
    private static string OwnerOf(string relationships) => relationships.Replace("_rels/", "", StringComparison.OrdinalIgnoreCase)[..^".rels".Length];

    /// <summary>The parts that are different without the relationships: the list itself, and mostly the part that it belongs to.</summary>
    private static IEnumerable<(string Name, XDocument Content)> TakeOut(ZipArchive archive, string relationships, List<string> ids)
    {
        var list = Load(Find(archive, relationships)!);
        list.Descendants(Relationships + "Relationship").Where(one => ids.Contains((string?)one.Attribute("Id") ?? "")).Remove();
        yield return (relationships, list);

        if (Find(archive, OwnerOf(relationships)) is not { } owner)
            yield break;
        var document = Load(owner);
        var referring = document.Descendants().Where(element => element.Attributes().Any(attribute => IsReference(attribute) && ids.Contains(attribute.Value))).ToList();
        // Sheets and links to other workbooks are counted from the start of their list: without one, formulas would mean another.
        if (referring.Exists(element => element.Name.LocalName is "sheet" or "externalReference"))
            throw new InvalidDataException("The workbook names a sheet that is not in it.");
        foreach (var element in referring)
        {
            for (var gone = element; gone is { Parent: { } parent };)
            {
                gone.Remove();
                gone = Lists.Contains(parent.Name.LocalName) && !parent.HasElements ? parent : null;
            }
        }
        if (referring.Count > 0)
            yield return (NameOf(owner), document);
    }

    /// <summary><c>r:id</c>, <c>r:embed</c> and the like; the prefix is r by habit only, and the namespace differs between the two kinds of the standard.</summary>
    private static bool IsReference(XAttribute attribute) => attribute.Name.NamespaceName.EndsWith("/relationships", StringComparison.Ordinal);

    private static XDocument Load(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }
}
