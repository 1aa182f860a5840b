using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Slipway.Cli.Settings;

namespace Slipway.Cli.Local;

/// <summary>
/// The folder in which LocalEcs keeps its state, and by which commands find the server: a lock that it holds while it lives, and a record of how
/// to reach it.
/// </summary>
internal sealed class LocalServerFolder
{
    private const string ServerLock = "server.lock";
    private const int Looks = 10;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    /// <summary>The folder below the user's state folder.</summary>
    public LocalServerFolder(string stateFolder)
    {
        Path = System.IO.Path.Combine(stateFolder, "local-ecs");
        StateFolder.Make(Path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Where a background server writes what it has to say.</summary>
    public string LogFile => File("server.log");

    private string RecordFile => File("server.json");

    private string ChoicesFile => File("choices.json");

    /// <summary>Takes the lock that a server holds while it lives; null when another one has it.</summary>
    /// <remarks>Those who look whether a server lives have the lock for a moment (<see cref="IsHeld"/>): one refusal proves nothing.</remarks>
    public async Task<FileStream?> BecomeServerAsync(TimeProvider time)
    {
        for (var looks = 1; ; looks++)
        {
            if (TryHold(ServerLock) is { } held)
                return held;
            if (looks == Looks)
                return null;
            await Task.Delay(Moment, time);
        }
    }

    /// <summary>Takes the lock of whoever is about to start a background server; null when somebody else is.</summary>
    public FileStream? TryBecomeStarter() => TryHold("start.lock");

    /// <summary>The server that runs and can be reached; null when none does.</summary>
    public LocalServerRecord? Running() => IsHeld() ? Read(RecordFile, LocalServerJson.Default.LocalServerRecord) : null;

    /// <summary>Whether a server lives, reachable yet or not.</summary>
    public bool IsHeld()
    {
        try
        {
            // The server holds the lock alone; those who look share it.
            using var probe = new FileStream(File(ServerLock), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException)
        {
            return true;
        }
    }

    /// <summary>Says how to reach the server.</summary>
    public void Publish(LocalServerRecord record) => Write(RecordFile, record, LocalServerJson.Default.LocalServerRecord);

    /// <summary>Takes back what <see cref="Publish"/> said.</summary>
    public void Withdraw() => System.IO.File.Delete(RecordFile);

    /// <summary>The options of the last background server.</summary>
    public LocalServerChoices Choices() => Read(ChoicesFile, LocalServerJson.Default.LocalServerChoices) ?? new LocalServerChoices();

    /// <summary>Remembers the options of a background server.</summary>
    public void Remember(LocalServerChoices choices) => Write(ChoicesFile, choices, LocalServerJson.Default.LocalServerChoices);

    private string File(string name) => System.IO.Path.Combine(Path, name);

    private FileStream? TryHold(string name)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        try
        {
            return new FileStream(File(name), options);
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(System.IO.File.ReadAllText(path), type);
        }
        catch (Exception exception) when (exception is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    private static void Write<T>(string path, T value, JsonTypeInfo<T> type)
    {
        // Whole or not at all: a reader may look at any moment.
        var next = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(next, options))
            JsonSerializer.Serialize(stream, value, type);
        System.IO.File.Move(next, path, overwrite: true);
    }
}
