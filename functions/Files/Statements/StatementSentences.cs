using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Statements;

/// <summary>A statement in a few sentences, as its summary and its page begin.</summary>
internal static class StatementSentences
{
    public static IEnumerable<string> Of(Statement statement)
    {
        var (amounts, payee, payer, month) = (statement.Amounts, statement.Payee.Name, statement.Payer.Name, statement.Key.Month.Name);
        var counted = statement.Cases.Sum(one => one.Days.Count(day => day.NhsBody is { Counts: true })) + statement.Deleted.Sum(deleted => deleted.Days);
        yield return statement.Key.IsRecovery
            ? $"{payee} paid for {Words.Days(statement.Recoveries.Sum(one => one.Days))} of {month} for which {payer} turned out to be responsible, and recovers what it paid: {amounts.Computable}."
            : counted == 0 ? $"No day of {month} counts for which {payee} could require payment of {payer}."
            : $"{Words.Of(statement.Cases.Length + statement.Deleted.Sum(deleted => deleted.Cases), "case")}: as {payee} reports, {Words.Days(counted)} of {month} {(counted == 1 ? "counts" : "count")}, for which the law allows {amounts.Computable} to be required of {payer}.";
        yield return amounts.Required switch
        {
            null => "It is not decided whether payment is required, so nothing is due yet.",
            { } required when amounts is { Due: { } due, InDispute: { } disputed } => $"Required is {required}. Of that {due} is due and {disputed} is in dispute.",
            { } required => $"Required is {required}.",
        };
        yield return amounts.Paid is { } paid ? $"Paid so far: {paid}." : $"Nothing is known of a payment by {payer}.";
        yield return $"The figures are {Phrases.Of(statement.Status)}.{string.Concat(statement.StatusReasons.Select(reason => $" {reason}"))}";
        foreach (var note in statement.Notes)
            yield return note;
    }

    /// <summary>Said of a statement for evaluation; null for a real one.</summary>
    public static string? Stamp(Statement statement) => statement.Hypothetical is { } supposed ? $"HYPOTHETICAL - nothing is due by this. Supposed: {supposed}" : null;
}
