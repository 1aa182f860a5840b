using Slipway.LocalEcs.Runtimes.Engines;
using Slipway.TestKits.Components;

namespace Slipway.LocalEcs.Tests.Runtimes;

/// <summary>podman, and a tiny image built with it: no registry, a static busybox from scratch.</summary>
internal static class PodmanImage
{
    private static readonly Lazy<Task<Engine>> Built = new(BuildAsync);

    /// <summary>The engine, with <see cref="RuntimeTestKit.Image"/> in its store.</summary>
    public static Task<Engine> EngineAsync() => Built.Value;

    /// <summary>Builds an image of busybox.</summary>
    public static async Task BuildAsync(EngineCli cli, string name, string containerfile)
    {
        var busybox = Require.Command("busybox", "apt-get install busybox-static");
        var context = Directory.CreateTempSubdirectory("slipway-image-").FullName;
        try
        {
            var bin = Directory.CreateDirectory(Path.Combine(context, "bin")).FullName;
            File.Copy(busybox, Path.Combine(bin, "busybox"));
            foreach (var applet in (string[])["sh", "cat", "sleep", "id", "ls", "pwd"])
                File.CreateSymbolicLink(Path.Combine(bin, applet), "busybox");
            await File.WriteAllTextAsync(Path.Combine(context, "Containerfile"), containerfile);
            await cli.OutputAsync(["build", "--quiet", "--tag", name, "--file", Path.Combine(context, "Containerfile"), context], CancellationToken.None);
        }
        finally
        {
            Directory.Delete(context, recursive: true);
        }
    }

    private static async Task<Engine> BuildAsync()
    {
        Require.Podman();
        var state = Directory.CreateTempSubdirectory("slipway-podman-").FullName;
        var (engine, why) = await new EngineProbe(state).TryAsync(EngineKind.Podman, TimeProvider.System, CancellationToken.None);
        Assert.True(engine is not null, $"podman does not work here: {why}. Install it with: apt-get install podman runc");
        await BuildAsync(new EngineCli(engine), "localhost/" + RuntimeTestKit.Image, """
            FROM scratch
            COPY bin /bin
            ENV PATH=/bin FROM_IMAGE=from-image
            ENTRYPOINT ["/bin/sh"]
            CMD ["-c", "echo default command $FROM_IMAGE"]
            """);
        return engine;
    }
}
