using System.Collections.Immutable;
using DuckDB.NET.Data;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Policy;
using static System.FormattableString;

namespace Monitoring.Bench.Contenders;

/// <summary>Cases as they are reported to every day decided, with its fact, provision and rate.</summary>
internal sealed class OurDays : IContender
{
    private readonly ImmutableArray<ReportedCase> _cases = [.. HundredThousandCases.Rows().Select(HundredThousandCases.Reported)];

    public Task<Round> Go()
    {
        var timed = new Timed();
        long days = 0, pence = 0, june = 0, decided = 0;
        foreach (var reported in _cases)
        {
            foreach (var day in DayByDay.Of(reported, PolicyBook.Current, ReferenceBook.Current).Days)
            {
                decided++;
                if (!day.Counts)
                    continue;
                days++;
                pence += day.Amount.Number;
                june += day.Date is { Year: 2018, Month: 6 } ? 1 : 0;
            }
        }
        var taken = timed.Taken("cases to days");
        return Task.FromResult(new Round([taken], HundredThousandCases.InWords(days, pence, june), timed.AllocatedMb, Invariant($"{decided:#,##0} days decided, {_cases.Length / taken.Milliseconds * 1000:#,##0} cases a second.")));
    }
}

/// <summary>
/// The same cases as rows of a table, by the plain arithmetic of 2014 in one query: 2 pm, one day's notice, two days' minimum, 11 am, two rates. It says of no day why it does not count, and knows no other event.
/// </summary>
internal sealed class DuckDays : IContender
{
    private readonly DuckDBConnection _connection;

    public DuckDays(string threads)
    {
        _connection = Duck.Open(threads);
        Duck.Run(_connection, "CREATE TABLE reported (number INTEGER, authority VARCHAR, assessment TIMESTAMP, discharge TIMESTAMP, proposed DATE, in_place TIMESTAMP, departed TIMESTAMP)");
        using var rows = _connection.CreateAppender("reported");
        foreach (var row in HundredThousandCases.Rows())
        {
            rows.CreateRow().AppendValue(row.Number).AppendValue(row.Authority).AppendValue(row.Assessment).AppendValue(row.Discharge).AppendValue(row.Proposed).AppendValue(row.InPlace).AppendValue(row.Left)
                .EndRow();
        }
    }

    public string Description => Duck.Version;

    public Task<Round> Go()
    {
        var timed = new Timed();
        var found = Duck.Rows(_connection, """
            WITH counted AS (
                SELECT *, assessment::DATE + (assessment::TIME > TIME '14:00')::INTEGER AS assessed, discharge::DATE + (discharge::TIME > TIME '14:00')::INTEGER AS discharged FROM reported),
            relevant AS (
                SELECT *, greatest(proposed, assessed + 2) AS relevant_day,
                    least(departed::DATE, in_place::DATE - (in_place::TIME <= TIME '11:00')::INTEGER) AS last_day FROM counted WHERE discharged <= proposed - 1),
            day AS (
                SELECT authority, unnest(generate_series((relevant_day + 1)::TIMESTAMP, last_day::TIMESTAMP, INTERVAL 1 DAY))::DATE AS date FROM relevant WHERE in_place::DATE > relevant_day),
            month AS (
                SELECT authority, date_trunc('month', date) AS month, count(*) AS days FROM day GROUP BY ALL)
            SELECT sum(days)::BIGINT, sum(days * CASE WHEN authority IN ('702', '714', '716', '730') THEN 15500 ELSE 13000 END)::BIGINT,
                sum(days) FILTER (month = DATE '2018-06-01')::BIGINT FROM month
            """, row => (Days: row.GetInt64(0), Pence: row.GetInt64(1), June: row.GetInt64(2))).Single();
        return Task.FromResult(new Round([timed.Taken("cases to days")], HundredThousandCases.InWords(found.Days, found.Pence, found.June)));
    }
}
