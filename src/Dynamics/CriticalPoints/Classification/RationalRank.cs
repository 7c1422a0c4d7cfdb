using System.Numerics;

namespace TorchDynInspect.Dynamics.CriticalPoints.Classification;

/// <summary>
/// The exact rank of a matrix of integers. The rank modulo a prime never exceeds it, so one prime proves full rank. A deficient rank r is proved by
/// primes whose product exceeds Hadamard's bound: every minor of order r + 1 is divisible by all of them, and smaller than their product, hence 0.
/// </summary>
internal static class RationalRank
{
    private const int PrimeBits = 30;

    /// <summary>The rank over the rationals. O(rows · columns · rank) for a full rank; times rank · (bits of an entry) / 30 for a deficient one.</summary>
    public static int Of(IntegerMatrix matrix)
    {
        int full = Math.Min(matrix.Rows, matrix.Columns);
        int rank = 0;
        int primes = 0;
        foreach (ulong prime in PrimesBelowTwoTo31())
        {
            rank = Math.Max(rank, RankModulo(matrix, prime));
            primes++;
            if (rank == full || (double)primes * PrimeBits > matrix.MinorBits(rank + 1))
            {
                break;
            }
        }

        return rank;
    }

    private static int RankModulo(IntegerMatrix matrix, ulong prime)
    {
        ulong[][] rows = new ulong[matrix.Rows][];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new ulong[matrix.Columns];
            for (int j = 0; j < matrix.Columns; j++)
            {
                BigInteger residue = BigInteger.Remainder(matrix[i, j], prime);
                rows[i][j] = (ulong)(residue.Sign < 0 ? residue + prime : residue);
            }
        }

        int rank = 0;
        for (int column = 0; column < matrix.Columns && rank < rows.Length; column++)
        {
            int pivot = Array.FindIndex(rows, rank, row => row[column] != 0);
            if (pivot < 0)
            {
                continue;
            }

            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            ulong[] top = rows[rank];
            ulong inverse = Power(top[column], prime - 2, prime);
            for (int i = rank + 1; i < rows.Length; i++)
            {
                ulong[] row = rows[i];
                if (row[column] == 0)
                {
                    continue;
                }

                ulong factor = prime - (row[column] * inverse % prime);
                for (int j = column; j < row.Length; j++)
                {
                    row[j] = (row[j] + (factor * top[j])) % prime;
                }
            }

            rank++;
        }

        return rank;
    }

    private static ulong Power(ulong number, ulong exponent, ulong prime)
    {
        ulong power = 1;
        for (; exponent != 0; exponent >>= 1, number = number * number % prime)
        {
            power = (exponent & 1) != 0 ? power * number % prime : power;
        }

        return power;
    }

    // There are 10⁸ of them: none of the matrices that fit a memory needs as many.
    private static IEnumerable<ulong> PrimesBelowTwoTo31()
    {
        for (ulong candidate = int.MaxValue; candidate > 1UL << PrimeBits; candidate -= 2)
        {
            if (IsPrime(candidate))
            {
                yield return candidate;
            }
        }
    }

    private static bool IsPrime(ulong odd)
    {
        for (ulong divisor = 3; divisor * divisor <= odd; divisor += 2)
        {
            if (odd % divisor == 0)
            {
                return false;
            }
        }

        return true;
    }
}
