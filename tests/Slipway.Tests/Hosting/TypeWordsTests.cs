using System.Text.Json;
using Slipway.Hosting.Parameters;
using Slipway.Running;

namespace Slipway.Tests.Hosting;

public sealed class TypeWordsTests
{
    public static TheoryData<Type> Types =>
    [
        typeof(string), typeof(char), typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(Int128), typeof(Half), typeof(float), typeof(double), typeof(decimal), typeof(DateOnly), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeOnly), typeof(TimeSpan),
        typeof(Guid), typeof(Uri), typeof(Version), typeof(Colour), typeof(int?), typeof(DateOnly?), typeof(string[]), typeof(List<int>), typeof(IReadOnlyList<DateOnly>), typeof(HashSet<Colour>),
        typeof(Dictionary<string, int>), typeof(JsonElement),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void The_example_of_a_type_is_a_value_of_it(Type type)
    {
        var words = TypeWords.Of(type, FlowJson.Default);
        var node = TextValue.ToJson(type, [words.Example], FlowJson.Default);
        Assert.NotNull(JsonSerializer.Deserialize(node, type, FlowJson.Default));
    }

    [Theory]
    [InlineData("day", "day")]
    [InlineData("dayFrom", "day-from")]
    [InlineData("useS3", "use-s3")]
    [InlineData("awsURLPrefix", "aws-url-prefix")]
    [InlineData("_raw_name", "raw-name")]
    [InlineData("A", "a")]
    public void Options_are_named_in_kebab_case(string name, string kebab) => Assert.Equal(kebab, ParameterNames.Kebab(name));
}
