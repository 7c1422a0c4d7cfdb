namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// Finds the zeros of an event function along an integration. A change of sign is looked for at four places a step by the continuous extension, enclosed there
/// (Illinois' rule), and then corrected by Newton's rule on steps of the scheme itself, so that an event is as accurate as the steps. Two zeros
/// within a quarter of a step, and zeros without a change of sign, are not seen. One locator serves one integration.
/// </summary>
public sealed class EventLocator : IStepObserver
{
    private const int PartsOfStep = 4;

    private readonly IEventFunction function;
    private readonly EventDirection direction;
    private readonly int limit;
    private readonly double after;
    private readonly List<FlowEvent> events = [];
    private double[] state = [];

    /// <summary>Prepares a search.</summary>
    /// <param name="function">g.</param>
    /// <param name="direction">Which zeros count.</param>
    /// <param name="limit">The integration ends at the end of the step that holds the event of this number.</param>
    /// <param name="after">Zeros up to this absolute time are passed over: a start on the section need not be its own return.</param>
    /// <exception cref="InvalidInputException">The limit is below 1, or the time is not a number.</exception>
    public EventLocator(IEventFunction function, EventDirection direction = EventDirection.Either, int limit = int.MaxValue, double after = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (limit < 1 || double.IsNaN(after))
        {
            throw new InvalidInputException($"events: up to {limit} after the time {after}, expected at least one and a time that is a number");
        }

        (this.function, this.direction, this.limit, this.after) = (function, direction, limit, after);
    }

    /// <summary>What was found, in the order of the integration.</summary>
    public IReadOnlyList<FlowEvent> Events => events;

    /// <inheritdoc/>
    public bool Accepted(in DenseStep step)
    {
        if (state.Length != step.Before.Length)
        {
            state = new double[step.Before.Length];
        }

        double left = function.Value(step.Before);
        for (int part = 1; part <= PartsOfStep && events.Count < limit; part++)
        {
            double theta = (double)part / PartsOfStep;
            double right = ValueAt(step, theta);
            bool rises = left < 0 && right >= 0;
            bool falls = left > 0 && right <= 0;
            if ((rises && direction != EventDirection.Falling) || (falls && direction != EventDirection.Rising))
            {
                double root = Corrected(step, Enclosed(step, theta - (1.0 / PartsOfStep), left, theta, right));
                double time = step.TimeAt(root);
                if (Math.Abs(time) > after)
                {
                    events.Add(new FlowEvent(time, [.. state], rises));
                }
            }

            left = right;
        }

        return events.Count < limit;
    }

    private double ValueAt(in DenseStep step, double theta)
    {
        step.At(theta, state);
        return function.Value(state);
    }

    /// <summary>A zero of g on the continuous extension between two places where its signs differ: regula falsi with Illinois' halving.</summary>
    private double Enclosed(in DenseStep step, double a, double ga, double b, double gb)
    {
        for (int n = 0; n < 60 && gb != 0 && Math.Abs(b - a) > 1e-14; n++)
        {
            double c = b - (gb * (b - a) / (gb - ga));
            double gc = ValueAt(step, c);
            if (Math.Sign(gc) == Math.Sign(gb))
            {
                ga /= 2;
            }
            else
            {
                (a, ga) = (b, gb);
            }

            (b, gb) = (c, gc);
        }

        return b;
    }

    /// <summary>Newton's rule with the slope of the continuous extension and values of the scheme's own steps; leaves the state in place.</summary>
    private double Corrected(in DenseStep step, double theta)
    {
        double width = Math.Min(1e-3, Math.Max(1e-6, Math.Min(theta, 1 - theta)));
        (double low, double high) = (Math.Max(0, theta - width), Math.Min(1, theta + width));
        double slope = (ValueAt(step, high) - ValueAt(step, low)) / (high - low);
        double last = double.PositiveInfinity;
        for (int n = 0; n < 6; n++)
        {
            step.Step(theta, state);
            double shift = function.Value(state) / slope;
            if (!(Math.Abs(shift) < last / 2) || Math.Abs(shift) < 1e-16)
            {
                return theta;
            }

            last = Math.Abs(shift);
            theta = Math.Clamp(theta - shift, 0, 1);
        }

        step.Step(theta, state);
        return theta;
    }
}
