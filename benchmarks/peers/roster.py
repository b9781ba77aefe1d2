"""Who takes part, ours and the peers, by name."""

from benchmarks.peers.peer import Peer
from benchmarks.peers.ranking_peers import RANKING_PEERS
from benchmarks.peers.stars_peers import STARS_PEERS

OURS = "moviebot"
PEERS = (*STARS_PEERS, *RANKING_PEERS)


def peer(name: str) -> Peer:
    """The peer of this name.

    Raises:
        KeyError: there is none.
    """
    return {each.name: each for each in PEERS}[name]
