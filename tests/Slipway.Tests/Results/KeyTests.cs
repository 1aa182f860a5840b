using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Results;
using Slipway.Running;
using Slipway.Runtime;
using Slipway.Tests.Calls;

namespace Slipway.Tests.Results;

public sealed class KeyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(300);
    private static readonly RecordedSlot Caller = new(TaskKeys.OfFlow("run-1"), 0);

    [Fact]
    public void Equal_inputs_have_one_key_and_others_another()
    {
        Prop.ForAll<Tuple<int, string?, double[]>, Tuple<int, string?, double[]>>((left, right) =>
        {
            var same = left.Item1 == right.Item1 && left.Item2 == right.Item2 && Equal(left.Item3, right.Item3);
            return KeyOf(left) == KeyOf(Copy(left)) && (KeyOf(left) == KeyOf(right)) == same;
        }).Check(Thorough);

        static Tuple<int, string?, double[]> Copy(Tuple<int, string?, double[]> value) => new(value.Item1, value.Item2, value.Item3 is null ? null! : [.. value.Item3]);
        static bool Equal(double[]? left, double[]? right) =>
            left is null || right is null ? left is null && right is null : left.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(right.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void The_order_of_members_says_nothing_and_every_value_does()
    {
        Prop.ForAll<Dictionary<string, int>, int>((members, seed) =>
        {
            members ??= [];
            var shuffled = members.ToList();
            var random = new Random(seed);
            for (var i = shuffled.Count - 1; i > 0; i--)
            {
                var j = random.Next(i + 1);
                (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
            }

            var same = KeyOf(members) == KeyOf(new Dictionary<string, int>(shuffled));
            if (members.Count == 0)
                return same;
            var changed = new Dictionary<string, int>(members);
            changed[members.First().Key]++;
            return same && KeyOf(changed) != KeyOf(members);
        }).Check(Thorough);
    }

    [Fact]
    public void Canonical_text_is_the_same_document()
    {
        foreach (var json in new[] { "1", "\"a\"", "[]", "{}", "[1,{\"b\":[{\"d\":1,\"c\":2}],\"a\":null}]", "{\"b\":1,\"a\":{\"z\":\"{\\\"x\\\"}\",\"y\":1.50}}" })
        {
            var written = new ArrayBufferWriter<byte>();
            CanonicalInputs.Write(Encoding.UTF8.GetBytes(json), written);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(written.WrittenSpan)), json);
        }

        var sorted = new ArrayBufferWriter<byte>();
        CanonicalInputs.Write("{\"b\":1,\"a\":{\"z\":2,\"y\":1.50}}"u8, sorted);
        Assert.Equal("{\"a\":{\"y\":1.50,\"z\":2},\"b\":1}", Encoding.UTF8.GetString(sorted.WrittenSpan));
    }

    [Fact]
    public void The_key_is_the_one_that_earlier_versions_made() =>
        // Computed by another program from the rule: SHA-256 over each part with its length before it. A change would run everything again that is recorded.
        Assert.Equal("60a88eeb355c93faf069abe7efd8a2d49402b8b250f7589b22c42f2fc32dd05d", KeyOf(new DateOnly(2026, 1, 31)).ToString());

    [Fact]
    public void Task_version_caller_and_slot_are_part_of_it()
    {
        var keys = new[]
        {
            KeyOf(1), KeyOf("1"), KeyOf(1L << 53), KeyOf((1L << 53) + 1), KeyOf(1, version: "2"), KeyOf(1, name: "other"),
            KeyOf(1, caller: Caller with { Slot = 1 }), KeyOf(1, caller: new RecordedSlot(TaskKeys.OfFlow("run-2"), 0)),
        };
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void What_a_member_is_counts_and_not_what_it_is_declared_as()
    {
        Assert.NotEqual(KeyOf(new Box(new Dog("a", 1))), KeyOf(new Box(new Dog("a", 2))));
        Assert.NotEqual(KeyOf(new Kennel([new Dog("a", 1)])), KeyOf(new Kennel([new Dog("a", 2)])));
        Assert.NotEqual(KeyOf(new Animal[] { new Dog("a", 1) }), KeyOf(new Animal[] { new Dog("a", 2) }));
        Assert.NotEqual(KeyOf(new List<Animal> { new Dog("a", 1) }), KeyOf(new List<Animal> { new Dog("a", 2) }));
        Assert.NotEqual(KeyOf<object>(new Dog("a", 1)), KeyOf<object>(new Dog("a", 2)));
        Assert.NotEqual(KeyOf((1, "a")), KeyOf((2, "a")));
    }

    [Fact]
    public void What_would_be_written_without_its_state_has_no_key()
    {
        Assert.Contains("nothing of Opaque is public", Problem(new Opaque(1)), StringComparison.Ordinal);
        Assert.Contains("nothing of Opaque is public", Problem(new[] { new Opaque(1) }), StringComparison.Ordinal);
        Assert.Contains("has no JSON", Problem(new MemoryStream()), StringComparison.Ordinal);
        Assert.Contains("has no JSON", Problem(() => 1), StringComparison.Ordinal);
        Assert.Contains("only once", Problem(Enumerable.Range(0, 3).Where(i => i > 1)), StringComparison.Ordinal);
        Assert.Contains("too shy", Problem(new Throwing("too shy")), StringComparison.Ordinal);
    }

    [Fact]
    public void Own_converters_are_used()
    {
        var options = new JsonSerializerOptions(FlowJson.Default);
        options.Converters.Add(new OpaqueConverter());
        Assert.NotEqual(KeyOf(new Opaque(1), options: options), KeyOf(new Opaque(2), options: options));
    }

    private static ResultKey KeyOf<T>(T input, string name = "task", string version = "1", RecordedSlot? caller = null, JsonSerializerOptions? options = null)
    {
        var call = new AsyncCall<T, int>(input, (_, _) => Task.FromResult(0));
        var keys = TaskKeys.Of(in call, new TaskDefinition { Id = name, Name = name, Version = version }, caller ?? Caller, options ?? FlowJson.Default, out var problem);
        Assert.Null(problem);
        return keys!.Value.Key;
    }

    private static string Problem<T>(T input)
    {
        var call = new AsyncCall<T, int>(input, (_, _) => Task.FromResult(0));
        Assert.Null(TaskKeys.Of(in call, new TaskDefinition { Id = "task", Name = "task", Version = "1" }, Caller, FlowJson.Default, out var problem));
        return problem!;
    }

    private record Animal(string Name);

    private sealed record Dog(string Name, int Age) : Animal(Name);

    private sealed record Box(Animal Content);

    private sealed record Kennel(IReadOnlyList<Animal> Animals);

    private sealed class Opaque(int value)
    {
        internal int Read() => value;
    }

    private sealed class Throwing(string why)
    {
        public int Value => throw new InvalidDataException(why);
    }

    private sealed class OpaqueConverter : System.Text.Json.Serialization.JsonConverter<Opaque>
    {
        public override Opaque Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

        public override void Write(Utf8JsonWriter writer, Opaque value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Read());
    }
}
