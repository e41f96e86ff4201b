using Monitoring.Core.Policy;

namespace Monitoring.Files.Workbooks;

/// <summary>
/// What is printed on every output about its origin. All of it comes from outside, so that the same figures and the same publication
/// always give the same content.
/// </summary>
/// <param name="Fingerprint">Of the figures document: two outputs with the same fingerprint say the same.</param>
/// <param name="Build">The program that wrote it.</param>
/// <param name="AsAt">Arrival of the last acceptance that counts here, in UTC; shown in London time.</param>
/// <param name="Version">Of this publication of the month: as it is named where it is kept.</param>
public sealed record Publication(string Fingerprint, string Build, DateTimeOffset AsAt, string Version)
{
    /// <summary>The reference data that the figures were worked out with: for names, and for who is absent.</summary>
    public ReferenceBook Reference { get; init; } = ReferenceBook.Current;
}
