using DuckDB.NET.Data;
using static System.FormattableString;

namespace Monitoring.Bench.Contenders;

/// <summary>File to checked slices to sums.</summary>
internal sealed class OurReading : IContender
{
    public Task<Round> Go()
    {
        var timed = new Timed();
        var read = NationalMonth.Check();
        var sums = Sums.Of(read.Accepted);
        var (time, allocated) = (timed.Taken("file to sums"), timed.AllocatedMb);
        return Task.FromResult(new Round([time], sums.InWords(), allocated, Invariant($"{read.RowsRead:#,##0} rows, {read.Accepted.Length} slices accepted, {read.Refused.Length} refused, {read.Findings.Length} findings.")));
    }
}

/// <summary>File to sums in one query.</summary>
internal sealed class DuckReading(string threads) : IContender
{
    private DuckDBConnection? _connection;

    public string Description => Duck.Version;

    public Task<Round> Go()
    {
        var timed = new Timed();
        _connection ??= Duck.Open(threads);
        var rows = Duck.Rows(_connection, $"""
            SELECT "Local Authority Code", "Acute Or Non Acute Description", "Reason For Delay", sum("NHS")::BIGINT, sum("Social Care")::BIGINT, sum("Both B")::BIGINT
            FROM {Duck.TheFile} GROUP BY ALL
            """,
            row => (Authority: row.GetString(0), Care: row.GetString(1), Reason: row.GetString(2), Nhs: row.GetInt64(3), SocialCare: row.GetInt64(4), Both: row.GetInt64(5)));
        var time = timed.Taken("file to sums");
        var sums = new Sums();
        foreach (var row in rows)
            sums.Add(row.Authority, row.Care, row.Reason, row.Nhs, row.SocialCare, row.Both);
        return Task.FromResult(new Round([time], sums.InWords()));
    }
}
