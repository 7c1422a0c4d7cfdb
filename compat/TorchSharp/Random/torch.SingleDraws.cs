namespace TorchSharp;

public static partial class torch
{
    // One random number. Integers are uniform on [low, high).
    public static double rand_float(Generator? generator = null)
    {
        using var drawn = rand(1, generator: generator);
        return drawn.ToDouble();
    }

    public static double randn_float(Generator? generator = null)
    {
        using var drawn = randn(1, generator: generator);
        return drawn.ToDouble();
    }

    public static bool randint_bool(Generator? generator = null) => randint_long(2, generator) == 1;

    public static int randint_int(int high, Generator? generator = null) => (int)randint_long(high, generator);

    public static int randint_int(int low, int high, Generator? generator = null) => (int)randint_long(low, high, generator);

    public static long randint_long(long high, Generator? generator = null) => randint_long(0, high, generator);

    public static long randint_long(long low, long high, Generator? generator = null)
    {
        using var drawn = randint(low, high, [1L], generator: generator);
        return drawn.ToInt64();
    }

    public static long seed() => random.seed();
}
