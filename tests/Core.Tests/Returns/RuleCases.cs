using System.Collections;

namespace Monitoring.Core.Tests.Returns;

/// <summary>Cases of the rules of a collection: the return that keeps a rule by a hair, the one that breaks it, and the sentence by which a test is called.</summary>
internal sealed class RuleCases : IEnumerable<string>
{
    private readonly Dictionary<string, (Func<SmallFile> Keeps, Func<SmallFile> Breaks)> _cases = [];

    internal (Func<SmallFile> Keeps, Func<SmallFile> Breaks) this[string sentence] => _cases[sentence];

    internal void Add(Func<SmallFile> keeps, Func<SmallFile> breaks, string sentence) => _cases.Add(sentence, (keeps, breaks));

    internal TheoryData<string> Sentences => [.. _cases.Keys];

    public IEnumerator<string> GetEnumerator() => _cases.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
