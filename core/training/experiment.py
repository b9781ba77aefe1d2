"""Training on a part of a data set, to judge what comes out; nothing of it is kept."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from core.catalog.dataset import Dataset, save_catalog, save_ratings
from core.catalog.films import Catalog
from core.catalog.ratings import Ratings
from core.errors import ModelError
from core.evaluation.judging import Contender, by_model
from core.model.factor_model import load_model
from core.training.hyper_parameters import HyperParameters
from core.training.jobs import ProgressListener, TrainingJob
from core.training.launch import train_in_child


async def train_on(
    dataset: Dataset,
    part: Ratings,
    chosen: HyperParameters,
    directory: Path,
    report: ProgressListener,
) -> Contender:
    """Train in a child process on `part` of the ratings; the model as a contender.

    Nothing of the rest reaches the training: users without a rating in `part` are left out and
    the catalogue is counted anew. Films keep their indices, also those without a rating.

    Args:
        directory: takes the files of the training; those of the last one are overwritten.

    Raises:
        ModelError: the files cannot be written, or the training failed.
    """
    job = TrainingJob(
        directory / "catalog.npz",
        directory / "ratings.npz",
        directory / "model.npz",
        None,
        chosen,
    )
    users, user_index = np.unique(part.user_index, return_inverse=True)
    known = replace(part, user_index=user_index.astype(np.int32), n_users=users.size)
    count = np.bincount(part.item_index, minlength=part.n_items)
    total = np.bincount(part.item_index, weights=part.stars, minlength=part.n_items)
    catalog = Catalog.build(dataset.catalog.films, count, np.asarray(total, np.float64))
    info = replace(dataset.info, n_users=known.n_users, n_ratings=len(known))
    try:
        save_catalog(job.catalog_path, catalog, info)
        save_ratings(job.ratings_path, known, catalog, info)
    except OSError as exc:
        reason = exc.strerror or exc
        raise ModelError(f"{job.ratings_path} cannot be written: {reason}") from exc
    await train_in_child(job, report)
    return by_model(load_model(job.model_path))
