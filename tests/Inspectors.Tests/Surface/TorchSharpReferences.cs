using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace TorchDynInspect.Inspectors.Tests.Surface;

/// <summary>What a compiled library asks of TorchSharp: every member reference as "Type`arity.Member/parameters".</summary>
internal static class TorchSharpReferences
{
    public static IEnumerable<string> Of(string library)
    {
        using var file = new PEReader(File.OpenRead(library));
        MetadataReader reader = file.GetMetadataReader();
        foreach (MemberReferenceHandle handle in reader.MemberReferences)
        {
            MemberReference member = reader.GetMemberReference(handle);
            if (TypeName(reader, member.Parent) is { } type)
            {
                yield return $"{type}.{reader.GetString(member.Name)}/{ParameterCount(reader.GetBlobReader(member.Signature))}";
            }
        }
    }

    /// <summary>The full name of a type of TorchSharp's, its type arguments dropped; null for any other.</summary>
    private static string? TypeName(MetadataReader reader, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeReference:
                TypeReference type = reader.GetTypeReference((TypeReferenceHandle)handle);
                string name = reader.GetString(type.Name);
                if (type.ResolutionScope.Kind == HandleKind.TypeReference)
                {
                    return TypeName(reader, type.ResolutionScope) is { } outer ? $"{outer}.{name}" : null;
                }

                bool isTorchSharp = type.ResolutionScope.Kind == HandleKind.AssemblyReference
                    && reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == "TorchSharp";
                return isTorchSharp ? $"{reader.GetString(type.Namespace)}.{name}" : null;
            case HandleKind.TypeSpecification:
                BlobReader signature = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
                if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
                {
                    return null;
                }

                signature.ReadByte();
                return TypeName(reader, signature.ReadTypeHandle());
            default:
                return null;
        }
    }

    private static int ParameterCount(BlobReader signature)
    {
        SignatureHeader header = signature.ReadSignatureHeader();
        if (header.Kind == SignatureKind.Field)
        {
            return 0;
        }

        if (header.IsGeneric)
        {
            signature.ReadCompressedInteger();
        }

        return signature.ReadCompressedInteger();
    }
}
