using System.Runtime.InteropServices;

namespace Slipway.Results;

/// <summary>
/// Which slots the equal calls of one caller hold, in one attempt of it: recorded ones first, then the smallest that is neither recorded nor held. A retry of
/// the caller begins with none held.
/// </summary>
internal sealed class Claims
{
    private readonly Dictionary<ResultKey, Held> _held = [];

    /// <summary>Takes a slot for a call.</summary>
    /// <returns>The slot, and whether it has a recorded result.</returns>
    public (int Slot, bool IsRecorded) Take(ResultKey key, in SlotSet recorded)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_held, key, out _);
        for (var end = recorded.End; held.NextRecorded < end; held.NextRecorded++)
        {
            if (recorded.Has(held.NextRecorded) && !held.Slots.Has(held.NextRecorded))
            {
                held.Slots.Add(held.NextRecorded);
                return (held.NextRecorded++, true);
            }
        }

        while (held.Slots.Has(held.NextOpen) || recorded.Has(held.NextOpen))
            held.NextOpen++;
        held.Slots.Add(held.NextOpen);
        return (held.NextOpen++, false);
    }

    /// <summary>Gives back the slot of a call that failed: the next equal call is its next try.</summary>
    public void Release(ResultKey key, int slot)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrNullRef(_held, key);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref held))
            return;
        held.Slots.Remove(slot);
        held.NextOpen = Math.Min(held.NextOpen, slot);
        held.NextRecorded = Math.Min(held.NextRecorded, slot);
    }

    // Everything below the two marks is held or not for the asking.
    private struct Held
    {
        public SlotSet Slots;
        public int NextRecorded;
        public int NextOpen;
    }
}
