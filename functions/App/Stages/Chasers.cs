using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.App.Hosting;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>What stands for every month there is.</summary>
public sealed class StandingMonths(VersionsTable versions)
{
    public Task<IReadOnlyList<StandingPage>> All(CancellationToken cancel) => Since("", cancel);

    /// <summary>What stands for one month; null when nothing was ever accepted for it.</summary>
    public async Task<StandingPage?> Of(ReportingMonth month, CancellationToken cancel) =>
        await versions.Of(DelayedTransfers.CollectionKey, month.ToString(), cancel) is { Count: > 0 } all ? StandingPage.After(month.ToString(), all) : null;

    /// <summary>What stands for each month from one on: to say what somebody owes, the last year is enough.</summary>
    public async Task<IReadOnlyList<StandingPage>> Since(string first, CancellationToken cancel)
    {
        var all = new List<StandingPage>();
        foreach (var month in (await versions.Pages(DelayedTransfers.CollectionKey, cancel)).Where(month => string.CompareOrdinal(month, first) >= 0))
            all.Add(StandingPage.After(month, await versions.Of(DelayedTransfers.CollectionKey, month, cancel)));
        return all;
    }
}

/// <summary>Who owes what since when, on a working day.</summary>
/// <param name="On">The London date.</param>
public sealed record OwedNotice(DateOnly On, ImmutableArray<Owed> Owed, string Policy);

/// <summary>Chases returns on working days: one list a day, as JSON and as a sheet.</summary>
public sealed class Chasers(StandingMonths standing, Books books, NoticeStore notices, BusinessClock clock)
{
    /// <summary>On other days than working days nobody is chased, and no list is written.</summary>
    public async Task Chase(CancellationToken cancel)
    {
        var (today, policy) = (clock.Today, PolicyBook.Current);
        var (reference, _) = await books.Now(cancel);
        if (!reference.WorkingDays.IsWorkingDay(today))
            return;
        var owed = Chasing.On(today, await standing.All(cancel), policy, reference);
        var name = NameOf(today);
        await notices.Attach($"{name}.csv", Encoding.UTF8.GetBytes(Sheet(owed)), ContentTypes.Csv, cancel);
        await notices.Say(name, new OwedNotice(today, owed, policy.Version), cancel);
    }

    public static string NameOf(DateOnly day) => $"overdue/{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    private static string Sheet(ImmutableArray<Owed> owed) => string.Concat(owed
        .Select(one => CsvText.Line(one.Sender, one.Name, one.Collection, one.Month.ToString(), one.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), one.DaysLate.ToString(CultureInfo.InvariantCulture), one.Why))
        .Prepend(CsvText.Line("Sender", "Name", "Collection", "Month", "Due on", "Days late", "Why it is expected"))
        .Select(line => line + "\n"));
}
