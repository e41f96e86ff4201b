using System.Text;
using System.Text.Json;
using DuckDB.NET.Data;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Validation;
using static System.FormattableString;

namespace Monitoring.Bench.Contenders;

/// <summary>Ledger lines in memory to documents as they are stored.</summary>
internal sealed class OurFigures : IContender
{
    private readonly CheckedReturn _read;
    private readonly PageVersion _version;

    public OurFigures()
    {
        _read = NationalMonth.Check();
        _version = NationalMonth.Accept(_read).Version;
    }

    public Task<Round> Go()
    {
        var timed = new Timed();
        var documents = NationalMonth.Figures(_version, NationalMonth.LinesOf(_read));
        var bytes = documents.Select(Json.Bytes).ToList();
        var (time, allocated) = (timed.Taken("lines to documents"), timed.AllocatedMb);
        return Task.FromResult(new Round([time], Sums.Of(documents).InWords(), allocated, Invariant($"{bytes.Count} documents, {bytes.Sum(document => document.Length) / 1e6:0.0} MB.")));
    }
}

/// <summary>The rows of the file in a table to documents of the sums alone.</summary>
internal sealed class DuckFigures : IContender
{
    private readonly DuckDBConnection _connection;

    public DuckFigures(string threads)
    {
        _connection = Duck.Open(threads);
        Duck.Run(_connection, $"""
            CREATE TABLE line AS
            SELECT "Provider Org Code" AS provider, "Provider Org Name" AS name, "Local Authority Code" AS authority, "Acute Or Non Acute Description" AS care,
                   "Reason For Delay" AS reason, "NHS" AS nhs, "Social Care" AS social_care, "Both B" AS "both"
            FROM {Duck.TheFile}
            """);
    }

    public string Description => Duck.Version;

    public Task<Round> Go()
    {
        var timed = new Timed();
        var bytes = Duck.Rows(_connection, """
            WITH body_line AS (SELECT authority AS body, * FROM line UNION ALL SELECT 'ENG', * FROM line),
            cell AS (SELECT body, care, reason, sum(nhs)::BIGINT AS nhs, sum(social_care)::BIGINT AS socialCare, sum("both")::BIGINT AS "both" FROM body_line GROUP BY body, care, reason),
            part AS (SELECT body, provider, any_value(name) AS name, care, sum(nhs)::BIGINT AS nhs, sum(social_care)::BIGINT AS socialCare, sum("both")::BIGINT AS "both" FROM body_line GROUP BY body, provider, care),
            cells AS (SELECT body, list({'care': care, 'reason': reason, 'nhs': nhs, 'socialCare': socialCare, 'both': "both"} ORDER BY care, reason) AS cells FROM cell GROUP BY body),
            parts AS (SELECT body, list({'code': provider, 'name': name, 'care': care, 'nhs': nhs, 'socialCare': socialCare, 'both': "both"} ORDER BY provider, care) AS providers FROM part GROUP BY body)
            SELECT to_json({'body': body, 'cells': cells, 'providers': providers})::VARCHAR FROM cells JOIN parts USING (body) ORDER BY body
            """, row => Encoding.UTF8.GetBytes(row.GetString(0)));
        var time = timed.Taken("lines to documents");
        return Task.FromResult(new Round([time], SumsOf(bytes).InWords(), null, Invariant($"{bytes.Count} documents, {bytes.Sum(document => document.Length) / 1e6:0.0} MB.")));
    }

    private static Sums SumsOf(IEnumerable<byte[]> documents)
    {
        var sums = new Sums();
        foreach (var bytes in documents)
        {
            using var document = JsonDocument.Parse(bytes);
            foreach (var cell in document.RootElement.GetProperty("cells").EnumerateArray())
                sums.Add(document.RootElement.GetProperty("body").GetString()!, Text(cell, "care"), Text(cell, "reason"), Days(cell, "nhs"), Days(cell, "socialCare"), Days(cell, "both"));
        }
        return sums;
    }

    private static string Text(JsonElement cell, string name) => cell.GetProperty(name).GetString()!;

    private static long Days(JsonElement cell, string name) => cell.GetProperty(name).GetInt64();
}
