using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Core.Images;

namespace Slipway.Ecs.Images.Registries;

/// <summary>
/// A registry by the OCI Distribution Specification 1.1: Docker Hub, GitHub, public ECR, a registry of the team's own. Without a login it
/// asks for an anonymous token where the registry wants one.
/// </summary>
internal sealed partial class OciImageRegistry(RegistryHttp http, Func<CancellationToken, Task<RegistryLogin?>> readLogin) : IImageRegistry
{
    /// <summary>The name by which images call Docker Hub.</summary>
    public const string DockerHub = "docker.io";

    private const string DockerHubHost = "registry-1.docker.io";
    private const int PageSize = 1000;
    private const int MaxPages = 100;
    private const int ShownBytes = 300;

    private static readonly string[] Json = ["application/json"];

    private AuthenticationHeaderValue? _authorization;

    public async Task<ImageManifest?> FindAsync(ImageReference image, string tagOrDigest, CancellationToken cancellationToken)
    {
        var answer = await GetAsync(image, AddressOf(image, $"manifests/{tagOrDigest}"), MediaTypes.All, cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound)
            return null;
        ThrowUnlessOk(image, answer);

        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(answer.Body.Span));
        if (tagOrDigest.StartsWith("sha256:", StringComparison.Ordinal) && tagOrDigest != digest)
            throw new ImageException(
                "image.bad-answer",
                $"The registry answers something else for {image.Name}@{tagOrDigest}: its digest is {digest}. Do not use this registry until that is explained.");
        return ImageManifest.Read(image.ToString(), digest, answer.Body, answer.MediaType);
    }

    public async Task<IReadOnlyList<string>> ListTagsAsync(ImageReference image, CancellationToken cancellationToken)
    {
        var tags = new List<string>();
        var address = AddressOf(image, $"tags/list?n={PageSize}");
        for (var page = 0; page < MaxPages; page++)
        {
            var answer = await GetAsync(image, address, Json, cancellationToken);
            if (answer.Status == HttpStatusCode.NotFound)
                throw new ImageException(
                    "image.not-found",
                    $"There is no repository {image.Name}. Check the name, or push the image first.");
            ThrowUnlessOk(image, answer);
            ReadTags(image, answer, tags);
            if (answer.Link is null || NextPage().Match(answer.Link) is not { Success: true } next)
                return tags;

            address = new Uri(address, next.Groups["address"].Value);
            if (address.Authority != answer.Address.Authority)
                throw new ImageException(
                    "image.bad-answer",
                    $"The registry {answer.Address.Authority} continues its list of tags on another host, {address.Authority}.");
        }

        throw new ImageException(
            "image.too-many-tags",
            $"{image.Name} has over {MaxPages} pages of tags; name a version instead of a range.");
    }

    private static Uri AddressOf(ImageReference image, string rest)
    {
        var host = image.Registry == DockerHub ? DockerHubHost : image.Registry;
        return new Uri($"{(IsLocal(image) ? "http" : "https")}://{host}/v2/{image.Repository}/{rest}");
    }

    private static bool IsLocal(ImageReference image) => RegistryHttp.IsLoopback(new Uri($"http://{image.Registry}").Host);

    private async Task<RegistryAnswer> GetAsync(ImageReference image, Uri address, string[] accept, CancellationToken cancellationToken)
    {
        var answer = await http.GetAsync(address, IsLocal(image), _authorization, accept, cancellationToken);
        if (answer.Status != HttpStatusCode.Unauthorized)
            return answer;

        var login = await readLogin(cancellationToken);
        if (answer.Challenge is { } challenge)
            _authorization = await FetchTokenAsync(image, challenge, login, cancellationToken);
        else if (answer.WantsBasic && login is not null)
            _authorization = login.ToBasic();
        else
            return answer;
        return await http.GetAsync(address, IsLocal(image), _authorization, accept, cancellationToken);
    }

    private async Task<AuthenticationHeaderValue?> FetchTokenAsync(ImageReference image, BearerChallenge challenge, RegistryLogin? login, CancellationToken cancellationToken)
    {
        var address = challenge.ToAddress($"repository:{image.Repository}:pull");
        var answer = await http.GetAsync(address, IsLocal(image), login?.ToBasic(), Json, cancellationToken);
        ThrowUnlessOk(image, answer);
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            foreach (var name in (ReadOnlySpan<string>)["token", "access_token"])
            {
                if (document.RootElement.TryGetProperty(name, out var token) && token.GetString() is { Length: > 0 } text)
                    return new AuthenticationHeaderValue("Bearer", text);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ImageException(
                "image.bad-answer",
                $"{address.Authority} gives out no token that could be read, for {image.Name}.", exception);
        }

        throw new ImageException("image.bad-answer", $"{address.Authority} gives out no token for {image.Name}.");
    }

    private static void ReadTags(ImageReference image, RegistryAnswer answer, List<string> tags)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            if (document.RootElement.TryGetProperty("tags", out var list) && list.ValueKind == JsonValueKind.Array)
                tags.AddRange(list.EnumerateArray().Select(tag => tag.GetString()).OfType<string>());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ImageException(
                "image.bad-answer",
                $"The registry's list of tags of {image.Name} can't be read: {exception.Message}", exception);
        }
    }

    private static void ThrowUnlessOk(ImageReference image, RegistryAnswer answer)
    {
        if (answer.Status == HttpStatusCode.OK)
            return;
        var said = Printable().Replace(System.Text.Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, ShownBytes)]), " ");
        throw answer.Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new ImageException(
                "image.access-denied",
                $"{answer.Address.Authority} does not let {image.Name} be read ({(int)answer.Status}): it does not exist, or it is private. "
                + "Check the name; for a private one, set repositoryCredentials to a secret with its login."),
            HttpStatusCode.TooManyRequests => new ImageException(
                "image.registry-failed",
                $"{answer.Address.Authority} answers no more requests for now ({(int)answer.Status}). Wait, log in by repositoryCredentials, or copy the image to ECR."),
            _ => new ImageException(
                "image.registry-failed",
                $"{answer.Address.Authority} answered {(int)answer.Status} for {image}: {said}"),
        };
    }

    [GeneratedRegex("<(?<address>[^>]+)>\\s*;\\s*rel=\"?next\"?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex NextPage();

    [GeneratedRegex("[^\\x20-\\x7e]+")]
    private static partial Regex Printable();
}
