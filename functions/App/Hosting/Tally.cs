using System.Diagnostics.Metrics;

namespace Monitoring.App.Hosting;

/// <summary>What this process has done, counted: printed by the run command, asserted by tests, exported as metrics.</summary>
public sealed class Tally
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Monitoring";

    private static readonly Meter Meter = new(Name);

    public Count Received { get; } = new("submissions.received");
    public Count Refused { get; } = new("submissions.refused");
    public Count FiguresWritten { get; } = new("figures.written");
    public Count FiguresUnchanged { get; } = new("figures.unchanged");
    public Count HistoriesWritten { get; } = new("histories.written");
    public Count HistoriesUnchanged { get; } = new("histories.unchanged");
    public Count DischargesWritten { get; } = new("discharges.written");
    public Count DischargesUnchanged { get; } = new("discharges.unchanged");
    public Count FundsWritten { get; } = new("funds.written");
    public Count FundsUnchanged { get; } = new("funds.unchanged");
    public Count SummariesWritten { get; } = new("summaries.written");
    public Count SummariesUnchanged { get; } = new("summaries.unchanged");
    public Count StatementsWritten { get; } = new("statements.written");
    public Count StatementsUnchanged { get; } = new("statements.unchanged");
    public Count StatementsIssued { get; } = new("statements.issued");
    public Count Posted { get; } = new("postings.added");

    /// <summary>Somebody posted to the account between reading and posting: read again.</summary>
    public Count PostedMeanwhile { get; } = new("postings.met");
    public Count WorkbooksWritten { get; } = new("workbooks.written");
    public Count WorkbooksUnchanged { get; } = new("workbooks.unchanged");
    public Count CasesDeleted { get; } = new("cases.deleted");
    public Count Swept { get; } = new("unfinished.driven");

    public sealed class Count(string name)
    {
        private readonly Counter<long> _counter = Meter.CreateCounter<long>($"monitoring.{name}");
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Add(long number = 1)
        {
            Interlocked.Add(ref _value, number);
            _counter.Add(number);
        }
    }
}
