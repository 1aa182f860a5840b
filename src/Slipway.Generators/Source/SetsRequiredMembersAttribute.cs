using System.ComponentModel;

namespace System.Diagnostics.CodeAnalysis;

/// <summary>What the compiler needs for required members on netstandard2.0.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
[EditorBrowsable(EditorBrowsableState.Never)]
internal sealed class SetsRequiredMembersAttribute : Attribute;
