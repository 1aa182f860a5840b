using Amazon.S3;
using DataFlows;
using Microsoft.Extensions.DependencyInjection;
using Slipway;

var app = FlowApp.CreateBuilder();
// Stores of one's own that answer like S3 have the bucket in the path.
app.Services.AddSingleton<IAmazonS3>(_ => new AmazonS3Client(new AmazonS3Config { ForcePathStyle = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3") is not null }));
app.Services.AddTransient<S3Download>().AddTransient<TextStream>();
return await app.RunAsync(args);
