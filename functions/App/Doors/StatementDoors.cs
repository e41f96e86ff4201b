using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Monitoring.App.Hosting;
using Monitoring.App.Stages;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Statements;
using Monitoring.Storage;

namespace Monitoring.App.Doors;

/// <summary>A statement with what is posted about it.</summary>
/// <param name="Account">The postings about this statement, and those about others that stand in the books of its month.</param>
/// <param name="Issued">Its last issue; null for a draft.</param>
/// <param name="Published">Its workbooks; null until the first is written.</param>
public sealed record StatementAnswer(Statement Statement, Account Account, IssuedStatement? Issued, LatestStatement? Published);

/// <summary>
/// Statements of reimbursement. They show cases, so they are for the people of the two parties and of the NHS body whose cases they are, and for nobody else: no role opens them.
/// </summary>
public sealed class StatementDoors(
    Door door, CaseFigureStore statements, CasePublishedStore published, Links links, StatementAccounts accounts, IssuedStore issues, TombstoneStore tombstones, Books books, Pace pace)
{
    /// <summary>The statements that the caller may see: a page for a browser, else JSON.</summary>
    public async Task<IResult> List(HttpRequest request, CancellationToken cancel)
    {
        var (reference, _) = await books.Now(cancel);
        return await door.Open(request, _ => true, "see statements", async caller =>
        {
            var entries = await Entries(caller, reference, cancel);
            return Door.FormOf(request) == Door.PageForm ? Door.Page(StatementsPage.Html(entries)) : Door.Json(entries);
        }, Door.PageForm, Door.JsonForm);
    }

    /// <summary>A statement: a page for a browser, else JSON with every day and every working.</summary>
    public Task<IResult> Show(HttpRequest request, string nhsBody, string payee, string payer, string month, CancellationToken cancel) => Open(request, nhsBody, payee, payer, month, async (key, caller) =>
    {
        if (await statements.Find(key, cancel) is not { } stored)
            return Nothing(key);
        var statement = Json.Read<Statement>(stored.Content);
        var (account, issued) = await accounts.Of(key, cancel);
        var latest = (await published.FindLatest(key, cancel))?.Latest;
        return Door.FormOf(request) == Door.PageForm
            ? Door.Page(StatementPage.Html(statement, account, issued, caller.MaySend(key.Payee), latest is null ? [] :
            [
                ("The statement as a workbook (Excel)", $"{AddressOf(key)}/latest.xlsx"), ("Its postings for a ledger (CSV)", $"{AddressOf(key)}/latest.csv"), ("All of it for programs (JSON)", $"{AddressOf(key)}?as=json"),
                .. key.IsRecovery ? Array.Empty<(string, string)>() : [("The same cases under another law or another reading of it", $"/what-if/{key.NhsBody}?payer={key.Payer}&from={key.Month}&to={key.Month}")],
            ], Digest.Of(stored.Content)))
            : Door.Json(new StatementAnswer(statement, account, issued, latest));
    }, cancel);

    /// <summary>
    /// A file of a statement. <c>{version}.xlsx</c> and <c>{version}.csv</c> are the same until a case in them is deleted; <c>latest.xlsx</c> and <c>latest.csv</c> are whatever the pointer names; <c>latest.json</c> is the
    /// pointer.
    /// </summary>
    public Task<IResult> Download(HttpRequest request, string nhsBody, string payee, string payer, string month, string file, CancellationToken cancel) => Open(request, nhsBody, payee, payer, month, async (key, _) =>
        await Find(key, file, cancel) is not { } named ? Nothing(key)
        : await published.Find(named.Blob, cancel) is { } content ? Results.Bytes(content, ContentTypes.Of(named.Blob), named.SaveAs)
        : await Deleted(key, named.Blob, cancel) ?? Nothing(key), cancel);

    /// <summary>A link to a file of a statement, for whoever may download it: always to a version.</summary>
    public Task<IResult> Link(HttpRequest request, string nhsBody, string payee, string payer, string month, string file, CancellationToken cancel) => Open(request, nhsBody, payee, payer, month, async (key, _) =>
    {
        if (await Find(key, file, cancel) is not { } named)
            return Nothing(key);
        var deleted = await Deleted(key, named.Blob, cancel);
        return await links.ToRead(request, named, published.Link, () => deleted ?? Nothing(key), cancel);
    }, cancel);

    /// <summary>How many statements a caller may see; for the first page.</summary>
    public async Task<int> CountFor(Caller caller, CancellationToken cancel) => (await Keys(caller, (await books.Now(cancel)).Reference, cancel)).Count;

    /// <summary><c>/statements/RJ7/RJ7/730/2015-06</c>.</summary>
    public static string AddressOf(StatementKey statement) => $"/statements/{CasePublishedStore.FolderOf(statement)}";

    private async Task<IResult> Open(HttpRequest request, string nhsBody, string payee, string payer, string month, Func<StatementKey, Caller, Task<IResult>> behind, CancellationToken cancel)
    {
        var (reference, _) = await books.Now(cancel);
        // Who is no party does not learn whether there is such a statement.
        return await door.Open(request, caller => IsParty(caller, reference, nhsBody, payee, payer), $"see statements between {payee} and {payer} about cases of {nhsBody}: they are for the people of these bodies only", caller =>
            StatementKey.Parse($"{nhsBody}/{payee}/{payer}/{month}.json") is { } key ? behind(key, caller) : Task.FromResult(Door.NotFound($"'{month}' is not a month.", "Months have the form 2015-06.")));
    }

    /// <summary>What is meant by the name of a file; null when nothing is.</summary>
    private async Task<FileBehindDoor?> Find(StatementKey key, string file, CancellationToken cancel)
    {
        var name = $"{CasePublishedStore.FolderOf(key)}/{file}";
        if (file is "latest.xlsx" or "latest.csv")
        {
            if (await published.FindLatest(key, cancel) is not { } pointer)
                return null;
            name = file == "latest.xlsx" ? pointer.Latest.Workbook : pointer.Latest.Journal;
        }
        return InboxPath.IsPlain(file) ? new FileBehindDoor(name, file.EndsWith(".json", StringComparison.Ordinal) ? null : $"statement-{key.Payee}-from-{key.Payer}-{key.Month}-{name.Split('/')[^1]}") : null;
    }

    /// <summary>What was issued and is not there any more, since a case that it showed was deleted. Null of any other file.</summary>
    private async Task<IResult?> Deleted(StatementKey key, string name, CancellationToken cancel)
    {
        await foreach (var issued in issues.Of(key, cancel))
        {
            var isWorkbook = name == issued.Workbook;
            if (!isWorkbook && name != Path.ChangeExtension(issued.Workbook, "csv"))
                continue;
            var issuedOn = London.DateOf(issued.At);
            var days = (await tombstones.Of(key.NhsBody, cancel)).Where(stone => stone.Months.Any(month => (month.Payee, month.Payer, month.Month) == (key.Payee, key.Payer, key.Month))).Select(stone => stone.DeletedOn).ToList();
            return days.Where(day => day >= issuedOn).Order().Select(day => Door.No(
                StatusCodes.Status410Gone,
                $"The {(isWorkbook ? "workbook" : "journal")} of issue {issued.Number} of {Words.Date(issuedOn)} was deleted on {Words.Date(day)}, with the rows of cases that it showed: the time for keeping them was over.",
                $"The amounts stay: {issued.Amounts.Due} was due by that issue. {AddressOf(key)} shows what was issued and posted, and its latest workbook has the totals.")).FirstOrDefault();
        }
        return null;
    }

    private static bool IsParty(Caller caller, ReferenceBook reference, params ReadOnlySpan<string> parties)
    {
        foreach (var party in parties)
        {
            if (caller.ActsFor(party, reference))
                return true;
        }
        return false;
    }

    private static IResult Nothing(StatementKey key) =>
        Door.NotFound($"There is no statement of that name for {key.Month.Name}.", "GET /statements lists those that you may see.");

    private async Task<List<StatementKey>> Keys(Caller caller, ReferenceBook reference, CancellationToken cancel)
    {
        var keys = new List<StatementKey>();
        await foreach (var key in statements.All(cancel))
        {
            if (IsParty(caller, reference, key.NhsBody, key.Payee, key.Payer))
                keys.Add(key);
        }
        return keys;
    }

    private async Task<IReadOnlyList<StatementEntry>> Entries(Caller caller, ReferenceBook reference, CancellationToken cancel)
    {
        var entries = new ConcurrentBag<StatementEntry>();
        await Parallel.ForEachAsync(await Keys(caller, reference, cancel), new ParallelOptions { MaxDegreeOfParallelism = pace.Parallel, CancellationToken = cancel }, async (key, token) =>
        {
            if (await statements.Find(key, token) is { } stored && Json.Read<Statement>(stored.Content) is var statement)
                entries.Add(new StatementEntry(key, statement.Payee, statement.Payer, (await accounts.Of(key, token)).Issued, statement.Amounts, AddressOf(key)));
        });
        return [.. entries.OrderByDescending(entry => entry.Statement.Month).ThenBy(entry => entry.Statement.NhsBody, StringComparer.Ordinal).ThenBy(entry => entry.Statement.Payee, StringComparer.Ordinal).ThenBy(entry => entry.Statement.Payer, StringComparer.Ordinal)];
    }
}
