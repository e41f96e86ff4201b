using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Policy;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Workbooks;

/// <summary>
/// The delayed days of England in one month as a workbook, with every authority. Its inputs, a thousand slices, are in the authorities' workbooks.
/// </summary>
public static class EnglandWorkbook
{
    /// <inheritdoc cref="AuthorityWorkbook.Write"/>
    public static byte[] Write(DelayFigures figures, Publication publication)
    {
        ImmutableArray<SheetPlan> sheets =
        [
            SummarySheet.Of(figures),
            ReasonsChart.Of(figures),
            AuthoritiesSheet.Of(figures),
            AuthorityReasonsSheet.Of(figures),
            DelaysSheet.Of(figures),
            ReasonsSheet.Days(figures),
            .. figures.Cells.Any(cell => cell.Patients is not null) ? [ReasonsSheet.Patients(figures)] : Array.Empty<SheetPlan>(),
            ProvidersSheet.Of(figures),
            RatesSheet.Of(figures),
            ReconciliationSheet.Of(figures),
            DataQualitySheet.Of(figures, publication.Reference),
            WorkingSheet.Of(figures),
            DefinitionsSheet.Of(figures, PolicyBook.Current),
        ];
        return Book.Write(CoverSheet.Title(figures), figures.Subject(), publication, [CoverSheet.Of(figures, publication, sheets), .. sheets]);
    }
}
