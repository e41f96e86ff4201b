using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Policy;

/// <summary>A return that is owed.</summary>
/// <param name="DueOn">The day by which it was due.</param>
/// <param name="DaysLate">Calendar days since then.</param>
/// <param name="Why">Why it is expected from this sender.</param>
public sealed record Owed(string Sender, string Name, string Collection, ReportingMonth Month, DateOnly DueOn, int DaysLate, string Why);

/// <summary>Who owes which delayed-transfers return on a date, since when, and why it is expected. Due dates are policy rows.</summary>
public static class Chasing
{
    private const string Collection = DelayedTransfers.CollectionKey;

    /// <summary>The last due first: what is years old must not hide what is owed now.</summary>
    /// <param name="standing">Every month for which anything was ever accepted. Nothing is expected before the first of them: the service had not begun.</param>
    /// <param name="today">The London date.</param>
    public static ImmutableArray<Owed> On(DateOnly today, IReadOnlyCollection<StandingPage> standing, PolicyBook policy, ReferenceBook reference)
    {
        if (standing.Count == 0)
            return [];
        var months = standing.ToDictionary(month => month.Month);
        return [.. Months(months.Keys.Min(), today, policy).SelectMany(month => OfMonth(month, months, today, policy, reference)).OrderByDescending(owed => owed.DueOn).ThenBy(owed => owed.Sender, StringComparer.Ordinal)];
    }

    private static IEnumerable<ReportingMonth> Months(ReportingMonth first, DateOnly today, PolicyBook policy)
    {
        for (var month = first; month.LastDay < today && policy.On(month.LastDay, "delayed-transfers.collected").Value == "yes"; month = month.AddMonths(1))
            yield return month;
    }

    private static IEnumerable<Owed> OfMonth(ReportingMonth month, Dictionary<ReportingMonth, StandingPage> months, DateOnly today, PolicyBook policy, ReferenceBook reference)
    {
        var standing = months.GetValueOrDefault(month);
        var nhsEngland = reference.Providers.Single(provider => provider.IsNhsEngland);
        if (standing?.Edition is null)
        {
            if (Due(View.NhsEngland) is { } due)
                yield return new Owed(nhsEngland.Code, nhsEngland.Name, Collection, month, due, today.DayNumber - due.DayNumber, "NHS England publishes an edition for every month");
        }
        // A provider that has begun to send its own returns goes on being asked for them; one that never has is not.
        if (Due(View.Provider) is { } providerDue)
        {
            foreach (var (provider, last) in Senders(months.Values, month))
            {
                if (standing is null || !standing.Slices.Any(slice => slice.View == View.Provider && slice.Place.Provider == provider))
                    yield return new Owed(provider, reference.Provider(provider)?.Name ?? provider, Collection, month, providerDue, today.DayNumber - providerDue.DayNumber, $"It has sent its own return for {last.Name}");
            }
        }
        // Named, because a provider that falls out of the edition looks like one that had no delays.
        if (standing?.Edition is not null && months.GetValueOrDefault(month.AddMonths(-1)) is { Edition: not null } before && Due(View.NhsEngland) is { } editionDue)
        {
            foreach (var provider in InEdition(before).Except(InEdition(standing)).Order(StringComparer.Ordinal))
                yield return new Owed(provider, reference.Provider(provider)?.Name ?? provider, Collection, month, editionDue, today.DayNumber - editionDue.DayNumber, $"It is in the edition of {month.AddMonths(-1).Name} and not in that of {month.Name}");
        }

        DateOnly? Due(View view) =>
            DueDates.Of(month, $"{Collection}/{(view == View.NhsEngland ? "nhs-england" : "provider")}", policy, reference.WorkingDays) is { } due && due < today ? due : null;
    }

    private static IEnumerable<(string Provider, ReportingMonth Last)> Senders(IEnumerable<StandingPage> months, ReportingMonth upTo) =>
        from month in months
        where month.Month <= upTo
        from slice in month.Slices
        where slice.View == View.Provider
        group month.Month by slice.Place.Provider into provider
        orderby provider.Key
        select (provider.Key, provider.Max());

    private static HashSet<string> InEdition(StandingPage month) =>
        [.. month.Slices.Where(slice => slice.View == View.NhsEngland && slice.Version is not null).Select(slice => slice.Place.Provider)];
}

/// <summary>What the daily job says about a month: whether it could be closed, and if not, what is wanting.</summary>
public sealed record ClosingProposal(ReportingMonth Month, bool Ready, ImmutableArray<string> Wanting, string Rule);

/// <summary>A month that was closed, and by whom. Nothing is posted to it any more but statements that were never issued before.</summary>
/// <param name="Month">Of delayed transfers and of reimbursement alike.</param>
/// <param name="On">The London date.</param>
/// <param name="By">A person by name, or the daily job where the policy lets it.</param>
public sealed record ClosedMonth(ReportingMonth Month, DateOnly On, string By)
{
    /// <summary>What was still wanting when it was closed: the person knew and closed it nevertheless.</summary>
    public ImmutableArray<string> Although { get; init; } = [];
}

/// <summary>How a month stands: closed, or open and what is wanting.</summary>
/// <param name="Closed">Null while it is open.</param>
/// <param name="Proposal">Null once it is closed.</param>
/// <param name="Refusal">Why nobody may close it; null when a person may, or has.</param>
/// <param name="Statements">Statements of reimbursement there are for it.</param>
/// <param name="Issued">How many of them were issued.</param>
public sealed record MonthState(ReportingMonth Month, ClosedMonth? Closed, ClosingProposal? Proposal, string? Refusal, int Statements, int Issued);

/// <summary>
/// Whether a month can be closed. It closes only after a statement was issued for it; by a named person, unless the policy switch lets the daily job do it.
/// </summary>
public static class Closing
{
    public static bool IsAutomatic(ReportingMonth month, PolicyBook policy) => policy.On(month.LastDay, "closing.automatic").Value == "on";

    public static ClosingProposal Assess(StandingPage standing, int statements, DateOnly today, PolicyBook policy, ReferenceBook reference) =>
        Assess(standing.Month, standing, statements, today, policy, reference);

    /// <param name="standing">What stands of delayed transfers; null for a month of which nothing was reported, which then needs no edition either.</param>
    /// <param name="statements">Statements of reimbursement issued for the month.</param>
    public static ClosingProposal Assess(ReportingMonth month, StandingPage? standing, int statements, DateOnly today, PolicyBook policy, ReferenceBook reference)
    {
        var wanting = ImmutableArray.CreateBuilder<string>();
        if (Refusal(month, statements, today) is { } refusal)
            wanting.Add(refusal);
        if (standing is not null)
        {
            if (standing.Edition is null)
                wanting.Add("NHS England's edition of this month has not arrived.");
            if (DueDates.Of(month, $"{DelayedTransfers.CollectionKey}/nhs-england", policy, reference.WorkingDays) is { } due && today < due)
                wanting.Add($"Returns are due until {Words.Date(due)}.");
            foreach (var slice in standing.Chosen().Where(slice => slice.Version is null && slice.RefusedSince is not null))
                wanting.Add($"{slice.Place.Provider} for {slice.Place.Authority} was refused in {slice.RefusedSince} and nothing stands for it.");
        }
        return new ClosingProposal(month, wanting.Count == 0, wanting.ToImmutable(), IsAutomatic(month, policy) ? "closed by the daily job (policy switch closing.automatic)" : "to be closed by a named person");
    }

    /// <summary>Why nobody may close a month, whatever else they know of it; null when a person may. Anything else that is wanting is for that person to weigh.</summary>
    public static string? Refusal(ReportingMonth month, int statements, DateOnly today) =>
        statements == 0 ? "No statement has been issued for this month."
        : today <= month.LastDay ? $"{month.Name} is not over."
        : null;
}
