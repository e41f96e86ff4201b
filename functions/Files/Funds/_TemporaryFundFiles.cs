using System.Globalization;
using System.Text;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds;

// Stands in until the real workbook, pages and data are merged: delete this file then.
public static class EnglandFundWorkbook
{
    public static byte[] Write(EnglandFund england, Publication publication) => _TemporaryBook.Of(england.Name, publication);
}

public static class FundData
{
    public static string Csv(FundYear year) => $"board,year\n{year.Key.Hwb},{year.Key.Year}\n";

    public static string Csv(EnglandFund england) => $"board,year\n{england.Key.Hwb},{england.Key.Year}\n";
}

public static class FundPage
{
    public static string Html(FundYear year, IReadOnlyList<(string Text, string Href)> downloads) => Page.Of(year.Name, year.Name, $"<h1>{Receipts.Html.Text(year.Name)}</h1>{_TemporaryBook.Links(downloads)}", "");
}

public static class EnglandFundPage
{
    public static string Html(EnglandFund england, IReadOnlyList<(string Text, string Href)> downloads) => Page.Of(england.Name, england.Name, $"<h1>{Receipts.Html.Text(england.Name)}</h1>{_TemporaryBook.Links(downloads)}", "");
}

public sealed record FundEntry(FundKey Key, string Name, string Address);

public static class FundsPage
{
    public static string Html(IReadOnlyList<FundEntry> entries) => Page.Of("Better Care Fund", "Better Care Fund", _TemporaryBook.Links([.. entries.Select(entry => ($"{entry.Name}, {entry.Key.Year}", entry.Address))]), "");
}

internal static class _TemporaryBook
{
    public static byte[] Of(string name, Publication publication)
    {
        using var book = new ClosedXML.Excel.XLWorkbook();
        book.AddWorksheet("Cover").Cell(1, 1).Value = $"{name} {publication.Version}";
        using var stream = new MemoryStream();
        book.SaveAs(stream);
        return stream.ToArray();
    }

    public static string Links(IReadOnlyList<(string Text, string Href)> links) => string.Concat(links.Select(link => $"<p><a href=\"{Receipts.Html.Text(link.Href)}\">{Receipts.Html.Text(link.Text)}</a></p>"));
}
