using Slipway.Core.Containers;

namespace Slipway.Core.Tests.Containers;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0.5", 512)]
    [InlineData("0.25 vCPU", 256)]
    [InlineData("4", 4096)]
    [InlineData("512 units", 512)]
    [InlineData("192", 196608)]
    public void Cpu_is_vcpu_unless_it_says_units(string text, int units)
    {
        Assert.Null(Quantity.ReadCpu(text, out var read));
        Assert.Equal(units, read);
    }

    [Theory]
    [InlineData("512", "for 512 ECS units write 0.5 or '512 units'")]
    [InlineData("0.0001", "not a whole, positive number")]
    [InlineData("0", "not a whole, positive number")]
    [InlineData("half", "write vCPUs, such as 0.5")]
    [InlineData("", "write vCPUs, such as 0.5")]
    [InlineData("-1", "write vCPUs, such as 0.5")]
    public void Wrong_cpu_says_what_would_be_right(string text, string expected) =>
        Assert.Contains(expected, Quantity.ReadCpu(text, out _), StringComparison.Ordinal);

    [Theory]
    [InlineData("2048", 2048)]
    [InlineData("2 GiB", 2048)]
    [InlineData("2GB", 2048)]
    [InlineData("1.5 GiB", 1536)]
    [InlineData("512MiB", 512)]
    [InlineData("512 m", 512)]
    public void Memory_is_mebibytes_unless_it_says_more(string text, int mebibytes)
    {
        Assert.Null(Quantity.ReadMemory(text, out var read));
        Assert.Equal(mebibytes, read);
    }

    [Theory]
    [InlineData("50", 50)]
    [InlineData("50 GiB", 50)]
    [InlineData("51200 MiB", 50)]
    public void Storage_is_gibibytes(string text, int gibibytes)
    {
        Assert.Null(Quantity.ReadStorage(text, out var read));
        Assert.Equal(gibibytes, read);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("30s", 30)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("1h 5s", 3605)]
    [InlineData("0s", 0)]
    public void Time_spans_are_seconds_unless_they_say_more(string text, int seconds)
    {
        Assert.Null(Quantity.ReadDuration(text, out var read));
        Assert.Equal(TimeSpan.FromSeconds(seconds), read);
        Assert.Null(Quantity.ReadDuration(Quantity.WriteDuration(read), out var again));
        Assert.Equal(read, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5x")]
    [InlineData("5s5m")]
    [InlineData("5m5")]
    [InlineData("-5s")]
    [InlineData("99999999999s")]
    public void Wrong_time_spans_are_refused(string text) => Assert.NotNull(Quantity.ReadDuration(text, out _));

    [Theory]
    [InlineData(512, "512 MiB")]
    [InlineData(2048, "2 GiB")]
    [InlineData(1536, "1.5 GiB")]
    [InlineData(1100, "1100 MiB")]
    public void Memory_is_written_as_people_do(int mebibytes, string text) => Assert.Equal(text, Quantity.WriteMemory(mebibytes));
}
