using System.Runtime.InteropServices;

namespace Slipway.LocalEcs.Runtimes.Processes;

/// <summary>
/// The small program between LocalEcs and a process that plays a container: it outlives LocalEcs, writes each line of output to a file with the time at which it
/// came, and leaves the exit code behind. It runs as <c>setsid perl -e SCRIPT DIR LOG CLOCK COMMAND…</c>, so that a Ctrl-C on LocalEcs's terminal does not
/// reach it, and reads the container's environment from its standard input: on the command line, everybody on the machine could read it.
/// </summary>
/// <remarks>
/// Both streams go through one pipe, so the order is exact; the file has the form of podman's, <see cref="Output.KubernetesFormat"/>. The script uses nothing
/// beyond the perl-base package, which every Debian and Ubuntu has; the clock in fractions of a second is a system call there.
/// </remarks>
internal static class ProcessShim
{
    /// <summary>In the container's folder: the identity of the shim.</summary>
    public const string ShimFile = "shim";

    /// <summary>In the container's folder: the identity of the container's first process.</summary>
    public const string ChildFile = "child";

    /// <summary>In the container's folder: the exit code, and below it the CPU time in seconds.</summary>
    public const string ExitFile = "exit";

    /// <summary>What the shim writes to its standard output as soon as the process has been started; else it writes why it was not.</summary>
    public const string Started = "started";

    /// <summary>The script.</summary>
    public const string Script = """
        use strict;
        my ($dir, $log, $clock, @command) = @ARGV;
        $0 = "slipway container in $dir";
        open STDERR, '>&', \*STDOUT;
        undef $/;
        my %environment = map { split /=/, $_, 2 } split /\0/, <STDIN>;
        open STDIN, '<', '/dev/null';

        sub identity {
            my ($pid, $file) = @_;
            open my $stat, '<', "/proc/$pid/stat" or die "/proc/$pid/stat: $!";
            open my $boot, '<', '/proc/sys/kernel/random/boot_id' or die "boot_id: $!";
            my @words = split ' ', <$stat> =~ s/^.*\) //sr;
            note($file, "$pid $words[19] " . <$boot>);
        }

        sub note {
            my ($file, $text) = @_;
            open my $to, '>', "$dir/$file.new" or die "$dir/$file: $!";
            print $to $text;
            close $to or die "$dir/$file: $!";
            rename "$dir/$file.new", "$dir/$file" or die "$dir/$file: $!";
        }

        sub silence {
            open STDOUT, '>', '/dev/null';
            open STDERR, '>', '/dev/null';
        }

        # Hands the output on until nobody can write any more, or until the shim is gone and nothing is left.
        sub stamp {
            my ($output, $shim) = @_;
            open my $to, '>>', $log;
            my $spec = "\0" x 16;
            while (1) {
                my $ready = '';
                vec($ready, fileno $_, 1) = 1 for $output, $shim;
                next if select($ready, undef, undef, undef) < 0;
                last unless vec($ready, fileno $output, 1);
                last unless sysread $output, my $bytes, 65536;
                syscall $clock, 0, $spec;
                my ($seconds, $nanoseconds) = unpack 'qq', $spec;
                my ($s, $m, $h, $day, $month, $year) = gmtime $seconds;
                my $time = sprintf '%04d-%02d-%02dT%02d:%02d:%02d.%09d+00:00 stdout', $year + 1900, $month + 1, $day, $h, $m, $s, $nanoseconds;
                my ($lines, $at) = ('', 0);
                while ((my $end = index $bytes, "\n", $at) >= 0) {
                    $lines .= "$time F " . substr($bytes, $at, $end - $at) . "\n";
                    $at = $end + 1;
                }
                $lines .= "$time P " . substr($bytes, $at) . "\n" if $at < length $bytes;
                for (my $done = 0; $done < length $lines; ) {
                    # A full disk loses lines, but ends no container.
                    $done += syswrite($to, $lines, length($lines) - $done, $done) || last;
                }
            }
        }

        $SIG{$_} = 'IGNORE' for 'HUP', 'INT', 'TERM';
        identity($$, 'shim');
        pipe my $output, my $writing;
        pipe my $shim, my $living;
        pipe my $failure, my $failing;

        defined(my $stamper = fork) or die "fork: $!";
        if (!$stamper) {
            close $_ for $writing, $living, $failing;
            silence();
            stamp($output, $shim);
            exit;
        }

        defined(my $child = fork) or die "fork: $!";
        if (!$child) {
            setpgrp 0, 0;
            $SIG{$_} = 'DEFAULT' for 'HUP', 'INT', 'TERM';
            open STDOUT, '>&', $writing;
            open STDERR, '>&', $writing;
            %ENV = %environment;
            exec { $command[0] } @command or syswrite $failing, "$!";
            exit 126;
        }

        close $_ for $output, $writing, $shim, $failing;
        # Ends without a word when the program is run: the pipe closes then.
        if (my $why = <$failure>) {
            print lc $why, "\n";
            exit 1;
        }
        identity($child, 'child');
        print "started\n";
        silence();
        waitpid $child, 0;
        my $code = $? & 127 ? 128 + ($? & 127) : $? >> 8;
        my (undef, undef, $user, $system) = times;
        # As a container's other processes end with its first one.
        kill 'KILL', -$child;
        close $living;
        waitpid $stamper, 0;
        note('exit', "$code\n" . ($user + $system) . "\n");
        """;

    /// <summary>The number of clock_gettime(2) on this machine; null where it is not known.</summary>
    public static int? ClockCall => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 228,
        Architecture.Arm64 => 113,
        _ => null,
    };

    /// <summary>Where perl is; null when it is not installed.</summary>
    public static string? FindPerl() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/usr/local/bin"])
            .Select(folder => Path.Combine(folder, "perl"))
            .FirstOrDefault(File.Exists);
}
