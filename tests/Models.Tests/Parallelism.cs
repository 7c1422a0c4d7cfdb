// torch's random state and its count of live tensors belong to the whole process, and tests here watch both.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
