namespace Monitoring.Files.Workbooks;

/// <summary>A sheet that a workbook can have, before it is known whether there is anything in it.</summary>
/// <param name="Part">Of the workbook, with the colour of its tabs.</param>
/// <param name="Sheet">Null where there is nothing in it.</param>
/// <param name="Without">Why it is left out.</param>
internal sealed record PlannedSheet((string Name, string Colour) Part, string Name, Func<SheetPlan>? Sheet, string Without)
{
    /// <summary>The same beginning with whom and when it is about.</summary>
    public PlannedSheet Saying(string subject) => Sheet is not { } make ? this : this with { Sheet = () => Beginning(make(), subject) };

    private static SheetPlan Beginning(SheetPlan sheet, string subject) => sheet with { Sentences = [Entry.Of(subject, Look.Strong), .. sheet.Sentences] };
}
