using System.Collections.Immutable;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>
/// What is asked of a published workbook that is used as a witness. Nobody sends these: a finding tells us that the publisher
/// changed something, and that a reader and its test have to learn it.
/// </summary>
public static class PublishedRules
{
    private const string Learn = "Look at the workbook; if the publisher changed it, teach the reader the change and keep the file as a test.";

    public static readonly Rule Sheets = Make("PUB-01", RuleScope.File, "sheets", "The sheets of a published workbook are there.");
    public static readonly Rule Labels = Make("PUB-02", RuleScope.Heading, "headings", "The headings and labels of a published workbook are known.");
    public static readonly Rule Figures = Make("PUB-03", RuleScope.Row, "figures", "A figure is a whole number that is not negative, an average a number; a dash, NA or nothing stands where none was reported.");
    public static readonly Rule Rows = Make("PUB-04", RuleScope.AcrossRows, "code", "Each sheet lists England once, and every council once, under the same codes.");

    public static readonly ImmutableArray<Rule> All = [Sheets, Labels, Figures, Rows];

    private static Rule Make(string id, RuleScope scope, string field, string title) => new(id, Severity.Error, scope, field, title, Learn, "House rule");
}
