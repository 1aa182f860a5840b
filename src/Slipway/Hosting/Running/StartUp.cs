using System.Security.Cryptography;
using System.Text.Json;
using Slipway.Results;

namespace Slipway.Hosting.Running;

/// <summary>What a run needs soon and takes long to get ready the first time: made ready on other threads, while the command line is read.</summary>
internal static class StartUp
{
    /// <summary>Begins. Nobody waits for it: who comes earlier gets it ready for itself.</summary>
    public static void Prepare(JsonSerializerOptions json)
    {
        // The metadata of one type brings what all types need.
        _ = Task.Run(() => json.GetTypeInfo(typeof(DateOnly)));
        _ = Task.Run(() =>
        {
            SHA256.HashData([]);
            KeyJson.For(json).WhyNot(typeof(string));
        });
    }
}
