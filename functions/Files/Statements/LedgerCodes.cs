using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Monitoring.Core.Kernel;

namespace Monitoring.Files.Statements;

/// <summary>
/// Where in a body's ledger an entry goes. The codes that come with the program are invented and say so (<c>EXAMPLE-</c>): bodies have charts of accounts of their own, and put theirs into
/// <c>ledger-codes.csv</c> in the place of these before a journal is loaded anywhere.
/// </summary>
internal sealed class LedgerCodes
{
    private static readonly ImmutableArray<string> Columns = ["role", "about", "side", "account", "cost centre", "name"];
    private readonly ImmutableDictionary<(string Role, string About, string Side), LedgerCode> _codes;

    private LedgerCodes(ImmutableDictionary<(string Role, string About, string Side), LedgerCode> codes) => _codes = codes;

    /// <summary>The mapping this build came with.</summary>
    public static LedgerCodes Current { get; } = Embedded();

    /// <param name="text">Of a table with the columns of <c>ledger-codes.csv</c>.</param>
    /// <exception cref="FormatException">The columns are others, or a line has more or fewer cells.</exception>
    public static LedgerCodes Of(string text)
    {
        var records = CsvText.Read(text).ToList();
        if (!records[0].SequenceEqual(Columns) || records.Any(record => record.Length != Columns.Length))
            throw new FormatException($"ledger-codes.csv: each line has {Columns.Length} cells, in this order: {string.Join(", ", Columns)}.");
        return new(records.Skip(1).ToImmutableDictionary(record => (record[0], record[1], record[2]), record => new LedgerCode(record[3], record[4], record[5])));
    }

    /// <summary>The code of one line; null where the table has none: a code is never guessed.</summary>
    /// <param name="role">In whose books: <c>payee</c> or <c>payer</c> of a statement, <c>partner</c> or <c>host</c> of a pooled fund.</param>
    /// <param name="about">
    /// <c>reimbursement</c>, or <c>recovery</c> between two authorities; of a pooled fund <c>contribution</c>, <c>expenditure</c>, <c>performance</c> and <c>risk-share</c>, with <c>own-</c> before it where the host is the partner itself.
    /// </param>
    /// <param name="side"><c>debit</c> or <c>credit</c> of an amount above zero; of one below zero they change places.</param>
    public LedgerCode? Find(string role, string about, string side) => _codes.GetValueOrDefault((role, about, side));

    private static LedgerCodes Embedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("statements/ledger-codes.csv") ?? throw new FormatException("No table ledger-codes is embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Of(reader.ReadToEnd());
    }
}

/// <summary>An account of a ledger with its cost centre.</summary>
internal sealed record LedgerCode(string Account, string CostCentre, string Name)
{
    /// <summary>Invented, as the codes are that come with the program.</summary>
    public bool IsExample => Account.StartsWith("EXAMPLE-", StringComparison.Ordinal) || CostCentre.StartsWith("EXAMPLE-", StringComparison.Ordinal);
}
