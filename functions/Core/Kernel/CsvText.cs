using System.Text;

namespace Monitoring.Core.Kernel;

/// <summary>
/// Comma-separated text that we write ourselves: embedded policy tables and ledger lines. Quotes as in RFC 4180.
/// What senders upload is read by the reader in Files, which knows the ways of spreadsheets.
/// </summary>
public static class CsvText
{
    /// <summary>The records of a text, first to last, empty lines left out. Throws <see cref="FormatException"/> on an unclosed quote: such a table is our own fault.</summary>
    public static IEnumerable<string[]> Read(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                    field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    field.Append(text[++i]);
                else
                    quoted = false;
            }
            else if (c == '"')
                quoted = true;
            else if (c == ',')
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else if (c == '\n')
            {
                fields.Add(field.ToString());
                field.Clear();
                if (fields.Count > 1 || fields[0].Length > 0)
                    yield return [.. fields];
                fields.Clear();
            }
            else if (c != '\r')
                field.Append(c);
        }
        if (quoted)
            throw new FormatException("A quoted field is not closed.");
        if (field.Length > 0 || fields.Count > 0)
        {
            fields.Add(field.ToString());
            yield return [.. fields];
        }
    }

    /// <summary>One record without its line end; a field is quoted only when it needs to be.</summary>
    public static string Line(params IEnumerable<string?> fields) => string.Join(',', fields.Select(Quote));

    private static string Quote(string? field) =>
        field is null ? "" : field.AsSpan().IndexOfAny("\",\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
