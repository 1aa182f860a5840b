namespace Slipway.LocalEcs.Tasks;

/// <summary>Adds environment variables that ECS gives every container, such as the address of the metadata endpoint.</summary>
internal interface IContainerEnvironment
{
    /// <summary>The variables of one container.</summary>
    IEnumerable<KeyValuePair<string, string>> Variables(EcsTask task, string container);
}
