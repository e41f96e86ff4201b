using Microsoft.AspNetCore.Http;
using Monitoring.App.Stages;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Receipts;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>What people do to the accounts: they issue statements and close months. Everything else posts itself.</summary>
public sealed class Accounting(Door door, Issuing issuing, Closers closers)
{
    private const string WayToClose = "Open /closing and close the month there.";

    /// <summary>
    /// Issues the statement of a payee in the name of the caller, who acts for the payee. The form may say which document they looked at (<c>figures</c>, its digest): another one is then not issued.
    /// </summary>
    public Task<IResult> Issue(HttpRequest request, string nhsBody, string payee, string payer, string month, CancellationToken cancel) =>
        door.Open(request, caller => caller.MaySend(payee), $"issue statements for {payee}", async caller =>
        {
            if (!Door.IsOwnPage(request))
                return Door.No(StatusCodes.Status403Forbidden, "The statement is not issued from a page of this service.", "Open the statement and issue it there.");
            if (!ReportingMonth.TryParse(month, out var period) || !InboxPath.IsCode(nhsBody) || !InboxPath.IsCode(payee) || !InboxPath.IsCode(payer))
                return Door.NotFound("There is no such statement.", "An address of a statement has the form /statements/RJ7/RJ7/730/2015-06.");
            var seen = request.HasFormContentType ? (await request.ReadFormAsync(cancel))["figures"].ToString() : "";
            var answer = await issuing.Issue(new StatementKey(nhsBody, payee, payer, period), caller.Name, cancel, seen.Length == 0 ? null : seen);
            if (answer.Issued is not { } issued)
                return Door.No(StatusCodes.Status409Conflict, answer.Problem!, answer.WhatToDo!);
            var address = $"/statements/{nhsBody}/{payee}/{payer}/{month}";
            return Door.FormOf(request) == Door.PageForm ? Results.Redirect(address) : Door.Json(issued, StatusCodes.Status201Created);
        });

    /// <summary>What is closed, by whom and when, and what is wanting of the rest: a page for a browser, else JSON.</summary>
    public Task<IResult> Closings(HttpRequest request, CancellationToken cancel) =>
        door.Open(request, caller => caller.MayRead || caller.MayClose, "look at the closing of months", async caller =>
        {
            var months = await closers.All(cancel);
            return Door.FormOf(request) == Door.PageForm ? Door.Page(ClosingPage.Html(months, caller.MayClose)) : Door.Json(months);
        }, Door.PageForm, Door.JsonForm);

    /// <summary>Closes a month for good in the name of the caller.</summary>
    public Task<IResult> Close(HttpRequest request, string month, CancellationToken cancel) =>
        door.Open(request, caller => caller.MayClose, "close months", async caller =>
        {
            if (!Door.IsOwnPage(request))
                return Door.No(StatusCodes.Status403Forbidden, "The month is not closed from a page of this service.", WayToClose);
            if (!ReportingMonth.TryParse(month, out var period))
                return Door.NotFound("That is not a month.", "Months have the form 2015-06.");
            var answer = await closers.Close(period, caller.Name, cancel);
            if (answer.Closed is not { } closed)
                return Door.No(StatusCodes.Status409Conflict, answer.Problem!, answer.WhatToDo!);
            return Door.FormOf(request) == Door.PageForm ? Results.Redirect("/closing") : Door.Json(closed);
        });
}
