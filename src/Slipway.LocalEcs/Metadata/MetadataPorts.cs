using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Slipway.LocalEcs.State;

namespace Slipway.LocalEcs.Metadata;

/// <summary>
/// The ports under which containers were told that their metadata is. A container keeps its environment while LocalEcs restarts, so the next LocalEcs must
/// listen there as well, as long as an ECS task runs that may ask.
/// </summary>
/// <param name="database">The state.</param>
internal sealed class MetadataPorts(StateDatabase database)
{
    /// <summary>Chooses where to listen.</summary>
    /// <param name="wanted">The port asked for; 0 takes that of the last start when it is free.</param>
    /// <param name="anyRunning">Whether ECS tasks of an earlier start still run.</param>
    /// <returns>The port for everybody, 0 for a free one, and those that only containers of earlier starts know.</returns>
    /// <exception cref="LocalEcsException">Another program has the port that running containers know, and none was asked for by number.</exception>
    public (int Port, IReadOnlyList<int> Earlier) Choose(int wanted, bool anyRunning)
    {
        var known = Known();
        if (wanted == 0 && known is [.., var last])
        {
            wanted = IsFree(last) ? last : anyRunning ? throw Taken(last) : 0;
        }

        return (wanted, anyRunning ? [.. known.Where(port => port != wanted && IsFree(port))] : []);
    }

    /// <summary>Remembers the port that containers will be told, and forgets those that none knows any more.</summary>
    /// <param name="port">The port that LocalEcs listens at.</param>
    /// <param name="anyRunning">Whether ECS tasks of an earlier start still run.</param>
    public void Keep(int port, bool anyRunning) => database.Write(connection =>
    {
        connection.Execute("DELETE FROM metadata_port WHERE port = $port OR NOT $anyRunning", ("$port", port), ("$anyRunning", anyRunning));
        connection.Execute("INSERT INTO metadata_port (port) VALUES ($port)", ("$port", port));
    });

    private List<int> Known() =>
        database.Read(connection => connection.Query("SELECT port FROM metadata_port ORDER BY rowid", row => row.GetInt32(0)));

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static LocalEcsException Taken(int port) => new(
        "LOCALECS_PORT_IN_USE",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Another program listens at 127.0.0.1:{port}, where the ECS tasks that still run look for their metadata. End that program, or choose a port by number to go on without: they cannot read their metadata then."));
}
