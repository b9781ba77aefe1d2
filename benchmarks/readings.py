"""How often a bare number after a title leads to a question: `python -m benchmarks.readings`.

The 500 most rated films of the embedded data, each followed by 1 to 5. A question counts when the
whole text may name another film, one from after the data included; films that are asked about
anyway, because several bear the name, count only where a sequel is added.
"""

import numpy as np
from rich.console import Console
from rich.table import Table

from bot.words.rating_text import RatingRequest, understand
from core.titles.search import TitleIndex
from data.filters import Filters
from data.prepare import load_dataset

N_FILMS = 500
NUMBERS = (1, 2, 3, 4, 5)


def main() -> None:
    """Print how many of the films cause a question with each number."""
    catalog = load_dataset(None, Filters()).catalog
    titles = TitleIndex(catalog)
    known = np.argsort(-catalog.rating_count, kind="stable")[:N_FILMS]
    table = Table(title=f"Questions about the {N_FILMS} best-known films")
    counts = []
    for number in NUMBERS:
        table.add_column(str(number), justify="right")
        texts = [f"{catalog.films[index].title} {number}" for index in known.tolist()]
        counts.append(sum(_is_asked_about(understand(titles, text)) for text in texts))
    table.add_column("in all", justify="right")
    table.add_row(*map(str, counts), str(sum(counts)))
    Console().print(table)


def _is_asked_about(request: RatingRequest) -> bool:
    return request.also is not None or request.doubt is not None


if __name__ == "__main__":
    main()
