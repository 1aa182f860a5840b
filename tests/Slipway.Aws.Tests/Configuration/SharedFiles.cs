using System.Runtime.CompilerServices;

namespace Slipway.Aws.Tests.Configuration;

/// <summary>
/// The shared config and credentials files of this test process. The SDK reads where they are once, before anything else; and no test
/// may see those of whoever runs it.
/// </summary>
internal static class SharedFiles
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("slipway-aws-tests-").FullName;

    internal static string Config { get; } = Path.Combine(Folder, "config");

    [ModuleInitializer]
    internal static void PointTheSdkHere()
    {
        var credentials = Path.Combine(Folder, "credentials");
        File.WriteAllText(Config, "");
        File.WriteAllText(credentials, "");
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", Config);
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", credentials);
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
    }
}
