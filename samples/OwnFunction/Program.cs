// All stationary points of a function of one's own, proved: the search for zeros takes anything that can be enclosed over boxes.
using System.Globalization;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Samples.OwnFunction;

Box box = args.Length > 0 ? Box.Parse(args[0], 2) : Box.Cube(2, -5, 5);
ZeroSearchResult search = new HimmelblauGradient().Zeros(box);
foreach (Zero zero in search.Zeros)
{
    double width = Enumerable.Range(0, 2).Max(i => zero.Enclosure.Upper[i] - zero.Enclosure.Lower[i]);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stationary point ({zero.X[0]:F12}, {zero.X[1]:F12}), enclosure {width:E1} wide"));
}

foreach (UnresolvedBox left in search.Unresolved)
{
    Console.WriteLine($"undecided: {left.Box} ({left.Reason})");
}

Console.WriteLine($"{search.Zeros.Length} stationary points in {box}, complete: {search.Complete} ({search.Evidence}), {search.Boxes} boxes looked at");
