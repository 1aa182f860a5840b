using Slipway.Aws.Ecs;
using Slipway.Aws.Logs;
using Slipway.Aws.Sts;
using Slipway.Aws.Tests.Wire;

namespace Slipway.Aws.Tests.Configuration;

/// <summary>What is taken from environment variables and the shared files. Alone in the process, since both belong to all of it.</summary>
[Collection(nameof(EnvironmentTests))]
public sealed class EnvironmentTests : IDisposable
{
    private static readonly string[] Variables =
    [
        "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_ECS", "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS",
        "AWS_ENDPOINT_URL_STS",
    ];

    private readonly Dictionary<string, string?> _before = Variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public EnvironmentTests()
    {
        foreach (var name in Variables)
            Environment.SetEnvironmentVariable(name, null);
        WriteConfig("");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        WriteConfig("");
    }

    [Fact]
    public void Without_a_region_nothing_is_guessed()
    {
        var failure = Assert.Throws<AwsConfigurationException>(() => new EcsClient(new AwsClientOptions()));

        Assert.Equal(AwsConfigurationException.RegionMissing, failure.Code);
        Assert.Contains("AWS_REGION", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_region_comes_from_the_settings_the_variables_and_the_profile_in_this_order()
    {
        WriteConfig("[default]\nregion = eu-west-3\n[profile other]\nregion = eu-south-1\n");
        Assert.Equal("eu-west-3", new AwsClientOptions().ResolveRegion());
        Assert.Equal("eu-south-1", new AwsClientOptions { Profile = "other" }.ResolveRegion());

        Environment.SetEnvironmentVariable("AWS_PROFILE", "other");
        Assert.Equal("eu-south-1", new AwsClientOptions().ResolveRegion());

        Environment.SetEnvironmentVariable("AWS_DEFAULT_REGION", "us-west-2");
        Assert.Equal("us-west-2", new AwsClientOptions().ResolveRegion());

        Environment.SetEnvironmentVariable("AWS_REGION", "us-east-2");
        Assert.Equal("us-east-2", new AwsClientOptions().ResolveRegion());
        Assert.Equal("sa-east-1", new AwsClientOptions { Region = "sa-east-1" }.ResolveRegion());
    }

    [Fact]
    public void A_profile_that_does_not_exist_is_named()
    {
        var failure = Assert.Throws<AwsConfigurationException>(() => new AwsClientOptions { Profile = "gone" }.ResolveRegion());

        Assert.Equal(AwsConfigurationException.ProfileMissing, failure.Code);
        Assert.Contains("'gone'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_would_change_the_host_is_refused()
    {
        var failure = Assert.Throws<AwsConfigurationException>(() => new EcsClient(new AwsClientOptions { Region = "x.evil.example/" }));

        Assert.Equal(AwsConfigurationException.RegionInvalid, failure.Code);
    }

    [Fact]
    public async Task Endpoint_variables_are_honoured_per_service_and_for_all()
    {
        await using var ecsOnly = new FakeAws(Reply.Ok("""{"tasks":[]}"""));
        await using var logsOnly = new FakeAws(Reply.Ok("""{"logGroups":[]}"""));
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_ECS", ecsOnly.Endpoint.AbsoluteUri);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", logsOnly.Endpoint.AbsoluteUri);
        Environment.SetEnvironmentVariable("AWS_DEFAULT_REGION", "eu-north-1");
        var options = new AwsClientOptions { Credentials = ecsOnly.Options.Credentials };
        using var ecs = new EcsClient(options);
        using var logs = new LogsClient(options);

        await ecs.DescribeTasksAsync(new DescribeTasksRequest { Tasks = ["a"] }, Cancel);
        await logs.DescribeLogGroupsAsync(new DescribeLogGroupsRequest(), Cancel);

        Assert.Contains("/eu-north-1/ecs/", Assert.Single(ecsOnly.Requests).Headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("/eu-north-1/logs/", Assert.Single(logsOnly.Requests).Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_endpoint_variable_for_all_services_is_honoured()
    {
        await using var all = new FakeAws(Reply.Ok("""{"tasks":[]}"""));
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", all.Endpoint.AbsoluteUri);
        using var ecs = new EcsClient(new AwsClientOptions { Region = "eu-north-1", Credentials = all.Options.Credentials });

        await ecs.DescribeTasksAsync(new DescribeTasksRequest { Tasks = ["a"] }, Cancel);

        Assert.Single(all.Requests);
    }

    [Fact]
    public async Task The_endpoint_variable_reaches_STS_signed_for_the_region()
    {
        await using var sts = new FakeAws(Reply.Error(403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>"));
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_STS", sts.Endpoint.AbsoluteUri);
        using var client = new StsClient(new AwsClientOptions { Region = "eu-north-1", Credentials = sts.Options.Credentials });

        await Assert.ThrowsAsync<AwsAccessDeniedException>(() => client.GetCallerIdentityAsync(Cancel));

        Assert.Contains("/eu-north-1/sts/", Assert.Single(sts.Requests).Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_brings_its_region_and_credentials()
    {
        WriteConfig("[profile team]\nregion = eu-west-1\naws_access_key_id = AKIDTEAM\naws_secret_access_key = s\n");
        await using var aws = new FakeAws(Reply.Ok("""{"tasks":[]}"""));
        using var ecs = new EcsClient(new AwsClientOptions { Profile = "team", EndpointUrl = aws.Endpoint });

        await ecs.DescribeTasksAsync(new DescribeTasksRequest { Tasks = ["a"] }, Cancel);

        Assert.Contains("Credential=AKIDTEAM/", Assert.Single(aws.Requests).Headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("/eu-west-1/ecs/", aws.Requests[0].Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_credentials_nothing_is_sent_and_the_message_says_what_to_do()
    {
        var calls = new RecordedCalls();
        await using var aws = new FakeAws(Reply.Ok());
        using var ecs = new EcsClient(new AwsClientOptions { Region = "eu-west-1", EndpointUrl = aws.Endpoint, Observer = calls });

        var failure = await Assert.ThrowsAsync<AwsCredentialsException>(() => ecs.DescribeTasksAsync(new DescribeTasksRequest { Tasks = ["a"] }, Cancel));

        Assert.Contains("AWS_PROFILE", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.FateUnknown);
        Assert.Empty(aws.Requests);
        Assert.Equal((0, AwsCallOutcome.NoCredentials), (calls.All[0].Attempts, calls.All[0].Outcome));
    }

    [Fact]
    public async Task Every_client_says_the_same_without_credentials()
    {
        await using var aws = new FakeAws(Reply.Ok());
        var options = new AwsClientOptions { Region = "eu-west-1", EndpointUrl = aws.Endpoint };
        using var ecs = new EcsClient(options);
        using var sts = new StsClient(options);

        var ofEcs = await Assert.ThrowsAsync<AwsCredentialsException>(() => ecs.DescribeTasksAsync(new DescribeTasksRequest { Tasks = ["a"] }, Cancel));
        var ofSts = await Assert.ThrowsAsync<AwsCredentialsException>(() => sts.GetCallerIdentityAsync(Cancel));

        const string Reason = "failed: Slipway.CredentialsMissing: no source gives any: not the environment, no profile of the shared files, no web identity, and no role of a container or an instance. Set AWS_PROFILE";
        Assert.Contains($"ecs:DescribeTasks (a) {Reason}", ofEcs.Message, StringComparison.Ordinal);
        Assert.Contains($"sts:GetCallerIdentity {Reason}", ofSts.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Requests);
    }

    [Fact]
    public async Task A_source_of_credentials_that_fails_is_told_with_its_own_words()
    {
        WriteConfig("[profile broken]\nregion = eu-west-1\ncredential_process = /bin/sh -c \"echo the vault is sealed >&2; exit 3\"\n");
        await using var aws = new FakeAws(Reply.Ok());
        using var sts = new StsClient(new AwsClientOptions { Profile = "broken", EndpointUrl = aws.Endpoint });

        var failure = await Assert.ThrowsAsync<AwsCredentialsException>(() => sts.GetCallerIdentityAsync(Cancel));

        Assert.Equal("Slipway.CredentialsFailed", failure.Code);
        Assert.Contains("the vault is sealed", failure.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Requests);
    }

    [Fact]
    public async Task A_profile_of_SSO_that_nobody_is_logged_in_with_says_how_to_log_in()
    {
        WriteConfig("""
            [profile people]
            region = eu-west-1
            sso_session = us
            sso_account_id = 111111111111
            sso_role_name = data
            [sso-session us]
            sso_region = eu-west-1
            sso_start_url = https://example.awsapps.com/start

            """);
        await using var aws = new FakeAws(Reply.Ok());
        using var sts = new StsClient(new AwsClientOptions { Profile = "people", EndpointUrl = aws.Endpoint });

        var failure = await Assert.ThrowsAsync<AwsCredentialsException>(() => sts.GetCallerIdentityAsync(Cancel));

        Assert.Equal("Slipway.CredentialsFailed", failure.Code);
        Assert.Contains("the profile people logs in by SSO, and there is no login that still holds: aws sso login --profile people", failure.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Requests);
    }

    [Fact]
    public async Task A_role_that_cannot_be_assumed_is_named()
    {
        WriteConfig("[profile base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = s\n[profile role]\nregion = eu-west-1\nrole_arn = arn:aws:iam::111111111111:role/data\nsource_profile = base\n");
        await using var aws = new FakeAws(Reply.Error(403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not yours</Message></Error></ErrorResponse>"));
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_STS", aws.Endpoint.AbsoluteUri);
        using var ecs = new EcsClient(new AwsClientOptions { Profile = "role", EndpointUrl = aws.Endpoint });

        var failure = await Assert.ThrowsAsync<AwsCredentialsException>(() => ecs.DescribeTasksAsync(new DescribeTasksRequest { Tasks = ["a"] }, Cancel));

        Assert.Equal("Slipway.CredentialsFailed", failure.Code);
        Assert.Contains("arn:aws:iam::111111111111:role/data", failure.Message, StringComparison.Ordinal);
    }

    private static void WriteConfig(string text) => File.WriteAllText(SharedFiles.Config, text);
}
