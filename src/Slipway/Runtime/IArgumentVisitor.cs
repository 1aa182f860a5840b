using System.ComponentModel;

namespace Slipway.Runtime;

/// <summary>Sees a call's arguments: to key them, to find what they came from, or to name the task run.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IArgumentVisitor
{
    /// <summary>An input: part of the key.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    void Input<T>(string name, T value);

    /// <summary>An argument that is no input: a service, a logger, a token, a parameter marked <see cref="NotKeyedAttribute"/>.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    void Other<T>(string name, T value);
}
