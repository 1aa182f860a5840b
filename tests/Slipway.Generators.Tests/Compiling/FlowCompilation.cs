using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Slipway.Runtime;

namespace Slipway.Generators.Tests.Compiling;

/// <summary>Source of flow authors, compiled with the generator by the real compiler.</summary>
internal sealed class FlowCompilation
{
    public static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.Preview)
        .WithFeatures([new("InterceptorsNamespaces", "Slipway.Generated")]);

    private static readonly Lazy<IReadOnlyList<MetadataReference>> Platform = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))]);

    /// <summary>What a project's implicit usings bring.</summary>
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Slipway;
        """;

    private readonly List<FlowCompilation> _libraries = [];

    private FlowCompilation(CSharpCompilation input, GeneratorDriver driver, Compilation output, IReadOnlyList<FlowCompilation> libraries)
    {
        Input = input;
        Driver = driver;
        Output = output;
        _libraries.AddRange(libraries);
    }

    public static CSharpCompilationOptions CompilationOptions { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true, deterministic: true);

    /// <summary>The framework and Slipway.</summary>
    public static IReadOnlyList<MetadataReference> References => Platform.Value;

    /// <summary>What the author wrote.</summary>
    public CSharpCompilation Input { get; }

    /// <summary>The generator after its run.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>With the generated files.</summary>
    public Compilation Output { get; }

    public IReadOnlyList<GeneratedSourceResult> Files => Driver.GetRunResult().Results[0].GeneratedSources;

    public static FlowCompilation Of(string source, params FlowCompilation[] libraries) => Of("Flows", [("/src/Flows.cs", source)], [], libraries);

    public static FlowCompilation Of(
        string assembly, IReadOnlyList<(string Path, string Text)> files, IReadOnlyList<(string Path, string Text)> additional, params FlowCompilation[] libraries)
    {
        var input = Create(assembly, files, [.. libraries.Select(library => MetadataReference.CreateFromImage(library.Image()))]);
        var driver = NewDriver([.. additional.Select(file => new TextFile(file.Path, file.Text))])
            .RunGeneratorsAndUpdateCompilation(input, out var output, out _, TestContext.Current.CancellationToken);
        return new(input, driver, output, libraries);
    }

    public static CSharpCompilation Create(string assembly, IReadOnlyList<(string Path, string Text)> files, IReadOnlyList<MetadataReference> references) => CSharpCompilation.Create(
        assembly,
        files.Append((Path: "/src/Usings.cs", Text: Usings)).Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, System.Text.Encoding.UTF8), ParseOptions, file.Path)),
        [.. References, .. references],
        CompilationOptions);

    public static GeneratorDriver NewDriver(IReadOnlyList<AdditionalText>? additional = null) => CSharpGeneratorDriver.Create(
        [new FlowGenerator().AsSourceGenerator()],
        additional,
        ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The one generated file whose name begins so.</summary>
    public string File(string hintName) => Assert.Single(Files, file => file.HintName.StartsWith(hintName, StringComparison.Ordinal)).SourceText.ToString();

    /// <summary>The assembly's bytes; compiler errors and warnings of generated files fail the test.</summary>
    public byte[] Image() => Emit().Image;

    /// <summary>The assembly's bytes and those of its symbols.</summary>
    public (byte[] Image, byte[] Symbols) Emit()
    {
        Assert.Empty(Driver.GetRunResult().Diagnostics);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = Output.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb), cancellationToken: TestContext.Current.CancellationToken);
        var complaints = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || IsGenerated(diagnostic)).Select(diagnostic => diagnostic.ToString()).ToList();
        if (complaints.Count > 0)
            Assert.Fail($"{string.Join("\n", complaints)}\n\n{string.Join("\n", Files.Select(file => $"// {file.HintName}\n{file.SourceText}"))}");
        return (image.ToArray(), symbols.ToArray());
    }

    /// <summary>The assembly, loaded into this process with the libraries that it references.</summary>
    public Assembly Load()
    {
        var context = new AssemblyLoadContext(Input.AssemblyName, isCollectible: true);
        return Load(context);
    }

    /// <summary>The assembly's flows.</summary>
    public FlowModule Module()
    {
        var attribute = Load().GetCustomAttribute<FlowModuleAttribute>();
        Assert.NotNull(attribute);
        return (FlowModule)Activator.CreateInstance(attribute.Module)!;
    }

    private Assembly Load(AssemblyLoadContext context)
    {
        foreach (var library in _libraries)
            library.Load(context);
        var (image, symbols) = Emit();
        using var stream = new MemoryStream(image);
        using var lines = new MemoryStream(symbols);
        return context.LoadFromStream(stream, lines);
    }

    private static bool IsGenerated(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;
}
