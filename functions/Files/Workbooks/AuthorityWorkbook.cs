using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Policy;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Workbooks;

/// <summary>The delayed days of one authority in one month as a workbook.</summary>
public static class AuthorityWorkbook
{
    /// <summary>The same figures and publication always give the same content. The bytes differ: the parts of a workbook have random names.</summary>
    public static byte[] Write(DelayFigures figures, Publication publication)
    {
        ImmutableArray<SheetPlan> sheets =
        [
            SummarySheet.Of(figures),
            ReasonsChart.Of(figures),
            DelaysSheet.Of(figures),
            ReasonsSheet.Days(figures),
            .. figures.Cells.Any(cell => cell.Patients is not null) ? [ReasonsSheet.Patients(figures)] : Array.Empty<SheetPlan>(),
            ProvidersSheet.Of(figures),
            RatesSheet.Of(figures),
            ReconciliationSheet.Of(figures),
            DataQualitySheet.Of(figures, publication.Reference),
            InputsSheet.Of(figures),
            WorkingSheet.Of(figures),
            DefinitionsSheet.Of(figures, PolicyBook.Current),
        ];
        return Book.Write(CoverSheet.Title(figures), figures.Subject(), publication, [CoverSheet.Of(figures, publication, sheets), .. sheets]);
    }
}
