namespace TorchDynInspect.Training.Tests.Scheduling;

public class WallTimeAccountTests
{
    [Fact]
    public void The_first_run_is_always_afforded_because_it_is_how_the_cost_becomes_known()
    {
        Assert.True(new WallTimeAccount(new FakeClock(), 0).Affords());
    }

    [Fact]
    public void After_a_run_of_one_second_at_one_percent_the_next_is_afforded_after_two_hundred_seconds()
    {
        FakeClock clock = new();
        WallTimeAccount account = new(clock, 0.01);
        clock.Advance(1);
        account.Charge(TimeSpan.FromSeconds(1));
        clock.Advance(198.9);
        Assert.False(account.Affords());
        clock.Advance(0.2);
        Assert.True(account.Affords());
    }

    [Fact]
    public void No_limit_affords_everything()
    {
        WallTimeAccount account = new(new FakeClock(), double.PositiveInfinity);
        account.Charge(TimeSpan.FromHours(1));
        Assert.True(account.Affords());
    }

    // The promise of the class, for any costs: what is spent stays within the share, the first run, and the excess of runs over their
    // predecessors.
    [FsCheck.Xunit.Property]
    public bool The_total_cost_stays_within_the_share_of_the_elapsed_time(FsCheck.PositiveInt[] costs, byte percent)
    {
        FakeClock clock = new();
        double share = (1 + (percent % 50)) / 100.0;
        WallTimeAccount account = new(clock, share);
        double allowance = 0;
        double previous = 0;
        int run = 0;
        for (int second = 0; second < 2000 && run < costs.Length; second++)
        {
            clock.Advance(1);
            if (!account.Affords())
            {
                continue;
            }

            double cost = costs[run++].Get % 20;
            account.Charge(TimeSpan.FromSeconds(cost));
            allowance += run == 1 ? cost : Math.Max(0, cost - previous);
            previous = cost;
            if (account.Spent.TotalSeconds > (share * (second + 1)) + allowance + 1e-9)
            {
                return false;
            }
        }

        return true;
    }
}
