namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// The variational equations beside the field: ẋ = f(x), Ẋ_j = Df(x) X_j, Ẏ_jk = D²f(x)[X_j, X_k] + Df(x) Y_jk for j ≤ k. The state is columns of length d:
/// x, then X_0 … X_p−1, then Y_00, Y_01, …, Y_11, … row after row of the upper triangle.
/// </summary>
internal sealed class VariationalSystem(IVectorField vectorField, int directions, bool second) : IOdeSystem
{
    private readonly double[] jacobian = new double[vectorField.Dimension * vectorField.Dimension];
    private readonly double[] bend = new double[vectorField.Dimension];

    public IVectorField Field => vectorField;

    public int Directions => directions;

    public int Pairs => second ? directions * (directions + 1) / 2 : 0;

    public int Dimension => vectorField.Dimension * (1 + Directions + Pairs);

    public void Value(ReadOnlySpan<double> state, Span<double> slope)
    {
        int d = vectorField.Dimension;
        if (vectorField is IJetField jets)
        {
            jets.Jets(state, slope, directions, second);
            return;
        }

        ReadOnlySpan<double> x = state[..d];
        vectorField.Value(x, slope[..d]);
        vectorField.Jacobian(x, jacobian);
        for (int at = d; at < state.Length; at += d)
        {
            Multiply(state.Slice(at, d), slope.Slice(at, d));
        }

        if (!second)
        {
            return;
        }

        int pair = d * (1 + directions);
        for (int j = 0; j < directions; j++)
        {
            for (int k = j; k < directions; k++, pair += d)
            {
                vectorField.SecondDerivative(x, state.Slice(d * (1 + j), d), state.Slice(d * (1 + k), d), bend);
                for (int i = 0; i < d; i++)
                {
                    slope[pair + i] += bend[i];
                }
            }
        }
    }

    private void Multiply(ReadOnlySpan<double> v, Span<double> result)
    {
        int d = v.Length;
        for (int i = 0; i < d; i++)
        {
            double sum = 0;
            for (int j = 0; j < d; j++)
            {
                sum = Math.FusedMultiplyAdd(jacobian[(i * d) + j], v[j], sum);
            }

            result[i] = sum;
        }
    }
}
