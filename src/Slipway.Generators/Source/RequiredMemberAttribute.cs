using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>What the compiler needs for required members on netstandard2.0.</summary>
[AttributeUsage(AttributeTargets.All)]
[EditorBrowsable(EditorBrowsableState.Never)]
internal sealed class RequiredMemberAttribute : Attribute;
