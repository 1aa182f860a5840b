using System.Security.Cryptography;
using System.Text;
using Slipway.LocalEcs.State;

namespace Slipway.LocalEcs.Metadata;

/// <summary>
/// The last part of a container's metadata address: the id of its ECS task, and a code that only LocalEcs can make. The endpoint is not signed,
/// as on AWS, so the address itself is what a caller must know. The key is kept, so that addresses hold over a restart.
/// </summary>
internal sealed class MetadataIds
{
    private const int KeyBytes = 32;
    private const int CodeBytes = 16;

    private readonly byte[] _key;

    /// <summary>Reads the key, or makes it.</summary>
    public MetadataIds(StateDatabase database)
    {
        _key = database.Write(connection =>
        {
            connection.Execute(
                "INSERT INTO metadata_key (key) SELECT $key WHERE NOT EXISTS (SELECT 1 FROM metadata_key)", ("$key", RandomNumberGenerator.GetBytes(KeyBytes)));
            return (byte[])connection.Scalar("SELECT key FROM metadata_key")!;
        });
    }

    /// <summary>The id of a container's metadata.</summary>
    public string Of(string taskId, string container) => $"{taskId}-{Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{taskId}/{container}"))[..CodeBytes])}";

    /// <summary>The ECS task that an id speaks of; it is not checked yet.</summary>
    public static string TaskOf(string id) => id[..Math.Max(0, id.LastIndexOf('-'))];

    /// <summary>Whether an id is that of this container. Takes as long for a wrong id as for the right one.</summary>
    public bool Is(string id, string taskId, string container) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(id), Encoding.UTF8.GetBytes(Of(taskId, container)));
}
