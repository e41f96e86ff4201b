using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Monitoring.App.Stages;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.App.Tests.Flow;

/// <summary>Returns about single cases with marks in them that are found wherever they go.</summary>
internal static class CaseReturns
{
    /// <summary>Reference of a case that ended in June 2015, and of one that ended a financial year later.</summary>
    public const string Case = "MARK-15-7731", Later = "LATER-16-7731";

    /// <summary>Stands in comments and references of notices, in whatever case of letters.</summary>
    public const string Content = "zebra";

    private static ImmutableArray<string> HeadingsOf(string collection) => [.. Collections.Of(collection).Tables[0].Template.Columns.Select(column => column.Heading)];

    /// <summary>
    /// A case of Merton (730), a council of London, under the Care Act 2014. The assessment notice is given by 14:00 and counts on 1 June (SI 2014/2823 reg 11), the minimum period ends on 3 June (reg 8), which is also the
    /// proposed day: days count from 4 June at £155 (reg 10). Ready at 13:00 on 8 June, the day counts: five days, £775. Ready by 11:00 it does not (reg 9(4)): four days, £620.
    /// </summary>
    public static byte[] Notices(string reference = Case, string comment = Content, int year = 2015, string arranged = "13:00", int month = 6) => Csv(
        "delay-notices", new() { ["NHS body code"] = "RJ7", ["Authority code"] = "730", ["Case reference"] = reference, ["Comment"] = comment },
        [
            new() { ["What happened"] = "Admitted", ["When"] = $"{year}-05-20 10:00", ["Care"] = "Acute", ["Hospital"] = $"Ward {Content}" },
            new() { ["What happened"] = "Assessment notice", ["When"] = $"{year}-{month:00}-01 13:59", ["Notice reference"] = "AN-1", ["Written and dated"] = "Yes" },
            new() { ["What happened"] = "Discharge notice", ["When"] = $"{year}-{month:00}-02 10:00", ["Notice reference"] = "DN-1", ["Proposed discharge"] = $"{year}-{month:00}-03", ["Written and dated"] = "Yes" },
            new() { ["What happened"] = "Assessment done", ["When"] = $"{year}-{month:00}-02" },
            new() { ["What happened"] = "Cause of delay from here", ["When"] = $"{year}-{month:00}-02", ["Attributed to"] = "Social care" },
            new() { ["What happened"] = "Arrangements in place", ["When"] = $"{year}-{month:00}-08 {arranged}" },
            new() { ["What happened"] = "Discharged", ["When"] = $"{year}-{month:00}-08 15:00" },
        ]);

    /// <summary>The same with a case that is refused: it withdraws a notice that was never given, and the receipt quotes its reference.</summary>
    public static byte[] InPart() => [.. Notices(), .. WithoutHeadings(Csv(
        "delay-notices", new() { ["NHS body code"] = "RJ7", ["Authority code"] = "730", ["Case reference"] = $"{Case}-B" },
        [new() { ["What happened"] = "Assessment notice withdrawn", ["When"] = "2015-06-01 15:00", ["Notice reference"] = $"{Content}-9" }]))];

    /// <summary>Two cases in one return.</summary>
    public static byte[] Both() => [.. Notices(), .. WithoutHeadings(Notices(Later, year: 2016))];

    private static ReadOnlySpan<byte> WithoutHeadings(byte[] csv) => csv.AsSpan(csv.AsSpan().IndexOf((byte)'\n') + 1);

    /// <summary>A return of which everything is refused: a date that is none.</summary>
    public static byte[] Refused() => Csv(
        "delay-notices", new() { ["NHS body code"] = "RJ7", ["Authority code"] = "730", ["Case reference"] = Case, ["Comment"] = Content },
        [new() { ["What happened"] = "Admitted", ["When"] = $"the {Content}th of May" }]);

    /// <summary>What the NHS body seeks, and all of it agreed. Paid as is said; nothing is known of a payment when that is empty.</summary>
    public static byte[] Decision(string reference = Case, int year = 2015, string amount = "620.00", string paid = "620.00", int month = 6) => Csv(
        "reimbursement-decisions", new() { ["NHS body code"] = "RJ7", ["Authority code"] = "730", ["Case reference"] = reference, ["Comment"] = Content },
        [new()
        {
            ["Month"] = $"{year}-{month:00}", ["Days claimed"] = "4", ["Amount sought"] = amount, ["Amount waived"] = "0.00", ["Amount disputed"] = "0.00", ["Amount agreed"] = amount, ["Decided by"] = $"Head of {Content}s",
            ["Decided on"] = $"{year}-{month + 1:00}-06", ["Invoice reference"] = "I-1", ["Invoice date"] = $"{year}-{month + 1:00}-07", ["Amount paid"] = paid, ["Paid on"] = paid.Length == 0 ? "" : $"{year}-{month + 2:00}-01",
        }]);

    private static byte[] Csv(string collection, Dictionary<string, string> common, ImmutableArray<Dictionary<string, string>> lines) => Encoding.UTF8.GetBytes(string.Concat(
        lines.Select(line => CsvText.Line(HeadingsOf(collection).Select(heading => line.GetValueOrDefault(heading) ?? common.GetValueOrDefault(heading) ?? "")))
            .Prepend(CsvText.Line(HeadingsOf(collection))).Select(line => line + "\n")));

    /// <summary>
    /// Both parties report a case, and what they decided; the NHS body corrects itself once. It counts five days, £775, and the authority four: £620 for those is sought, agreed and paid.
    /// </summary>
    public static async Task SendCase(RunningApp app, string reference = Case, int year = 2015)
    {
        await Send(app, "RJ7", Notices(reference, $"first {Content}", year));
        await Send(app, "730", Notices(reference, $"our {Content}", year, "10:45"));
        await Send(app, "RJ7", Notices(reference, $"second {Content}", year, "12:00"));
        await Send(app, "RJ7", Decision(reference, year));
        await Send(app, "730", Decision(reference, year));
    }

    /// <summary>Sends a return and drives all that follows from it, without triggers.</summary>
    public static async Task<Storage.InboxPath> Send(RunningApp app, string sender, byte[] content, string name = "return.csv")
    {
        var path = await app.Upload(sender, content, name);
        await app.Get<Sweeping>().Sweep(default);
        Assert.Empty(await app.Unfinished());
        return path;
    }

    /// <summary>Where a text stands in an account: names and contents of blobs, rows of tables, messages of queues.</summary>
    public static async Task<SortedSet<string>> Find(string connection, string text)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var blobs = new BlobServiceClient(connection);
        await foreach (var container in blobs.GetBlobContainersAsync())
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container.Name).GetBlobsAsync(new Azure.Storage.Blobs.Models.GetBlobsOptions { Traits = Azure.Storage.Blobs.Models.BlobTraits.Metadata }))
            {
                var content = (await blobs.GetBlobContainerClient(container.Name).GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray();
                if (Has(blob.Name) || blob.Metadata.Any(pair => Has(pair.Value)) || TextsOf(content).Any(Has))
                    found.Add($"{container.Name}/{blob.Name}");
            }
        }
        var tables = new TableServiceClient(connection);
        await foreach (var table in tables.QueryAsync())
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                if (row.Select(pair => pair.Value).Any(value => value is byte[] packed ? TextsOf(packed).Any(Has) : Has($"{value}")))
                    found.Add($"table {table.Name}");
            }
        }
        var queues = new QueueServiceClient(connection, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await foreach (var queue in queues.GetQueuesAsync())
        {
            if ((await queues.GetQueueClient(queue.Name).PeekMessagesAsync(32)).Value.Any(message => Has(message.Body.ToString())))
                found.Add($"queue {queue.Name}");
        }
        return found;

        bool Has(string content) => content.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A content as text: unpacked where it is packed.</summary>
    private static IEnumerable<string> TextsOf(byte[] content)
    {
        if (content is [0x1f, 0x8b, ..])
        {
            using var zip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            using var reader = new StreamReader(zip);
            yield return reader.ReadToEnd();
        }
        else if (content is [(byte)'P', (byte)'K', 3, 4, ..])
        {
            using var archive = new ZipArchive(new MemoryStream(content));
            foreach (var entry in archive.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                yield return reader.ReadToEnd();
            }
        }
        else
            yield return Encoding.UTF8.GetString(content);
    }
}
