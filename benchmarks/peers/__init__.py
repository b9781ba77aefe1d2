"""Our recommender beside other libraries: same splits, same metrics, each in a process of its own.

`python -m benchmarks.peers` regenerates every number in `docs/benchmarks.md`;
`python -m benchmarks.peers.tune` chooses the peers' hyper-parameters beforehand.
"""
