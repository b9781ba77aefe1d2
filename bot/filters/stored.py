"""A filter as it is kept in the database: what says nothing is left out."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from core.catalog.film_filter import ANY, FilmFilter

_SETS = frozenset({"genres", "some_genres", "without_genres"})


def filter_to_json(wanted: FilmFilter) -> dict[str, Any]:
    """Ready for `json.dumps`."""
    return {
        name: sorted(value) if name in _SETS else value
        for name, value in asdict(wanted).items()
        if value != getattr(ANY, name)
    }


def filter_from_json(said: Mapping[str, Any]) -> FilmFilter:
    """What `filter_to_json` wrote; conditions that only a later bot knows are passed over."""
    known = {each.name for each in fields(FilmFilter)}
    wanted: dict[str, Any] = {
        name: frozenset(value) if name in _SETS else value
        for name, value in said.items()
        if name in known
    }
    return FilmFilter(**wanted)
