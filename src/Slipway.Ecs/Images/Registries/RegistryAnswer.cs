using System.Net;

namespace Slipway.Ecs.Images.Registries;

/// <summary>What a registry answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Address">Who answered at last, after redirects.</param>
/// <param name="Body">All of the body.</param>
/// <param name="MediaType">The body's media type.</param>
internal sealed record RegistryAnswer(HttpStatusCode Status, Uri Address, ReadOnlyMemory<byte> Body, string? MediaType)
{
    /// <summary>The Link header, by which listings go on.</summary>
    public string? Link { get; init; }

    /// <summary>The registry's challenge to fetch a token.</summary>
    public BearerChallenge? Challenge { get; init; }

    /// <summary>Whether the registry takes user and password directly.</summary>
    public bool WantsBasic { get; init; }
}
