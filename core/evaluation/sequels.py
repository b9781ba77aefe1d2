"""Known pairs of films that any model should find alike: does what it learned make sense?"""

import numpy as np

from core.model.factor_model import FactorModel
from core.model.similarity import similarities

NEAR = 0.02  # share of the rated films that may be more alike
FEWEST_RATINGS = 20  # of both films; below, likeness is chance
FEWEST_PAIRS = 3  # below, the share of them says nothing

# MovieLens's ids, which are the same in all its releases.
PAIRS = (
    (260, 1196),  # Star Wars IV, V
    (1196, 1210),  # V, VI
    (858, 1221),  # The Godfather I, II
    (1, 3114),  # Toy Story 1, 2
    (4993, 5952),  # The Lord of the Rings 1, 2
    (5952, 7153),  # 2, 3
    (1198, 1291),  # Indiana Jones 1, 3
    (1270, 2011),  # Back to the Future 1, 2
    (1214, 1200),  # Alien, Aliens
    (1240, 589),  # The Terminator 1, 2
    (4896, 5816),  # Harry Potter 1, 2
    (6874, 7438),  # Kill Bill 1, 2
    (3793, 6333),  # X-Men 1, 2
    (5418, 8665),  # Bourne 1, 2
    (4306, 8360),  # Shrek 1, 2
    (2571, 6365),  # The Matrix 1, 2
    (1036, 1370),  # Die Hard 1, 2
    (5349, 8636),  # Spider-Man 1, 2
)


def share_near(model: FactorModel) -> float | None:
    """Share of the pairs whose second film is among the 2 % most like the first.

    None where the model knows fewer than three pairs well enough.
    """
    place = {movie_id: index for index, movie_id in enumerate(model.movie_ids.tolist())}
    n_near = max(1, round(NEAR * int(np.count_nonzero(model.rated))))
    near = []
    for one, other in PAIRS:
        if one not in place or other not in place:
            continue
        pair = [place[one], place[other]]
        if model.item_count[pair].min() < FEWEST_RATINGS:
            continue
        likeness = similarities(model, pair[0])
        near.append(int(np.count_nonzero(likeness > likeness[pair[1]])) < n_near)
    return float(np.mean(near)) if len(near) >= FEWEST_PAIRS else None
