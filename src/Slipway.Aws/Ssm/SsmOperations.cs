namespace Slipway.Aws.Ssm;

/// <summary>The operations of SSM Parameter Store that Slipway uses.</summary>
internal static class SsmOperations
{
    internal static JsonOperation<GetParameterRequest, GetParameterResponse> GetParameter { get; } =
        new(nameof(GetParameter), SsmJson.Default.GetParameterRequest, SsmJson.Default.GetParameterResponse);

    internal static JsonOperation<GetParametersRequest, GetParametersResponse> GetParameters { get; } =
        new(nameof(GetParameters), SsmJson.Default.GetParametersRequest, SsmJson.Default.GetParametersResponse);
}
