using System.Globalization;
using DuckDB.NET.Data;

namespace Monitoring.Bench.Contenders;

/// <summary>DuckDB in this process.</summary>
internal static class Duck
{
    /// <summary>The national month in a query. Columns are stated, since guessing them would read the file twice.</summary>
    public static string TheFile { get; } = $"""
        read_csv('{NationalMonth.File.Replace("'", "''", StringComparison.Ordinal)}', header = true, auto_detect = false, columns = {"{"}
            'Period': 'VARCHAR', 'Provider Parent Org Code': 'VARCHAR', 'Provider Parent Name': 'VARCHAR', 'Provider Org Code': 'VARCHAR', 'Provider Org Name': 'VARCHAR',
            'Local Authority Code': 'VARCHAR', 'Local Authority Name': 'VARCHAR', 'Acute Or Non Acute Description': 'VARCHAR', 'Reason For Delay': 'VARCHAR',
            'NHS DTOC beds': 'DOUBLE', 'NHS': 'INTEGER', 'Social Care DTOC beds': 'DOUBLE', 'Social Care': 'INTEGER', 'Both DTOC beds': 'DOUBLE', 'Both B': 'INTEGER'{"}"})
        """;

    public static string Version
    {
        get
        {
            using var connection = new DuckDBConnection("DataSource=:memory:");
            return connection.ServerVersion.TrimStart('v');
        }
    }

    /// <param name="threads">As many as there are cores when empty.</param>
    public static DuckDBConnection Open(string threads)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        if (threads.Length > 0)
            Run(connection, $"SET threads = {int.Parse(threads, CultureInfo.InvariantCulture)}");
        return connection;
    }

    public static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static List<T> Rows<T>(DuckDBConnection connection, string sql, Func<DuckDBDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
