using System.Globalization;
using System.Text;

namespace Slipway.Results;

/// <summary>
/// A run's file with the number of its present launch. Whoever reads or writes records holds the file's lock meanwhile, so that no launch writes after a newer
/// one has read.
/// </summary>
internal sealed class RunFence(string path, string flowRunId, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private long _launch;

    /// <summary>The number of this launch; 0 before <see cref="EnterAsync"/>.</summary>
    public long Launch => _launch;

    /// <summary>Begins a new launch. The lock is held until the result is disposed.</summary>
    public async Task<FileStream> EnterAsync(CancellationToken cancellationToken)
    {
        var file = await LockAsync(cancellationToken);
        try
        {
            _launch = Read(file) + 1;
            Write(file, _launch);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the lock, if this launch is still the present one.</summary>
    /// <exception cref="ResultStoreException"><c>results.fenced</c>, <c>results.in-use</c>.</exception>
    public async Task<FileStream> HoldAsync(CancellationToken cancellationToken)
    {
        var file = await LockAsync(cancellationToken);
        if (Read(file) == _launch)
            return file;
        await file.DisposeAsync();
        throw ResultStoreException.Fenced(flowRunId);
    }

    private static void Write(FileStream file, long launch)
    {
        file.Position = 0;
        file.Write(Encoding.ASCII.GetBytes(launch.ToString("D19", CultureInfo.InvariantCulture) + "\n"));
        file.Flush(flushToDisk: true);
    }

    private static long Read(FileStream file)
    {
        Span<byte> digits = stackalloc byte[19];
        file.Position = 0;
        var count = file.ReadAtLeast(digits, digits.Length, throwOnEndOfStream: false);
        return count == digits.Length && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var launch) ? launch : 0;
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
            {
                if (clock.GetElapsedTime(began) >= Patience)
                {
                    throw new ResultStoreException(
                        "results.in-use",
                        $"Another process holds {path} for longer than {Patience.TotalSeconds:0} s: it was stopped while it recorded a result of the flow run {flowRunId}. End that process (fuser {path} names it).",
                        exception);
                }
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }
}
