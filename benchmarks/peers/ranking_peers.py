"""The peers that rank the whole catalogue, with what tuning may vary."""

from benchmarks.peers.peer import KNOWN_NEIGHBOURS, NEIGHBOURS, Choice, Peer, Real, Space, Whole

_WEIGHT: Space = {
    "power": Real(0.0, 4.0, log=False),  # 0 is binary
    "min_stars": Choice((0.5, 2.5, 3.0, 3.5, 4.0)),  # 0.5 keeps every rating
}
_LINEAR: Space = {**_WEIGHT, "reg": Real(5, 3000)}
_LINEAR_DRAWS = 8  # a fit takes a second, and near the optimum one split says too little
_KNOWN_WEIGHT = {"power": 2.0, "min_stars": 0.5}


RANKING_PEERS = (
    Peer(
        "popularity",
        "popularity",
        "",
        "ranking",
        "popularity:fit",
        {"min_stars": _WEIGHT["min_stars"]},
        5,
    ),
    Peer(
        "lenskit-implicit-knn",
        "ItemKNN",
        "lenskit",
        "ranking",
        "lenskit_models:implicit_item_knn",
        {**NEIGHBOURS, "min_stars": _WEIGHT["min_stars"]},
        8,
        {**KNOWN_NEIGHBOURS, "min_stars": 0.5},
        draws=2,
    ),
    Peer(
        "implicit-als",
        "ALS",
        "implicit",
        "ranking",
        "implicit_models:als",
        {
            **_WEIGHT,
            "scale": Real(1, 60),
            "factors": Whole(16, 256, log=True),
            "regularization": Real(1, 300),
            "iterations": Whole(5, 30),
        },
        60,
        {**_KNOWN_WEIGHT, "scale": 6.0, "factors": 64, "regularization": 30.0, "iterations": 15},
    ),
    Peer(
        "implicit-bpr",
        "BPR",
        "implicit",
        "ranking",
        "implicit_models:bpr",
        {
            "min_stars": _WEIGHT["min_stars"],
            "factors": Whole(16, 128, log=True),
            "learning_rate": Real(0.0005, 0.02),
            "regularization": Real(0.001, 0.05),
            "iterations": Whole(100, 800, log=True),
        },
        20,
        {
            "min_stars": 0.5,
            "factors": 64,
            "learning_rate": 0.003,
            "regularization": 0.01,
            "iterations": 300,
        },
    ),
    Peer(
        "irspack-ials",
        "iALS",
        "irspack",
        "ranking",
        "irspack_models:ials",
        {
            **_WEIGHT,
            "scale": Real(0.3, 5),
            "n_components": Whole(32, 192, log=True),
            "alpha0": Real(0.05, 1.5),
            "reg": Real(0.001, 0.1),
            "nu": Real(0.3, 1.0, log=False),
            "train_epochs": Whole(5, 20),
            "loss_type": Choice(("IALSPP", "ORIGINAL")),
        },
        40,
        {
            **_KNOWN_WEIGHT,
            "scale": 2.0,
            "n_components": 128,
            "alpha0": 0.3,
            "reg": 0.01,
            "nu": 1.0,
            "train_epochs": 10,
            "loss_type": "IALSPP",
        },
    ),
    Peer(
        "ease",
        "EASE",
        "",
        "ranking",
        "ease:fit",
        _LINEAR,
        60,
        {**_KNOWN_WEIGHT, "reg": 100.0},
        draws=_LINEAR_DRAWS,
    ),
    Peer(
        "edlae",
        "EDLAE",
        "",
        "ranking",
        "ease:fit",
        {**_LINEAR, "dropout": Real(0.02, 0.8, log=False)},
        80,
        {**_KNOWN_WEIGHT, "reg": 60.0, "dropout": 0.3},
        draws=_LINEAR_DRAWS,
    ),
    Peer(
        "irspack-edlae",
        "EDLAE",
        "irspack",
        "ranking",
        "irspack_models:edlae",
        {},
        0,
        tuned_as="edlae",
    ),
)
