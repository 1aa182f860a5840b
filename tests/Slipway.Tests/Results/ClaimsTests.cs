using FsCheck;
using FsCheck.Fluent;
using Slipway.Results;

namespace Slipway.Tests.Results;

public sealed class ClaimsTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Recorded_slots_come_first_and_then_the_smallest_free_one()
    {
        var recorded = Set(1, 3, 70);
        var claims = new Claims();
        var taken = Enumerable.Range(0, 6).Select(_ => claims.Take(default, in recorded)).ToList();
        Assert.Equal([(1, true), (3, true), (70, true), (0, false), (2, false), (4, false)], taken);
        claims.Release(default, 2);
        claims.Release(default, 3);
        Assert.Equal((3, true), claims.Take(default, in recorded));
        Assert.Equal((2, false), claims.Take(default, in recorded));
        Assert.Equal((5, false), claims.Take(default, in recorded));
    }

    [Fact]
    public void It_behaves_as_the_rule_says_whatever_is_taken_recorded_and_given_back()
    {
        // Numbers: 0 gives back what was taken last, 1 records it, others take.
        Prop.ForAll<int[], int[]>((before, steps) =>
        {
            var model = new SortedSet<int>((before ?? []).Select(slot => (slot & int.MaxValue) % 150));
            var recorded = Set([.. model]);
            var held = new SortedSet<int>();
            var claims = new Claims();
            var order = new Stack<int>();
            foreach (var step in steps ?? [])
            {
                switch ((step & int.MaxValue) % 5)
                {
                    case 0 when order.TryPop(out var last):
                        claims.Release(default, last);
                        held.Remove(last);
                        break;
                    case 1 when order.TryPop(out var done):
                        recorded.Add(done);
                        model.Add(done);
                        break;
                    default:
                        var free = model.Except(held).ToList();
                        var expected = free.Count > 0 ? (free[0], true) : (Enumerable.Range(0, 1_000).First(slot => !held.Contains(slot) && !model.Contains(slot)), false);
                        var taken = claims.Take(default, in recorded);
                        if (taken != expected)
                            return false;
                        held.Add(taken.Slot);
                        order.Push(taken.Slot);
                        break;
                }
            }

            return true;
        }).Check(Thorough);
    }

    [Fact]
    public void Many_equal_calls_take_no_time_that_grows_with_their_square()
    {
        var claims = new Claims();
        var recorded = Set([.. Enumerable.Range(0, 200_000)]);
        for (var i = 0; i < 400_000; i++)
            Assert.Equal((i, i < 200_000), claims.Take(default, in recorded));
    }

    private static SlotSet Set(params int[] slots)
    {
        var set = default(SlotSet);
        foreach (var slot in slots)
            set.Add(slot);
        return set;
    }
}
