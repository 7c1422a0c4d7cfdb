using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public const TensorStringStyle julia = TensorStringStyle.Julia;
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;
    public const TensorStringStyle csharp = TensorStringStyle.CSharp;

    // Text.
    public partial class Tensor
    {
        /// <summary>Shape, type and device.</summary>
        public override string ToString() => TensorPrinter.Metadata(this);

        public string ToString(
            TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            new TensorPrinter(
                style == TensorStringStyle.Default ? TensorStringStyle.Julia : style, fltFormat, width ?? 100,
                cultureInfo ?? CultureInfo.CurrentCulture, newLine ?? Environment.NewLine).Write(this);

        public string ToString(
            bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine) : ToString();
    }
}

public static partial class TensorExtensionMethods
{
    public static string metastr(this torch.Tensor tensor) => TensorPrinter.Metadata(tensor);
}
