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

    /// <summary>The submission whose place it is.</summary>
    [JsonIgnore]
    public string Submission => Value[(Value.IndexOf('-', StringComparison.Ordinal) + 1)..];

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
/// What a submission speaks for besides the slices that it brings: slices that it covers and leaves out are withdrawn. An edition of NHS England states a whole page; a provider's
/// own return its whole month; most returns speak for nothing but their slices.
/// </summary>
/// <param name="Whole">It states the whole page.</param>
/// <param name="Bodies">The bodies of which it states the whole page.</param>
public sealed record Coverage(bool Whole, ImmutableArray<string> Bodies)
{
    public static readonly Coverage WholePage = new(true, []);

    public static readonly Coverage SlicesOnly = new(false, []);

    public bool Covers(string body) => Whole || Bodies.Contains(body);
}

/// <summary>What an acceptance brings for one slice: enough to know whether anything changed, without reading the ledger.</summary>
/// <param name="Digest">Of the content; see <see cref="SliceContent"/>.</param>
/// <param name="Total">What the collection counts: days given, or rows.</param>
public sealed record SliceVersion(string Body, string Part, string Digest, int FirstLine, int LastLine, long Total)
{
    /// <summary>Warnings that were accepted with it.</summary>
    public ImmutableArray<Noted> Warnings { get; init; } = [];

    [JsonIgnore]
    public Place Place => new(Body, Part);
}

/// <summary>One page of an acceptance.</summary>
/// <param name="LedgerBlob">Where its ledger lines are.</param>
/// <param name="Refused">Slices that the file held and that were refused: they are neither replaced nor withdrawn.</param>
public sealed record AcceptedPage(string Page, string LedgerBlob, Coverage Coverage, ImmutableArray<SliceVersion> Slices, ImmutableArray<Place> Refused);

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
    DateTimeOffset ReceivedAt, string Layout, string Policy, string Reference, ImmutableArray<AcceptedPage> Pages)
{
    /// <summary>The pages of an accepted return, with the ledger text of each, and the coverage that its layout and sender give it.</summary>
    public static IEnumerable<(AcceptedPage Page, string LedgerText)> PagesOf(CheckedReturn found, PolicyBook policy, Func<string, string, string> ledgerBlob)
    {
        foreach (var page in found.Accepted.GroupBy(slice => slice.Key.Page).OrderBy(page => page.Key, StringComparer.Ordinal))
        {
            var text = Ledger.LedgerText.Write(found.Collection!, page);
            yield return (new AcceptedPage(
                page.Key, ledgerBlob(page.Key, text), found.Collection!.CoverageOf(found, found.View!.Value, page.Key, policy),
                [.. page.Select(slice => new SliceVersion(slice.Key.Body, slice.Key.Part, slice.Digest, slice.FirstLine, slice.LastLine, slice.Total) { Warnings = slice.Warnings })],
                [.. found.Refused.Where(slice => slice.Page == page.Key).Select(slice => slice.Place)]), text);
        }
    }
}
