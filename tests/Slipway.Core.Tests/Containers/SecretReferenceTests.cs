using Slipway.Core.Containers;

namespace Slipway.Core.Tests.Containers;

public sealed class SecretReferenceTests
{
    [Theory]
    [InlineData("ssm:/data/password", "arn:aws:ssm:eu-west-1:111122223333:parameter/data/password")]
    [InlineData("ssm:password", "arn:aws:ssm:eu-west-1:111122223333:parameter/password")]
    [InlineData("secretsmanager:warehouse", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:warehouse")]
    [InlineData("secretsmanager:warehouse:password", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:warehouse:password::")]
    [InlineData("secretsmanager:warehouse:password:AWSPREVIOUS", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:warehouse:password:AWSPREVIOUS:")]
    [InlineData("secretsmanager:warehouse:::v1", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:warehouse:::v1")]
    [InlineData("arn:aws:ssm:us-east-1:1:parameter/a/b", "arn:aws:ssm:us-east-1:1:parameter/a/b")]
    [InlineData("arn:aws:secretsmanager:us-east-1:1:secret:a-AbCdEf", "arn:aws:secretsmanager:us-east-1:1:secret:a-AbCdEf")]
    [InlineData("arn:aws:secretsmanager:us-east-1:1:secret:a-AbCdEf:key", "arn:aws:secretsmanager:us-east-1:1:secret:a-AbCdEf:key::")]
    [InlineData("arn:aws:secretsmanager:us-east-1:1:secret:a-AbCdEf:::", "arn:aws:secretsmanager:us-east-1:1:secret:a-AbCdEf")]
    public void Becomes_the_arn_that_ecs_wants(string text, string expected)
    {
        Assert.True(SecretReference.TryParse(text, out var reference, out var problem), problem);
        Assert.Equal(expected, reference.ToValueFrom("aws", "eu-west-1", "111122223333"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("ssm:")]
    [InlineData("ssm:/")]
    [InlineData("ssm:a:b")]
    [InlineData("secretsmanager:")]
    [InlineData("secretsmanager:a:b:c:d:e")]
    [InlineData("secretsmanager:two words")]
    [InlineData("arn:aws:s3:::bucket")]
    [InlineData("arn:aws:ssm:us-east-1:1:document/a")]
    [InlineData("arn:aws:secretsmanager:us-east-1:1:secret:")]
    public void Anything_else_is_refused_with_the_forms_that_work(string text)
    {
        Assert.False(SecretReference.TryParse(text, out _, out var problem));
        Assert.Matches("ssm:|secretsmanager:|arn:", problem);
    }
}
