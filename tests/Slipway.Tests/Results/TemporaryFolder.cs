namespace Slipway.Tests.Results;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("slipway-results-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
