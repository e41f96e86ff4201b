using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;

namespace Monitoring.Files.Statements;

/// <summary>What the amounts of a statement are called and what each is.</summary>
internal static class AmountWords
{
    public const string
        Ceiling = "Notional ceiling (not an invoice)",
        CeilingMeans = "Acute delayed days due to social care as delayed transfers of care report them for the month, times the daily rate. Nobody owes it: it is above what could ever be required for the month as reported.",
        Computable = "Computable",
        Required = "Required",
        Due = "Due, as part of required",
        InDispute = "In dispute, as part of required",
        InDisputeMeans = "The rest of what is required: days that the payer does not count, or contests. Disputed days shows them.",
        Paid = "Paid",
        PaidMeans = "What was paid so far for days of the month, as the payee reports. Not known is not the same as nothing.",
        Unpaid = "Required and not paid",
        UnpaidMeans = "What is required less what is known to be paid.";

    private const string
        DueOfStatement = "The part of what is required for days that both parties count, or on which both agreed. It is posted to the account and does not wait for the rest.",
        ComputableOfStatement = "What the law allows to be required for the days that count, as the NHS body reports its cases: the rate of each day, added up.",
        RequiredUnderBoth = "Under the Act of 2003 all that is computable, less what was waived. Under the Care Act 2014 what the NHS body decided to seek.";

    /// <summary>What the amounts of statements are, under whatever law.</summary>
    public static readonly ImmutableArray<(string Term, string Meaning)> Terms =
        [(Ceiling, CeilingMeans), (Computable, ComputableOfStatement), (Required, RequiredUnderBoth), (Due, DueOfStatement), (InDispute, InDisputeMeans), (Paid, PaidMeans)];

    public static string DueMeans(Statement statement) => DueMeans(statement.Key.IsRecovery);

    public static string DueMeans(bool recovery) => recovery
        ? "What the payee is known to have paid is due in full. It is posted to the account."
        : DueOfStatement;

    public static string ComputableMeans(Statement statement) => ComputableMeans(statement.Key.IsRecovery);

    public static string ComputableMeans(bool recovery) => recovery
        ? "What the payee paid the NHS body for days for which the payer turned out to be responsible."
        : ComputableOfStatement;

    public static string RequiredMeans(Statement statement) => RequiredMeans(statement.Key.IsRecovery, [.. statement.Cases.Select(one => one.Regime)]);

    public static string RequiredMeans(bool recovery, IReadOnlyCollection<Regime> laws) =>
        recovery ? "What the payee recovers: what it paid, and no more."
        : (laws.Contains(Regime.Act2003), laws.Contains(Regime.Act2014)) switch
        {
            (true, true) => RequiredUnderBoth,
            (true, false) => "Under the Act of 2003 the authority must pay all that is computable, less what was waived.",
            _ => "Under the Care Act 2014 the NHS body may require payment: what it decided to seek, and no more than is computable.",
        };
}
