"""`moviebot batch …` and `moviebot train` on csv files: their options."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.command import do
from bot.cli.work import batch
from bot.cli.work.batch import BatchJob
from bot.service.settings import Settings
from core.errors import RecommenderError
from core.training.jobs import TrainingReport

batch_app = typer.Typer(
    help="Predict and recommend for everybody of a ratings file, without the bot. "
    "Files are csv as GroupLens writes it, the columns in any order, others beside them.",
    no_args_is_help=True,
)

_RATINGS = typer.Option(metavar="CSV", help="Who rated what: userId,movieId,rating.")
_MOVIES = typer.Option(metavar="CSV", help="The films: movieId,title,genres.")
_MODEL = typer.Option(metavar="NPZ", help="What `moviebot train --out` wrote; else one is trained.")
_SEED = typer.Option(min=0, max=2**32 - 1, help="Of the training; another one, another model.")
_PROGRESS = typer.Option("--progress", help="Say on standard error what is going on.")

Ratings = Annotated[Path, _RATINGS]
Movies = Annotated[Path, _MOVIES]
Model = Annotated[Path | None, _MODEL]
Seed = Annotated[int | None, _SEED]
ShownProgress = Annotated[bool, _PROGRESS]

# `moviebot train` can do without files
MaybeRatings = Annotated[Path | None, _RATINGS]
MaybeMovies = Annotated[Path | None, _MOVIES]
MaybeOut = Annotated[Path | None, typer.Option(metavar="NPZ", help="Where the model goes.")]


class MissingOptionError(RecommenderError):
    """An option needs another one that is not there; the message says which."""


@batch_app.command()
def predict(
    *,
    ratings: Ratings,
    movies: Movies,
    pairs: Annotated[
        Path, typer.Option(metavar="CSV", help="Whom and what to predict: userId,movieId.")
    ],
    out: Annotated[
        Path, typer.Option(metavar="CSV", help="Result: userId,movieId,prediction,std.")
    ],
    model: Model = None,
    seed: Seed = None,
    progress: ShownProgress = False,
) -> None:
    """Predict the stars of pairs: a line for each line of --pairs, in the same order.

    The prediction is in stars, 0.5 to 5.0; std is the standard deviation of a rating around it.
    Unknown users count as the average person, unknown films as any film.
    """
    job = BatchJob(ratings, movies, model, seed, progress)

    async def command(_: Settings) -> None:
        await batch.predict(job, pairs, out)

    do(command, quiet=True, stateless=True)


@batch_app.command()
def recommend(
    *,
    ratings: Ratings,
    movies: Movies,
    out: Annotated[
        Path, typer.Option(metavar="CSV", help="Result: userId,movieId,rank,score,prediction.")
    ],
    k: Annotated[int, typer.Option("-k", min=1, help="How many films for each user.")] = 20,
    model: Model = None,
    seed: Seed = None,
    progress: ShownProgress = False,
) -> None:
    """List films for every user of --ratings, by ascending id, the best first, ranks from 1.

    On a list are films with at least one rating in the file, without those the user has rated.
    Lists are ordered by score; the prediction is in stars, 0.5 to 5.0.
    """
    job = BatchJob(ratings, movies, model, seed, progress)

    async def command(_: Settings) -> None:
        await batch.recommend(job, k, out)

    do(command, quiet=True, stateless=True)


def train_on_files(
    ratings: Path | None, movies: Path | None, out: Path | None, seed: int | None, *, progress: bool
) -> TrainingReport:
    """Train a model outside the bot's state; one sentence where an option is missing."""

    async def command(_: Settings) -> TrainingReport:
        if ratings is None or movies is None or out is None:
            given = {"--ratings": ratings, "--movies": movies, "--out": out}
            missing = ", ".join(name for name, path in given.items() if path is None)
            raise MissingOptionError(
                f"training on files takes --ratings, --movies and --out — missing: {missing}"
            )
        job = BatchJob(ratings, movies, None, seed, progress)
        return await batch.train_on_files(job, out)

    return do(command, quiet=True, stateless=True)
