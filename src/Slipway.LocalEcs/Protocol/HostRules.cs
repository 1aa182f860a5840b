using Microsoft.AspNetCore.Http;

namespace Slipway.LocalEcs.Protocol;

/// <summary>The names under which LocalEcs is called.</summary>
internal static class HostRules
{
    /// <summary>Whether a Host header names loopback.</summary>
    public static bool IsLocal(HostString host) => host.Host is "127.0.0.1" or "localhost" or "[::1]";
}
