using Slipway.Cli.CommandLine;

return await SlipwayProgram.RunAsync(args, CliContext.OfThisProcess());
