using Slipway.Cli.Settings;
using Slipway.TestKits;

namespace Slipway.Cli.Tests.Settings;

public sealed class SettingsSchemaTests
{
    [Fact]
    public void The_published_schema_is_what_the_program_reads()
    {
        var path = Repository.Path("schemas", "slipway.schema.json");
        if (Environment.GetEnvironmentVariable("SLIPWAY_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, SettingsSchema.Text());
        }

        Assert.True(File.Exists(path), $"{path} is missing; SLIPWAY_UPDATE_SNAPSHOTS=1 writes it.");
        Assert.Equal(SettingsSchema.Text(), File.ReadAllText(path));
    }
}
