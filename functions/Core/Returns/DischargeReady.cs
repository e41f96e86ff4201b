using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>
/// What Discharge Ready Date files say of a body. The date is the one from which the patient no longer met the criteria to reside; it is recorded for stays of at least one night.
/// Days of delay are the days from it to the discharge (domain note 4.2).
/// </summary>
public enum DischargeMeasure
{
    /// <summary>Discharges of the month. Authorities have <see cref="AcceptableDischarges"/> in its place.</summary>
    Discharges,

    /// <summary>Discharges of the authority's residents "from provider": filled in for one provider at a time, so mostly not given.</summary>
    ResidentDischarges,

    /// <summary>Discharges of the authority's residents by trusts with acceptable data: what its other counts are out of.</summary>
    AcceptableDischarges,

    /// <summary>Share of all discharges of the authority's residents that trusts with acceptable data made.</summary>
    AcceptableShare,

    /// <summary>Providers with acceptable data.</summary>
    AcceptableProviders,

    /// <summary>Share of providers with acceptable data.</summary>
    AcceptableProvidersShare,

    /// <summary>Share of discharges on the day on which the patient was ready.</summary>
    SameDayShare,

    /// <summary>Share of discharges one or more days after it.</summary>
    DelayedShare,

    /// <summary>Discharges without delay.</summary>
    NoDelay,

    /// <summary>Discharges after 1 day of delay.</summary>
    Delay1,

    /// <summary>Discharges after 2 or 3 days of delay.</summary>
    Delay2To3,

    /// <summary>Discharges after 4 to 6 days of delay.</summary>
    Delay4To6,

    /// <summary>Discharges after 7 to 13 days of delay.</summary>
    Delay7To13,

    /// <summary>Discharges after 14 to 20 days of delay.</summary>
    Delay14To20,

    /// <summary>Discharges after 21 days of delay or more.</summary>
    Delay21Plus,

    /// <summary>Days of delay of all discharges of the month.</summary>
    BedDays,

    /// <summary>Days of delay of those with 1 day.</summary>
    BedDays1,

    /// <summary>Days of delay of those with 2 or 3 days.</summary>
    BedDays2To3,

    /// <summary>Days of delay of those with 4 to 6 days.</summary>
    BedDays4To6,

    /// <summary>Days of delay of those with 7 to 13 days.</summary>
    BedDays7To13,

    /// <summary>Days of delay of those with 14 to 20 days.</summary>
    BedDays14To20,

    /// <summary>Days of delay of those with 21 days or more.</summary>
    BedDays21Plus,

    /// <summary>Average days of delay of all discharges, those without delay included.</summary>
    AverageOfAll,

    /// <summary>Average days of delay of those that were delayed.</summary>
    AverageOfDelayed,
}

/// <summary>One figure of a body's month: published files say them one by one, and any of them may be missing.</summary>
/// <param name="Body">Code: <c>ENG</c>, a region, an integrated care board, a provider, or an authority's three digits.</param>
/// <param name="Value">Counts and days are whole; a share is from 0 to 1. Null where the file has <c>-</c>: not given, never zero.</param>
/// <param name="Acceptable">Whether NHS England found the body's data acceptable; null where the file does not say.</param>
public sealed record DischargeReadyFigure(ReportingMonth Month, BodyLevel Level, string Body, string? Name, DischargeMeasure Measure, decimal? Value, bool? Acceptable);

/// <summary>
/// Discharge Ready Date, from September 2023 (slice: body x month). A row for each measure: NHS England's CSV has one line for each, and its council sheet one column for each, so that only this
/// shape holds both. Totals of authorities cover trusts with acceptable data only and are never summed to England. The workbook's sheet of providers (22 columns before April 2024, 39 after) is not
/// read: its headings are not evidenced. The CSV's texts of measures are as public readers of the files match them; those of the council sheet are as published.
/// </summary>
public static partial class DischargeReady
{
    /// <summary>As in mandates, ledger and addresses.</summary>
    public const string CollectionKey = "discharge-ready";

    private const string Note = "NHS England, Discharge Ready Date publication (domain note 4.2)";
    private const string Arithmetic = "Arithmetic: all twelve revised months of 2024-25 keep it (domain note 7, E12)";

    /// <summary>A group of discharges by their delay.</summary>
    /// <param name="Most">None for the last one.</param>
    internal sealed record Bucket(DischargeMeasure Discharges, DischargeMeasure Days, int Least, int? Most, string Name);

    /// <summary>Every length of delay of a day or more, the shortest first.</summary>
    internal static readonly ImmutableArray<Bucket> Buckets =
    [
        new(DischargeMeasure.Delay1, DischargeMeasure.BedDays1, 1, 1, "1 day"),
        new(DischargeMeasure.Delay2To3, DischargeMeasure.BedDays2To3, 2, 3, "2 to 3 days"),
        new(DischargeMeasure.Delay4To6, DischargeMeasure.BedDays4To6, 4, 6, "4 to 6 days"),
        new(DischargeMeasure.Delay7To13, DischargeMeasure.BedDays7To13, 7, 13, "7 to 13 days"),
        new(DischargeMeasure.Delay14To20, DischargeMeasure.BedDays14To20, 14, 20, "14 to 20 days"),
        new(DischargeMeasure.Delay21Plus, DischargeMeasure.BedDays21Plus, 21, null, "21 days or more"),
    ];

    /// <summary>What may stand where no figure is given.</summary>
    private static readonly ImmutableArray<string> NotGiven = ["-", "\u2013", "[z]", "[x]", "*", ":"];

    private const string Delay = "Number of patients discharged where, between the Discharge Ready Date and Discharge Date, there is ";
    private const string Days = "Total bed days after Discharge Ready Date for patients discharged within ";
    private const string Average = "Average days from Discharge Ready Date to date of discharge ";

    /// <summary>Each measure as we write it, with the texts of the published CSV.</summary>
    internal static readonly Kind<DischargeMeasure> MeasureKind = Kinds.Of<DischargeMeasure>(
        "a measure",
        new(DischargeMeasure.Discharges, "Discharges", "Number of patients discharged in total"),
        new(DischargeMeasure.ResidentDischarges, "Discharges of residents from provider", "Total Discharges of UTLA patients from provider"),
        new(DischargeMeasure.AcceptableDischarges, "Discharges of residents from acceptable trusts", "Total Discharges for UTLA from acceptable trusts"),
        new(DischargeMeasure.AcceptableShare, "Share from acceptable trusts", "% of all UTLA discharges that are from acceptable trusts"),
        new(DischargeMeasure.AcceptableProviders, "Providers with acceptable data", "Number of providers submitting acceptable data"),
        new(DischargeMeasure.AcceptableProvidersShare, "Share of providers with acceptable data", "% of providers submitting acceptable data"),
        new(DischargeMeasure.SameDayShare, "Share discharged when ready", "Date of discharge is same as Discharge Ready Date"),
        new(DischargeMeasure.DelayedShare, "Share delayed", "Date of Discharge is 1+ days after Discharge Ready Date"),
        new(DischargeMeasure.NoDelay, "No delay", $"{Delay}No delay"),
        new(DischargeMeasure.Delay1, "1 day delay", $"{Delay}a 1 day delay"),
        new(DischargeMeasure.Delay2To3, "2-3 day delay", $"{Delay}a 2-3 day delay"),
        new(DischargeMeasure.Delay4To6, "4-6 day delay", $"{Delay}a 4-6 day delay"),
        new(DischargeMeasure.Delay7To13, "7-13 day delay", $"{Delay}a 7-13 day delay"),
        new(DischargeMeasure.Delay14To20, "14-20 day delay", $"{Delay}a 14-20 day delay"),
        new(DischargeMeasure.Delay21Plus, "21 days or more", $"{Delay}a delay of 21 days or more"),
        new(DischargeMeasure.BedDays, "Bed days", "Total bed days lost due to delayed discharge"),
        new(DischargeMeasure.BedDays1, "Bed days, 1 day delay", $"{Days}1 day"),
        new(DischargeMeasure.BedDays2To3, "Bed days, 2-3 day delay", $"{Days}2-3 days"),
        new(DischargeMeasure.BedDays4To6, "Bed days, 4-6 day delay", $"{Days}4-6 days"),
        new(DischargeMeasure.BedDays7To13, "Bed days, 7-13 day delay", $"{Days}7-13 days"),
        new(DischargeMeasure.BedDays14To20, "Bed days, 14-20 day delay", $"{Days}14-20 days"),
        new(DischargeMeasure.BedDays21Plus, "Bed days, 21 days or more", $"{Days}21 days or more"),
        new(DischargeMeasure.AverageOfAll, "Average days, all", $"{Average}(inc 0 day delays)"),
        new(DischargeMeasure.AverageOfDelayed, "Average days, delayed", $"{Average}(exc 0 day delays)"));

    /// <summary>A number; 86.83% is 0.8683, as the published shares are.</summary>
    internal static readonly Kind<decimal> ValueKind = Kinds.Number with
    {
        Words = "a number; a share from 0 to 1, or with a % sign",
        Read = (string typed, out decimal value) =>
        {
            var percent = typed.EndsWith('%');
            var wrong = Kinds.Number.Read(percent ? typed[..^1].TrimEnd() : typed, out value);
            // Two places more, and none lost: how exactly a share is printed decides how exactly it must agree with its counts.
            value = !percent || wrong is not null ? value : value.Scale <= 26 ? value * 0.01m : value / 100;
            return wrong is null ? null : $"'{typed}' is not a number.";
        },
    };

    private static readonly Kind<BodyLevel> LevelKind = Kinds.Of<BodyLevel>(
        "what the body is", DischargeBodies.EnglandChoice, DischargeBodies.RegionChoice, DischargeBodies.IcbChoice, DischargeBodies.ProviderChoice,
        new Choice<BodyLevel>(BodyLevel.Authority, "Authority", "UTLA Aggregate"));

    private static readonly Column<ReportingMonth> Month = new("month", "Month", Kinds.Month, "The month of discharge") { Example = "2024-05" };
    private static readonly Column<BodyLevel> Level = new("level", "Level", LevelKind, "What the body is: England, Region, ICB, Provider or Authority") { Example = "Provider" };
    private static readonly Column<string> Code = new("code", "Code", Kinds.Code, "ODS code of the body; three digits or the ONS code of an authority") { Example = "RJ7" };
    private static readonly Column<string> Name = new("name", "Name", Kinds.Text, "Name of the body") { MayBeBlank = true, Example = "St George's University Hospitals" };
    private static readonly Column<DischargeMeasure> Measure = new("measure", "Measure", MeasureKind, "What the value is") { Example = "Discharges" };
    private static readonly Column<decimal> Value = new("value", "Value", ValueKind, "The figure; a share from 0 to 1 or with a % sign; - where it is not known") { MayBeBlank = true, NotGiven = NotGiven, Example = "3204" };
    private static readonly Column<bool> Acceptable = new("acceptable", "Acceptable data", Kinds.YesNo, "Whether NHS England found the body's data of the month acceptable; empty if it has not said") { MayBeBlank = true, Example = "Yes" };

    // Of the published layouts. The month is nowhere in the CSV itself; whoever sends it can add this column.
    private static readonly Column<ReportingMonth> AddedMonth = new("month", "Month", Kinds.Month, "The month of discharge", optional: true);
    private static readonly Column<BodyLevel> DataType = new("level", "Data Type", LevelKind, "What the body is");
    private static readonly Column<string> AuthorityCode = new("authority", "Upper Tier Local Authority Code", Kinds.Code, "ONS code of the authority") { MayBeBlank = true, NotGiven = NotGiven };
    private static readonly Column<string> AuthorityName = new("authority-name", "Upper Tier Local Authority", Kinds.Text, "Name of the authority") { MayBeBlank = true, NotGiven = NotGiven };
    private static readonly Column<string> OrganisationCode = new("code", "Code", Kinds.Code, "ODS code of the body") { MayBeBlank = true, NotGiven = NotGiven };
    private static readonly Column<string> OrganisationName = new("name", "Organisation Name", Kinds.Text, "Name of the body") { MayBeBlank = true, NotGiven = NotGiven };
    private static readonly Column<BodyLevel> SummaryType = new("level", "Summary Type", Kinds.Of<BodyLevel>("UTLA Aggregate", new Choice<BodyLevel>(BodyLevel.Authority, "UTLA Aggregate")), "UTLA Aggregate");
    private static readonly Column<string> SheetCode = new("code", "UTLA Code", Kinds.Code, "ONS code of the authority");
    private static readonly Column<string> SheetName = new("name", "UTLA", Kinds.Text, "Name of the authority") { MayBeBlank = true };

    private static readonly ImmutableArray<(DischargeMeasure Measure, Column<decimal> Column)> CouncilMeasures =
    [
        Of(DischargeMeasure.AcceptableShare, "acceptable-share", "% of all UTLA discharges that are from acceptable trusts"),
        Of(DischargeMeasure.ResidentDischarges, "resident-discharges", "Total Discharges of UTLA patients from provider"),
        Of(DischargeMeasure.AcceptableDischarges, "acceptable-discharges", "Total Discharges for UTLA from acceptable trusts"),
        Of(DischargeMeasure.BedDays, "bed-days", "Total bed days lost due to delayed discharge"),
        Of(DischargeMeasure.SameDayShare, "same-day-share", "Date of discharge is same as Discharge Ready Date"),
        Of(DischargeMeasure.DelayedShare, "delayed-share", "Date of Discharge is 1+ days after Discharge Ready Date"),
        Of(DischargeMeasure.NoDelay, "no-delay", "No delay"),
        Of(DischargeMeasure.Delay1, "delay-1", "1 day delay"),
        Of(DischargeMeasure.Delay2To3, "delay-2-3", "2-3 day delay"),
        Of(DischargeMeasure.Delay4To6, "delay-4-6", "4-6 day delay"),
        Of(DischargeMeasure.Delay7To13, "delay-7-13", "7-13 day delay"),
        Of(DischargeMeasure.Delay14To20, "delay-14-20", "14-20 day delay"),
        Of(DischargeMeasure.Delay21Plus, "delay-21-plus", "21 days or more"),
        Of(DischargeMeasure.AverageOfAll, "average-of-all", $"{Average}(inc 0 day delays)"),
        Of(DischargeMeasure.AverageOfDelayed, "average-of-delayed", $"{Average}(exc 0 day delays)"),
    ];

    private static (DischargeMeasure, Column<decimal>) Of(DischargeMeasure measure, string field, string heading) =>
        (measure, new Column<decimal>(field, heading, ValueKind, heading) { MayBeBlank = true, NotGiven = NotGiven });

    private static readonly RowRule<DischargeReadyFigure> MonthNotSaid = DischargeBodies.Reading<DischargeReadyFigure>("DR-01", Severity.Error, "Month", "The file says its month.",
        "Add a column 'Month' with the month of discharge, for example 2024-05, in every row; or keep the name under which NHS England published the file.", Note);

    private static readonly RowRule<DischargeReadyFigure> MonthOfName = DischargeBodies.Reading<DischargeReadyFigure>("DR-02", Severity.Warning, "Month", "The month stands in the file, not only in its name.",
        "Check that this is the month. To be safe, add a column 'Month' to the file.", Note);

    private static readonly ReturnTable<DischargeReadyFigure> Table = new()
    {
        Key = "figures",
        Title = "Discharge ready",
        Name = "discharge ready date template",
        About = "One line for each body and measure.",
        RowKey = ["level", "measure"],
        Fields =
        [
            Fields.Of(Month, (DischargeReadyFigure row) => row.Month), Fields.Of(Level, (DischargeReadyFigure row) => row.Level), Fields.Of(Code, (DischargeReadyFigure row) => row.Body),
            Fields.MaybeText(Name, (DischargeReadyFigure row) => row.Name), Fields.Of(Measure, (DischargeReadyFigure row) => row.Measure),
            Fields.Maybe(Value, (DischargeReadyFigure row) => row.Value), Fields.Maybe(Acceptable, (DischargeReadyFigure row) => row.Acceptable),
        ],
        Slice = cells => cells.Maybe(Month) is { } month && cells.Maybe(Level) is { } level && cells.MaybeText(Code) is { } code
            ? Slice(month, DischargeBodies.Of(level, code, month.FirstDay, cells.Context)) : null,
        Read = cells => new DischargeReadyFigure(
            cells.The(Month), cells.The(Level), DischargeBodies.Of(cells.The(Level), cells.The(Code), cells.The(Month).FirstDay, cells.Context), cells.MaybeText(Name), cells.The(Measure),
            cells.Maybe(Value), cells.Maybe(Acceptable)),
        Published =
        [
            new("discharge-ready-csv", "Discharge Ready Date CSV of NHS England", true,
                [DataType, AuthorityCode, AuthorityName, Text("region", "Region (of Provider)"), Text("icb", "ICB (of Provider)"), OrganisationCode, OrganisationName, Measure, Value, AddedMonth],
                SliceOfCsv, RowsOfCsv),
            new("discharge-ready-council", "council sheet of the Discharge Ready Date workbook of NHS England", true,
                [SummaryType, SheetCode, SheetName, .. CouncilMeasures.Select(measure => measure.Column), AddedMonth],
                SliceOfCouncil, RowsOfCouncil)
            {
                // A council is on one of the two sheets: of those with acceptable trusts, or of the others.
                SeveralSheets = true,
            },
        ],
    };

    private static Column<string> Text(string field, string heading) => new(field, heading, Kinds.Text, heading) { MayBeBlank = true };

    /// <summary>Codes of England, regions, boards and providers differ from each other, and authorities have three digits: no two levels share one, so the level is no part of the key.</summary>
    public static SliceKey Slice(ReportingMonth month, string body) => new(month.ToString(), body, "");

    private static SliceKey? SliceOfCsv(Cells cells)
    {
        if (MonthOf(cells) is not { } month || cells.Maybe(DataType) is not { } level)
            return null;
        if (BodyOfCsv(cells, level, month) is { } body)
            return Slice(month, body);
        var column = level == BodyLevel.Authority ? AuthorityCode : OrganisationCode;
        // What is there but cannot be read has been told.
        if (!cells.HasErrors)
            cells.Found(CellRules.Blank, column, $"'{column.Heading}' is empty in a row of {DischargeBodies.Name(level)}.");
        return null;
    }

    private static string? BodyOfCsv(Cells cells, BodyLevel level, ReportingMonth month) =>
        (level == BodyLevel.Authority ? cells.MaybeText(AuthorityCode) : cells.MaybeText(OrganisationCode) ?? (level == BodyLevel.England ? DischargeBodies.England : null)) is { } code
            ? DischargeBodies.Of(level, code, month.FirstDay, cells.Context) : null;

    private static IEnumerable<DischargeReadyFigure> RowsOfCsv(Cells cells)
    {
        // A line of a file that does not say its month is asked for rows too.
        if (MonthOf(cells) is not { } month)
            return [];
        var level = cells.The(DataType);
        // The CSV has no column that says whether a body's data is acceptable.
        return [new(month, level, BodyOfCsv(cells, level, month)!, level == BodyLevel.Authority ? cells.MaybeText(AuthorityName) : cells.MaybeText(OrganisationName), cells.The(Measure), cells.Maybe(Value), null)];
    }

    private static SliceKey? SliceOfCouncil(Cells cells) =>
        MonthOf(cells) is { } month && cells.MaybeText(SheetCode) is { } code ? Slice(month, DischargeBodies.Of(BodyLevel.Authority, code, month.FirstDay, cells.Context)) : null;

    private static IEnumerable<DischargeReadyFigure> RowsOfCouncil(Cells cells)
    {
        if (MonthOf(cells) is not { } month)
            return [];
        var body = DischargeBodies.Of(BodyLevel.Authority, cells.The(SheetCode), month.FirstDay, cells.Context);
        var sheet = Layout.Normal(cells.Sheet.Sheet ?? "");
        bool? acceptable = sheet.Contains("unacceptable", StringComparison.Ordinal) ? false : sheet.Contains("acceptable", StringComparison.Ordinal) ? true : null;
        return CouncilMeasures.Select(measure => new DischargeReadyFigure(month, BodyLevel.Authority, body, cells.MaybeText(SheetName), measure.Measure, cells.Maybe(measure.Column), acceptable));
    }

    /// <summary>The month of a published file: in a column that was added to it, above its headings, or in its name. What is said of the whole file is told on its first line.</summary>
    private static ReportingMonth? MonthOf(Cells cells)
    {
        if (cells.Sheet.Has(AddedMonth.Field))
            return cells.Maybe(AddedMonth);
        if (cells.Sheet.Said("Period") is { } said && ReportingMonth.TryRead(said, out var month))
            return month;
        var named = MonthIn(cells.Context.FileName);
        if (cells.IsFirst() && !cells.Findings.Any(finding => finding.Rule is "DR-01" or "DR-02"))
        {
            if (named is { } found)
                cells.Found(MonthOfName, AddedMonth, $"The file does not say its month; {found.Name} is taken from its name.");
            else
                cells.Found(MonthNotSaid, AddedMonth, "The file says nowhere which month it is of, and its name has none.");
        }
        return named;
    }

    /// <summary><c>Discharge-Ready-Date-monthly-data-csv-April-2024-Revised.csv</c>, <c>...-Sept-2023-revised.xlsx</c>.</summary>
    internal static ReportingMonth? MonthIn(string fileName)
    {
        foreach (Match match in MonthAndYear().Matches(fileName))
        {
            var name = match.Groups["month"].Value;
            var number = Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames, month => month.StartsWith(name, StringComparison.OrdinalIgnoreCase));
            if (number >= 0)
                return new ReportingMonth(int.Parse(match.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), number + 1);
        }
        return null;
    }

    [GeneratedRegex("(?<![A-Za-z])(?<month>[A-Za-z]{3,9})[-_ ]?(?<year>20[0-9]{2})(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex MonthAndYear();

    /// <summary>The whole collection.</summary>
    public static readonly Collection<DischargeReadyFigure> Collection = new()
    {
        Key = CollectionKey,
        Title = "discharge ready dates",
        About = "Sent by NHS England for every body, or by a trust for itself: how many patients were discharged in a month on the day on which they were ready to leave, how many later, and how many days later.",
        SliceNoun = "body",
        Parts = [Table],
        On = row => row.Month.LastDay,
        PageName = page => ReportingMonth.Parse(page).Name,
        ReportsFor = (row, _) => (Code.Field, row.Body),
        RowRules =
        [
            MonthNotSaid,
            MonthOfName,

            new("DR-03", Severity.Error, RuleScope.Row, "Month", "The month is September 2023 or later.", "Check the month: there are no discharge ready dates before September 2023.", Note,
                (row, context) => context.Policy.TryOn(row.Month.LastDay, "discharge-ready.collected") is { Value: "yes" } ? [] : [(Month.Field, $"Discharge ready dates were not collected for {row.Month.Name}.")]),

            new("DR-04", Severity.Error, RuleScope.Row, "Month", "The month was over when the file arrived.", "Check the month; send the figures when the month is over.", "House rule",
                (row, context) => row.Month.LastDay < context.ArrivedOn ? [] : [(Month.Field, $"{row.Month.Name} was not over on {Words.Date(context.ArrivedOn)}, when this file arrived.")]),

            new("DR-05", Severity.Error, RuleScope.Row, "Value", "Discharges, providers and bed days are whole numbers, 0 or more.", "Write the count as it is; write - where it is not known, never 0.", Note,
                (row, _) => row.Value is not { } value || UnitOf(row.Measure) != Unit.Count || (IsPossible(value) && value == decimal.Truncate(value)) ? []
                    : [(Value.Field, $"{Label(row)}: {Text(value)} cannot be a number of {(IsDays(row.Measure) ? "days" : "discharges or providers")}.")]),

            new("DR-06", Severity.Error, RuleScope.Row, "Value", "A share is from 0 to 1 (0% to 100%).", "Write the share as published, for example 0.8683, or with a % sign: 86.83%.", Note,
                (row, _) => row.Value is not { } value || UnitOf(row.Measure) != Unit.Share || value is >= 0 and <= 1 ? []
                    : [(Value.Field, $"{Label(row)}: {Text(value)} is not a share from 0 to 1.{(value is > 1 and <= 100 ? " If per cent are meant, the % sign is missing." : "")}")]),

            new("DR-07", Severity.Error, RuleScope.Row, "Value", "An average is not below zero, and the average of those delayed is at least 1 day.", "Check the average: who is delayed at all is delayed by one day or more. Write - where nobody was delayed.", Arithmetic,
                (row, _) => row.Value is not { } value || UnitOf(row.Measure) != Unit.Average || (IsPossible(value) && (row.Measure == DischargeMeasure.AverageOfAll || value is 0 or >= 1)) ? []
                    : [(Value.Field, $"{Label(row)}: {Text(value)} cannot be an average {(row.Measure == DischargeMeasure.AverageOfAll ? "of days" : "of those who were delayed by a day or more")}.")]),

            new("DR-10", Severity.Error, RuleScope.Reference, "Code", "The body existed in the month and is of the level that the row says.", "Use the code that the body had in that month, and the level that belongs to it.", "Council codes as published by NHS England, with legal dates of reorganisation",
                (row, context) => DischargeBodies.Impossible(row.Level, row.Body, row.Month.FirstDay, context.Reference) is { } wrong ? [(Code.Field, wrong)] : []),

            new("DR-11", Severity.Warning, RuleScope.Reference, "Code", "The provider, integrated care board or region is known.", "Check the code and the level. If both are right, nothing need be done.", "Organisations of the Discharge Ready Date publication 2024-25; ODS list of NHS trusts",
                (row, context) => DischargeBodies.Knows(row.Level, row.Body, row.Month.FirstDay, context.Reference) ? [] : [(Code.Field, $"'{row.Body}' is not known as {DischargeBodies.Name(row.Level)}.")]),
        ],
        SliceRules =
        [
            new("DR-30", Severity.Error, "Value", "Discharges without delay and those of each length of delay together are all discharges.", "Compare the counts with your own records; all of them are of the same discharges.", Arithmetic,
                (slice, _) => Of(slice) is var said && said.Total is { } total && said[DischargeMeasure.NoDelay] is { } none && said.Delayed is { } delayed && none + delayed != total
                    ? [said.Wrong(DischargeMeasure.NoDelay, $"{Text(none)} discharges without delay and {Text(delayed)} delayed ones are not the {Text(total)} discharges of the month.")] : []),

            new("DR-31", Severity.Error, "Value", "The shares discharged when ready and later are together 1, and are those of the counts.", "Work the shares out from the counts again.", Arithmetic, (slice, _) => Shares(Of(slice))),

            new("DR-32", Severity.Error, "Value", "Bed days of each length of delay together are all bed days.", "Compare the bed days with your own records.", Arithmetic,
                (slice, _) => Of(slice) is var said && said[DischargeMeasure.BedDays] is { } total && said.Sum(bucket => bucket.Days) is { } parts && parts != total
                    ? [said.Wrong(DischargeMeasure.BedDays, $"The bed days of each length of delay are together {Text(parts)}, not {Text(total)}.")] : []),

            new("DR-33", Severity.Error, "Value", "Bed days fit the number of discharges and the length of their delay.", "Check the count and the bed days of this length of delay: 10 discharges after 2 to 3 days are 20 to 30 bed days.", Arithmetic, (slice, _) => Bounds(Of(slice))),

            new("DR-34", Severity.Error, "Value", "An average is bed days divided by discharges; the share delayed times the average of those delayed is the average of all.", "Work the averages out from bed days and counts again.", "Identity of the measures (domain notes 4.2; 7, E12)",
                (slice, _) => Averages(Of(slice))),

            new("DR-35", Severity.Warning, "Value", "An authority's figures say how much of its discharges they cover.", "Add the share of its discharges that acceptable trusts made, as published: without it nobody can tell what is missing.", Note,
                (slice, _) => slice.Rows.FirstOrDefault(row => row.Level == BodyLevel.Authority) is { } row && Of(slice)[DischargeMeasure.AcceptableShare] is null
                    ? [new(row, Code.Field, $"How much of the discharges of {row.Name ?? row.Body} the figures cover is not said.")] : []),

            new("DR-36", Severity.Warning, "Value", "The share from acceptable trusts is that of the two totals.", "Check the two totals and the share.", "Reading of the three headings of the council sheet (assumed)",
                (slice, _) => Of(slice) is var said && said[DischargeMeasure.AcceptableShare] is { } share && said[DischargeMeasure.AcceptableDischarges] is { } part && said[DischargeMeasure.ResidentDischarges] is > 0 and { } whole && !Agrees(share, part / whole)
                    ? [said.Wrong(DischargeMeasure.AcceptableShare, $"{Text(part)} of {Text(whole)} discharges are {Rounded(part / whole)}, not {Text(share)}.")] : []),

            new("DR-37", Severity.Error, "Acceptable data", "A body's data of a month is acceptable or it is not.", "Say Yes in all lines of the body, or No in all of them.", "House rule",
                (slice, _) => slice.Rows.FirstOrDefault(row => row.Acceptable == false) is { } no && slice.Rows.Any(row => row.Acceptable == true)
                    ? [new(no, Acceptable.Field, $"The data of {no.Name ?? no.Body} is said to be acceptable in one line and not in another.")] : []),
        ],
        StandingRules =
        [
            new("DR-50", "Value", "The integrated care boards together are England.", "Compare the editions of England and of the boards: one of them may have been revised. Providers fall a little short of England, and authorities are not summed to it.", "Exact in all twelve revised months of 2024-25 (domain note on published data)",
                page => [new PageRef(CollectionKey, page)],
                (slice, book) => slice.Key.Body == DischargeBodies.England ? Boards(slice, book) : []),
        ],
    };

    private enum Unit { Count, Share, Average }

    private static Unit UnitOf(DischargeMeasure measure) => measure switch
    {
        DischargeMeasure.AcceptableShare or DischargeMeasure.AcceptableProvidersShare or DischargeMeasure.SameDayShare or DischargeMeasure.DelayedShare => Unit.Share,
        DischargeMeasure.AverageOfAll or DischargeMeasure.AverageOfDelayed => Unit.Average,
        _ => Unit.Count,
    };

    private static bool IsDays(DischargeMeasure measure) => measure is >= DischargeMeasure.BedDays and <= DischargeMeasure.BedDays21Plus;

    private static bool IsPossible(decimal value) => value is >= 0 and <= DischargeBodies.Most;

    private static string Text(decimal value) => value == decimal.Truncate(value) && IsPossible(value) ? Words.Number((long)value) : value.ToString(CultureInfo.InvariantCulture);

    private static string Label(DischargeReadyFigure row) => MeasureKind.WriteValue(row.Measure);

    private static string Rounded(decimal value) => Words.Number(value, 4);

    private static Said Of(SliceRows<DischargeReadyFigure> slice) => new(slice);
}
