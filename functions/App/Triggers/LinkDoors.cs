using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Monitoring.App.Doors;

namespace Monitoring.App.Triggers;

/// <summary>A link for one upload.</summary>
public sealed class PostReturnLink(Links links)
{
    [Function(nameof(PostReturnLink))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "links/returns/{sender}/{name}")] HttpRequest request, string sender, string name, CancellationToken cancel) =>
        links.Upload(request, sender, name, cancel);
}

/// <summary>A link to a published workbook or its data.</summary>
public sealed class GetPublishedLink(Downloads downloads)
{
    [Function(nameof(GetPublishedLink))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "links/published/{audience}/{code}/{month}/{file}")] HttpRequest request, string audience, string code, string month, string file, CancellationToken cancel) =>
        downloads.Link(request, audience, code, month, file, cancel);
}

/// <summary>A link to the workbook of a fund, or its data.</summary>
public sealed class GetFundLink(FundDoors funds)
{
    [Function(nameof(GetFundLink))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "links/funds/{hwb}/{year}/{file}")] HttpRequest request, string hwb, string year, string file, CancellationToken cancel) =>
        funds.Link(request, hwb, year, file, cancel);
}

/// <summary>A link to the workbook of a statement, or its postings.</summary>
public sealed class GetStatementLink(StatementDoors statements)
{
    [Function(nameof(GetStatementLink))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "links/statements/{nhsBody}/{payee}/{payer}/{month}/{file}")] HttpRequest request, string nhsBody, string payee, string payer, string month, string file, CancellationToken cancel) =>
        statements.Link(request, nhsBody, payee, payer, month, file, cancel);
}
