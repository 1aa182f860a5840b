using System.Diagnostics;
using Slipway.EndToEnd.Tests.Harness;
using Slipway.TestKits.Components;

namespace Slipway.EndToEnd.Tests.Containers;

/// <summary>A workplace whose LocalEcs runs containers by podman, and a small image in two versions.</summary>
public sealed class PodmanPlace : EcsPlace
{
    /// <summary>The image's repository, one for each place so that two may live at once.</summary>
    public string Repository { get; } = $"slipway-e2e-{Guid.NewGuid():n}"[..20];

    public override async ValueTask InitializeAsync()
    {
        var podman = Require.Podman();
        var busybox = Require.Command("busybox", "apt-get install busybox-static");
        var programs = Directory.CreateDirectory(Path.Combine(Folder, "image", "bin")).FullName;
        File.Copy(busybox, Path.Combine(programs, "busybox"));
        foreach (var applet in (string[])["sh", "sleep", "head", "tr"])
            File.CreateSymbolicLink(Path.Combine(programs, applet), "busybox");
        foreach (var version in (string[])["1.0.0", "1.0.1"])
        {
            Write("image/Containerfile", $"""
                FROM scratch
                COPY bin /bin
                ENV PATH=/bin VERSION={version}
                ENTRYPOINT ["/bin/sh", "-c"]
                CMD ["echo version $VERSION"]

                """);
            await PodmanAsync(podman, "build", "--quiet", "--tag", $"localhost/{Repository}:{version}", Path.Combine(Folder, "image"));
        }

        await StartEcsAsync("--runtime", "podman");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await PodmanAsync(Require.Podman(), "rmi", "--force", $"localhost/{Repository}:1.0.0", $"localhost/{Repository}:1.0.1");
    }

    private static async Task PodmanAsync(string podman, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(podman, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == 0, $"podman {string.Join(' ', arguments)}: {await error}{await output}");
    }
}
