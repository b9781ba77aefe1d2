"""The words of a picture, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ProfileLabels:
    """All words of the profile picture; plain texts, cut or made smaller where they are too long.

    Whatever depends on the person is in them already: the drawing knows no plural forms. Letters
    beyond those of Latin, Greek and Cyrillic may be missing from the picture's font and are then
    left out.
    """

    title: str  # "Your taste in films"
    ratings: str  # "42 ratings"
    known: str  # "I know 61% of your taste"
    histogram: str  # heading: "What you give films"
    you: str  # in the histogram's legend and on the map: "you"
    average: str  # in the histogram's legend: "the average user"
    genres: str  # heading: "Genres, compared with others"
    less: str  # liked less than by others
    more: str  # liked more than by others
    no_genres: str  # instead of genres: "Rate a few more films and your genres show here."
    film_map: str  # heading: "You on the map of films"
    no_model: str  # instead of genres and map, where there is none: "I am still learning films."
    genre_names: Mapping[str, str] = field(default_factory=dict)  # others keep the data set's name


@dataclass(frozen=True, slots=True)
class TrainingLabels:
    """All words of a training's picture; plain texts, cut or made smaller where they are long."""

    title: str  # "Model 4 serves"
    ratings: str  # "Learned from 100,204 ratings"
    people: str  # "12 people of this bot among them"
    curves: str  # heading
    loss: str
    validation: str  # "RMSE on what was held out"
    duels: str  # heading
    duel_names: tuple[str, ...]  # one for each duel: "RMSE"
    duel_groups: tuple[str, ...]  # one for each duel, above those alike: "the model in service"
    worse: str
    better: str
    changes: str  # heading
    films: tuple[str, ...]  # one for each change
    new_ratings: tuple[str, ...]  # one for each change: "3 new"
    no_changes: str  # instead of them: "No film has new ratings."
