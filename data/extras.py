"""What a release may say beyond ratings and films: the ids of other sites."""

from dataclasses import dataclass

from data.lines import fault, records, whole_number
from data.source import Source


@dataclass(frozen=True, slots=True)
class Links:
    """Where a film is found elsewhere."""

    imdb_id: int | None  # 114709 for "tt0114709"
    tmdb_id: int | None


def read_links(source: Source) -> dict[int, Links]:
    """Ids of other sites by movie id; empty where the release has no links file.

    Raises:
        DataError: a line is wrong; names it.
    """
    file = source.layout.links
    links: dict[int, Links] = {}
    if file is None or not source.has(file):
        return links
    for record in records(source, file, ("movieId", "imdbId", "tmdbId")):
        movie_id, imdb, tmdb = (
            whole_number(text, file, record.line, what) if text or what == "movie id" else None
            for text, what in zip(record.values, ("movie id", "imdb id", "tmdb id"), strict=True)
        )
        if movie_id is None or movie_id in links:
            raise fault(file, record.line, f"movie id {movie_id} a second time", "it once")
        links[movie_id] = Links(imdb, tmdb)
    return links
