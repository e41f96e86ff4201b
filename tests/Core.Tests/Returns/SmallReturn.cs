using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

/// <summary>
/// A small return as a sheet of text, right in every cell until a test changes one: headings on line 1, then the rows of one provider and authority,
/// acute A to I on lines 2 to 11, non-acute from line 12. Two cells hold days: acute C 63 (NHS), acute E 5 (social care).
/// </summary>
internal sealed class SmallReturn
{
    internal static readonly string[] Reasons = ["A", "B", "C", "Di", "Dii", "E", "F", "G", "H", "I"];

    private static readonly Dictionary<string, string> ExtractValues = new()
    {
        ["A"] = "A_COMPLETION_ASSESSMENT",
        ["B"] = "B_PUBLIC_FUNDING",
        ["C"] = "C_FURTHER_NON_ACUTE_NHS",
        ["Di"] = "DI_RESIDENTIAL_HOME",
        ["Dii"] = "DII_NURSING_HOME",
        ["E"] = "E_CARE_PACKAGE_IN_HOME",
        ["F"] = "F_COMMUNITY_EQUIP_ADAPT",
        ["G"] = "G_PATIENT_FAMILY_CHOICE",
        ["H"] = "H_DISPUTES",
        ["I"] = "I_HOUSING",
        ["O"] = "O_OTHER",
    };

    // As published; see domain note 3.5.
    private static readonly string[] TemplateHeadings = ["Month", "Provider code", "Authority code", "Type of care", "Reason", "NHS days", "Social care days", "Both days"];

    private static readonly string[] PlacesHeadings = ["Provider Org Code", "Provider Org Name", "Local Authority Code", "Local Authority Name", "Acute Or Non Acute Description", "Reason For Delay"];

    private static readonly string[] SumHeadings = ["NHS A SUM", "NHS B SUM", "Social Care A SUM", "Social Care B SUM", "Both A SUM", "Both B SUM"];

    private readonly List<string[]> _lines = [];

    private SmallReturn(params string[] headings) => _lines.Add(headings);

    internal static SmallReturn Template(string month = "2019-11", string provider = "RJ7", string authority = "730") =>
        new SmallReturn(TemplateHeadings).Pair(month, provider, authority);

    internal static SmallReturn TemplateWithPatients(string month = "2016-10") =>
        new SmallReturn([.. TemplateHeadings, "NHS patients", "Social care patients", "Both patients"]).Pair(month, "RJ7", "730");

    internal static SmallReturn Extract2017(string period = "MSitDT-NOVEMBER-2019", string provider = "RJ7", string authority = "730") =>
        new SmallReturn(["Period", "Provider Parent Org Code", "Provider Parent Name", .. PlacesHeadings, "NHS DTOC beds", "NHS", "Social Care DTOC beds", "Social Care", "Both DTOC beds", "Both B"])
            .Pair(period, provider, authority);

    internal static SmallReturn Extract2013(string year = "2016-17", string name = "OCTOBER") =>
        new SmallReturn(["Year", "Period Name", "Provider Parent Org Code", "Provider Parent Name", .. PlacesHeadings, .. SumHeadings]).Pair($"{year}|{name}", "RJ7", "730");

    internal static SmallReturn Extract2010(string year = "2012-13", string name = "OCTOBER") =>
        new SmallReturn(["Year", "Period Name", "Provider SHA Code", "Provider SHA Name", .. PlacesHeadings, .. SumHeadings]).Pair($"{year}|{name}", "RJ7", "730");

    internal string[] Headings => _lines[0];

    /// <summary>Adds the rows of another provider and authority.</summary>
    internal SmallReturn Pair(string month, string provider, string authority)
    {
        var places = Reasons.Select(reason => ("Acute", reason)).Concat(Reasons.Select(reason => ("Non-Acute", reason))).ToList();
        // No layout with a year column was published after March 2017.
        if (!month.Contains('|', StringComparison.Ordinal) && string.CompareOrdinal(month, "2017-04") >= 0)
            places.Add(("Non-Acute", "O"));
        foreach (var (care, reason) in places)
            Row(month, provider, authority, care, reason, nhs: (care, reason) == ("Acute", "C") ? 63 : 0, socialCare: (care, reason) == ("Acute", "E") ? 5 : 0);
        return this;
    }

    /// <summary>Adds one row below the others.</summary>
    internal SmallReturn Row(string month, string provider, string authority, string care, string reason, int nhs = 0, int socialCare = 0, int both = 0)
    {
        _lines.Add([.. Headings.Select(heading => heading switch
        {
            "Month" or "Period" => month,
            "Year" => month.Split('|')[0],
            "Period Name" => month.Split('|')[1],
            "Provider code" or "Provider Org Code" => provider,
            "Authority code" or "Local Authority Code" => authority,
            "Type of care" or "Acute Or Non Acute Description" => care,
            "Reason" => reason,
            "Reason For Delay" => ExtractValues[reason],
            "NHS days" or "NHS" or "NHS B SUM" => Text(nhs),
            "Social care days" or "Social Care" or "Social Care B SUM" => Text(socialCare),
            "Both days" or "Both B" or "Both B SUM" => Text(both),
            // November has 30 days; the extract prints ten significant digits.
            "NHS DTOC beds" => Beds(nhs),
            "Social Care DTOC beds" => Beds(socialCare),
            "Both DTOC beds" => Beds(both),
            "NHS patients" or "NHS A SUM" => nhs > 0 ? "2" : "0",
            "Social care patients" or "Social Care A SUM" or "Both patients" or "Both A SUM" => "0",
            _ => "NAME",
        })]);
        return this;

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        static string Beds(int days) => decimal.Round(days / 30m, 9, MidpointRounding.AwayFromZero).ToString("0.#########", CultureInfo.InvariantCulture);
    }

    /// <summary>Changes one cell; the line is as a spreadsheet shows it.</summary>
    internal SmallReturn Cell(int line, string heading, string value)
    {
        _lines[line - 1][Array.IndexOf(Headings, heading)] = value;
        return this;
    }

    /// <summary>Changes one cell in every line below the headings.</summary>
    internal SmallReturn Column(string heading, string value)
    {
        for (var line = 2; line <= _lines.Count; line++)
            Cell(line, heading, value);
        return this;
    }

    internal SmallReturn Heading(string heading, string value)
    {
        _lines[0] = [.. Headings.Select(other => other == heading ? value : other)];
        return this;
    }

    internal SmallReturn WithoutLine(int line)
    {
        _lines.RemoveAt(line - 1);
        return this;
    }

    internal SmallReturn WithoutRows()
    {
        _lines.RemoveRange(1, _lines.Count - 1);
        return this;
    }

    /// <summary>Repeats a line below the others; line 1 is the headings.</summary>
    internal SmallReturn Again(int line)
    {
        _lines.Add([.. _lines[line - 1]]);
        return this;
    }

    internal SmallReturn WithoutColumn(string heading) => Columns(heading, null);

    /// <summary>Adds a column at the right.</summary>
    internal SmallReturn AddColumn(string heading, string value) => Columns(null, (heading, value));

    private SmallReturn Columns(string? without, (string Heading, string Value)? add)
    {
        var index = without is null ? -1 : Array.IndexOf(Headings, without);
        for (var i = 0; i < _lines.Count; i++)
        {
            var cells = _lines[i].Where((_, column) => column != index);
            _lines[i] = add is { } added ? [.. cells, i == 0 ? added.Heading : added.Value] : [.. cells];
        }
        return this;
    }

    internal SmallReturn Reversed()
    {
        for (var i = 0; i < _lines.Count; i++)
            _lines[i] = [.. Enumerable.Reverse(_lines[i])];
        return this;
    }

    internal SmallReturn EachHeading(Func<string, string> change)
    {
        _lines[0] = [.. Headings.Select(change)];
        return this;
    }

    /// <summary>As the reader gives it; <paramref name="titles"/> lines stand above the headings.</summary>
    internal Sheet Sheet(string? name = null, bool hidden = false, int titles = 0) => new(
        name,
        [.. Enumerable.Range(1, titles).Select(line => new SheetLine(line, ["Delayed transfers of care", "November 2019"])), .. _lines.Select((cells, index) => new SheetLine(index + 1 + titles, cells))],
        hidden);

    internal CheckedReturn Check(string sender = "RJ7", string arrivedOn = "2020-01-09") => Check([Sheet()], sender, arrivedOn);

    internal static CheckedReturn Check(Sheet[] sheets, string sender = "RJ7", string arrivedOn = "2020-01-09") => Pipeline.Check(
        new FileContent(FileKind.Csv, [.. sheets], []),
        new CheckContext(sender, DateOnly.ParseExact(arrivedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture), PolicyBook.Current, ReferenceBook.Current, Mandates.Current));
}

internal static class SmallSlices
{
    /// <summary>The lines of a slice of delayed transfers.</summary>
    internal static IEnumerable<DelayedTransfersLine> DaysLines(this SliceContent slice) => slice.Rows.Select(DelayedTransfersLine.Of);
}
