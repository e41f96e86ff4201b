using System.Text.Json;

namespace Monitoring.LocalHost.Blobs;

/// <summary>
/// The deliveries that are finished, one JSON line each, appended to a file; or nothing at all without a file. After a
/// restart finished deliveries do not come again, and unfinished ones do. A process ended in mid-line leaves a cut last
/// line: it is passed over, and that delivery comes again.
/// </summary>
internal sealed class DeliveryJournal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter? _file;

    /// <exception cref="LocalHostException">The file cannot be opened: most likely another host uses it.</exception>
    public DeliveryJournal(string? path)
    {
        if (path is null)
            return;

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            using (var reader = new StreamReader(stream, leaveOpen: true))
            {
                while (reader.ReadLine() is { } line)
                    Remember(line);
            }

            var cut = EndsInMidLine(stream);
            stream.Seek(0, SeekOrigin.End);
            _file = new StreamWriter(stream) { NewLine = "\n", AutoFlush = true };
            if (cut)
                _file.WriteLine();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"The journal of deliveries {path} cannot be opened ({e.Message}). Is another copy of the app running on this data?", e);
        }
    }

    /// <summary>The ETag with which each (function, blob) was last finished before this host started.</summary>
    public Dictionary<(string Function, string Blob), string> Finished { get; } = [];

    /// <summary>Records that a delivery succeeded, was given up, or was dropped on purpose.</summary>
    public void Finish(string function, string blob, string etag)
    {
        if (_file is null)
            return;

        var line = JsonSerializer.Serialize<string[]>([function, blob, etag]);
        lock (_lock)
            _file.WriteLine(line);
    }

    public void Dispose() => _file?.Dispose();

    private void Remember(string line)
    {
        try
        {
            if (JsonSerializer.Deserialize<string[]>(line) is [var function, var blob, var etag])
                Finished[(function, blob)] = etag;
        }
        catch (JsonException)
        {
            // The last line of a process that was killed.
        }
    }

    private static bool EndsInMidLine(FileStream stream)
    {
        if (stream.Length == 0)
            return false;

        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() != '\n';
    }
}
