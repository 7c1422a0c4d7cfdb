// libtorch's default random generator and the counts of live tensors belong to the process: tests that run at once would draw each
// other's numbers.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
