using System.ComponentModel;

namespace Slipway.Runtime;

/// <summary>One call of a task, with its receiver and arguments: a struct of generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITaskCall
{
    /// <summary>Shows every argument and the receiver's captured values to the visitor, in parameter order.</summary>
    void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IArgumentVisitor, allows ref struct;
}
