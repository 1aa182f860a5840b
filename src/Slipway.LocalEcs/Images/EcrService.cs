using System.Text;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Images;

/// <summary>
/// Amazon ECR's look-ups over the images of this machine or of a plain OCI registry. assumed: an image stands for itself in every account and region, so that a
/// definition with the name of another account's image works here; <c>registryId</c> is answered as it was asked.
/// </summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html and its neighbours.</remarks>
internal sealed class EcrService : IAwsService
{
    private const int DefaultPage = 100;
    private const int LargestPage = 1000;
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(12);

    private readonly IReadOnlyList<IImageSource> _sources;
    private readonly string _region;
    private readonly string _accountId;
    private readonly TimeProvider _time;

    /// <summary>Makes the service.</summary>
    /// <param name="sources">Where images are; the first that has a repository answers for it.</param>
    /// <param name="region">The region in ARNs and addresses.</param>
    /// <param name="accountId">The account when a request names none.</param>
    /// <param name="time">The clock.</param>
    public EcrService(IReadOnlyList<IImageSource> sources, string region, string accountId, TimeProvider time)
    {
        (_sources, _region, _accountId, _time) = (sources, region, accountId, time);
        Operations = new Dictionary<string, Operation>(StringComparer.Ordinal)
        {
            ["DescribeRepositories"] = Guarded(DescribeRepositoriesAsync),
            ["DescribeImages"] = Guarded(DescribeImagesAsync),
            ["ListImages"] = Guarded(ListImagesAsync),
            ["BatchGetImage"] = Guarded(BatchGetImageAsync),
            ["GetAuthorizationToken"] = GetAuthorizationTokenAsync,
        };
    }

    /// <inheritdoc/>
    public string TargetPrefix => "AmazonEC2ContainerRegistry_V20150921";

    /// <inheritdoc/>
    public string SigningName => "ecr";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Operation> Operations { get; }

    /// <inheritdoc/>
    public ServiceShapes Shapes => EcrShapes.Shapes;

    /// <summary>An engine, registry or images file that cannot be read is a fault of this service, in its own words.</summary>
    private static Operation Guarded(Operation operation) => async (request, cancellationToken) =>
    {
        try
        {
            return await operation(request, cancellationToken);
        }
        catch (LocalEcsException exception)
        {
            throw new AwsServiceException("ServerException", exception.Message, statusCode: 500);
        }
    };

    private async Task<JsonObject> DescribeRepositoriesAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var registry = Registry(request);
        var names = request.Texts("repositoryNames");
        var all = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var source in _sources)
        {
            all.UnionWith(await source.ListRepositoriesAsync(cancellationToken));
        }

        if (names.FirstOrDefault(name => !all.Contains(name)) is { } missing)
        {
            throw EcrErrors.RepositoryNotFound(missing, registry);
        }

        CheckPaging(request, names.Count > 0, "repositoryNames");
        return Page<string>(request, names.Count > 0 ? names : [.. all], "repositories", name => new JsonObject
        {
            ["repositoryArn"] = $"arn:aws:ecr:{_region}:{registry}:repository/{name}",
            ["registryId"] = registry,
            ["repositoryName"] = name,
            ["repositoryUri"] = $"{registry}.dkr.ecr.{_region}.amazonaws.com/{name}",
            ["imageTagMutability"] = "MUTABLE",
            ["imageScanningConfiguration"] = new JsonObject { ["scanOnPush"] = false },
            ["encryptionConfiguration"] = new JsonObject { ["encryptionType"] = "AES256" },
        });
    }

    private async Task<JsonObject> DescribeImagesAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var (registry, repository, images) = await LoadAsync(request, cancellationToken);
        var ids = request.Structures("imageIds").ToArray();
        CheckPaging(request, ids.Length > 0, "imageIds");
        var wanted = ids.Length == 0
            ? images.Where(image => HasStatus(request, image.Tags.Count > 0))
            : ids.Select(id => Find(images, id, out _) ?? throw EcrErrors.ImageNotFound(id, repository, registry)).DistinctBy(image => image.Digest);
        return Page(request, [.. wanted], "imageDetails", image =>
        {
            var json = new JsonObject
            {
                ["registryId"] = registry,
                ["repositoryName"] = repository,
                ["imageDigest"] = image.Digest,
                ["imageSizeInBytes"] = image.SizeBytes,
                ["imagePushedAt"] = Seconds(image.PushedAt),
                ["imageManifestMediaType"] = image.MediaType,
            };
            if (image.Tags.Count > 0)
            {
                json["imageTags"] = new JsonArray([.. image.Tags.Select(tag => JsonValue.Create(tag))]);
            }

            return json;
        });
    }

    private async Task<JsonObject> ListImagesAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var (_, _, images) = await LoadAsync(request, cancellationToken);
        var ids = images.SelectMany(image => image.Tags.Count == 0
            ? [(image.Digest, Tag: (string?)null)]
            : image.Tags.Select(tag => (image.Digest, Tag: (string?)tag)));
        return Page(request, [.. ids.Where(id => HasStatus(request, id.Tag is not null))], "imageIds", id => Identifier(id.Digest, id.Tag));
    }

    private async Task<JsonObject> BatchGetImageAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var (registry, repository, images) = await LoadAsync(request, cancellationToken);
        var (found, failures) = (new JsonArray(), new JsonArray());
        foreach (var id in request.Structures("imageIds"))
        {
            if (Find(images, id, out var failure) is not { } image)
            {
                failures.Add((JsonNode)new JsonObject { ["imageId"] = id.DeepClone(), ["failureCode"] = failure.Code, ["failureReason"] = failure.Reason });
                continue;
            }

            var json = new JsonObject
            {
                ["registryId"] = registry,
                ["repositoryName"] = repository,
                ["imageId"] = Identifier(image.Digest, id.Text("imageTag")),
                ["imageManifestMediaType"] = image.MediaType,
            };
            if (image.Manifest.Length > 0)
            {
                json["imageManifest"] = image.Manifest;
            }

            found.Add((JsonNode)json);
        }

        return new JsonObject { ["images"] = found, ["failures"] = failures };
    }

    private Task<JsonObject> GetAuthorizationTokenAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var registries = request.Texts("registryIds") is { Count: > 0 } asked ? asked : [_accountId];
        return Task.FromResult(new JsonObject
        {
            ["authorizationData"] = new JsonArray([.. registries.Select(registry => new JsonObject
            {
                // There is nothing to log in to; the form is what clients take apart.
                ["authorizationToken"] = Convert.ToBase64String("AWS:local"u8),
                ["expiresAt"] = Seconds(_time.GetUtcNow() + TokenLife),
                ["proxyEndpoint"] = $"https://{registry}.dkr.ecr.{_region}.amazonaws.com",
            })]),
        });
    }

    private async Task<(string Registry, string Repository, IReadOnlyList<StoredImage> Images)> LoadAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var (registry, repository) = (Registry(request), request.Text("repositoryName")!);
        foreach (var source in _sources)
        {
            if (await source.ListAsync(repository, cancellationToken) is { Count: > 0 } images)
            {
                return (registry, repository, [.. images.OrderBy(image => image.Digest, StringComparer.Ordinal)]);
            }
        }

        throw EcrErrors.RepositoryNotFound(repository, registry);
    }

    private string Registry(JsonObject request)
    {
        var registry = request.Text("registryId") ?? _accountId;
        return registry.Length == 12 && registry.All(char.IsAsciiDigit)
            ? registry
            : throw EcrErrors.InvalidParameter("Invalid parameter at 'registryId' failed to satisfy constraint: 'must satisfy regular expression '[0-9]{12}''");
    }

    private static StoredImage? Find(IReadOnlyList<StoredImage> images, JsonObject id, out (string Code, string Reason) failure)
    {
        var (digest, tag) = (id.Text("imageDigest"), id.Text("imageTag"));
        failure = ("ImageNotFound", "Requested image not found");
        if (digest is null && tag is null)
        {
            failure = ("MissingDigestAndTag", "Invalid request parameters: both tag and digest cannot be null");
            return null;
        }

        var byTag = tag is null ? null : images.FirstOrDefault(image => image.Tags.Contains(tag));
        var byDigest = digest is null ? byTag : images.FirstOrDefault(image => image.Digest == digest);
        if (byDigest is not null && tag is not null && byTag != byDigest)
        {
            failure = byTag is null ? failure : ("ImageTagDoesNotMatchDigest", "Image tag does not match the image digest");
            return null;
        }

        return byDigest;
    }

    private static bool HasStatus(JsonObject request, bool tagged) => (request.Structure("filter")?.Text("tagStatus") ?? "ANY") switch
    {
        "ANY" => true,
        "TAGGED" => tagged,
        "UNTAGGED" => !tagged,
        var other => throw EcrErrors.InvalidParameter($"Invalid parameter at 'filter.tagStatus': '{other}' is none of TAGGED, UNTAGGED, ANY"),
    };

    private static void CheckPaging(JsonObject request, bool byName, string member)
    {
        if (byName && (request["maxResults"] is not null || request["nextToken"] is not null))
        {
            // documented: "This option cannot be used when you specify images with imageIds."
            throw EcrErrors.InvalidParameter($"maxResults and nextToken cannot be used together with {member}");
        }
    }

    private static JsonObject Page<T>(JsonObject request, IReadOnlyList<T> entries, string member, Func<T, JsonObject> json)
    {
        var size = request.Integer("maxResults") ?? DefaultPage;
        if (size is < 1 or > LargestPage)
        {
            throw EcrErrors.InvalidParameter($"Invalid parameter at 'maxResults' failed to satisfy constraint: 'must be between 1 and {LargestPage}'");
        }

        var from = 0;
        if (request.Text("nextToken") is { } token && !(Decode(token) is { } start && (from = start) >= 0))
        {
            throw EcrErrors.InvalidParameter("Invalid parameter at 'nextToken': it was not given by this operation");
        }

        var answer = new JsonObject { [member] = new JsonArray([.. entries.Skip(from).Take(size).Select(json)]) };
        if (entries.Count > from + size)
        {
            answer["nextToken"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{from + size}"));
        }

        return answer;
    }

    private static int? Decode(string token)
    {
        Span<byte> bytes = stackalloc byte[32];
        return Convert.TryFromBase64String(token, bytes, out var length) && int.TryParse(bytes[..length], out var start) ? start : null;
    }

    private static JsonObject Identifier(string digest, string? tag)
    {
        var json = new JsonObject { ["imageDigest"] = digest };
        if (tag is not null)
        {
            json["imageTag"] = tag;
        }

        return json;
    }

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
