using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monitoring.App.Stages;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Statements;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>
/// What the cases of an NHS body would come to under another law or another reading of it. It is worked out when it is asked for, from what stands now, and kept nowhere.
/// </summary>
public sealed class WhatIfs(Door door, LedgerReading reading, Books books)
{
    private const string Address = "Write /what-if/RJ7?payer=730&from=2015-04&to=2015-06&suppose=reimbursement.minimum-period-2014=3; suppose may stand several times.";

    /// <summary>
    /// <c>GET /what-if/RJ7?payer=730&amp;from=2015-04&amp;to=2015-06&amp;suppose=...</c>: for the NHS body and for the authority that would pay, and nobody else. A page for a browser, else JSON.
    /// </summary>
    public Task<IResult> Get(HttpRequest request, string nhsBody, CancellationToken cancel)
    {
        var payer = request.Query["payer"].ToString();
        if (!InboxPath.IsCode(nhsBody) || !InboxPath.IsCode(payer))
            return Task.FromResult(Door.No(StatusCodes.Status400BadRequest, "It is not said which authority's days are meant.", Address));
        return door.Open(request, caller => caller.MaySeeReceiptsOf(nhsBody) || caller.MaySeeReceiptsOf(payer), $"see cases of {nhsBody} with {payer}", async _ =>
        {
            if (MonthOf(request, "from", out var from) is { } wrongFrom)
                return wrongFrom;
            if (MonthOf(request, "to", out var to) is { } wrongTo)
                return wrongTo;
            if (from > to)
                return Door.No(StatusCodes.Status400BadRequest, $"{from} is after {to}.", Address);
            var typed = request.Query["suppose"].OfType<string>().Where(one => one.Trim().Length > 0).ToList();
            var real = PolicyBook.Current;
            var (supposed, wrong) = Suppositions.Read(typed, real);
            if (supposed is null)
                return Door.No(StatusCodes.Status400BadRequest, wrong!, $"What can be supposed: {Suppositions.List(real)}.");

            var (reference, _) = await books.Now(cancel);
            var authority = Authority(payer, to ?? from, reference);
            var cases = (await Cases(nhsBody, cancel)).Where(one => one.View != View.Authority).ToList();
            var result = WhatIf.Of(cases, real, supposed, reference, new WhatIfScope(authority.Code, from, to));
            return Door.FormOf(request) == Door.PageForm
                ? Door.Page(WhatIfPage.Html(result, new Party(nhsBody, reference.Provider(nhsBody)?.Name ?? nhsBody), authority, Suppositions.Of(real), typed, request.Path, Json(request)))
                : Door.Json(result);
        });
    }

    /// <summary>The cases of an NHS body as they stand now, but for those whose rows were deleted.</summary>
    private async Task<ImmutableArray<ReportedCase>> Cases(string nhsBody, CancellationToken cancel)
    {
        var page = await reading.Page(new PageRef(DelayNotices.Collection.Key, nhsBody), cancel);
        var left = await reading.RowsLeft(DelayNotices.Collection, page.Slices.Where(slice => slice.Version is not null), cancel);
        return Reported.Cases(page, slice => left(slice) ?? default);
    }

    /// <summary>The authority by the code that lines of cases have; the last one known by the code in the months asked for.</summary>
    private static Party Authority(string payer, ReportingMonth? month, ReferenceBook reference) =>
        (month is { } of ? reference.AuthorityOn(of.LastDay, payer) : null) is { } known ? new Party(known.Code, known.Name)
        : reference.AuthorityPeriods(payer).LastOrDefault() is { } any ? new Party(any.Value.Code, any.Value.Name) : new Party(payer, payer);

    private static IResult? MonthOf(HttpRequest request, string name, out ReportingMonth? month)
    {
        month = null;
        if (request.Query[name].ToString() is not { Length: > 0 } typed)
            return null;
        if (!ReportingMonth.TryParse(typed, out var read))
            return Door.No(StatusCodes.Status400BadRequest, $"'{typed}' is not a month.", "Months have the form 2015-04.");
        month = read;
        return null;
    }

    /// <summary>The same question, for data.</summary>
    private static string Json(HttpRequest request) =>
        request.Path + QueryString.Create(request.Query.Where(one => one.Key != "as").SelectMany(one => one.Value, (one, value) => KeyValuePair.Create(one.Key, value)).Append(KeyValuePair.Create("as", (string?)"json")));
}
