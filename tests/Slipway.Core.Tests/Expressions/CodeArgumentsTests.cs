using Slipway.Core.Expressions;

namespace Slipway.Core.Tests.Expressions;

public sealed class CodeArgumentsTests
{
    [Theory]
    [InlineData(null, "sh -c SCRIPT arg", "2 sh")]
    [InlineData(null, "/bin/bash -euxc SCRIPT arg", "2 bash")]
    [InlineData(null, "bash -o pipefail -c SCRIPT", "4 bash")]
    [InlineData(null, "bash -c -e SCRIPT", "3 bash")]
    [InlineData(null, "bash --norc -lc SCRIPT", "3 bash")]
    [InlineData(null, "bash load.sh -c value", "")]
    [InlineData(null, "env A=1 timeout 5 sh -c SCRIPT", "6 sh")]
    [InlineData("sh -c", "SCRIPT arg", "2 sh")]
    [InlineData(null, "-c SCRIPT", "1 the image's entry point")]
    [InlineData("tool", "-c value", "")]
    [InlineData(null, "python3.12 -c CODE", "2 python3.12")]
    [InlineData(null, "python3 load.py -c value", "")]
    [InlineData(null, "node --eval CODE", "2 node")]
    [InlineData(null, "psql -h host db -c SQL", "5 psql")]
    [InlineData(null, "dbt run --select model", "")]
    [InlineData(null, "eval A B", "1 eval,2 eval")]
    [InlineData(null, "", "")]
    public void Arguments_that_are_run_as_code_are_found(string? entryPoint, string command, string expected) => Assert.Equal(
        expected,
        string.Join(',', CodeArguments.Find(entryPoint?.Split(' '), command.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(found => $"{found.Index} {found.Program}")));
}
