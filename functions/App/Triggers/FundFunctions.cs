using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Monitoring.App.Doors;

namespace Monitoring.App.Triggers;

/// <summary>Boards and years of the Better Care Fund.</summary>
public sealed class ListFunds(FundDoors funds)
{
    [Function(nameof(ListFunds))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "funds")] HttpRequest request, CancellationToken cancel) =>
        funds.List(request, cancel);
}

/// <summary>The Better Care Fund of a board, or of England, for a year.</summary>
public sealed class GetFund(FundDoors funds)
{
    [Function(nameof(GetFund))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "funds/{hwb}/{year}")] HttpRequest request, string hwb, string year, CancellationToken cancel) =>
        funds.Show(request, hwb, year, cancel);
}

/// <summary>The workbook of a fund, or its data.</summary>
public sealed class GetFundFile(FundDoors funds)
{
    [Function(nameof(GetFundFile))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "funds/{hwb}/{year}/{file}")] HttpRequest request, string hwb, string year, string file, CancellationToken cancel) =>
        funds.Download(request, hwb, year, file, cancel);
}
