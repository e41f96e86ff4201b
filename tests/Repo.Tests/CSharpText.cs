using System.Text;

namespace Monitoring.Repo.Tests;

/// <summary>C# source read as text.</summary>
internal static class CSharpText
{
    /// <summary>
    /// The source without comments and with empty string and character literals, so that a word in prose is not taken
    /// for code. Line ends stay. An interpolated string is a literal to its closing quote: its holes go too.
    /// </summary>
    public static string CodeOnly(string source)
    {
        var code = new StringBuilder(source.Length);
        for (var i = 0; i < source.Length;)
        {
            var end = EndOfCommentOrLiteral(source, i);
            if (end == i)
            {
                code.Append(source[i++]);
                continue;
            }
            if (source[i] != '/')
                code.Append(source[i] == '\'' ? "''" : "\"\"");
            code.Append('\n', source.AsSpan(i, end - i).Count('\n'));
            i = end;
        }
        return code.ToString();
    }

    /// <summary>The index of the bracket that closes the one at <paramref name="open"/>, or -1.</summary>
    public static int Closing(string code, int open)
    {
        var depth = 0;
        for (var i = open; i < code.Length; i++)
        {
            if (code[i] is '(' or '[' or '{')
                depth++;
            else if (code[i] is ')' or ']' or '}' && --depth == 0)
                return i;
        }
        return -1;
    }

    private static int EndOfCommentOrLiteral(string source, int start)
    {
        var rest = source.AsSpan(start);
        if (rest.StartsWith("//"))
            return End(start, rest.IndexOf('\n'), 0, source.Length);
        if (rest.StartsWith("/*"))
            return End(start, rest[2..].IndexOf("*/"), 4, source.Length);
        if (rest[0] == '\'')
            return EndOfQuoted(source, start, '\'');
        if (rest[0] != '"')
            return start;
        if (source.AsSpan(0, start).EndsWith("@") || source.AsSpan(0, start).EndsWith("@$"))
            return EndOfVerbatim(source, start);
        var quotes = rest.IndexOfAnyExcept('"') is var other and >= 0 ? other : rest.Length;
        return quotes >= 3
            ? End(start, rest[quotes..].IndexOf(new string('"', quotes)), 2 * quotes, source.Length)
            : EndOfQuoted(source, start, '"');
    }

    private static int End(int start, int found, int marks, int length) => found < 0 ? length : start + found + marks;

    private static int EndOfQuoted(string source, int start, char quote)
    {
        for (var i = start + 1; i < source.Length; i++)
        {
            if (source[i] == '\\')
                i++;
            else if (source[i] == quote)
                return i + 1;
            else if (source[i] == '\n')
                return i;
        }
        return source.Length;
    }

    private static int EndOfVerbatim(string source, int start)
    {
        for (var i = start + 1; i < source.Length; i++)
        {
            if (source[i] != '"')
                continue;
            if (i + 1 < source.Length && source[i + 1] == '"')
                i++;
            else
                return i + 1;
        }
        return source.Length;
    }
}
