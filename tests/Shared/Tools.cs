namespace Monitoring.TestTools;

/// <summary>Programs that some tests look through and that a machine may not have: LibreOffice, a browser, Azurite.</summary>
internal static class Tools
{
    /// <summary>
    /// Skips the test, with the reason, when the tool is not there. With <c>REQUIRE_TOOLS=1</c> it fails instead: on a machine that
    /// is to vouch for the project no test may be silent.
    /// </summary>
    /// <param name="found">Where it is; null or false when it is not there.</param>
    public static string Require(string tool, string? found)
    {
        Require(tool, found is not null);
        return found!;
    }

    /// <inheritdoc cref="Require(string, string?)"/>
    public static void Require(string tool, bool found)
    {
        if (found)
            return;
        var reason = $"{tool} is not installed, so what it would show is not tested.";
        if (Environment.GetEnvironmentVariable("REQUIRE_TOOLS") == "1")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }

    /// <summary>The first of the programs that is on the path, or null.</summary>
    public static string? OnPath(params IEnumerable<string> names) =>
        (from name in names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();
}
