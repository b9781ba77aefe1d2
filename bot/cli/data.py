"""What `moviebot train` and `moviebot data info` do."""

from dataclasses import dataclass

from bot.cli.console import TrainingProgress
from bot.service.services import open_services
from bot.service.settings import Settings
from core.catalog.dataset import DatasetInfo
from core.model.factor_model import FactorModel
from core.training.jobs import TrainingReport


@dataclass(frozen=True, slots=True)
class DataFacts:
    """What `data info` tells."""

    info: DatasetInfo
    mean_stars: float
    years: str  # "1902–2016"
    model: str | None  # when the model in service was trained, and how well it did


async def train(settings: Settings) -> TrainingReport:
    """Train a model now; whoever starts the bot next is served by it."""
    async with open_services(settings) as services:
        with TrainingProgress() as progress:
            return await services.recommending.train(progress.show)


async def describe_data(settings: Settings) -> DataFacts:
    """Read the data set, if that was not done before, and count."""
    async with open_services(settings) as services:
        recommending = services.recommending
        catalog, model = recommending.current.catalog, recommending.current.model
        years = [film.year for film in catalog.films if film.year is not None]
        return DataFacts(
            recommending.info,
            float(catalog.rating_sum.sum() / catalog.rating_count.sum()),
            f"{min(years)}–{max(years)}" if years else "unknown",
            _describe_model(model) if model else None,
        )


def _describe_model(model: FactorModel) -> str:
    provenance = model.provenance
    rmse = provenance.metrics["validation_rmse"]
    return f"trained {provenance.created_at}, validation RMSE {rmse:.4f}"
