using Monitoring.Bench;
using Monitoring.Bench.Contenders;

try
{
    var options = Options.Read(args);
    if (options.Contender is { } contender)
        return await Serving.Run(contender, options);
    return await new Contest(options).Run();
}
catch (ArgumentException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 2;
}
