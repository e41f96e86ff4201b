using System.Collections.Immutable;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Validation;

/// <summary>What a return is checked against: who sent it, when it arrived, and the books that apply.</summary>
/// <param name="Sender">ODS code of the sender: the first folder of the upload path.</param>
/// <param name="ArrivedOn">The London date of arrival.</param>
public sealed record CheckContext(string Sender, DateOnly ArrivedOn, PolicyBook Policy, ReferenceBook Reference, Mandates Mandates)
{
    /// <summary>As the sender named the file: some published files say their month nowhere else.</summary>
    public string FileName { get; init; } = "";

    /// <summary>The findings of the sender's own submissions that an upload of explanations names.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<Finding>> Answered { get; init; } = ImmutableDictionary<string, ImmutableArray<Finding>>.Empty;
}
