using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Ledger;

/// <summary>
/// The place of a submission in the order of arrival at storage: created time, then submission id. Never the order of processing.
/// Compares as its text does.
/// </summary>
/// <param name="Value"><c>20200109T093000000Z-0197...</c>: sorts as text.</param>
[JsonConverter(typeof(ArrivalOrderJson))]
public readonly record struct ArrivalOrder(string Value) : IComparable<ArrivalOrder>
{
    public static ArrivalOrder Of(DateTimeOffset createdInStorage, string submission) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{createdInStorage.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}-{submission}"));

    public int CompareTo(ArrivalOrder other) => string.CompareOrdinal(Value, other.Value);

    public static bool operator <(ArrivalOrder left, ArrivalOrder right) => left.CompareTo(right) < 0;

    public static bool operator >(ArrivalOrder left, ArrivalOrder right) => left.CompareTo(right) > 0;

    public static bool operator <=(ArrivalOrder left, ArrivalOrder right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ArrivalOrder left, ArrivalOrder right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value;
}

internal sealed class ArrivalOrderJson : JsonConverter<ArrivalOrder>
{
    public override ArrivalOrder Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, ArrivalOrder value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

/// <summary>
/// What a submission speaks for. An edition of NHS England states a whole month: what it leaves out is withdrawn. Any other return
/// states its providers' whole months.
/// </summary>
/// <param name="Providers">The providers whose month it states; empty when it states every provider's.</param>
public sealed record Coverage(ImmutableArray<string> Providers)
{
    public static readonly Coverage WholeMonth = new(ImmutableArray<string>.Empty);

    public bool Covers(string provider) => Providers.IsEmpty || Providers.Contains(provider);
}

/// <summary>What an acceptance brings for one slice: enough to know whether anything changed, without reading the ledger.</summary>
/// <param name="Digest">Of the content; see <see cref="SliceContent"/>.</param>
/// <param name="Days">Sum of the days given.</param>
public sealed record SliceVersion(string Provider, string Authority, string Digest, int FirstLine, int LastLine, long Days);

/// <summary>A slice without its month.</summary>
public readonly record struct Place(string Provider, string Authority) : IComparable<Place>
{
    public int CompareTo(Place other)
    {
        var byProvider = string.CompareOrdinal(Provider, other.Provider);
        return byProvider != 0 ? byProvider : string.CompareOrdinal(Authority, other.Authority);
    }
}

/// <summary>One month of an acceptance.</summary>
/// <param name="LedgerBlob">Where its ledger lines are.</param>
/// <param name="Refused">Slices that the file held and that were refused: they are neither replaced nor withdrawn.</param>
public sealed record AcceptedMonth(ReportingMonth Month, string LedgerBlob, Coverage Coverage, ImmutableArray<SliceVersion> Slices, ImmutableArray<Place> Refused);

/// <summary>
/// The commit. A submission counts through this one blob and through nothing else; every table and figure can be rebuilt from these.
/// </summary>
/// <param name="Order">Place in the order of arrival.</param>
/// <param name="ReceivedAt">Arrival by the clock of the app: what "as at" asks for.</param>
/// <param name="ReturnBlob">The file as it was uploaded.</param>
/// <param name="Sha256">Of that file.</param>
/// <param name="Policy">Version of the rules it was checked with.</param>
public sealed record Acceptance(
    ArrivalOrder Order, string Submission, string Sender, View View, string Collection, string FileName, string ReturnBlob, string Sha256,
    DateTimeOffset ReceivedAt, string Layout, string Policy, string Reference, ImmutableArray<AcceptedMonth> Months)
{
    /// <summary>The months of an accepted return, with the ledger text of each, and the coverage that its layout and sender give it.</summary>
    public static IEnumerable<(AcceptedMonth Month, string LedgerText)> MonthsOf(CheckedReturn checkedReturn, View view, PolicyBook policy, Func<ReportingMonth, string, string> ledgerBlob)
    {
        foreach (var month in checkedReturn.Accepted.GroupBy(slice => slice.Key.Month).OrderBy(month => month.Key))
        {
            var refused = checkedReturn.Refused.Where(slice => slice.Month == month.Key).Select(slice => new Place(slice.Provider, slice.Authority)).ToImmutableArray();
            var wholeMonth = view == View.NhsEngland && checkedReturn.Layout!.Edition
                && policy.On(month.Key.LastDay, "edition.covers-month", DelayedTransfers.Collection).Value == "yes";
            var coverage = wholeMonth
                ? Coverage.WholeMonth
                : new Coverage([.. month.Select(slice => slice.Key.Provider).Concat(refused.Select(place => place.Provider)).Distinct().Order(StringComparer.Ordinal)]);
            var text = Ledger.LedgerText.Write(month);
            yield return (new AcceptedMonth(
                month.Key, ledgerBlob(month.Key, text), coverage,
                [.. month.Select(slice => new SliceVersion(slice.Key.Provider, slice.Key.Authority, slice.Digest, slice.FirstLine, slice.LastLine, slice.Days))],
                refused), text);
        }
    }
}
