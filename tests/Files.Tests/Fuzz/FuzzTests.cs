using System.Globalization;

namespace Monitoring.Files.Tests.Fuzz;

/// <summary>By itself, so that what is measured is what a case takes.</summary>
[CollectionDefinition(nameof(FuzzTests), DisableParallelization = true)]
public class FuzzCollection;

/// <summary>
/// Whatever is uploaded, it ends with an acceptance or with findings. <c>MONITORING_FUZZ_CASES=200000</c> runs more cases, <c>MONITORING_FUZZ_FIRST=20000</c> others,
/// <c>MONITORING_FUZZ_SEED=123</c> one; a failure names the number of its case and the mutations that are needed for it.
/// </summary>
[Collection(nameof(FuzzTests))]
public class FuzzTests(ITestOutputHelper output)
{
    private const int Cases = 20_000;

    [Fact]
    public void Every_file_ends_in_findings_or_is_accepted()
    {
        var one = Setting("MONITORING_FUZZ_SEED");
        var run = one is { } number ? new FuzzRun(number, 1) : new FuzzRun(Setting("MONITORING_FUZZ_FIRST") ?? 0, Setting("MONITORING_FUZZ_CASES") ?? Cases);
        run.Run();
        output.WriteLine(run.Report());
        if (run.Faults.Count > 0)
            Assert.Fail(string.Join("\n\n", run.Faults.Select(fault => $"{fault.Law}\n{fault.Words}\nAgain: MONITORING_FUZZ_SEED={fault.Number.ToString(CultureInfo.InvariantCulture)}\n{fault.Details}")));
        Assert.InRange(run.Held, 0, FuzzBounds.MostHeld);
    }

    [Fact]
    public void A_case_is_the_same_file_every_time()
    {
        for (var number = 0; number < 300; number++)
            Assert.Equal(new FuzzCase(number).Build().Bytes, new FuzzCase(number).Build().Bytes);
    }

    private static int? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;
}
