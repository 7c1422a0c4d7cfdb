using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Writes a tensor as text: what it is, and its elements in nested brackets, the middle of long dimensions left out.</summary>
internal sealed class TensorPrinter(TensorStringStyle style, string? format, int width, CultureInfo culture, string newLine)
{
    private const int LargestWhole = 1000;
    private const int EdgeItems = 3;

    internal static string Metadata(Tensor tensor)
    {
        if (tensor.IsInvalid)
        {
            return "disposed";
        }
        return $"[{string.Join("x", tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}"
            + (tensor.ndim == 0 && tensor.device_type == DeviceType.CPU ? $", value = {Single(tensor)}" : "");
    }

    internal string Write(Tensor tensor)
    {
        if (tensor.IsInvalid || style == TensorStringStyle.Metadata || tensor.device_type != DeviceType.CPU)
        {
            return Metadata(tensor);
        }
        using var scope = NewDisposeScope();
        var plain = tensor.detach().resolve_conj().resolve_neg();
        var text = new StringBuilder();
        if (style is TensorStringStyle.Julia or TensorStringStyle.CSharp && tensor.ndim > 0)
        {
            text.Append($"[{string.Join("x", tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}");
            text.Append(style == TensorStringStyle.Julia ? newLine : ", value = ");
        }
        Append(text, plain, 0);
        return text.ToString();
    }

    private static string Single(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return new TensorPrinter(TensorStringStyle.Numpy, null, 100, CultureInfo.InvariantCulture, "\n")
            .Element(tensor.detach());
    }

    private void Append(StringBuilder text, Tensor part, int depth)
    {
        if (part.ndim == 0)
        {
            text.Append(Element(part));
            return;
        }
        var braces = style == TensorStringStyle.CSharp;
        text.Append(braces ? '{' : '[');
        var length = part.shape[0];
        var shorten = length > 2 * EdgeItems && part.numel() > LargestWhole;
        var column = text.Length;
        for (long i = 0; i < length; i++)
        {
            if (i > 0)
            {
                var separator = braces ? ", " : part.ndim == 1 ? " " : "";
                var wrap = part.ndim > 1 || text.Length - column > width;
                text.Append(wrap ? (braces ? "," : "") + newLine + new string(' ', depth + 1) : separator);
                column = wrap ? text.Length : column;
            }
            if (shorten && i == EdgeItems)
            {
                text.Append("...");
                i = length - EdgeItems - 1;
                continue;
            }
            using var row = part[i];
            Append(text, row, depth + 1);
        }
        text.Append(braces ? '}' : ']');
    }

    private string Element(Tensor element) => element.dtype switch
    {
        ScalarType.Bool => element.ToBoolean() ? "true" : "false",
        ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64 => Complex(element.ToComplexFloat64()),
        var type when is_integral(type) => element.ToInt64().ToString(culture),
        ScalarType.Float64 => element.ToDouble().ToString(format ?? "g5", culture),
        _ => element.ToSingle().ToString(format ?? "g5", culture),
    };

    private string Complex(System.Numerics.Complex z) =>
        z.Real.ToString(format ?? "g5", culture) + (z.Imaginary < 0 ? "-" : "+")
        + Math.Abs(z.Imaginary).ToString(format ?? "g5", culture) + "i";
}
