using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Reimbursement;

/// <summary>Which days of the cases are looked at.</summary>
/// <param name="Payer">Days for which this authority answers; null for all.</param>
/// <param name="From">First month; null for all before.</param>
/// <param name="To">Last month; null for all after.</param>
public sealed record WhatIfScope(string? Payer, ReportingMonth? From, ReportingMonth? To)
{
    public static readonly WhatIfScope All = new(null, null, null);

    internal bool Has(ReportingMonth month) => (From is not { } from || from <= month) && (To is not { } to || month <= to);
}

/// <summary>Days and pounds, as things are and as supposed. Both are what could be required at most (computable), never what is due.</summary>
public sealed record WhatIfSum(int Days, Pence Amount, int SupposedDays, Pence SupposedAmount)
{
    public static readonly WhatIfSum None = new(0, default, 0, default);

    [JsonIgnore]
    public int MoreDays => SupposedDays - Days;

    [JsonIgnore]
    public Pence More => SupposedAmount - Amount;

    public static WhatIfSum operator +(WhatIfSum left, WhatIfSum right) =>
        new(checked(left.Days + right.Days), left.Amount + right.Amount, checked(left.SupposedDays + right.SupposedDays), left.SupposedAmount + right.SupposedAmount);
}

/// <summary>A day that counts under one of the two and not under the other, or at another rate, or for another authority.</summary>
/// <param name="AsItIs">Null where the day is not one of the case as things are.</param>
/// <param name="Supposed">Null where it is not one as supposed.</param>
public sealed record WhatIfDay(DateOnly Date, DecidedDay? AsItIs, DecidedDay? Supposed);

/// <summary>A case in the months looked at.</summary>
/// <param name="Changed">In order of date.</param>
public sealed record WhatIfCase(string NhsBody, string Case, View View, string Authority, bool Open, WhatIfSum Sum, ImmutableArray<WhatIfMonth> Months, ImmutableArray<WhatIfDay> Changed);

/// <summary>A month.</summary>
public sealed record WhatIfMonth(ReportingMonth Month, WhatIfSum Sum);

/// <summary>
/// Cases as they stand, decided under the rules in force and under a supposition, for evaluation: what another law, or another reading of the law, would have come to. Nothing is due by it. It is a document of its own kind,
/// no <see cref="Statement"/>: nothing that stores, posts or issues statements can take it.
/// </summary>
/// <param name="Supposition">What is supposed, in words; null when nothing is, and both sides follow the rules in force.</param>
/// <param name="Policy">Version of the rules in force.</param>
/// <param name="Months">In order.</param>
public sealed record WhatIfResult(string? Supposition, string Policy, string Reference, WhatIfScope Scope, ImmutableArray<WhatIfCase> Cases, ImmutableArray<WhatIfMonth> Months, WhatIfSum Total)
{
    /// <summary>Version of the form of this document.</summary>
    public string Schema { get; init; } = "what-if/1";

    /// <summary>Stands on the document and on each of its tables.</summary>
    public string Marking { get; init; } = "HYPOTHETICAL: worked out on a supposition, for evaluation. Nothing is due by it.";
}

/// <summary>The same cases under other rules.</summary>
public static class WhatIf
{
    /// <summary>Decides each case twice and sets the two against one another.</summary>
    /// <param name="cases">Each counts once: the NHS body's reports, or the authority's.</param>
    /// <param name="real">The rules in force.</param>
    /// <param name="supposed">The same with something else supposed.</param>
    public static WhatIfResult Of(IReadOnlyList<ReportedCase> cases, PolicyBook real, PolicyBook supposed, ReferenceBook reference, WhatIfScope? scope = null)
    {
        scope ??= WhatIfScope.All;
        ImmutableArray<WhatIfCase> decided =
        [
            .. from one in cases
               orderby one.Case, one.View, one.Party
               let found = Of(DayByDay.Of(one, real, reference), DayByDay.Of(one, supposed, reference), scope)
               where found is not null
               select found,
        ];
        return new WhatIfResult(
            supposed.Supposition, real.Version, reference.Version, scope, decided, [.. Sums(decided.SelectMany(one => one.Months))], decided.Aggregate(WhatIfSum.None, (sum, one) => sum + one.Sum));
    }

    /// <summary>Null where the case has no day in the months looked at for which the payer answers.</summary>
    private static WhatIfCase? Of(CaseDays asItIs, CaseDays supposed, WhatIfScope scope)
    {
        var (before, after) = (asItIs.Days.ToDictionary(day => day.Date), supposed.Days.ToDictionary(day => day.Date));
        ImmutableArray<WhatIfDay> days =
        [
            .. from date in before.Keys.Union(after.Keys).Order()
               where scope.Has(ReportingMonth.Of(date))
               let day = new WhatIfDay(date, before.GetValueOrDefault(date), after.GetValueOrDefault(date))
               where IsPayers(day.AsItIs) || IsPayers(day.Supposed)
               select day,
        ];
        if (days.IsEmpty)
            return null;
        var months = Sums(days.Select(day => new WhatIfMonth(ReportingMonth.Of(day.Date), new WhatIfSum(Count(day.AsItIs), Amount(day.AsItIs), Count(day.Supposed), Amount(day.Supposed))))).ToImmutableArray();
        return new WhatIfCase(
            asItIs.NhsBody, asItIs.Case, asItIs.View, scope.Payer ?? asItIs.Authority, asItIs.Open, months.Aggregate(WhatIfSum.None, (sum, month) => sum + month.Sum), months,
            [.. days.Where(day => Count(day.AsItIs) != Count(day.Supposed) || Amount(day.AsItIs) != Amount(day.Supposed))]);

        bool IsPayers(DecidedDay? day) => day is not null && (scope.Payer is null || day.Authority == scope.Payer);

        int Count(DecidedDay? day) => IsPayers(day) && day!.Counts ? 1 : 0;

        Pence Amount(DecidedDay? day) => IsPayers(day) ? day!.Amount : default;
    }

    private static IEnumerable<WhatIfMonth> Sums(IEnumerable<WhatIfMonth> months) =>
        months.GroupBy(month => month.Month).OrderBy(same => same.Key).Select(same => new WhatIfMonth(same.Key, same.Aggregate(WhatIfSum.None, (sum, month) => sum + month.Sum)));
}
