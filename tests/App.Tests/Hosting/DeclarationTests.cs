using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Monitoring.LocalHost;
using Monitoring.LocalHost.Functions;

#pragma warning disable IDE0060, CA1822 // Declarations only: nothing here runs.

namespace Monitoring.App.Tests.Hosting;

public class DeclarationTests
{
    [Fact]
    public void The_samples_are_in_order() =>
        Assert.Empty(FunctionCatalogue.Violations(FunctionCatalogue.Discover([typeof(Read), typeof(Pass), typeof(Chase), typeof(AtStart), typeof(Web)])));

    [Theory]
    [InlineData(typeof(Hidden), "the class must be public")]
    [InlineData(typeof(Static), "the class must be one that can be made")]
    [InlineData(typeof(Static), "the method must be public, not static")]
    [InlineData(typeof(PrivateMethod), "the method must be public, not static")]
    [InlineData(typeof(TwoConstructors), "exactly one public constructor")]
    [InlineData(typeof(SameName), "The name Same is shared by SameName.One and SameName.Two")]
    [InlineData(typeof(BadName), "the name \"1 bad name\" must begin with a letter")]
    [InlineData(typeof(NoTrigger), "there must be exactly one trigger, and it has 0")]
    [InlineData(typeof(TwoTriggers), "there must be exactly one trigger, and it has 2")]
    [InlineData(typeof(TwoTokens), "must be container/{name} with a single token")]
    [InlineData(typeof(NoToken), "must be container/{name} with a single token")]
    [InlineData(typeof(BadContainer), "\"In_Box\" is not a name that a container can have")]
    [InlineData(typeof(AsStream), "blob must be a BlobClient, which streams; Stream is not bound")]
    [InlineData(typeof(Unbound), "the parameter Int32 count is not bound")]
    [InlineData(typeof(BlobReturns), "it returns Task<String>")]
    [InlineData(typeof(FiveFields), "must be six NCRONTAB fields")]
    [InlineData(typeof(NotTimerInfo), "timer must be a TimerInfo")]
    [InlineData(typeof(NotRequest), "body must be an HttpRequest")]
    [InlineData(typeof(NotInRoute), "the parameter String other is not bound")]
    [InlineData(typeof(BadRoute), "the route \"a/{b\" cannot be read")]
    [InlineData(typeof(SlashRoute), "must not begin with a slash")]
    [InlineData(typeof(AdminRoute), "routes that begin with admin belong to the host")]
    [InlineData(typeof(HttpReturns), "it returns String; allowed here: Task<IResult>, Task<IActionResult>, Task, void, IResult, IActionResult")]
    public void Each_rule_names_what_breaks_it(Type declared, string words)
    {
        var violations = FunctionCatalogue.Violations(FunctionCatalogue.Discover([declared]));
        Assert.Contains(violations, v => v.Contains(words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(ItemAndRecent), true)]
    [InlineData(typeof(ItemAndRest), true)]
    [InlineData(typeof(GetAndPost), false)]
    public void No_path_may_fit_two_routes(Type declared, bool isShared)
    {
        var violations = FunctionCatalogue.Violations(FunctionCatalogue.Discover([declared]));
        Assert.Equal(isShared, violations.Any(violation => violation.StartsWith("A path can fit both", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_host_does_not_start_with_a_wrong_declaration()
    {
        var e = await Assert.ThrowsAsync<LocalHostException>(() => RunningHost.StartAsync("UseDevelopmentStorage=true", [typeof(FiveFields)]));
        Assert.Contains("FiveFields.Run: the schedule \"0 7 * * *\" must be six NCRONTAB fields, seconds first.", e.Message);
    }

    internal class Hidden
    {
        [Function("Hidden")]
        public void Run([TimerTrigger("0 0 7 * * *")] TimerInfo timer)
        {
        }
    }

    public static class Static
    {
        [Function("Static")]
        public static void Run([TimerTrigger("0 0 7 * * *")] TimerInfo timer)
        {
        }
    }

    public class PrivateMethod
    {
        [Function("PrivateMethod")]
        internal void Run([TimerTrigger("0 0 7 * * *")] TimerInfo timer)
        {
        }
    }

    public class TwoConstructors
    {
        public TwoConstructors()
        {
        }

        public TwoConstructors(Seen seen)
        {
        }

        [Function("TwoConstructors")]
        public void Run([TimerTrigger("0 0 7 * * *")] TimerInfo timer)
        {
        }
    }

    public class SameName
    {
        [Function("Same")]
        public void One([TimerTrigger("0 0 7 * * *")] TimerInfo timer)
        {
        }

        [Function("same")]
        public void Two([TimerTrigger("0 0 7 * * *")] TimerInfo timer)
        {
        }
    }

    public class BadName
    {
        [Function("1 bad name")]
        public void Run([TimerTrigger("0 0 7 * * *")] TimerInfo timer)
        {
        }
    }

    public class NoTrigger
    {
        [Function("NoTrigger")]
        public void Run(TimerInfo timer)
        {
        }
    }

    public class TwoTriggers
    {
        [Function("TwoTriggers")]
        public void Run([TimerTrigger("0 0 7 * * *")] TimerInfo timer, [BlobTrigger("first/{name}")] BlobClient blob)
        {
        }
    }

    public class TwoTokens
    {
        [Function("TwoTokens")]
        public void Run([BlobTrigger("returns/{sender}/{name}")] BlobClient blob)
        {
        }
    }

    public class NoToken
    {
        [Function("NoToken")]
        public void Run([BlobTrigger("returns")] BlobClient blob)
        {
        }
    }

    public class BadContainer
    {
        [Function("BadContainer")]
        public void Run([BlobTrigger("In_Box/{name}")] BlobClient blob)
        {
        }
    }

    public class AsStream
    {
        [Function("AsStream")]
        public void Run([BlobTrigger("first/{name}")] Stream blob)
        {
        }
    }

    public class Unbound
    {
        [Function("Unbound")]
        public void Run([BlobTrigger("first/{name}")] BlobClient blob, int count)
        {
        }
    }

    public class BlobReturns
    {
        [Function("BlobReturns")]
        public Task<string> Run([BlobTrigger("first/{name}")] BlobClient blob) => Task.FromResult("");
    }

    public class FiveFields
    {
        [Function("FiveFields")]
        public void Run([TimerTrigger("0 7 * * *")] TimerInfo timer)
        {
        }
    }

    public class NotTimerInfo
    {
        [Function("NotTimerInfo")]
        public void Run([TimerTrigger("0 0 7 * * *")] string timer)
        {
        }
    }

    public class NotRequest
    {
        [Function("NotRequest")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] string body)
        {
        }
    }

    public class ItemAndRecent
    {
        [Function("ItemAndRecentOne")]
        public IResult One([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id}")] HttpRequest request, string id) => Results.Ok();

        [Function("ItemAndRecentTwo")]
        public IResult Two([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "items/recent")] HttpRequest request) => Results.Ok();
    }

    public class ItemAndRest
    {
        [Function("ItemAndRestOne")]
        public IResult One([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id}/{part}/more")] HttpRequest request, string id, string part) => Results.Ok();

        [Function("ItemAndRestTwo")]
        public IResult Two([HttpTrigger(AuthorizationLevel.Anonymous, Route = "items/{*rest}")] HttpRequest request, string rest) => Results.Ok();
    }

    public class GetAndPost
    {
        [Function("GetAndPostOne")]
        public IResult One([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id}")] HttpRequest request, string id) => Results.Ok();

        [Function("GetAndPostTwo")]
        public IResult Two([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "items/{id}")] HttpRequest request, string id) => Results.Ok();
    }

    public class NotInRoute
    {
        [Function("NotInRoute")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{b}")] HttpRequest request, string other)
        {
        }
    }

    public class BadRoute
    {
        [Function("BadRoute")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{b")] HttpRequest request)
        {
        }
    }

    public class SlashRoute
    {
        [Function("SlashRoute")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "/a")] HttpRequest request)
        {
        }
    }

    public class AdminRoute
    {
        [Function("AdminRoute")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "admin/host")] HttpRequest request)
        {
        }
    }

    public class HttpReturns
    {
        [Function("HttpReturns")]
        public string Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => "";
    }
}
