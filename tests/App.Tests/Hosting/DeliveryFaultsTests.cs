using Monitoring.LocalHost.Blobs;

namespace Monitoring.App.Tests.Hosting;

public class DeliveryFaultsTests(AzuriteFixture azurite)
{
    [Fact]
    public void A_seed_repeats_its_faults_and_another_has_others()
    {
        static DeliveryFate[] Fates(int seed) =>
            [.. Enumerable.Range(0, 200).Select(i => new DeliveryFaults(seed).Fate("F", $"first/{i}", 1))];

        Assert.Equal(Fates(7), Fates(7));
        Assert.NotEqual(Fates(7), Fates(8));
    }

    [Fact]
    public void Rates_are_kept_to()
    {
        var faults = new DeliveryFaults(1, new FaultRates { Duplicate = 0.5, Delay = 0.25, Reorder = 0, Drop = 0.1 });
        var fates = Enumerable.Range(0, 4000).Select(i => faults.Fate("F", $"first/{i}", 1)).ToList();
        Assert.InRange(fates.Count(f => f.Dropped), 320, 480);
        var rest = fates.Where(f => !f.Dropped).ToList();
        Assert.InRange(rest.Count(f => f.DuplicateAfter is not null), 0.45 * rest.Count, 0.55 * rest.Count);
        Assert.InRange(rest.Count(f => f.Delay > TimeSpan.Zero), 0.2 * rest.Count, 0.3 * rest.Count);
        Assert.DoesNotContain(fates, f => f.Reordered);
    }

    [Fact]
    public async Task Deliveries_are_duplicated_delayed_and_dropped_and_all_are_accounted_for()
    {
        var runs = new List<(DeliveryCounts Counts, string[] Seen)>();
        for (var run = 0; run < 2; run++)
        {
            await using var host = await RunningHost.StartAsync(azurite.NewConnectionString(), [typeof(Read)], o => o.FaultSeed = 42);
            await host.QuietAsync();
            for (var i = 0; i < 60; i++)
                await host.PutAsync("first", $"{i}");
            await host.QuietAsync();
            runs.Add((host.Control.Counts, [.. host.Seen.Words.Order(StringComparer.Ordinal)]));
        }

        var counts = runs[0].Counts;
        Assert.True(counts is { Duplicated: > 0, Delayed: > 0, Reordered: > 0, Dropped: > 0 }, counts.ToString());
        Assert.Equal(60 - counts.Dropped + counts.Duplicated, counts.Delivered);
        Assert.Equal(runs[0].Seen, runs[1].Seen);
        Assert.Equal(counts, runs[1].Counts);
    }
}
