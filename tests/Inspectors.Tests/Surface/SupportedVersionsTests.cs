using TorchDynInspect.Models;

namespace TorchDynInspect.Inspectors.Tests.Surface;

public sealed class SupportedVersionsTests
{
    [Theory]
    [InlineData(typeof(Mlp))]
    [InlineData(typeof(Inspection))]
    public void A_library_asks_TorchSharp_only_for_members_that_every_supported_version_has(Type inLibrary)
    {
        HashSet<string> list = MemberList.Read();
        string[] asked = [.. TorchSharpReferences.Of(inLibrary.Assembly.Location).Distinct()];
        Assert.Contains("TorchSharp.torch.nn.Module`2..ctor/1", list);
        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, member => !list.Contains(member));
    }

    [Fact]
    public void A_member_outside_the_list_would_be_seen() => Assert.DoesNotContain("TorchSharp.torch.nn.BatchNorm1d/7", MemberList.Read());
}
