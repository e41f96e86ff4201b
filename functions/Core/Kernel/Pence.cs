using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.Core.Kernel;

/// <summary>
/// An exact amount of pounds sterling, held as a whole number of pence; below zero when it goes the other way. Two amounts are equal when they are the same number
/// of pence, however they were written: £1 is £1.00. The default value is £0.00. There is no half-penny: what comes out of a division is rounded first, in the open,
/// by <see cref="Rounding"/> or by sharing out. An amount that does not fit is an <see cref="OverflowException"/>, never a wrapped one.
/// </summary>
/// <param name="Number">The amount in pence: 123450 is £1,234.50.</param>
[JsonConverter(typeof(PenceJson))]
public readonly record struct Pence(long Number) : IComparable<Pence>
{
    /// <summary>In pounds, with two places: for sums that are not whole pence on the way, such as shares of a pool.</summary>
    public decimal Pounds => Number / 100m;

    /// <summary>
    /// The amount of so many pounds. A third decimal place is refused, because somebody would have to round it: 12.34 and 12.340 are the same amount, 12.345 is none.
    /// </summary>
    public static Pence FromPounds(decimal pounds)
    {
        var pence = pounds * 100;
        return decimal.IsInteger(pence)
            ? new Pence((long)pence)
            : throw new ArgumentOutOfRangeException(nameof(pounds), string.Create(CultureInfo.InvariantCulture, $"{pounds} pounds are not a whole number of pence: round them first, where the rule for rounding is known."));
    }

    public static Pence operator +(Pence left, Pence right) => new(checked(left.Number + right.Number));

    public static Pence operator -(Pence left, Pence right) => new(checked(left.Number - right.Number));

    public static Pence operator -(Pence amount) => new(checked(-amount.Number));

    /// <summary>So many times the amount: 5 days at £130.</summary>
    public static Pence operator *(Pence amount, long times) => new(checked(amount.Number * times));

    /// <inheritdoc cref="op_Multiply(Pence, long)"/>
    public static Pence operator *(long times, Pence amount) => amount * times;

    public int CompareTo(Pence other) => Number.CompareTo(other.Number);

    public static bool operator <(Pence left, Pence right) => left.Number < right.Number;

    public static bool operator >(Pence left, Pence right) => left.Number > right.Number;

    public static bool operator <=(Pence left, Pence right) => left.Number <= right.Number;

    public static bool operator >=(Pence left, Pence right) => left.Number >= right.Number;

    /// <summary><c>£1,234.50</c>, <c>-£12.00</c>: British, whatever the culture of the machine. <see cref="Numbers.ReadMoney"/> reads it back.</summary>
    public override string ToString() => Pounds.ToString("£#,0.00;-£#,0.00", CultureInfo.InvariantCulture);
}

/// <summary>A whole number of pence: a document with pounds in it, or with a fraction, is not ours.</summary>
internal sealed class PenceJson : JsonConverter<Pence>
{
    public override Pence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var pence) ? new Pence(pence) : throw new JsonException("An amount is a whole number of pence.");

    public override void Write(Utf8JsonWriter writer, Pence value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);
}
