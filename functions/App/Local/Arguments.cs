using System.Globalization;
using Monitoring.LocalHost;

namespace Monitoring.App.Local;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        dotnet run --project functions/App [-- options]

          (nothing)             start everything, put the sample through, print what came of it, and go on serving
          rebuild               make tables and figures anew from what was accepted, and end
          manifest              print the functions and their triggers as JSON, and end

          --once                end when the sample is done: 0 when all went well
          --sample FOLDER       another sample: one folder for each sender, and sent.csv where files arrive on
                                other days; 'none' for no sample
          --today yyyy-MM-dd    what day it is (2020-02-14); 'real' for the true date
          --port NUMBER         7071 unless given; 0 for any free one
          --fresh               forget what earlier runs left in the data folder
          --data FOLDER         where Azurite keeps its data, instead of .local/azurite
          --storage STRING      an account to use instead of starting Azurite; for rebuild also 'settings': the accounts that
                                the environment names as in Azure (Returns__blobServiceUri and so on), by whoever is signed in

        For tests of repetition and interruption:
          --seed NUMBER         duplicate, delay, reorder and drop deliveries, by this seed
          --crash-at NUMBER     end the process at this storage request
          --crash-after         after its answer instead of before
        """;

    /// <summary>In place of a connection string: the settings name the accounts, as they do in Azure.</summary>
    public const string StorageOfSettings = "settings";

    public string Command { get; private init; } = "run";
    public bool Once { get; private init; }
    public string? Sample { get; private init; }
    public DateOnly? Today { get; private init; } = new DateOnly(2020, 2, 14);
    public int? Port { get; private init; }
    public bool Fresh { get; private init; }
    public string? Data { get; private init; }
    public string? Storage { get; private init; }
    public int? Seed { get; private init; }
    public int? CrashAt { get; private init; }
    public bool CrashAfter { get; private init; }
    public bool Help { get; private init; }

    /// <summary>Reads the command line. Throws <see cref="LocalHostException"/> with a sentence about what cannot be read.</summary>
    public static Arguments Read(IEnumerable<string> arguments)
    {
        var read = new Arguments();
        using var rest = arguments.GetEnumerator();
        while (rest.MoveNext())
        {
            var option = rest.Current;
            read = option switch
            {
                "run" or "rebuild" or "manifest" => read with { Command = option },
                "--once" => read with { Once = true },
                "--fresh" => read with { Fresh = true },
                "--crash-after" => read with { CrashAfter = true },
                "--help" or "-h" => read with { Help = true },
                "--sample" => read with { Sample = Value() },
                "--today" => Value() is var date && date == "real" ? read with { Today = null } : read with { Today = Date(date) },
                "--port" => read with { Port = Number() },
                "--data" => read with { Data = Value() },
                "--storage" => read with { Storage = Value() },
                "--seed" => read with { Seed = Number() },
                "--crash-at" => read with { CrashAt = Number() },
                _ => throw new LocalHostException($"'{option}' is not an option.\n\n{Usage}"),
            };

            string Value() => rest.MoveNext() ? rest.Current : throw new LocalHostException($"{option} needs a value.\n\n{Usage}");
            int Number() => Value() is var text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new LocalHostException($"{option}: '{text}' is not a number.");
            DateOnly Date(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw new LocalHostException($"{option}: '{text}' is not a date in the form 2020-02-14.");
        }
        if (read.Storage != StorageOfSettings)
            return read;
        // What is made anew there is real: so is the day.
        return read.Command == "rebuild" ? read with { Today = null } : throw new LocalHostException($"--storage {StorageOfSettings} is for rebuild only.\n\n{Usage}");
    }
}
