"""The peers that predict stars, with what tuning may vary."""

from benchmarks.peers.peer import KNOWN_NEIGHBOURS, NEIGHBOURS, Choice, Peer, Real, Space, Whole

_SURPRISE = "scikit-surprise"
_BIAS: Space = {"user_damping": Real(0.5, 50), "item_damping": Real(0.5, 50)}
_KNOWN_BIAS = {"user_damping": 5.0, "item_damping": 5.0}
_SAMPLING = {"iterations": 300, "kept": 250, "chains": 1}
_MACHINE: Space = {"rank": Choice((8, 16, 32)), "decades": Choice((0, 1))}


STARS_PEERS = (
    Peer("bias", "biases", "lenskit", "stars", "lenskit_models:bias", _BIAS, 20, _KNOWN_BIAS),
    Peer(
        "surprise-svd",
        "SVD",
        _SURPRISE,
        "stars",
        "surprise_models:svd",
        {
            "n_factors": Whole(10, 200, log=True),
            "n_epochs": Whole(15, 80),
            "lr_all": Real(0.002, 0.02),
            "reg_all": Real(0.02, 0.3),
        },
        24,
        {"n_factors": 100, "n_epochs": 40, "lr_all": 0.007, "reg_all": 0.1},
        draws=2,
    ),
    Peer(
        "surprise-svdpp",
        "SVD++",
        _SURPRISE,
        "stars",
        "surprise_models:svdpp",
        {
            "n_factors": Whole(5, 40, log=True),
            "n_epochs": Whole(15, 40),
            "lr_all": Real(0.003, 0.015),
            "reg_all": Real(0.02, 0.2),
        },
        5,
        {"n_factors": 20, "n_epochs": 30, "lr_all": 0.007, "reg_all": 0.08},
        draws=1,
    ),
    Peer(
        "surprise-knn",
        "KNNBaseline",
        _SURPRISE,
        "stars",
        "surprise_models:knn_baseline",
        {
            "k": Whole(10, 100, log=True),
            "min_k": Whole(1, 5),
            "user_based": Choice((0, 1)),
            "similarity": Choice(("pearson_baseline", "msd")),
            "min_support": Whole(1, 5),
            "shrinkage": Real(10, 300),
            "reg_u": Real(1, 20),
            "reg_i": Real(1, 20),
        },
        14,
        {
            "k": 40,
            "min_k": 1,
            "user_based": 0,
            "similarity": "pearson_baseline",
            "min_support": 1,
            "shrinkage": 100.0,
            "reg_u": 5.0,
            "reg_i": 5.0,
        },
        draws=1,
    ),
    Peer(
        "lenskit-mf",
        "BiasedMF",
        "lenskit",
        "stars",
        "lenskit_models:biased_mf",
        {
            **_BIAS,
            "embedding_size": Whole(4, 100, log=True),
            "epochs": Whole(5, 30),
            "user_reg": Real(0.02, 2),
            "item_reg": Real(0.02, 2),
        },
        30,
        {**_KNOWN_BIAS, "embedding_size": 50, "epochs": 10, "user_reg": 0.1, "item_reg": 0.1},
        draws=2,
    ),
    Peer(
        "lenskit-knn",
        "ItemKNN",
        "lenskit",
        "stars",
        "lenskit_models:item_knn",
        {**_BIAS, **NEIGHBOURS},
        12,
        {**_KNOWN_BIAS, **KNOWN_NEIGHBOURS},
        draws=1,
    ),
    Peer(
        "myfm-gaussian",
        "Bayesian FM, Gaussian",
        "myfm",
        "stars",
        "factorization_machine:fit",
        _MACHINE,
        6,
        draws=2,
        fixed={"output": "gaussian", **_SAMPLING},
    ),
    Peer(
        "myfm-ordinal",
        "Bayesian FM, ordinal",
        "myfm",
        "stars",
        "factorization_machine:fit",
        {},
        0,
        fixed={"output": "ordinal", **_SAMPLING},
        tuned_as="myfm-gaussian",
    ),
    Peer(
        "myfm-gaussian-chains",
        "Bayesian FM, Gaussian, 4 chains",
        "myfm",
        "stars",
        "factorization_machine:fit",
        {},
        0,
        # One chain explores little of the posterior: the mean of several predicts clearly better.
        fixed={"output": "gaussian", **_SAMPLING, "chains": 4},
        tuned_as="myfm-gaussian",
    ),
)
