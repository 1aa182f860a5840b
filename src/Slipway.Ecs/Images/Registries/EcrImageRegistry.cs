using System.Text;
using Slipway.Aws;
using Slipway.Aws.Ecr;
using Slipway.Core.Images;

namespace Slipway.Ecs.Images.Registries;

/// <summary>A private ECR registry in any account and region that the caller's credentials may read.</summary>
internal sealed class EcrImageRegistry(IEcrImages ecr, EcrRegistry registry) : IImageRegistry
{
    private const int PageSize = 1000;
    private const int MaxPages = 100;

    public async Task<ImageManifest?> FindAsync(ImageReference image, string tagOrDigest, CancellationToken cancellationToken)
    {
        var request = new BatchGetImageRequest
        {
            RegistryId = registry.Account,
            RepositoryName = image.Repository,
            ImageIds = [tagOrDigest.Contains(':', StringComparison.Ordinal) ? new ImageIdentifier { ImageDigest = tagOrDigest } : new ImageIdentifier { ImageTag = tagOrDigest }],
            AcceptedMediaTypes = MediaTypes.All,
        };
        var response = await CallAsync(image, token => ecr.BatchGetImageAsync(request, token), cancellationToken);
        // By digest, ECR may answer an image once for each of its tags.
        if (response.Images is [var found, ..] && found.ImageId?.ImageDigest is { } digest && found.ImageManifest is { } manifest)
            return ImageManifest.Read(image.ToString(), digest, Encoding.UTF8.GetBytes(manifest), found.ImageManifestMediaType);

        return response.Failures is [{ FailureCode: not ("ImageNotFound" or "InvalidImageTag" or "InvalidImageDigest") } failure, ..]
            ? throw new ImageException(
                "image.registry-failed",
                $"ECR does not give {image}: {failure.FailureReason} ({failure.FailureCode}).")
            : null;
    }

    public async Task<IReadOnlyList<string>> ListTagsAsync(ImageReference image, CancellationToken cancellationToken)
    {
        var tags = new List<string>();
        string? next = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var request = new ListImagesRequest
            {
                RegistryId = registry.Account,
                RepositoryName = image.Repository,
                MaxResults = PageSize,
                NextToken = next,
                Filter = new ImageFilter { TagStatus = "TAGGED" },
            };
            var response = await CallAsync(image, token => ecr.ListImagesAsync(request, token), cancellationToken);
            tags.AddRange(response.ImageIds.Select(id => id.ImageTag).OfType<string>());
            next = response.NextToken;
            if (next is null)
                return tags;
        }

        throw new ImageException(
            "image.too-many-tags",
            $"{image.Name} has over {MaxPages * PageSize:N0} tags; name a version instead of a range.");
    }

    private async Task<TResponse> CallAsync<TResponse>(ImageReference image, Func<CancellationToken, Task<TResponse>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call(cancellationToken);
        }
        catch (AwsNotFoundException exception) when (exception.Code == "RepositoryNotFoundException")
        {
            throw new ImageException(
                "image.not-found",
                $"There is no ECR repository '{image.Repository}' in account {registry.Account}, region {registry.Region}. Check the name, or push the image first.",
                exception);
        }
        catch (AwsAccessDeniedException exception)
        {
            throw new ImageException(
                "image.access-denied",
                $"ECR does not let these credentials read {image.Name}: {exception.Message} "
                + "They need ecr:BatchGetImage and ecr:ListImages; in another account, the repository's policy must allow them too.",
                exception);
        }
        catch (AwsException exception)
        {
            throw new ImageException("image.registry-failed", $"Looking up {image} in ECR failed: {exception.Message}", exception);
        }
    }
}
