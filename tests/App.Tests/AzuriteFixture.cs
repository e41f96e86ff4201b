using Monitoring.App.Tests;
using Monitoring.LocalHost.Emulator;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Monitoring.App.Tests;

/// <summary>
/// One Azurite for all tests of the project. Each test takes an account of its own, so tests run side by side although the
/// app's containers have fixed names.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private const int Accounts = 400;
    private AzuriteProcess? _azurite;
    private int _taken;

    public AzuriteProcess Azurite => _azurite ?? throw new InvalidOperationException("Azurite has not started.");

    /// <summary>The account that every test can reach: for tests that do not mind what others put there.</summary>
    public string ConnectionString => Azurite.ConnectionString;

    /// <summary>An account that no other test has.</summary>
    public string NewConnectionString()
    {
        var number = Interlocked.Increment(ref _taken);
        return number <= Accounts
            ? Azurite.ConnectionStringFor(Account(number))
            : throw new InvalidOperationException($"More than {Accounts} accounts were taken: raise AzuriteFixture.Accounts.");
    }

    public async ValueTask InitializeAsync() => _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions
    {
        InMemory = true,
        Accounts = [.. Enumerable.Range(1, Accounts).Select(Account)],
        Progress = Console.Error.WriteLine,
    });

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
            await _azurite.DisposeAsync();
    }

    private static string Account(int number) => $"test{number:0000}";
}
