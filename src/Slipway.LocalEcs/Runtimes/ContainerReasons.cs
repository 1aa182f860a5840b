namespace Slipway.LocalEcs.Runtimes;

/// <summary>The words in which ECS gives the reasons of containers. The prefixes are documented ("Stopped task error codes"); what follows is docker's.</summary>
internal static class ContainerReasons
{
    private const string CannotStart = "CannotStartContainerError: Error response from daemon: ";
    private const string CannotCreate = CannotStart + "failed to create task for container: failed to create shim task: OCI runtime create failed: ";

    /// <summary>Too much memory: what ECS shows beside exit code 137.</summary>
    public const string OutOfMemory = "OutOfMemoryError: Container killed due to memory usage";

    /// <summary>The first process could not be executed.</summary>
    public static string CannotExecute(string program, string why) =>
        $"{CannotCreate}runc create failed: unable to start container process: exec: \"{program}\": {why}: unknown";

    /// <summary>The container could not be started for another reason.</summary>
    public static string CannotStartFor(string why) => CannotStart + why;

    /// <summary>The container has ended, and nothing tells how.</summary>
    public const string NoExitCode =
        "CannotInspectContainerError: the container's processes are gone and left no exit code; the machine was restarted, or something killed them with their supervisor";
}
