// Samples print to the console of the process and seed torch's global generator: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
