using System.IO.Compression;
using System.Text;
using Monitoring.App.Stages;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>Whatever is uploaded gets a receipt in plain words, is kept, and changes no figure.</summary>
public sealed class BadInputTests(AzuriteFixture azurite)
{
    private static readonly Edition Good = Edition.Small;
    private static readonly string Text = Encoding.UTF8.GetString(Good.With("RTG", "507", CareType.Acute, Reason.E, Attribution.Nhs, 77).Extract());

    public static TheoryData<string, string, string, byte[], string> Files => new()
    {
        // what, sender, file name, content, the rule that says so
        { "empty", "X24", "empty.csv", [], "FILE-01" },
        { "workbook renamed", "X24", "renamed.csv", Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")), "FILE-04" },
        { "UTF-16", "X24", "unicode.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Text)).ToArray(), "FILE-05" },
        { "semicolons", "X24", "semicolons.csv", Encoding.UTF8.GetBytes(Text.Replace(',', ';')), "FILE-07" },
        { "headings missing", "X24", "rows-only.csv", Encoding.UTF8.GetBytes(Text[(Text.IndexOf('\n', StringComparison.Ordinal) + 1)..]), "HEAD-01" },
        { "a heading missing", "X24", "less.csv", Encoding.UTF8.GetBytes(Text.Replace("Both B", "", StringComparison.Ordinal)), "HEAD-02" },
        { "a heading twice", "X24", "twice.csv", Encoding.UTF8.GetBytes(Text.Replace("Social Care,Both DTOC", "NHS,Both DTOC", StringComparison.Ordinal)), "HEAD-04" },
        { "headings again", "X24", "joined.csv", Encoding.UTF8.GetBytes(Text + Text[..(Text.IndexOf('\n', StringComparison.Ordinal) + 1)]), "HEAD-05" },
        { "cut off", "X24", "cut.csv", Encoding.UTF8.GetBytes(Text[..(Text.Length * 2 / 3)]), "FILE-11" },
        { "not a return", "X24", "notes.txt", "Dear all, please find the return attached."u8.ToArray(), "HEAD-01" },
        { "a picture", "X24", "scan.png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13], "FILE-03" },
        { "another provider", "RJ7", "not-mine.csv", new Edition(Edition.November, ("RTG", "507")).Template(), "DT-22" },
        { "unknown sender", "ZZZ", "who.csv", Good.Extract(), "FILE-14" },
        { "council as sender", "E06000015", "council.csv", Good.Extract(), "FILE-14" },
    };

    [Theory, MemberData(nameof(Files))]
    public async Task It_gets_a_receipt_in_plain_words_and_changes_no_figure(string what, string sender, string name, byte[] content, string rule)
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", Good.Extract());
        await app.Finish();
        var before = await StoredState.Of(app.Connection);

        var receipt = await app.Send(sender, content, name);
        await app.Finish();

        Assert.True(receipt.Outcome == Outcome.Refused, what);
        Assert.Contains(receipt.Findings, finding => finding.Rule == rule);
        Assert.All(receipt.Findings, InPlainWords);
        await Unchanged(app, before);
        Assert.Equal(content, await Kept(app, receipt));
    }

    [Fact]
    public async Task A_file_of_300_MB_is_put_aside_whole_and_answered()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var path = InboxPath.Of("X24", "large", "large.csv");
        Assert.True(await app.Get<Inbox>().Create(path, new Endless(300_000_000), "test", default));
        await app.Control.WhenQuietAsync();

        var receipt = await app.Receipt(path);
        Assert.Equal((Outcome.Refused, 300_000_000L), (receipt.Outcome, receipt.Bytes));
        Assert.Equal("FILE-02", Assert.Single(receipt.Findings).Rule);
        InPlainWords(receipt.Findings[0]);
        var kept = await app.Get<Accounts>().Cases.GetBlobContainerClient(Containers.Quarantine).GetBlobClient(path.Id).GetPropertiesAsync();
        Assert.Equal(300_000_000, kept.Value.ContentLength);
        Assert.Empty(await app.Unfinished());
    }

    [Fact]
    public async Task A_zip_bomb_is_answered_without_being_unpacked_into_memory()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        using var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in (string[])["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
            {
                await using var stream = await zip.CreateEntry(entry).OpenAsync();
                await new Endless(entry.EndsWith("sheet1.xml", StringComparison.Ordinal) ? 2_000_000_000 : 100).CopyToAsync(stream);
            }
        }
        Assert.InRange(bomb.Length, 1, 25_000_000);

        var receipt = await app.Send("X24", bomb.ToArray(), "bomb.xlsx");

        Assert.Equal("FILE-08", Assert.Single(receipt.Findings).Rule);
        InPlainWords(receipt.Findings[0]);
    }

    [Theory]
    [InlineData("X24/up/..%2Fescape.csv")]
    [InlineData("X24/up/a..b.csv")]
    [InlineData("X24/up/deeper/return.csv")]
    [InlineData("return.csv")]
    [InlineData("X24/up/.hidden.csv")]
    public async Task A_path_that_could_lead_elsewhere_is_answered_and_trusted_in_nothing(string blob)
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Get<Accounts>().Inbox.GetBlobContainerClient(Containers.Inbox).GetBlobClient(blob).UploadAsync(new MemoryStream(Good.Extract()));
        await app.Control.WhenQuietAsync();

        var receipt = (await app.Get<ReceiptStore>().Find<Receipt>(Receiving.Unplaced, InboxPath.IdOf(blob), default))!;
        Assert.Equal("FILE-13", Assert.Single(receipt.Findings).Rule);
        InPlainWords(receipt.Findings[0]);
        Assert.Null(await app.Figures("ENG"));
        Assert.Empty(await app.Unfinished());
    }

    /// <summary>9990000018 has the check digit of an NHS number and belongs to nobody (the range 999 is for tests).</summary>
    [Theory]
    [InlineData("return.csv", true)]
    [InlineData("patient 999 000 0018.csv", false)]
    public async Task Patient_data_goes_to_quarantine_and_its_value_appears_nowhere_else(string name, bool inTheFile)
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var content = inTheFile ? Encoding.UTF8.GetBytes(Text.Replace("INVENTED 507", "see 9990000018", StringComparison.Ordinal)) : Good.Extract();

        var path = await app.Upload("X24", content, name);
        await app.Control.WhenQuietAsync();

        var receipt = await app.Receipt(path);
        Assert.Equal(Outcome.Refused, receipt.Outcome);
        Assert.All(receipt.Findings, finding => Assert.Equal("PRIV-02", finding.Rule));
        Assert.All(receipt.Findings, InPlainWords);
        Assert.StartsWith("quarantine/", receipt.Kept, StringComparison.Ordinal);
        var everywhere = await StoredState.Of(app.Connection);
        Assert.All(everywhere.Where(stored => !stored.Key.StartsWith("quarantine/", StringComparison.Ordinal)), stored =>
            Assert.DoesNotMatch("999[ -]?000[ -]?0018", stored.Key + stored.Value));
        Assert.Empty(await app.Unfinished());
    }

    [Fact]
    public async Task Windows_1252_is_read_with_a_warning_and_the_same_numbers_change_no_figure()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", Good.Extract());
        await app.Finish();
        var before = await StoredState.Of(app.Connection);

        var receipt = await app.Send("X24", Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(Good.Extract()).Replace("INVENTED 507", "INVENTED é 507", StringComparison.Ordinal)));
        await app.Finish();

        Assert.Equal(Outcome.AcceptedWithWarnings, receipt.Outcome);
        Assert.Equal("FILE-06", Assert.Single(receipt.Findings).Rule);
        await Unchanged(app, before);
    }

    private static async Task Unchanged(RunningApp app, SortedDictionary<string, string> before)
    {
        var after = await StoredState.Of(app.Connection);
        Assert.Equal(
            before.Where(stored => stored.Key.StartsWith("figures/", StringComparison.Ordinal) || stored.Key.StartsWith("published/", StringComparison.Ordinal)),
            after.Where(stored => stored.Key.StartsWith("figures/", StringComparison.Ordinal) || stored.Key.StartsWith("published/", StringComparison.Ordinal)));
    }

    /// <summary>A sentence for a person: no name of an exception, no stack, and something to do.</summary>
    private static void InPlainWords(Finding finding)
    {
        Assert.EndsWith(".", finding.Wrong, StringComparison.Ordinal);
        Assert.EndsWith(".", finding.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", finding.Wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", finding.Wrong, StringComparison.Ordinal);
    }

    private static async Task<byte[]> Kept(RunningApp app, Receipt receipt)
    {
        var (container, name) = (receipt.Kept.Split('/', 2)[0], receipt.Kept.Split('/', 2)[1]);
        return (await app.Get<Accounts>().Returns.GetBlobContainerClient(container).GetBlobClient(name).DownloadContentAsync()).Value.Content.ToArray();
    }

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return stream.ToArray();
    }

    /// <summary>So many bytes of nothing, without holding them.</summary>
    private sealed class Endless(long length) : Stream
    {
        private long _position;

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => length;

        public override long Position
        {
            get => _position;
            set => _position = value;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - _position);
            buffer.AsSpan(offset, read).Fill((byte)'0');
            _position += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => _position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => _position + offset, _ => length + offset };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
