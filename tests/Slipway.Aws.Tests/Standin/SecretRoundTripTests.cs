using Slipway.Aws.SecretsManager;
using Slipway.Aws.Ssm;
using Slipway.Aws.Sts;
using Slipway.TestKits.Components;

namespace Slipway.Aws.Tests.Standin;

public sealed class SecretRoundTripTests(MotoServer moto) : StandinTests(moto)
{
    [Fact]
    public async Task Parameters_are_read_and_missing_ones_named()
    {
        await Boto3.RunAsync(
            Moto,
            """
            ssm = client("ssm")
            ssm.put_parameter(Name="/slipway/subnets", Value="subnet-1,subnet-2", Type="StringList")
            ssm.put_parameter(Name="/slipway/password", Value="hunter2", Type="SecureString")
            """,
            Cancel);
        using var ssm = new SsmClient(Options);

        var one = await ssm.GetParameterAsync(new GetParameterRequest { Name = "/slipway/password", WithDecryption = true }, Cancel);
        var several = await ssm.GetParametersAsync(new GetParametersRequest { Names = ["/slipway/subnets", "/slipway/none"] }, Cancel);

        Assert.Equal(("hunter2", "SecureString", 1L), (one.Parameter.Value, one.Parameter.Type, one.Parameter.Version));
        Assert.NotNull(one.Parameter.LastModifiedDate);
        Assert.EndsWith("parameter/slipway/password", one.Parameter.Arn, StringComparison.Ordinal);
        Assert.Equal("subnet-1,subnet-2", Assert.Single(several.Parameters).Value);
        Assert.Equal(["/slipway/none"], several.InvalidParameters);
        await Assert.ThrowsAsync<AwsNotFoundException>(() => ssm.GetParameterAsync(new GetParameterRequest { Name = "/slipway/none" }, Cancel));
    }

    [Fact]
    public async Task Secrets_are_read()
    {
        await Boto3.RunAsync(
            Moto,
            """
            secrets = client("secretsmanager")
            secrets.create_secret(Name="warehouse", SecretString="hunter2", Description="for dbt")
            secrets.create_secret(Name="binary", SecretBinary=b"\x01\xff")
            """,
            Cancel);
        using var secrets = new SecretsManagerClient(Options);

        var described = await secrets.DescribeSecretAsync(new DescribeSecretRequest { SecretId = "warehouse" }, Cancel);
        var value = await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "warehouse", VersionStage = "AWSCURRENT" }, Cancel);
        var binary = await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "binary" }, Cancel);

        Assert.Equal("for dbt", described.Description);
        Assert.Equal(["AWSCURRENT"], Assert.Single(described.VersionIdsToStages!).Value);
        Assert.Equal("hunter2", value.SecretString);
        Assert.Equal(["AWSCURRENT"], value.VersionStages);
        Assert.Equal([1, 255], binary.SecretBinary!.Value.ToArray());
        await Assert.ThrowsAsync<AwsNotFoundException>(() => secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "none" }, Cancel));
    }

    [Fact]
    public async Task The_caller_is_known()
    {
        using var sts = new StsClient(Options);

        var identity = await sts.GetCallerIdentityAsync(Cancel);

        Assert.Equal(MotoServer.AccountId, identity.Account);
        Assert.StartsWith("arn:aws:", identity.Arn, StringComparison.Ordinal);
    }
}
