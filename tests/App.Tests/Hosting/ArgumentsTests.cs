using Monitoring.App.Local;
using Monitoring.LocalHost;

namespace Monitoring.App.Tests.Hosting;

public sealed class ArgumentsTests
{
    /// <summary>The sample has a day of its own; what is made anew in Azure is real, and so is its day.</summary>
    [Fact]
    public void What_is_rebuilt_in_the_accounts_of_the_settings_is_rebuilt_as_of_today() =>
        Assert.Null(Arguments.Read(["rebuild", "--storage", Arguments.StorageOfSettings]).Today);

    [Fact]
    public void The_sample_is_never_put_into_the_accounts_of_the_settings() =>
        Assert.Contains("rebuild only", Assert.Throws<LocalHostException>(() => Arguments.Read(["--storage", Arguments.StorageOfSettings])).Message, StringComparison.Ordinal);

    /// <summary>Without a connection string the accounts are those that the configuration names, as in Azure.</summary>
    [Fact]
    public void The_accounts_of_the_settings_are_not_replaced()
    {
        using var host = Commands.Build(Arguments.Read(["rebuild", "--storage", Arguments.StorageOfSettings]), Arguments.StorageOfSettings, Arguments.StorageOfSettings, journal: null, builder =>
        {
            foreach (var (account, service) in new[] { ("Returns", "blob"), ("Returns", "table"), ("Returns", "queue"), ("Cases", "blob"), ("Cases", "queue"), ("Inbox", "blob"), ("Inbox", "queue") })
                builder.Configuration[$"{account}:{service}ServiceUri"] = $"https://{account.ToLowerInvariant()}.{service}.example.org";
        });
        Assert.Equal("cases.blob.example.org", ((Storage.Accounts)host.Services.GetService(typeof(Storage.Accounts))!).Cases.Uri.Host);
    }
}
