namespace Slipway.Generators.Tasks;

/// <summary>What a parameter is to the runtime.</summary>
internal enum ParameterRole
{
    /// <summary>An input: keyed, recorded, shown.</summary>
    Input,

    /// <summary>Given by the caller and not keyed.</summary>
    Other,

    /// <summary>A CancellationToken: ends with the run and with the task's time.</summary>
    Token,

    /// <summary>ILogger.</summary>
    Logger,

    /// <summary>ILogger of a category.</summary>
    LoggerOf,

    /// <summary>From the run's services, when the caller leaves it null.</summary>
    Service,
}
