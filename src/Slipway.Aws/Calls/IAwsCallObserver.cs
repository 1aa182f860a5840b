namespace Slipway.Aws;

/// <summary>Sees every finished call of the clients it is given to. Called on the thread of the call: be quick, and thread-safe.</summary>
public interface IAwsCallObserver
{
    /// <summary>A call ended, however it ended.</summary>
    void Called(AwsCall call);
}
