namespace Slipway.Results;

/// <summary>The place of a task run among the recorded results.</summary>
/// <param name="slot">Its key and slot.</param>
/// <param name="between">The key of its result between runs.</param>
/// <param name="isRecorded">Whether an earlier try recorded a result.</param>
internal sealed class KeyedCall(RecordedSlot slot, ResultKey between, bool isRecorded)
{
    private readonly Lock _gate = new();
    private Claims? _claims;

    public RecordedSlot Slot { get; } = slot;

    public ResultKey Between { get; } = between;

    public bool IsRecorded { get; } = isRecorded;

    /// <summary>Takes a slot for a call that this one makes.</summary>
    public KeyedCall Take(ResultKey key, ResultKey between, in SlotSet recorded)
    {
        lock (_gate)
        {
            var (taken, isRecorded) = (_claims ??= new Claims()).Take(key, in recorded);
            return new KeyedCall(new RecordedSlot(key, taken), between, isRecorded);
        }
    }

    public void Release(RecordedSlot slot)
    {
        lock (_gate)
            _claims?.Release(slot.Key, slot.Slot);
    }

    /// <summary>The next attempt makes its calls anew, and gets what is recorded by then.</summary>
    public void BeginAttempt()
    {
        lock (_gate)
            _claims = null;
    }
}
