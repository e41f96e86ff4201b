using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>The cases of a return of notices, decided day by day as their sender reported them: for its receipt. Nothing is stored, since it follows from the return.</summary>
public sealed class ReceivedCases(VersionsTable versions, LedgerReading reading, Books books, CaseFigureStore statements)
{
    /// <summary>The cases of what was accepted, but for those whose rows were deleted since; null of any other return, of one of which nothing was accepted, and until the acceptance is dealt with.</summary>
    public async Task<ImmutableArray<ReceivedCase>?> Of(Receipt receipt, CancellationToken cancel)
    {
        if (receipt.Collection != DelayNotices.Collection.Key)
            return null;
        var cases = ImmutableArray.CreateBuilder<ReceivedCase>();
        var found = false;
        foreach (var page in receipt.Pages.Where(page => page.Slices > 0))
        {
            if ((await versions.Of(DelayNotices.Collection.Key, page.Page, cancel)).FirstOrDefault(version => version.Submission == receipt.Submission) is not { } own)
                return null;
            found = true;
            // The return alone on an empty page: what it says, and not what stands.
            var alone = StandingPage.Empty(page.Page).With(own);
            var left = await reading.RowsLeft(DelayNotices.Collection, alone.Slices.Where(slice => slice.Version is not null), cancel);
            var (reference, _) = await books.Before(own.Order, cancel);
            var stated = await Stated(page.Page, cancel);
            cases.AddRange(
                from reported in Reported.Cases(alone, slice => left(slice) ?? default)
                let decided = DayByDay.Of(reported, PolicyBook.Current, reference)
                select ReceivedCase.Of(decided, [.. StatementsOf(decided).Where(stated.Contains).Where(key => own.View == View.Provider || key.Payer == reported.Party).Select(key => $"/statements/{CasePublishedStore.FolderOf(key)}")]));
        }
        return found ? cases.ToImmutable() : null;
    }

    private static IEnumerable<StatementKey> StatementsOf(CaseDays decided) =>
        decided.Days.Select(day => new StatementKey(decided.NhsBody, decided.NhsBody, day.Authority, day.Month)).Distinct();

    private async Task<HashSet<StatementKey>> Stated(string nhsBody, CancellationToken cancel)
    {
        var stated = new HashSet<StatementKey>();
        await foreach (var key in statements.All($"{nhsBody}/{nhsBody}/", cancel))
            stated.Add(key);
        return stated;
    }
}
