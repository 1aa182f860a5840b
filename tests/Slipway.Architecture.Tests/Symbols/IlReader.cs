using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Slipway.Architecture.Tests.Symbols;

/// <summary>Finds the calls in an assembly's IL to members of other assemblies.</summary>
internal sealed class IlReader(System.Reflection.PortableExecutable.PEReader file)
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    private readonly MetadataReader _metadata = file.GetMetadataReader();

    public IEnumerable<CalledMember> Calls()
    {
        foreach (var handle in _metadata.MethodDefinitions)
        {
            var method = _metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0)
                continue;
            var caller = OutermostType(method.GetDeclaringType());
            var name = _metadata.GetString(method.Name);
            foreach (var token in CallTokens(file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!))
            {
                if (Resolve(MetadataTokens.EntityHandle(token)) is var (type, member, parameters))
                    yield return new CalledMember(caller, name, type, member, parameters);
            }
        }
    }

    private static IEnumerable<int> CallTokens(byte[] il)
    {
        for (var at = 0; at < il.Length;)
        {
            int value = il[at++];
            if (value == 0xFE)
                value = 0xFE00 | il[at++];
            var code = OpCodesByValue[value];
            if (code.OperandType == OperandType.InlineMethod)
                yield return BitConverter.ToInt32(il, at);
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }

    private (string Type, string Member, IReadOnlyList<string> Parameters)? Resolve(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.MethodSpecification)
            handle = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        if (handle.Kind != HandleKind.MemberReference)
            return null;
        var member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
        var type = member.Parent.Kind switch
        {
            HandleKind.TypeReference => TypeNames.Instance.GetTypeFromReference(_metadata, (TypeReferenceHandle)member.Parent, 0),
            HandleKind.TypeSpecification => TypeNames.Instance.GetTypeFromSpecification(_metadata, null, (TypeSpecificationHandle)member.Parent, 0),
            _ => null,
        };
        return type is null ? null : (type, _metadata.GetString(member.Name), member.DecodeMethodSignature(TypeNames.Instance, null).ParameterTypes);
    }

    private string OutermostType(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        while (type.IsNested)
            type = _metadata.GetTypeDefinition(type.GetDeclaringType());
        var space = _metadata.GetString(type.Namespace);
        return space.Length == 0 ? _metadata.GetString(type.Name) : $"{space}.{_metadata.GetString(type.Name)}";
    }
}
