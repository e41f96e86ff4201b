namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a Functions app begins. Emulates the worker's class of the same name.</summary>
public static class FunctionsApplication
{
    /// <summary>Makes a builder with the usual sources of configuration and logging.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}

/// <summary>The call that lets functions take <c>HttpRequest</c> and return <c>IResult</c>.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Serves HTTP functions by ASP.NET Core.</summary>
    /// <returns>The same builder.</returns>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        builder.ServesWeb = true;
        return builder;
    }
}
