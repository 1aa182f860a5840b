using System.ComponentModel;

namespace Slipway.Runtime;

/// <summary>Names an assembly's generated <see cref="FlowModule"/>; an assembly with tasks and without it was built without the generator.</summary>
/// <param name="module">The module's type.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FlowModuleAttribute(Type module) : Attribute
{
    /// <summary>The module's type: public, with a public constructor without parameters.</summary>
    public Type Module { get; } = module;
}
