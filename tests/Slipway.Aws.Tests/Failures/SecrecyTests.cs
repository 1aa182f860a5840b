using Slipway.Aws.Ecr;
using Slipway.Aws.SecretsManager;
using Slipway.Aws.Ssm;
using Slipway.Aws.Tests.Wire;

namespace Slipway.Aws.Tests.Failures;

/// <summary>Secret values stay out of texts that end in logs.</summary>
public sealed class SecrecyTests
{
    private const string Value = "hunter2-the-value";

    [Fact]
    public void No_text_form_shows_a_value()
    {
        object[] holders =
        [
            new GetSecretValueResponse { Name = "n", SecretString = Value, SecretBinary = System.Text.Encoding.UTF8.GetBytes(Value) },
            new Parameter { Name = "n", Value = Value },
            new GetParameterResponse { Parameter = new Parameter { Name = "n", Value = Value } },
            new AwsClientOptions { Region = "eu-central-1", Proxy = new Uri($"http://user:{Value}@proxy") },
            new AuthorizationData { AuthorizationToken = Value, ProxyEndpoint = "https://registry" },
        ];

        Assert.All(holders, holder => Assert.DoesNotContain(Value, holder.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData($$"""{"Name":"n","SecretString":"{{Value}}""")]
    [InlineData($$"""{"Name":"n","SecretString":["{{Value}}"]}""")]
    [InlineData($$"""{"Name":"n","SecretString":"{{Value}}","CreatedDate":"{{Value}}"}""")]
    public async Task An_unreadable_answer_is_not_quoted(string body)
    {
        await using var aws = new FakeAws(Reply.Ok(body));
        using var client = new SecretsManagerClient(aws.Options with { MaxErrorRetry = 0 });

        var failure = await Assert.ThrowsAsync<AwsServerFaultException>(
            () => client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "n" }, TestContext.Current.CancellationToken));

        Assert.DoesNotContain(Value, failure.ToString(), StringComparison.Ordinal);
        Assert.Equal("Slipway.UnreadableAnswer", failure.Code);
    }

    [Fact]
    public async Task A_secret_is_read()
    {
        await using var aws = new FakeAws(Reply.Ok($$"""{"Name":"n","SecretString":"{{Value}}","SecretBinary":"AQI=","CreatedDate":1767614400.5}"""));
        using var client = new SecretsManagerClient(aws.Options);

        var secret = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "n" }, TestContext.Current.CancellationToken);

        Assert.Equal(Value, secret.SecretString);
        Assert.Equal([1, 2], secret.SecretBinary!.Value.ToArray());
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1767614400500), secret.CreatedDate);
    }
}
