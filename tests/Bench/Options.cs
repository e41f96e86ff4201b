using System.Collections.Immutable;

namespace Monitoring.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>What is measured where nothing is named.</summary>
    public static readonly ImmutableArray<string> Sections = ["reading", "figures", "days", "workbooks", "app", "evidence"];

    /// <summary>Measures nothing, and so is done only where it is named.</summary>
    private const string Recalculation = "recalculation";

    private const string Usage = """
        dotnet run -c Release --project tests/Bench [-- options]

          --only SECTION    reading, figures, days, workbooks, app or evidence; may be given several times.
                            Or recalculation: LibreOffice works out every formula of every workbook that the sample publishes,
                            and what differs from the file is printed; 1 when something does
          --folder FOLDER   recalculate the workbooks in this folder and those below it, instead of the sample's
          --quick           fewer rounds and draws, and 20 authority workbooks instead of all
          --python PATH     the Python of the peers, /usr/bin/python3 unless given
        """;

    public ImmutableArray<string> Only { get; private init; } = Sections;
    public bool Quick { get; private init; }
    public string Python { get; private init; } = "/usr/bin/python3";

    /// <summary>Where workbooks to recalculate are; null for those of the sample.</summary>
    public string? Folder { get; private init; }

    /// <summary>Set where this process is one of the contenders: its name.</summary>
    public string? Contender { get; private init; }

    /// <summary>What the contender was given: a file, or the connection of a storage account.</summary>
    public string Given { get; private init; } = "";

    public bool Wants(string section) => Only.Contains(section);

    /// <exception cref="ArgumentException">With a sentence about what cannot be read.</exception>
    public static Options Read(string[] arguments)
    {
        var read = new Options();
        var only = ImmutableArray.CreateBuilder<string>();
        for (var at = 0; at < arguments.Length; at++)
        {
            switch (arguments[at])
            {
                case "--only":
                    only.Add(Value(ref at) is var section && (Sections.Contains(section) || section == Recalculation) ? section : throw new ArgumentException($"'{section}' is not a section.\n\n{Usage}"));
                    break;
                case "--quick":
                    read = read with { Quick = true };
                    break;
                case "--folder":
                    read = read with { Folder = Value(ref at) is var folder && Directory.Exists(folder) ? folder : throw new ArgumentException($"There is no folder {folder}.") };
                    break;
                case "--python":
                    read = read with { Python = Value(ref at) };
                    break;
                case "--contender":
                    read = read with { Contender = Value(ref at) };
                    break;
                case "--given":
                    read = read with { Given = Value(ref at) };
                    break;
                default:
                    throw new ArgumentException($"'{arguments[at]}' is not an option.\n\n{Usage}");
            }
        }
        return only.Count == 0 ? read : read with { Only = only.ToImmutable() };

        string Value(ref int at) => ++at < arguments.Length ? arguments[at] : throw new ArgumentException($"{arguments[at - 1]} needs a value.\n\n{Usage}");
    }
}
