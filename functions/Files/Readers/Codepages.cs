using System.Text;

namespace Monitoring.Files.Readers;

/// <summary>The encodings of old Windows programs, which .NET knows only once they are registered.</summary>
internal static class Codepages
{
    static Codepages() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    internal static Encoding Get(int codepage) => Encoding.GetEncoding(codepage);
}
