using DataFlows;
using Npgsql;
using Slipway.Testing;
using Slipway.TestKits.Components;

namespace Slipway.Examples.Tests;

[Trait("needs", "postgresql")]
public sealed class PostgresFlowTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly Shop _shop = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Features_are_loaded_into_PostgreSQL_and_loaded_again_they_are_the_same()
    {
        await _shop.OpenAsync(3_000, Cancel);
        var day = new DateOnly(2026, 1, 31);
        Assert.Equal(1_000, await SqlToFeatures.RunAsync(day, _shop.Database, postgres.ConnectionString, Cancel));
        var run = await new FlowTest().Fail("load").RunAsync(typeof(SqlToFeatures).Assembly, "sql-to-features", new { day, source = _shop.Database, target = postgres.ConnectionString }, Cancel);
        Assert.Equal(1_000, run.ThrowIfNotCompleted().Value<int>());

        await using var database = new NpgsqlConnection(postgres.ConnectionString);
        await database.OpenAsync(Cancel);
        await using var count = new NpgsqlCommand("SELECT count(*) || ' ' || sum(orders) FROM features WHERE day = '2026-01-31'", database);
        Assert.Equal("1000 3000", await count.ExecuteScalarAsync(Cancel));
    }
}
