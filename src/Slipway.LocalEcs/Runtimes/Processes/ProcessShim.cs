namespace Slipway.LocalEcs.Runtimes.Processes;

/// <summary>
/// The small program between LocalEcs and a process that plays a container: it outlives LocalEcs, sends the output to a file and leaves the exit
/// code behind. It runs as <c>setsid sh -c SCRIPT slipway DIR LOG COMMAND…</c>, so that a Ctrl-C on LocalEcs's terminal does not reach it.
/// </summary>
/// <remarks>
/// The process writes to the file itself, through one descriptor for both streams: the order is exact and nothing is lost between a pipe and its
/// reader. The script uses nothing but the shell's own commands, since the container's PATH may hold anything.
/// </remarks>
internal static class ProcessShim
{
    /// <summary>In the container's folder: the identity of the shim.</summary>
    public const string ShimFile = "shim";

    /// <summary>In the container's folder: the identity of the container's first process.</summary>
    public const string ChildFile = "child";

    /// <summary>In the container's folder: the exit code, then what the shell's <c>times</c> prints.</summary>
    public const string ExitFile = "exit";

    /// <summary>What the shim writes to its own standard output as soon as the process has been started.</summary>
    public const string Started = "started";

    /// <summary>The script.</summary>
    public const string Script = """
        dir=$1 log=$2
        shift 2
        exec 3>&1 </dev/null >>"$log" 2>&1
        identity() {
            # One that has ended already has no identity left, and the container's log is not the place to say so.
            { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return
            read -r boot </proc/sys/kernel/random/boot_id
            pid=$1
            stat=${stat##*) }
            set -- $stat
            echo "$pid ${20} $boot"
        }
        # A handler, not "ignore": what is ignored here would stay ignored in the process.
        trap : HUP INT TERM
        identity $$ >"$dir/shim"
        "$@" 3>&- &
        child=$!
        identity "$child" >"$dir/child"
        echo started >&3
        exec 3>&-
        while :; do
            wait "$child"
            code=$?
            kill -0 "$child" 2>/dev/null || break
        done
        { echo "$code"; times; } >"$dir/exit"
        # As a container's other processes end with its first one.
        kill -KILL 0
        """;
}
