"""What a catalogue has that is no film for an evening: shorts, and series in many parts.

MovieLens says nothing of running times, and counts both among the films. So the known ones are
named here, by title and year as MovieLens writes them; they stay in everybody's own lists.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.catalog.films import Catalog, Film

# Below 45 minutes.
_SHORTS = frozenset(
    {
        "A Charlie Brown Christmas (1965)",
        "A Grand Day Out with Wallace and Gromit (1989)",
        "A Trip to the Moon (1902)",
        "An Andalusian Dog (1929)",
        "Boundin' (2003)",
        "Dr. Horrible's Sing-Along Blog (2008)",
        "For the Birds (2000)",
        "Geri's Game (1997)",
        "How the Grinch Stole Christmas! (1966)",
        "It's the Great Pumpkin, Charlie Brown (1966)",
        "Jack-Jack Attack (2005)",
        "Kung Fu Panda: Secrets of the Furious Five (2008)",
        "Kung Fury (2015)",
        "La Jetée (1962)",
        "Luxo Jr. (1986)",
        "Merry Madagascar (2009)",
        "Michael Jackson's Thriller (1983)",
        "More (1998)",
        "Night and Fog (1955)",
        "One Man Band (2005)",
        "Paperman (2012)",
        "Partly Cloudy (2009)",
        "Presto (2008)",
        "Shrek the Halls (2007)",
        "Six Shooter (2004)",
        "Steamboat Willie (1928)",
        "The Red Balloon (1956)",
        "The Snowman (1982)",
        "Toy Story of Terror (2013)",
        "Vincent (1982)",
        "Wallace & Gromit: A Close Shave (1995)",
        "Wallace & Gromit: The Wrong Trousers (1993)",
        "Wallace and Gromit in 'A Matter of Loaf and Death' (2008)",
        "World of Tomorrow (2015)",
    }
)
# Hours and hours, in parts.
_SERIES = frozenset(
    {
        "Angels in America (2003)",
        "Band of Brothers (2001)",
        "Berlin Alexanderplatz (1980)",
        "Black Mirror (2011)",
        "Cosmos (1980)",
        "Cowboy Bebop (1998)",
        "Fawlty Towers (1975)",
        "From the Earth to the Moon (1998)",
        "Frozen Planet (2011)",
        "Generation Kill (2008)",
        "Jazz (2001)",
        "Lonesome Dove (1989)",
        "Mildred Pierce (2011)",
        "Pride and Prejudice (1995)",
        "Roots (1977)",
        "The Civil War (1990)",
        "The Decalogue (1989)",
        "The Pacific (2010)",
    }
)
NO_EVENING = _SHORTS | _SERIES


def is_short(film: Film) -> bool:
    """Whether it is known to be below 45 minutes."""
    return film.label in _SHORTS


def is_series(film: Film) -> bool:
    """Whether it is known to be a series, told in parts."""
    return film.label in _SERIES


def is_no_evening(film: Film) -> bool:
    """Whether it is one of the two."""
    return film.label in NO_EVENING


@lru_cache(maxsize=4)  # a catalogue is one object as long as it serves
def no_evening(catalog: Catalog) -> NDArray[np.int64]:
    """Item indices of its shorts and series."""
    known = (item for item, film in enumerate(catalog.films) if is_no_evening(film))
    return np.fromiter(known, np.int64)
