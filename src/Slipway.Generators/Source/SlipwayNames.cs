namespace Slipway.Generators.Source;

/// <summary>What the generator looks for and writes of the Slipway assembly.</summary>
internal static class SlipwayNames
{
    public const string Assembly = "Slipway";
    public const string TaskAttribute = "Slipway.TaskAttribute";
    public const string FlowAttribute = "Slipway.FlowAttribute";
    public const string ScheduleAttribute = "Slipway.ScheduleAttribute";
    public const string NotKeyedAttribute = "Slipway.NotKeyedAttribute";
    public const string FlowModule = "Slipway.Runtime.FlowModule";
    public const string FlowModuleAttribute = "Slipway.Runtime.FlowModuleAttribute";

    /// <summary>The version of the contract between generated code and the runtime: <c>FlowModule.CurrentContract</c> there.</summary>
    public const int Contract = 1;

    /// <summary>How generated code writes the runtime's namespace.</summary>
    public const string Runtime = "global::Slipway.Runtime";

    /// <summary>The class that an assembly's module is: its namespace is <see cref="GeneratedFile.Namespace"/>.</summary>
    public static string ModuleClass(string assembly) => "FlowModule_" + Literals.Identifier(assembly);
}
