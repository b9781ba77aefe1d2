"""What a title that is still being typed may become: films whose names begin like that."""

from core.titles.search import TitleIndex
from core.titles.text import fold, without_article


def completions(titles: TitleIndex, text: str) -> list[int]:
    """Item indices, the best known film first; none where the text holds no word.

    The last word need not be whole, and an article in front of a name need not be typed.
    """
    begun = _joined(fold(text))
    if not begun:
        return []
    counts = titles.catalog.rating_count
    found = {
        item_index
        for item_index, name in titles.names()
        if (whole := _joined(name)).startswith(begun) or without_article(whole).startswith(begun)
    }
    return sorted(found, key=lambda item_index: (-counts[item_index], item_index))


def _joined(name: str) -> str:
    """A name without the signs between its parts: nobody types them."""
    return name.replace(" | ", " ")
