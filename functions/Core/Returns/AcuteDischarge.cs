using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>Under which heading the acute report publishes a metric. The same reasons stand under two of them, and are different figures there.</summary>
public enum MetricGroup
{
    /// <summary>Patients who no longer meet the criteria to reside.</summary>
    Nctr,

    /// <summary>Patients discharged.</summary>
    Discharges,

    /// <summary>Patients who no longer meet the criteria to reside and were not discharged.</summary>
    Remaining,

    /// <summary>Additional bed days of long stays.</summary>
    BedDays,

    /// <summary>Discharges by destination.</summary>
    Destination,

    /// <summary>Reasons for delay of all who remain.</summary>
    Reason,

    /// <summary>Reasons for delay of those who have stayed for 7 days or more.</summary>
    ReasonOfSevenDays,
}

/// <summary>One figure of a body on a day.</summary>
/// <param name="Day">The date that the file gives. It is in the month of the page for all daily figures; see <see cref="AcuteDischarge"/> for those that are not.</param>
/// <param name="Body">Code: <c>ENG</c>, a region, an integrated care board, or a provider.</param>
/// <param name="Metric">Key of the metric in the table <c>discharge-metrics</c>.</param>
/// <param name="Given">As sent; null where the file has a mark such as <c>[z]</c> or <c>-</c>. What may be counted is <see cref="Value"/>.</param>
public sealed record AcuteDischargeFigure(DateOnly Day, BodyLevel Level, string Body, string? Name, MetricGroup Group, string Metric, decimal? Given)
{
    /// <summary>The figure, or null: not given, or a nought of a day whose figures were lost (policy <c>acute-discharge.lost-day</c>), which is no figure.</summary>
    public decimal? Value(PolicyBook policy) => Given == 0 && AcuteDischarge.IsLost(Day, policy) ? null : Given;
}

/// <summary>
/// The acute daily discharge situation report: adults in trusts with a type 1 accident and emergency department; management information (slice: body x day, a page for each month of a file).
/// A published file of a month also has rows of other dates: the weekly snapshot of the last week of the month before, and rows dated by mistake (1 October 2025 in files of April and June 2025).
/// They are kept on the page of the file's month, under their own day, so that they can never replace what the file of that other month says.
/// </summary>
public static class AcuteDischarge
{
    /// <summary>As in mandates, ledger and addresses.</summary>
    public const string CollectionKey = "acute-discharge";

    private const string Note = "NHS England, acute discharge situation report (domain note 4.1)";

    /// <summary>A published file has a month's days, or a few strays: fewer than a week's days beside a fuller month are strays.</summary>
    private const int DaysOfAMonth = 7;

    private static readonly Kind<BodyLevel> LevelKind = Kinds.Of<BodyLevel>("what the body is", DischargeBodies.EnglandChoice, DischargeBodies.RegionChoice, DischargeBodies.IcbChoice, DischargeBodies.ProviderChoice);

    private static readonly Kind<MetricGroup> GroupKind = Kinds.Of<MetricGroup>(
        "a group of metrics",
        new(MetricGroup.Nctr, "NCTR"),
        new(MetricGroup.Discharges, "Discharges"),
        new(MetricGroup.Remaining, "NCTR not discharged"),
        new(MetricGroup.BedDays, "Additional bed days lost"),
        new(MetricGroup.Destination, "Discharge destination"),
        new(MetricGroup.Reason, "Delay reason"),
        new(MetricGroup.ReasonOfSevenDays, "Delay reason LOS 7+"));

    /// <summary>A metric by any wording that is known, kept by its key.</summary>
    private static readonly Kind<string> MetricKind = new(
        "a metric of the acute report", CellRules.NotChoice,
        (string typed, out string? key) => (key = DischargeMetrics.Find(typed)?.Key) is not null ? null : $"'{typed}' is not a metric that is known. The nearest is '{DischargeMetrics.Nearest(typed).Label}'.",
        key => DischargeMetrics.Of(key).Label)
    { Choices = [.. DischargeMetrics.All.Select(metric => metric.Label)] };

    private static readonly ImmutableArray<string> NotGiven = ["[z]", "[x]", "-", "\u2013", "*", ":"];

    private static readonly Column<DateOnly> Day = new("day", "Day", Kinds.Date, "The day that the figure is of") { Example = "2024-06-03" };
    private static readonly Column<BodyLevel> Level = new("level", "Level", LevelKind, "What the body is: England, Region, ICB or Provider") { Example = "Provider" };
    private static readonly Column<string> Code = new("code", "Code", Kinds.Code, "ODS code of the body") { Example = "RJ7" };
    private static readonly Column<string> Name = new("name", "Name", Kinds.Text, "Name of the body") { MayBeBlank = true, Example = "St George's University Hospitals" };
    private static readonly Column<MetricGroup> Group = new("group", "Metric group", GroupKind, "The heading under which the report has the metric; empty for the usual one", optional: true) { MayBeBlank = true, Example = "NCTR" };
    private static readonly Column<string> Metric = new("metric", "Metric", MetricKind, "What was counted") { Example = "Number of patients who no longer meet the criteria to reside" };
    private static readonly Column<decimal> Value = new("value", "Value", Kinds.Number, "The number; - where it is not known") { MayBeBlank = true, NotGiven = NotGiven, Example = "120" };

    private static readonly Column<DateOnly> Period = new("day", "Period", Kinds.Date, "The day, as 03/06/2024");
    private static readonly Column<string> OrgCode = new("code", "Org Code", Kinds.Code, "ODS code of the body");
    private static readonly Column<string> OrgName = new("name", "Org Name", Kinds.Text, "Name of the body") { MayBeBlank = true };

    private static readonly RowRule<AcuteDischargeFigure> Stray = DischargeBodies.Reading<AcuteDischargeFigure>("AD-01", Severity.Warning, "Period", "The days are of the file's month.",
        "Check the dates. The rows are kept with the month of the file under the date that they have; daily figures of another month belong into that month's file.", Note);

    private static readonly ReturnTable<AcuteDischargeFigure> Table = new()
    {
        Key = "figures",
        Title = "Acute discharge",
        Name = "acute discharge template",
        About = "One line for each body, day and metric.",
        RowKey = ["group", "metric"],
        Fields =
        [
            Fields.Of(Day, (AcuteDischargeFigure row) => row.Day), Fields.Of(Level, (AcuteDischargeFigure row) => row.Level), Fields.Of(Code, (AcuteDischargeFigure row) => row.Body),
            Fields.MaybeText(Name, (AcuteDischargeFigure row) => row.Name), Fields.Of(Group, (AcuteDischargeFigure row) => row.Group), Fields.Of(Metric, (AcuteDischargeFigure row) => row.Metric),
            Fields.Maybe(Value, (AcuteDischargeFigure row) => row.Given),
        ],
        Slice = cells => cells.Maybe(Day) is { } day && cells.Maybe(Level) is { } level && cells.MaybeText(Code) is { } code
            ? Slice(ReportingMonth.Of(day), DischargeBodies.Of(level, code, day, cells.Context), day) : null,
        Read = cells => RowOf(cells, cells.The(Code), cells.MaybeText(Name)),
        Published =
        [
            new("acute-discharge-csv", "acute discharge CSV of NHS England", true,
                [Period, Level, Text("region", "Region"), Text("icb", "ICB"), OrgCode, OrgName, Metric, Text("type", "Metric Type") with { Optional = true }, Group, Value],
                SliceOfCsv, cells => [RowOf(cells, cells.The(OrgCode), cells.MaybeText(OrgName))]),
        ],
    };

    private static Column<string> Text(string field, string heading) => new(field, heading, Kinds.Text, heading) { MayBeBlank = true };

    private static AcuteDischargeFigure RowOf(Cells cells, string code, string? name)
    {
        var (day, level, metric) = (cells.The(Day), cells.The(Level), cells.The(Metric));
        return new(day, level, DischargeBodies.Of(level, code, day, cells.Context), name, cells.Maybe(Group) ?? GroupsOf(DischargeMetrics.Of(metric))[0], metric, cells.Maybe(Value));
    }

    /// <summary>The slice of a body's day on the page of a file's month.</summary>
    public static SliceKey Slice(ReportingMonth page, string body, DateOnly day) => new(page.ToString(), body, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static SliceKey? SliceOfCsv(Cells cells)
    {
        if (cells.Maybe(Period) is not { } day || cells.Maybe(Level) is not { } level || cells.MaybeText(OrgCode) is not { } code)
            return null;
        var file = FileDays.Of(cells.Sheet);
        var page = file.PageOf(day);
        if (page != ReportingMonth.Of(day) && file.FirstOf(day) == cells.Line.Line)
            cells.Found(Stray, Period, $"{Words.Of(file.StraysOf(day), "row")} {(file.StraysOf(day) == 1 ? "is" : "are")} dated {Words.Date(day)}; the file is of {page.Name}.");
        return Slice(page, DischargeBodies.Of(level, code, day, cells.Context), day);
    }

    internal static bool IsLost(DateOnly day, PolicyBook policy) => policy.TryOn(day, "acute-discharge.lost-day") is { Value: "yes" };

    private static ImmutableArray<MetricGroup> GroupsOf(DischargeMetric metric) => metric switch
    {
        { Key: "discharged" } => [MetricGroup.Discharges, MetricGroup.Nctr],
        { Key: "remaining" } => [MetricGroup.Remaining, MetricGroup.Nctr],
        { Family: MetricFamily.Core } => [MetricGroup.Nctr],
        { Family: MetricFamily.Weekly } => [MetricGroup.BedDays],
        { Family: MetricFamily.Destination } => [MetricGroup.Destination],
        _ => [MetricGroup.Reason, MetricGroup.ReasonOfSevenDays],
    };

    /// <summary>The whole collection.</summary>
    public static readonly Collection<AcuteDischargeFigure> Collection = new()
    {
        Key = CollectionKey,
        Title = "acute discharge situation report",
        About = "Sent by NHS England for every body, or by a trust for itself: how many patients in acute hospitals no longer met the criteria to reside on a day, how many of them left, where to, and why the others remained.",
        SliceNoun = "body's day",
        Parts = [Table],
        On = row => row.Day,
        PageName = page => ReportingMonth.Parse(page).Name,
        ReportsFor = (row, _) => (Code.Field, row.Body),
        RowRules =
        [
            Stray,

            new("AD-02", Severity.Error, RuleScope.Row, "Day", "The day is in the time of the report: 1 April 2021 or later.", "Check the date.", Note,
                (row, context) => context.Policy.TryOn(row.Day, "acute-discharge.collected") is { Value: "yes" } ? [] : [(Day.Field, $"There was no acute discharge report on {Words.Date(row.Day)}.")]),

            new("AD-03", Severity.Error, RuleScope.Row, "Day", "The day was over when the file arrived.", "Check the date; send the figures when the day is over.", "House rule",
                (row, context) => row.Day < context.ArrivedOn ? [] : [(Day.Field, $"{Words.Date(row.Day)} was not over on {Words.Date(context.ArrivedOn)}, when this file arrived.")]),

            new("AD-04", Severity.Error, RuleScope.Row, "Value", "A value is a whole number, 0 or more.", "Write the count as it is; write - where it is not known, never 0.", Note,
                (row, _) => row.Given is not { } value || (value is >= 0 and <= DischargeBodies.Most && value == decimal.Truncate(value)) ? []
                    : [(Value.Field, $"{value.ToString(CultureInfo.InvariantCulture)} cannot be a number of {(DischargeMetrics.Of(row.Metric).Family == MetricFamily.Weekly ? "bed days" : "patients")}.")]),

            new("AD-05", Severity.Warning, RuleScope.Row, "Metric", "The metric was in the specification of the day.", "Check the date. New destinations and reasons came with the specification of 27 May 2024; figures before and after are not comparable.", Note,
                (row, _) => DischargeMetrics.Of(row.Metric) is var metric && metric.On(row.Day) ? []
                    : [(Metric.Field, row.Day < metric.From ? $"'{metric.Label}' is collected since {Words.Date(metric.From)}; the row is of {Words.Date(row.Day)}." : $"'{metric.Label}' was collected until {Words.Date(metric.To!.Value)}; the row is of {Words.Date(row.Day)}.")])
            { From = new(2021, 4, 1) },

            new("AD-06", Severity.Warning, RuleScope.Row, "Value", "A nought of a lost day is no figure.", "Nothing need be done. The day is left out of averages and totals; if you have its figures, send them.", Note,
                (row, context) => row.Given == 0 && IsLost(row.Day, context.Policy) ? [(Value.Field, $"The figures of {Words.Date(row.Day)} were lost: this 0 is not counted.")] : []),

            new("AD-07", Severity.Error, RuleScope.Row, "Metric group", "A metric stands in a group of its kind.", "Correct the group or the metric.", Note,
                (row, _) => DischargeMetrics.Of(row.Metric) is var metric && GroupsOf(metric).Contains(row.Group) ? []
                    : [(Group.Field, $"'{metric.Label}' does not belong to the group '{GroupKind.WriteValue(row.Group)}' but to '{GroupKind.WriteValue(GroupsOf(metric)[0])}'.")]),

            new("AD-10", Severity.Error, RuleScope.Reference, "Code", "England's rows go by England's code.", $"Write {DischargeBodies.England} for England, or correct the level.", Note,
                (row, context) => DischargeBodies.Impossible(row.Level, row.Body, row.Day, context.Reference) is { } wrong ? [(Code.Field, wrong)] : []),

            new("AD-11", Severity.Warning, RuleScope.Reference, "Code", "The provider, integrated care board or region is known.", "Check the code and the level. If both are right, nothing need be done.", "ODS list of NHS trusts; organisations of the Discharge Ready Date publication 2024-25",
                (row, context) => DischargeBodies.Knows(row.Level, row.Body, row.Day, context.Reference) ? [] : [(Code.Field, $"'{row.Body}' is not known as {DischargeBodies.Name(row.Level)}.")]),
        ],
        SliceRules =
        [
            new("AD-30", Severity.Error, "Value", "In England, patients who no longer meet the criteria to reside less those discharged are those remaining.", "Check the three figures of the day.", "Exact on every day of 2024-25 (domain notes 4.1; 7, E13)",
                (slice, context) => slice.Key.Body == DischargeBodies.England ? Remaining(slice, context) : []),

            new("AD-31", Severity.Warning, "Value", "Patients who no longer meet the criteria to reside less those discharged are those remaining.", "Check the three figures of the day.", "Exact nationally on every day of 2024-25 (domain notes 4.1; 7, E13)",
                (slice, context) => slice.Key.Body == DischargeBodies.England ? [] : Remaining(slice, context)),

            new("AD-32", Severity.Error, "Value", "Bed days of stays of 21 days or more are among those of 14 days or more, and those among 7 days or more.", "Check the three snapshots: each holds the next.", "The three overlap (domain note 4.1)",
                (slice, context) => [.. Nested(slice, context, "bed-days-14", "bed-days-7"), .. Nested(slice, context, "bed-days-21", "bed-days-14")]),

            new("AD-33", Severity.Warning, "Value", "No more patients are discharged than no longer meet the criteria to reside.", "Check the two figures: discharges of patients who still met the criteria do not belong here.", "The discharged are a part of the others (domain note 4.1)",
                (slice, context) => Figure(slice, context, "nctr") is { } nctr && Figure(slice, context, "discharged") is { } discharged && discharged.Value > nctr.Value
                    ? [new(discharged.Row, Value.Field, $"{Number(discharged.Value)} patients were discharged, of {Number(nctr.Value)} who no longer met the criteria to reside.")] : []),
        ],
    };

    private static IEnumerable<Broken<AcuteDischargeFigure>> Remaining(SliceRows<AcuteDischargeFigure> slice, CheckContext context) =>
        Figure(slice, context, "nctr") is { } nctr && Figure(slice, context, "discharged") is { } discharged && Figure(slice, context, "remaining") is { } remaining && nctr.Value - discharged.Value != remaining.Value
            ? [new(remaining.Row, Value.Field, $"{Number(nctr.Value)} patients less {Number(discharged.Value)} discharged are {Number(nctr.Value - discharged.Value)}, not {Number(remaining.Value)} remaining.")] : [];

    private static IEnumerable<Broken<AcuteDischargeFigure>> Nested(SliceRows<AcuteDischargeFigure> slice, CheckContext context, string inner, string outer) =>
        Figure(slice, context, inner) is { } part && Figure(slice, context, outer) is { } whole && part.Value > whole.Value
            ? [new(part.Row, Value.Field, $"{Number(part.Value)} bed days of stays of {inner["bed-days-".Length..]} days or more are more than the {Number(whole.Value)} of {outer["bed-days-".Length..]} days or more.")] : [];

    /// <summary>A metric of the slice that was given and is possible; null when it was not, or the day was lost.</summary>
    private static (AcuteDischargeFigure Row, decimal Value)? Figure(SliceRows<AcuteDischargeFigure> slice, CheckContext context, string metric) =>
        slice.Rows.FirstOrDefault(row => row.Metric == metric) is { } row && row.Value(context.Policy) is { } value and >= 0 and <= DischargeBodies.Most ? (row, value) : null;

    private static string Number(decimal value) => value == decimal.Truncate(value) ? Words.Number((long)value) : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Of which months a published file is, by its days.</summary>
    private sealed class FileDays
    {
        private static readonly ConditionalWeakTable<RecognisedSheet, FileDays> Known = [];

        private readonly HashSet<ReportingMonth> _months;
        private readonly ReportingMonth _main;
        private readonly Dictionary<DateOnly, (int Lines, int First)> _days = [];
        private readonly Dictionary<DateOnly, (int Lines, int First)> _strays = [];

        private FileDays(RecognisedSheet sheet)
        {
            var read = new Dictionary<string, DateOnly?>();
            foreach (var line in sheet.Lines)
            {
                var typed = sheet.Cell(line, Period.Field);
                if (!read.TryGetValue(typed, out var day))
                    read.Add(typed, day = Dates.Read(typed).Value);
                if (day is not { } known)
                    continue;
                Count(_days, known, line);
                // The weekly snapshot of the last week before the month is dated in it, every month: nothing to tell.
                if (DischargeMetrics.Find(sheet.Cell(line, Metric.Field)) is not { Family: MetricFamily.Weekly })
                    Count(_strays, known, line);
            }
            var months = _days.GroupBy(day => ReportingMonth.Of(day.Key), (month, days) => (Month: month, Days: days.Count(), Lines: days.Sum(day => day.Value.Lines))).ToList();
            _main = months.OrderByDescending(month => month.Days).ThenByDescending(month => month.Lines).ThenBy(month => month.Month).Select(month => month.Month).FirstOrDefault();
            _months = [.. months.Where(month => month.Days >= DaysOfAMonth).Select(month => month.Month), _main];
        }

        public static FileDays Of(RecognisedSheet sheet) => Known.GetValue(sheet, sheet => new FileDays(sheet));

        /// <summary>The month of the file that a day belongs to: its own, or else the nearest that the file is of.</summary>
        public ReportingMonth PageOf(DateOnly day)
        {
            var own = ReportingMonth.Of(day);
            return _months.Contains(own) ? own : _months.Contains(Next(own)) ? Next(own) : _main;
        }

        /// <summary>Rows of a day that is not of the file's month, the weekly snapshot of the week before the month left out.</summary>
        public int StraysOf(DateOnly day) => Told(day).GetValueOrDefault(day).Lines;

        /// <summary>The line of the first of them.</summary>
        public int FirstOf(DateOnly day) => Told(day).GetValueOrDefault(day).First;

        private Dictionary<DateOnly, (int Lines, int First)> Told(DateOnly day) => _months.Contains(Next(ReportingMonth.Of(day))) && day.Day > ReportingMonth.Of(day).Days - 7 ? _strays : _days;

        private static ReportingMonth Next(ReportingMonth month) => month.Year == 9999 ? month : month.AddMonths(1);

        private static void Count(Dictionary<DateOnly, (int Lines, int First)> days, DateOnly day, SheetLine line) =>
            days[day] = days.TryGetValue(day, out var counted) ? (counted.Lines + 1, counted.First) : (1, line.Line);
    }
}
