using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>Adults of an area.</summary>
/// <param name="Adults">Usual residents aged 18 and over on 30 June of the year.</param>
public sealed record OnsArea(string OnsCode, string Name, int Adults);

/// <summary>Mid-year population estimates of one year.</summary>
/// <param name="Estimate"><c>mid-2018</c>; null when the sheet does not say.</param>
/// <param name="EnglandAdults">The printed England row, not added up from the areas.</param>
/// <param name="Areas">Every local authority of the United Kingdom, upper and lower tier, in the order of the file; no regions, no countries.</param>
public sealed record OnsEstimatesContent(string? Estimate, int? EnglandAdults, ImmutableArray<OnsArea> Areas, ImmutableArray<Finding> Findings)
{
    /// <summary>Areas of the councils responsible for social care in England: unitary authorities, metropolitan districts, London boroughs, counties.</summary>
    public IEnumerable<OnsArea> UpperTier => Areas.Where(area => area.OnsCode[..3] is "E06" or "E08" or "E09" or "E10");
}

/// <summary>Reads the single-year-of-age workbooks of the Office for National Statistics (MYE2), mid-2015 to mid-2020.</summary>
public static class OnsEstimates
{
    private const long MaxBytes = 50L << 20;

    private const int AdultFrom = 18, LastAge = 90;

    /// <summary>Unitary, non-metropolitan district, metropolitan district, London borough, county, metropolitan county; Wales, Scotland, Northern Ireland.</summary>
    private static readonly ImmutableArray<string> AuthorityCodes = ["E06", "E07", "E08", "E09", "E10", "E11", "W06", "S12", "N09"];

    /// <summary>Does not throw for bad content; a failure of the stream escapes.</summary>
    public static OnsEstimatesContent Read(Stream xls, string fileName)
    {
        var file = ReturnFile.Read(xls, fileName, MaxBytes, Limits.Default, IsPersons);
        var findings = new List<Finding>(file.Findings);
        if (file.Sheets.IsEmpty)
        {
            if (findings.Count == 0)
                findings.Add(PublishedRules.Sheets.Found("The workbook has no sheet of persons by single year of age, such as 'MYE2 - Persons'."));
            return new OnsEstimatesContent(null, null, [], [.. findings]);
        }
        var persons = file.Sheets[0];
        return PublishedSheet.Find(persons, findings, "Code", "Name", "All ages") is { } sheet
            ? Read(sheet, Estimate(persons), findings)
            : new OnsEstimatesContent(null, null, [], [.. findings]);
    }

    /// <summary>Named <c>Persons UK</c>, <c>MYE2 - All</c>, <c>MYE2-All</c> or <c>MYE2 - Persons</c>, beside sheets of males, of females and of other tables.</summary>
    private static bool IsPersons(string name) => Layout.Normal(name) is "persons uk" or "mye2 all" or "mye2 persons";

    private static string? Estimate(Sheet sheet)
    {
        var title = sheet.Lines.SelectMany(line => line.Cells).FirstOrDefault(cell => cell.Contains("mid-", StringComparison.OrdinalIgnoreCase));
        var at = title?.IndexOf("mid-", StringComparison.OrdinalIgnoreCase) ?? -1;
        return at >= 0 && title!.Length >= at + 8 && int.TryParse(title.AsSpan(at + 4, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? string.Create(CultureInfo.InvariantCulture, $"mid-{year}")
            : null;
    }

    private static OnsEstimatesContent Read(PublishedSheet sheet, string? estimate, List<Finding> findings)
    {
        if (estimate is null)
            findings.Add(PublishedRules.Labels.Found("The title does not say of which year the estimates are: expected is a text such as mid-2018.", sheet.Name));
        // The last age is headed 90 in some years and 90+ in others.
        var ages = Enumerable.Range(0, LastAge + 1).Select(age => age < LastAge ? Age(age) : int.Max(Age(age), sheet.Index("90+"))).ToList();
        if (ages.IndexOf(-1) is var missing and >= 0)
        {
            findings.Add(PublishedRules.Labels.Found($"No column is headed with the age {missing}; expected are 0 to 90.", sheet.Name, sheet.HeadingLine));
            return new OnsEstimatesContent(estimate, null, [], [.. findings]);
        }

        int? england = null;
        var areas = ImmutableArray.CreateBuilder<OnsArea>();
        var (code, name, all) = (sheet.Index("Code"), sheet.Index("Name"), sheet.Index("All ages"));
        foreach (var line in sheet.Lines)
        {
            var area = PublishedSheet.Cell(line, code);
            var isEngland = area == "E92000001";
            if (!isEngland && !(area.Length == 9 && AuthorityCodes.Contains(area[..3])))
                continue;
            var persons = ages.Select(index => sheet.Days(line, index) ?? 0).ToList();
            if (persons.Sum() != sheet.Days(line, all))
                sheet.Found(PublishedRules.Figures, line, $"The ages of {area} do not add up to all ages.");
            var adults = persons.Skip(AdultFrom).Sum();
            if (isEngland)
                england = adults;
            else
                areas.Add(new OnsArea(area, PublishedSheet.Cell(line, name), adults));
        }
        return new OnsEstimatesContent(estimate, england, areas.ToImmutable(), [.. findings]);

        int Age(int age) => sheet.Index(age.ToString(CultureInfo.InvariantCulture));
    }
}
