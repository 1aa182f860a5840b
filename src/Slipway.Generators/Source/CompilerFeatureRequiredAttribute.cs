using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>What the compiler needs for required members on netstandard2.0.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName { get; } = featureName;
}
