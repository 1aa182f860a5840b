using Slipway;

return await FlowApp.RunAsync(args);
