using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;

namespace Monitoring.Files.Workbooks.Sheets;

/// <summary>What the workbook is, how far it can be relied on, where it comes from, and what is in it.</summary>
internal static class CoverSheet
{
    public const string Licence = "Contains public sector information licensed under the Open Government Licence v3.0 (NHS England; Office for National Statistics).";

    public static SheetPlan Of(DelayFigures figures, Publication publication, IEnumerable<SheetPlan> others) => new("Cover", "", Title(figures))
    {
        Sentences =
        [
            Entry.Of("Status: Draft - not signed", Look.Strong),
            .. SheetPlan.Say(figures.IsEngland()
                ? "The delayed days of adults in hospitals in England in one month, by authority, provider, reason and who is responsible, with every working."
                : $"The delayed days in one month of adults for whom {figures.Body.Name} is responsible, by provider, reason and who is responsible, with every working."),
        ],
        Pairs =
        [
            Pair("Body", string.Join(", ", new[] { $"{figures.Body.Name} ({figures.Body.Code})", figures.Body.OnsCode is { } ons ? $"ONS code {ons}" : null, figures.Body.Region }.OfType<string>())),
            Pair("Month", $"{figures.Month.Name}, {figures.Month.Days} calendar days, financial year {figures.Month.FinancialYear}"),
            Pair("Figures", $"{Phrases.Capital(Phrases.Of(figures.Status))}. {string.Join(" ", figures.StatusReasons)}"),
            Pair("As at", $"{Phrases.LondonTime(publication.AsAt)}: arrival of the last return that counts here"),
            Pair("Version", publication.Version),
            Pair("Fingerprint", publication.Fingerprint),
            Pair("Rules", $"Policy {figures.Policy}, reference data {figures.Reference}"),
            Pair("Build", publication.Build),
            Pair("Contents", "Each name below leads to its sheet"),
            .. others.Select(sheet => (Entry.Link(sheet.Name), Entry.Of(sheet.About))),
            Pair("Source", "NHS England: delayed transfers of care, monthly returns (MSitDT). Office for National Statistics: mid-year population estimates."),
            Pair("Licence", Licence),
        ],
    };

    public static string Title(DelayFigures figures) => $"Delayed transfers of care: {figures.Subject()}";

    private static (Entry, Entry) Pair(string label, string value) => (Entry.Of(label, Look.Label), Entry.Of(value));
}
