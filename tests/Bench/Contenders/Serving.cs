using System.Diagnostics;
using System.Globalization;

namespace Monitoring.Bench.Contenders;

/// <summary>Who does the same work again whenever asked.</summary>
internal interface IContender
{
    /// <summary>Told beside the name: versions.</summary>
    string Description => "";

    Task<Round> Go();
}

/// <summary>This program as one of the contenders.</summary>
internal static class Serving
{
    public static async Task<int> Run(string name, Options options)
    {
        var contender = Of(name, options);
        Console.WriteLine(Lines.Write(new Introduction(Ready: contender.Description)));
        while (await Console.In.ReadLineAsync() is not null)
        {
            var round = await contender.Go();
            Console.WriteLine(Lines.Write(round));
        }
        Console.WriteLine(Lines.Write(new Farewell(Process.GetCurrentProcess().PeakWorkingSet64 / 1e6)));
        return 0;
    }

    private static IContender Of(string name, Options options) => name switch
    {
        "reading" => new OurReading(),
        "reading-duckdb" => new DuckReading(options.Given),
        "figures" => new OurFigures(),
        "figures-duckdb" => new DuckFigures(options.Given),
        "days" => new OurDays(),
        "days-duckdb" => new DuckDays(options.Given),
        "workbooks" => new OurWorkbooks(options.Quick),
        "workbooks-many" => new ManyWorkbooks(int.Parse(options.Given, CultureInfo.InvariantCulture)),
        "app" => new TheApp(options.Given),
        "app-steps" => new StepsWithoutStorage(),
        "app-writes" => new BareWrites(options.Given),
        _ => throw new ArgumentException($"'{name}' is not a contender."),
    };
}
