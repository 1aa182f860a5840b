using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Core.Containers;
using Slipway.TestKits;

namespace Slipway.Core.Tests.Containers;

public sealed class ContainerSettingsSchemaTests
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_published_file_is_what_the_code_makes()
    {
        var path = Repository.Path("schemas", "container-settings.schema.json");
        var schema = ContainerSettingsSchema.CreateDocument().ToJsonString(Pretty) + "\n";
        if (Environment.GetEnvironmentVariable("SLIPWAY_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, schema);

        Assert.True(File.Exists(path) && File.ReadAllText(path) == schema, $"{path} is not what the code makes; run the tests once with SLIPWAY_UPDATE_SNAPSHOTS=1 and review it.");
    }

    [Fact]
    public void Every_property_of_the_records_is_in_it()
    {
        var properties = ContainerSettingsSchema.Create()["properties"]!.AsObject();

        Assert.Equal(typeof(ContainerSettings).GetProperties().Length, properties.Count);
        Assert.Equal(typeof(SidecarSettings).GetProperties().Length, properties["sidecars"]!["additionalProperties"]!["properties"]!.AsObject().Count);
        Assert.All(properties, property => Assert.False(string.IsNullOrEmpty(property.Value!["description"]?.GetValue<string>()), $"{property.Key} has no description"));
    }

    [Fact]
    public void Each_caller_gets_its_own_copy()
    {
        var first = ContainerSettingsSchema.Create();
        first.Remove("properties");

        Assert.NotNull(ContainerSettingsSchema.Create()["properties"]);
        Assert.False(JsonNode.DeepEquals(first, ContainerSettingsSchema.Create()));
    }
}
