using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.LocalHost.Functions;

/// <summary>One run of a function: its class made in a scope of its own, its method called, what it made disposed of.</summary>
internal static class FunctionRun
{
    /// <summary>Runs the function and gives what it returned: an <c>IResult</c>, an <c>IActionResult</c>, or null.</summary>
    /// <param name="function">The function.</param>
    /// <param name="services">The services of the run; a scope that the caller ends after the result was used.</param>
    /// <param name="value">Gives each parameter but the <c>CancellationToken</c> its value.</param>
    /// <param name="cancelled">Given to the function, and noticed by nothing else.</param>
    /// <exception cref="Exception">Whatever the function or its constructor throws, as it was thrown.</exception>
    public static async Task<object?> InvokeAsync(
        FunctionDescription function, IServiceProvider services, Func<ParameterInfo, object?> value, CancellationToken cancelled)
    {
        var instance = ActivatorUtilities.CreateInstance(services, function.Method.DeclaringType!);
        try
        {
            object?[] arguments = [.. function.Method.GetParameters()
                .Select(p => p.ParameterType == typeof(CancellationToken) ? cancelled : value(p))];
            var returned = function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            switch (returned)
            {
                case Task<IResult> result:
                    return await result;
                case Task<IActionResult> result:
                    return await result;
                case Task task:
                    await task;
                    return null;
                default:
                    return returned;
            }
        }
        finally
        {
            // The scope disposes of what it was asked for; the instance was made beside it.
            if (instance is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                (instance as IDisposable)?.Dispose();
        }
    }
}
