using System.Runtime.CompilerServices;
using Slipway.Execution;

namespace Slipway.Tests.Execution;

public sealed class WeakNumbersTests
{
    [Fact]
    public void Objects_are_told_apart_by_identity()
    {
        using var numbers = new WeakNumbers();
        var objects = Enumerable.Range(0, 5_000).Select(_ => new Same(1)).ToList();
        for (var i = 0; i < objects.Count; i++)
            numbers.Set(objects[i], i, replaces: false);
        numbers.Set(objects[7], 70, replaces: true);
        numbers.Set(objects[8], 80, replaces: false);
        for (var i = 0; i < objects.Count; i++)
            Assert.True(numbers.TryGet(objects[i], out var number) && number == (i == 7 ? 70 : i));
        Assert.False(numbers.TryGet(new Same(1), out _));
    }

    [Fact]
    public void What_is_gone_is_not_kept_and_its_place_is_taken_again()
    {
        using var numbers = new WeakNumbers();
        var kept = new Same(0);
        numbers.Set(kept, 42, replaces: false);
        var watched = Fill(numbers, 100);
        GC.Collect();
        Assert.All(watched, weak => Assert.False(weak.IsAlive));
        for (var round = 0; round < 50; round++)
        {
            Fill(numbers, 100);
            GC.Collect();
        }

        // Without taking places again there would be more than 5,000.
        Assert.InRange(numbers.Places, 1, 512);
        Assert.True(numbers.TryGet(kept, out var number) && number == 42);
    }

    [Fact]
    public void After_its_end_it_knows_nothing_and_takes_nothing()
    {
        var numbers = new WeakNumbers();
        var one = new Same(1);
        numbers.Set(one, 1, replaces: false);
        numbers.Dispose();
        numbers.Dispose();
        numbers.Set(one, 1, replaces: true);
        Assert.False(numbers.TryGet(one, out _));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Fill(WeakNumbers numbers, int count)
    {
        var watched = new List<WeakReference>();
        for (var i = 0; i < count; i++)
        {
            var one = new Same(i);
            numbers.Set(one, i, replaces: false);
            watched.Add(new WeakReference(one));
        }

        return watched;
    }

    private sealed record Same(int Value);
}
