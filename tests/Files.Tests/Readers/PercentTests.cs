using ClosedXML.Excel;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Tests.Readers;

/// <summary>A cell that shows 51% stores 0.51: what the sender saw is what is read.</summary>
public class PercentTests
{
    [Theory]
    [InlineData(0.51, "0%", "51%")]
    [InlineData(0.29, "0.0%", "29%")]
    [InlineData(0.333333333333333, "0.00%", "33.3333333333333%")]
    [InlineData(0.51, "0.00", "0.51")]
    [InlineData(51, "0\"%\"", "51")]
    public void A_percentage_is_read_as_it_is_shown(double stored, string format, string read)
    {
        using var workbook = new XLWorkbook();
        var cell = workbook.AddWorksheet("S").Cell(1, 1);
        cell.Value = stored;
        cell.Style.NumberFormat.Format = format;
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        Assert.Equal(read, TestFiles.Read(stream.ToArray(), "a.xlsx").Sheets[0].Lines[0].Cells[0]);
    }

    [Theory]
    [InlineData("51%", 51, 0.51)]
    [InlineData("51", 51, 51)]
    [InlineData("0.5 %", 0.5, 0.005)]
    public void A_share_of_a_hundred_and_a_number_take_the_sign_each_in_its_own_way(string typed, double percent, double number)
    {
        Assert.Null(Kinds.Percent.Read(typed, out var share));
        Assert.Null(Kinds.Number.Read(typed, out var plain));
        Assert.Equal(((decimal)percent, (decimal)number), (share, plain));
    }
}
