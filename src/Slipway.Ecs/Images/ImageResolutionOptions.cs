using Slipway.Core.Containers;

namespace Slipway.Ecs.Images;

/// <summary>How to look an image up.</summary>
public sealed record ImageResolutionOptions
{
    /// <summary>The registry of images that name none, with a path before the repository if need be; null means Docker Hub.</summary>
    public string? DefaultRegistry { get; init; }

    /// <summary>The Secrets Manager secret with <c>username</c> and <c>password</c> of a private registry outside ECR.</summary>
    public SecretReference? RepositoryCredentials { get; init; }

    /// <summary>The operating system that must be among the image's platforms. Default: <c>linux</c>.</summary>
    public string OperatingSystem { get; init; } = "linux";

    /// <summary>The architecture that must be among the image's platforms; null asks for none.</summary>
    public CpuArchitecture? Architecture { get; init; }

    /// <summary>Whether a range may choose a pre-release that it does not name. Default: false.</summary>
    public bool IncludePrereleases { get; init; }
}
