using Slipway.Aws.Ecr;
using Slipway.Core.Images;
using Slipway.Ecs.Images;

namespace Slipway.Ecs.Tests.Images;

/// <summary>What the stand-in does not do: pages, failures other than "not found", and other accounts and regions.</summary>
public sealed class EcrPagingTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_is_read_in_the_registrys_own_account_and_region()
    {
        var ecr = new FakeEcr(["1.0.0", "1.0.1"], ["1.0.2"]);
        var regions = new List<string>();
        using var resolver = Resolver(ecr, regions);

        var versions = await resolver.ListVersionsAsync(ImageReference.Parse("999988887777.dkr.ecr.ap-southeast-2.amazonaws.com/app"), null, new(), Cancelled);

        Assert.Equal(["1.0.2", "1.0.1", "1.0.0"], versions.Select(version => version.Tag));
        Assert.Equal(["ap-southeast-2"], regions);
        Assert.All(ecr.Listed, request => Assert.Equal(("999988887777", "app", "TAGGED"), (request.RegistryId, request.RepositoryName, request.Filter?.TagStatus)));
        Assert.Equal([null, "1"], ecr.Listed.Select(request => request.NextToken));
    }

    [Fact]
    public async Task A_failure_of_another_kind_is_not_taken_for_a_missing_image()
    {
        using var resolver = Resolver(new FakeEcr(["1.0.0"]) { Failure = "ImageReferencedByManifestList" }, []);

        var thrown = await Assert.ThrowsAsync<ImageException>(() =>
            resolver.ResolveAsync(ImageReference.Parse("999988887777.dkr.ecr.ap-southeast-2.amazonaws.com/app:1.0.0"), new(), Cancelled));

        Assert.Equal("image.registry-failed", thrown.Code);
        Assert.Contains("ImageReferencedByManifestList", thrown.Message, StringComparison.Ordinal);
    }

    private static ImageResolver Resolver(FakeEcr ecr, List<string> regions) => new(
        region =>
        {
            regions.Add(region);
            return ecr;
        },
        new FakeSecrets(),
        new MemoryPinStore(),
        TimeProvider.System);

    private sealed class FakeEcr(params string[][] pages) : IEcrImages
    {
        public string? Failure { get; init; }

        public List<ListImagesRequest> Listed { get; } = [];

        public Task<ListImagesResponse> ListImagesAsync(ListImagesRequest request, CancellationToken cancellationToken)
        {
            Listed.Add(request);
            var page = int.Parse(request.NextToken ?? "0");
            return Task.FromResult(new ListImagesResponse
            {
                ImageIds = [.. pages[page].Select(tag => new ImageIdentifier { ImageTag = tag })],
                NextToken = page + 1 < pages.Length ? (page + 1).ToString() : null,
            });
        }

        public Task<BatchGetImageResponse> BatchGetImageAsync(BatchGetImageRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new BatchGetImageResponse { Failures = [new ImageFailure { FailureCode = Failure, FailureReason = "for a reason" }] });

        public Task<DescribeImagesResponse> DescribeImagesAsync(DescribeImagesRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<DescribeRepositoriesResponse> DescribeRepositoriesAsync(DescribeRepositoriesRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
