using Slipway.Benchmarks;

return await BenchProgram.RunAsync(args);
