using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;

namespace Monitoring.Storage;

/// <summary>An account as it was read: nothing can be added to it once somebody has added anything else.</summary>
/// <param name="Issued">Every issue of a statement of these two, in the order in which they were made.</param>
/// <param name="ETag">Of the head; null when there is no account yet.</param>
public sealed record StoredAccount(Account Account, ImmutableArray<IssuedStatement> Issued, ETag? ETag)
{
    /// <summary>The last issue of a statement; null when it was never issued.</summary>
    public IssuedStatement? LastIssue(StatementKey statement) => Issued.LastOrDefault(issued => issued.Key == statement);
}

/// <summary>
/// Accounts: a partition for each payee and payer with a head (how many postings, and their sum), the postings, and the issues of statements. Whatever is added goes in together with the head as it was
/// read, in one transaction: of two who read the same account one loses, reads again and works out anew. Rows are only ever added. Money is whole pence, as <c>long</c>: a table would keep a decimal as a double.
/// </summary>
public sealed class PostingsTable(Accounts accounts)
{
    public const string Name = "postings";

    private const string Head = "head", PostingPrefix = "posting|", IssuePrefix = "issue|";

    private readonly TableClient _table = accounts.Tables.GetTableClient(Name);

    /// <summary>The account of a payee with a payer; an empty one when there is none. Throws <see cref="InvalidDataException"/> when its rows do not add up to its head: then somebody else than this program wrote there.</summary>
    public async Task<StoredAccount> Find(string payee, string payer, CancellationToken cancel)
    {
        // The head first: rows are added together with it and never removed, so all that it counts are there to be read after it; what was added since is left for the next reader.
        var head = await _table.GetEntityIfExistsAsync<TableEntity>(Partition(payee, payer), Head, cancellationToken: cancel);
        if (!head.HasValue)
            return new StoredAccount(Account.Empty(payee, payer), [], null);
        var (postings, issued) = (new List<Posting>(), new List<(int Order, IssuedStatement Issued)>());
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == Partition(payee, payer), cancellationToken: cancel))
        {
            if (row.RowKey.StartsWith(PostingPrefix, StringComparison.Ordinal))
                postings.Add(PostingOf(row));
            else if (row.RowKey.StartsWith(IssuePrefix, StringComparison.Ordinal))
                issued.Add((row.GetInt32("Order")!.Value, Json.Read<IssuedStatement>(Encoding.UTF8.GetBytes(Blobs.Unzip(row.GetBinary("Issued"))))));
        }
        var (count, issues) = (head.Value!.GetInt32("Count")!.Value, head.Value.GetInt32("Issues")!.Value);
        var account = new Account(payee, payer, [.. postings.Where(posting => posting.Number <= count).OrderBy(posting => posting.Number)]);
        if (account.Postings.Length != count || account.Balance.Number != head.Value.GetInt64("Balance"))
            throw new InvalidDataException($"The account of {payee} with {payer} has {account.Postings.Length} postings that come to {account.Balance}; its head says {count} and {new Pence(head.Value.GetInt64("Balance") ?? 0)}.");
        return new StoredAccount(account, [.. issued.Where(one => one.Order <= issues).OrderBy(one => one.Order).Select(one => one.Issued)], head.Value.ETag);
    }

    /// <summary>Adds a posting, an issue, or both at once, to the account as it was read. False when somebody added anything meanwhile: read again.</summary>
    public async Task<bool> Add(StoredAccount read, Posting? posting, IssuedStatement? issued, CancellationToken cancel)
    {
        var (account, partition) = (read.Account, Partition(read.Account.Payee, read.Account.Payer));
        var after = posting is null ? account : account.With(posting);
        var head = new TableEntity(partition, Head) { ["Count"] = after.Postings.Length, ["Balance"] = after.Balance.Number, ["Issues"] = read.Issued.Length + (issued is null ? 0 : 1) };
        List<TableTransactionAction> actions = [read.ETag is { } etag ? new(TableTransactionActionType.UpdateReplace, head, etag) : new(TableTransactionActionType.Add, head)];
        if (posting is not null)
            actions.Add(new(TableTransactionActionType.Add, RowOf(partition, posting)));
        if (issued is not null)
        {
            actions.Add(new(TableTransactionActionType.Add, new TableEntity(partition, $"{IssuePrefix}{issued.Key.NhsBody}|{issued.Key.Month}|{issued.Number:0000}")
            {
                ["Order"] = read.Issued.Length + 1,
                ["Issued"] = Blobs.Zip(Encoding.UTF8.GetString(Json.Bytes(issued))),
            }));
        }
        try
        {
            await _table.SubmitTransactionAsync(actions, cancel);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Changes nothing in an account but its mark: whoever read it before cannot add to it and has to read again.</summary>
    public async Task Touch(string payee, string payer, CancellationToken cancel)
    {
        while (!await Add(await Find(payee, payer, cancel), null, null, cancel))
        {
        }
    }

    /// <summary>Every account there is.</summary>
    public async IAsyncEnumerable<(string Payee, string Payer)> All([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.RowKey == Head, select: ["PartitionKey"], cancellationToken: cancel))
        {
            if (row.PartitionKey.Split('|') is [var payee, var payer])
                yield return (StorageKey.Read(payee), StorageKey.Read(payer));
        }
    }

    private static TableEntity RowOf(string partition, Posting posting) => new(partition, $"{PostingPrefix}{StorageKey.Of(posting.Key)}")
    {
        ["Number"] = posting.Number,
        ["NhsBody"] = posting.About.NhsBody,
        ["Payee"] = posting.About.Payee,
        ["Payer"] = posting.About.Payer,
        ["Month"] = posting.About.Month.ToString(),
        ["PostedTo"] = posting.PostedTo.ToString(),
        ["Kind"] = posting.Kind.ToString(),
        ["Amount"] = posting.Amount.Number,
        ["Due"] = posting.Due.Number,
        ["Acceptance"] = posting.Acceptance.Value,
        ["Turn"] = posting.Turn,
        ["RefersTo"] = posting.RefersTo,
        ["By"] = posting.By,
        ["At"] = posting.At,
    };

    private static Posting PostingOf(TableEntity row) => new(
        row.GetInt32("Number")!.Value,
        new StatementKey(row.GetString("NhsBody"), row.GetString("Payee"), row.GetString("Payer"), ReportingMonth.Parse(row.GetString("Month"))),
        ReportingMonth.Parse(row.GetString("PostedTo")), Enum.Parse<PostingKind>(row.GetString("Kind")),
        new Pence(row.GetInt64("Amount")!.Value), new Pence(row.GetInt64("Due")!.Value), new ArrivalOrder(row.GetString("Acceptance")), row.GetString("RefersTo"), row.GetString("By"), row.GetDateTimeOffset("At")!.Value)
    {
        Turn = row.GetInt32("Turn")!.Value,
    };

    private static string Partition(string payee, string payer) => $"{StorageKey.Of(payee)}|{StorageKey.Of(payer)}";
}
