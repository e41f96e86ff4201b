using System.Collections.Immutable;
using System.Text.Json;

namespace Monitoring.Bench;

/// <summary>A time, under the name by which it is compared with the others' times.</summary>
/// <param name="Cpu">Milliseconds of processor that all threads took together: neighbours on the machine change it less than the time.</param>
internal sealed record Measure(string Name, double Milliseconds, double Cpu)
{
    /// <summary>The time of one of several things done.</summary>
    public Measure Each(int things) => this with { Milliseconds = Milliseconds / things, Cpu = Cpu / things };
}

/// <summary>What one round of one contender came to.</summary>
/// <param name="Check">What was found, in words: the same from every contender who says it.</param>
/// <param name="AllocatedMb">By .NET; null from others.</param>
/// <param name="Note">What else a reader of the times should know.</param>
internal sealed record Round(ImmutableArray<Measure> Measures, string? Check = null, double? AllocatedMb = null, string? Note = null);

/// <summary>What a contender says of itself before the first round: that it is ready, or why it cannot take part.</summary>
internal sealed record Introduction(string? Ready = null, string? Absent = null);

/// <summary>What a contender says last.</summary>
internal sealed record Farewell(double PeakMb);

/// <summary>Contenders are processes that are asked for rounds and answer in lines of JSON.</summary>
internal static class Lines
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public static string Write<T>(T answer) => JsonSerializer.Serialize(answer, Form);

    public static T Read<T>(string line) => JsonSerializer.Deserialize<T>(line, Form) ?? throw new FormatException("A contender answered null.");
}
