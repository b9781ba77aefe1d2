"""What is said of a new model: figures beside an opponent's, and what speaks against it.

The numbers and codes are for whoever puts them into words; `core.training.gate` finds them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from core.evaluation.bootstrap import Difference

CHAMPION, REFERENCE = "champion", "reference"


class Check(StrEnum):
    """What is looked at."""

    RMSE = "rmse"  # stars above the opponent's
    NDCG = "ndcg"  # below the opponent's
    MEANS = "means"  # share of the RMSE of means that the model is better by
    POPULARITY = "popularity"  # nDCG@10 above that of popularity
    COVERAGE = "coverage"  # share of the opponent's
    FINITE = "finite"  # predictions that are no number
    SEQUELS = "sequels"  # share of the known pairs that are near each other
    FILMS = "films"  # that the catalogue has and the model does not, or the other way round
    SIZE = "size"  # bytes of the file


class Population(StrEnum):
    """Whose held-out ratings."""

    EVERYBODY = "everybody"
    DATASET = "dataset"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class VerdictReason:
    """Why a candidate may not serve: what was found, and the limit it is on the wrong side of."""

    check: Check
    value: float
    limit: float
    against: str | None = None  # CHAMPION or REFERENCE, where there is an opponent
    among: Population | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "VerdictReason":
        """What `as_json` gave."""
        among = values["among"]
        return cls(
            Check(values["check"]),
            values["value"],
            values["limit"],
            values["against"],
            None if among is None else Population(among),
        )


@dataclass(frozen=True, slots=True)
class Duel:
    """The candidate's twin minus one opponent in one figure."""

    against: str  # CHAMPION or REFERENCE
    among: Population
    check: Check  # RMSE or NDCG
    ours: float
    theirs: float
    difference: Difference
    margin: float

    def reason(self) -> VerdictReason | None:
        """Why this is a defeat; None when it is none.

        By more than the margin, as far as one can tell, or certainly worse and perhaps by more
        than the margin. Where few people are judged little is certain, and asking for certainty
        that it is not worse would refuse every honest model.
        """
        worse = self._worse()
        if worse.value > self.margin:
            return VerdictReason(self.check, worse.value, self.margin, self.against, self.among)
        if worse.low > 0 and worse.high > self.margin:
            return VerdictReason(self.check, worse.high, self.margin, self.against, self.among)
        return None

    def _worse(self) -> Difference:
        """The difference, turned so that more is worse."""
        found = self.difference
        if self.check is Check.RMSE:
            return found
        return Difference(-found.value, -found.high, -found.low, found.level)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it."""

    reasons: tuple[VerdictReason, ...]
    duels: tuple[Duel, ...]
    figures: Mapping[str, float]  # of the candidate by their names, of others behind theirs

    @property
    def promoted(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.reasons
