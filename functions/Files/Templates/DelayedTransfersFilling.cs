using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Templates;

/// <summary>
/// Delayed transfers of a month: a line for each authority, type of care and reason that the month has, in which only the numbers are missing. Columns that are not collected in the
/// month are left out: nobody should wonder what belongs there.
/// </summary>
public static class DelayedTransfersFilling
{
    private static readonly ReturnTable Table = DelayedTransfers.Collection.Tables[0];

    /// <param name="provider">Code of the provider that reports.</param>
    /// <param name="authorities">Codes of the authorities reported for.</param>
    /// <param name="before">What the provider sent for the month before, as the ledger keeps it: shown on the sheet 'Last time'.</param>
    public static TemplateFilling Of(string provider, ReportingMonth month, IReadOnlyCollection<string> authorities, IEnumerable<LedgerRow>? before = null)
    {
        var earlier = (before ?? []).Where(row => row.Slice.Body == provider).Select(DelayedTransfersLine.Of).ToLookup(line => line.Slice.Authority);
        var places = DelayedTransfers.Places(month, PolicyBook.Current).ToList();
        return new TemplateFilling
        {
            Title = $"{provider}, {month.Name}",
            Without = HasSnapshot(month) ? [] : [.. Table.Template.Columns.Where(column => column.Optional).Select(column => column.Field)],
            Notes =
            [
                $"In {month.Name} an authority has {places.Count(place => place.Care == CareType.Acute)} lines for Acute and {places.Count(place => place.Care == CareType.NonAcute)} for Non-Acute. All of them are there already; only the numbers are missing.",
            ],
            Rows =
            [
                .. from authority in authorities
                   from place in places
                   select new FilledRow(Table.Key, new Dictionary<string, string>
                   {
                       ["month"] = month.ToString(),
                       ["provider"] = provider,
                       ["authority"] = authority,
                       ["care"] = DelayedTransfers.Name(place.Care),
                       ["reason"] = place.Reason.ToString(),
                   })
                   { Before = Before([.. earlier[authority]], place.Care, place.Reason) },
            ],
        };
    }

    /// <summary>The month after one that stands, for the same provider and authorities. An authority for which nothing but zeros stood has no lines in the ledger and is not among them.</summary>
    internal static TemplateFilling After(IReadOnlyCollection<LedgerRow> rows)
    {
        if (rows.Count == 0)
            return TemplateFilling.None;
        var last = rows.Max(row => row.Slice.Month);
        var lines = rows.Where(row => row.Slice.Month == last).ToList();
        var fillings = lines.Select(row => row.Slice.Provider).Distinct()
            .Select(provider => Of(provider, last.AddMonths(1), [.. lines.Where(row => row.Slice.Provider == provider).Select(row => row.Slice.Authority).Distinct()], lines))
            .ToList();
        return fillings[0] with
        {
            Title = fillings.Count == 1 ? fillings[0].Title : last.AddMonths(1).Name,
            Rows = [.. fillings.SelectMany(filling => filling.Rows)],
        };
    }

    private static Dictionary<string, string> Before(IReadOnlyCollection<DelayedTransfersLine> slice, CareType care, Reason reason)
    {
        var before = new Dictionary<string, string>();
        if (slice.FirstOrDefault() is not { } any)
            return before;
        (before["month"], before["provider"], before["authority"]) = (any.Slice.Page, any.Slice.Provider, any.Slice.Authority);
        (before["care"], before["reason"]) = (DelayedTransfers.Name(care), reason.ToString());
        // A line of zeros is not kept: that the authority was reported is what says that they are zero.
        var line = slice.FirstOrDefault(line => line.Care == care && line.Reason == reason)
            ?? new DelayedTransfersLine(any.Slice, care, reason, new(0, 0, 0), HasSnapshot(any.Slice.Month) ? new(0, 0, 0) : default, 0);
        foreach (var attribution in DelayedTransfers.Attributions)
        {
            Put($"{DelayedTransfers.Key(attribution)}-days", line.Days[attribution]);
            Put($"{DelayedTransfers.Key(attribution)}-patients", line.Patients[attribution]);
        }
        return before;

        void Put(string field, int? number)
        {
            if (number is { } given)
                before[field] = Kinds.Count.Write(given);
        }
    }

    private static bool HasSnapshot(ReportingMonth month) => PolicyBook.Current.TryOn(month.LastDay, "delayed-transfers.snapshot") is { Value: "yes" };
}
