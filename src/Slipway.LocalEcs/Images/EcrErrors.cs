using System.Text.Json.Nodes;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Images;

/// <summary>The refusals of ECR, with the words observed there.</summary>
internal static class EcrErrors
{
    public static AwsServiceException RepositoryNotFound(string repository, string registry) =>
        new("RepositoryNotFoundException", $"The repository with name '{repository}' does not exist in the registry with id '{registry}'");

    public static AwsServiceException ImageNotFound(JsonObject id, string repository, string registry) => new(
        "ImageNotFoundException",
        $"The image with imageId {{imageDigest:'{id.Text("imageDigest") ?? "null"}', imageTag:'{id.Text("imageTag") ?? "null"}'}} does not exist within the repository with name '{repository}' in the registry with id '{registry}'");

    public static AwsServiceException InvalidParameter(string message) => new("InvalidParameterException", message);
}
