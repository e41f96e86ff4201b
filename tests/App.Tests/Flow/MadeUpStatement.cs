using Azure;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>Statement documents without cases: what an account is kept of.</summary>
internal static class MadeUpStatement
{
    public static StatementKey Key(string payer = "730", string month = "2019-11", string body = "RJ7", string? payee = null) => new(body, payee ?? body, payer, ReportingMonth.Parse(month));

    /// <param name="pence">Required and due; null while undecided.</param>
    /// <param name="version">The how manieth acceptance the statement comes from.</param>
    public static Statement Of(StatementKey key, long? pence, int version, FigureStatus status = FigureStatus.Provisional)
    {
        Pence? due = pence is { } number ? new Pence(number) : null;
        var at = new DateTimeOffset(2020, 1, 10, 9, 0, 0, TimeSpan.Zero).AddMinutes(version);
        return new Statement(
            key, new Party(key.Payee, "An invented payee"), new Party(key.Payer, "An invented payer"), status, status == FigureStatus.NotCalculable ? ["No rate is known for the authority."] : [], [], ArrivalOrder.Of(at, $"s{version}"), at, "p", "r",
            new StatementAmounts(null, due ?? new Pence(999_00), due, due, due is null ? null : default(Pence), null), [], [], [], [],
            new AgreementOfBalances(key.Month.LastDay, default, default, null, null, null, default, default, []), [], []);
    }

    /// <summary>What stands of a statement from now on.</summary>
    public static async Task Put(this CaseFigureStore store, Statement statement)
    {
        ETag? read;
        do
            read = (await store.Find(statement.Key, default))?.ETag;
        while (!await store.Replace(statement.Key, Json.Bytes(statement), read, default));
    }

    public static Task Put(this CaseFigureStore store, StatementKey key, long? pence, int version) => store.Put(Of(key, pence, version));
}
