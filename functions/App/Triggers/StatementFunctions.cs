using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Monitoring.App.Doors;

namespace Monitoring.App.Triggers;

/// <summary>Statements that the caller may see.</summary>
public sealed class ListStatements(StatementDoors statements)
{
    [Function(nameof(ListStatements))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "statements")] HttpRequest request, CancellationToken cancel) =>
        statements.List(request, cancel);
}

/// <summary>A statement, for its parties.</summary>
public sealed class GetStatement(StatementDoors statements)
{
    [Function(nameof(GetStatement))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "statements/{nhsBody}/{payee}/{payer}/{month}")] HttpRequest request, string nhsBody, string payee, string payer, string month, CancellationToken cancel) =>
        statements.Show(request, nhsBody, payee, payer, month, cancel);
}

/// <summary>The workbook of a statement, or its postings.</summary>
public sealed class GetStatementFile(StatementDoors statements)
{
    [Function(nameof(GetStatementFile))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "statements/{nhsBody}/{payee}/{payer}/{month}/{file}")] HttpRequest request, string nhsBody, string payee, string payer, string month, string file, CancellationToken cancel) =>
        statements.Download(request, nhsBody, payee, payer, month, file, cancel);
}
