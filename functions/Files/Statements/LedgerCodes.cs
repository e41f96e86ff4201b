using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Monitoring.Core.Kernel;

namespace Monitoring.Files.Statements;

/// <summary>
/// Where in a body's ledger a posting goes. The codes that come with the program are invented and say so (<c>EXAMPLE-</c>): bodies have charts of accounts of their own, and put theirs into
/// <c>ledger-codes.csv</c> in the place of these before a journal is loaded anywhere.
/// </summary>
internal sealed class LedgerCodes
{
    private static readonly ImmutableArray<string> Columns = ["role", "about", "side", "account", "cost centre", "name"];
    private readonly ImmutableDictionary<(string Role, string About, string Side), LedgerCode> _codes;

    private LedgerCodes(string text)
    {
        var records = CsvText.Read(text).ToList();
        if (!records[0].SequenceEqual(Columns) || records.Any(record => record.Length != Columns.Length))
            throw new FormatException($"ledger-codes.csv: each line has {Columns.Length} cells, in this order: {string.Join(", ", Columns)}.");
        _codes = records.Skip(1).ToImmutableDictionary(record => (record[0], record[1], record[2]), record => new LedgerCode(record[3], record[4], record[5]));
    }

    /// <summary>The mapping this build came with.</summary>
    public static LedgerCodes Current { get; } = Embedded();

    /// <param name="role"><c>payee</c> or <c>payer</c>: in whose books.</param>
    /// <param name="about"><c>reimbursement</c>, or <c>recovery</c> between two authorities.</param>
    /// <param name="side"><c>debit</c> or <c>credit</c> of an amount above zero; of one below zero they change places.</param>
    public LedgerCode this[string role, string about, string side] => _codes[(role, about, side)];

    private static LedgerCodes Embedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("statements/ledger-codes.csv") ?? throw new FormatException("No table ledger-codes is embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new LedgerCodes(reader.ReadToEnd());
    }
}

/// <summary>An account of a ledger with its cost centre.</summary>
internal sealed record LedgerCode(string Account, string CostCentre, string Name);
