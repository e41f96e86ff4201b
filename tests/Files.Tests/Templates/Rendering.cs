using System.Diagnostics;

namespace Monitoring.Files.Tests.Templates;

/// <summary>What a person sees of a workbook: its pages as LibreOffice prints them.</summary>
internal static class Rendering
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The words on the pages of each workbook, hidden sheets left out.</summary>
    public static async Task<IReadOnlyList<string>> TextAsync(params byte[][] workbooks)
    {
        var office = Tools.Require("LibreOffice", Tools.OnPath("soffice", "libreoffice"));
        var toText = Tools.Require("pdftotext", Tools.OnPath("pdftotext"));
        var folder = Directory.CreateTempSubdirectory("monitoring-pages-").FullName;
        try
        {
            var files = workbooks.Select((_, index) => Path.Combine(folder, $"{index}.xlsx")).ToList();
            foreach (var (file, workbook) in files.Zip(workbooks))
                await File.WriteAllBytesAsync(file, workbook);
            // A profile of its own: a running LibreOffice would otherwise take the call over.
            await RunAsync(office, [$"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--convert-to", "pdf", "--outdir", folder, .. files]);
            var texts = new List<string>();
            foreach (var file in files)
                texts.Add(await RunAsync(toText, ["-layout", Path.ChangeExtension(file, ".pdf"), "-"]));
            return texts;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not finish within {Patience}.");
        }
        Assert.True(process.ExitCode == 0, $"{program}: {await errors}");
        return await output;
    }
}
