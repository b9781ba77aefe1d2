"""Which lists are known, which are asked about or refused, and on what scale they rate."""

import pytest

from core.titles.matching import FilmReference
from data.foreign import ForeignFile, read_foreign
from data.foreign_cells import is_series, said_by_status, stars_from, top_of
from data.foreign_faults import Fault, FileRefusedError, Refusal
from data.foreign_layouts import Origin
from data.foreign_rows import ForeignKind, ForeignRow

RATED, SEEN, WANTED = ForeignKind.RATED, ForeignKind.SEEN, ForeignKind.WANTED
HEAT = FilmReference("Heat", 1995)
TRAKT = "rated_at,type,title,year,trakt_rating,trakt_id,imdb_id,tmdb_id,season_number,rating"
SIMKL = "SIMKL_ID,Title,Type,Year,Watchlist,LastEpWatched,WatchedDate,Rating,Memo,TVDB,TMDB,IMDB"
TMDB = (
    "TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,"
    "Date Rated"
)


def read(*lines: str, name: str = "list.csv", top: int | None = None) -> ForeignFile:
    return read_foreign("\n".join(lines).encode(), name, None, top)


def refused(*lines: str, name: str = "list.csv") -> FileRefusedError:
    with pytest.raises(FileRefusedError) as caught:
        read(*lines, name=name)
    return caught.value


def stars(file: ForeignFile) -> list[float | None]:
    return [row.stars for row in file.rows]


# Lists of ten points


def test_trakt_rates_films_with_ten_points_and_leaves_episodes_out() -> None:
    file = read(
        TRAKT,
        "2021-03-22T06:33:24.000Z,movie,Heat,1995,8.2,1,tt0113277,949,,5",
        "2021-03-23T06:33:24.000Z,movie,Alien,1979,8.4,2,tt0078748,348,,9",
        "2021-03-24T06:33:24.000Z,episode,Fargo,1996,8.4,3,,,1,4",
        "2021-03-24T06:33:24.000Z,season,Heat,1995,8.4,4,,,1,4",
        "2021-03-24T06:33:24.000Z,show,Up,2009,8.4,5,,,,10",
    )
    assert file.origin is Origin.TRAKT
    assert stars(file) == [2.5, 4.5]
    assert file.rows[0].film == FilmReference("Heat", 1995, None, 113277, 949)
    assert [(each.fault, each.lines) for each in file.faults] == [(Fault.SERIES, (4, 5, 6))]
    assert file.top is None  # nothing had to be found out


@pytest.mark.parametrize(("column", "kind"), [("watched_at", SEEN), ("listed_at", WANTED)])
def test_trakt_without_ratings_says_what_its_films_are(column: str, kind: ForeignKind) -> None:
    file = read(f"{column},type,title,year,trakt_id", "2021-03-22T06:33:24Z,movie,Heat,1995,1")
    assert file.rows == (ForeignRow(HEAT, kind, None, 1616394804),)


def test_simkl_has_ten_points_a_status_and_days_first() -> None:
    file = read(
        SIMKL,
        "1,Heat,movie,1995,completed,,18-12-2023 21:50:41,5,,,949,tt0113277",
        "2,Alien,movie,1979,completed,,18-12-2023 21:50:41,9,,,348,tt0078748",
        "3,Casablanca,movie,1942,plan to watch,,,,,,289,tt0034583",
        "4,Fargo,tv show,2014,watching,s1e2,18-12-2023 21:50:41,4,,,1,tt2802850",
        "5,Her,movie,2013,completed,,,,,,,",
        "6,Up,movie,2009,dropped,,,,,,,",
        "7,Big,movie,1988,dropped,,,3,,,,",
        "8,Trigun,anime,1998,completed,,,8,,,,",
    )
    assert file.origin is Origin.SIMKL
    assert [(row.film.title, row.kind, row.stars) for row in file.rows] == [
        ("Heat", RATED, 2.5),
        ("Alien", RATED, 4.5),
        ("Casablanca", WANTED, None),
        ("Her", SEEN, None),
        ("Big", RATED, 1.5),
    ]
    assert file.rows[0].told_at == 1702936241
    assert [(each.fault, each.lines) for each in file.faults] == [
        (Fault.SERIES, (5, 9)),
        (Fault.STATUS, (7,)),
    ]


def test_movary_has_ten_points_and_what_was_seen_and_wanted_apart() -> None:
    ratings = read("title,year,tmdbId,imdbId,userRating", '"Heat",1995,949,tt0113277,5',
                   '"Alien",1979,348,tt0078748,9')  # fmt: skip
    assert (ratings.origin, stars(ratings)) == (Origin.MOVARY, [2.5, 4.5])
    head = "title,year,tmdbId,imdbId"
    seen = read(f"{head},watchedAt,comment,location", '"Heat",1995,949,tt0113277,2024-01-05,,')
    wanted = read(f"{head},addedAt", '"Heat",1995,949,tt0113277,2024-01-05 10:00:00')
    assert [file.rows[0].kind for file in (seen, wanted)] == [SEEN, WANTED]
    assert seen.rows[0].told_at == 1704412800


def test_tmdb_has_ten_points_with_halves_beside_the_ratings_of_all() -> None:
    file = read(
        TMDB,
        "949,tt0113277,movie,Heat,1995-12-15,,,7.9,8.5,2024-01-05",
        "348,tt0078748,movie,Alien,1979-05-25T00:00:00Z,,,8.1,4,2024-01-05T00:00:00Z",
        "1,tt2802850,tv,Fargo,2014-04-15,,,8.3,9,2024-01-05",
    )
    assert file.origin is Origin.TMDB
    assert stars(file) == [4.5, 2.0]
    assert [row.film.year for row in file.rows] == [1995, 1979]


# A scale is a column's


@pytest.mark.parametrize(
    ("ratings", "top", "expected"),
    [
        (["9", "4", "3"], 10, [4.5, 2.0, 1.5]),
        (["6", "1"], 10, [3.0, 0.5]),
        (["10", "5", "2"], 10, [5.0, 2.5, 1.0]),
        (["7,5", "4,5"], 10, [4.0, 2.5]),  # the half star next to it
        (["85", "40", "3"], 100, [4.5, 2.0, 0.5]),
        (["100", "5"], 100, [5.0, 0.5]),
        (["5", "4.5", "0.5"], None, [5.0, 4.5, 0.5]),
        (["3", "2"], None, [3.0, 2.0]),
    ],
)
def test_one_rating_beyond_five_says_how_all_of_a_column_are_meant(
    ratings: list[str], top: int | None, expected: list[float]
) -> None:
    lines = [f'Film {n},1990,"{rating}"' for n, rating in enumerate(ratings)]
    file = read("Title,Year,Rating", *lines)
    assert stars(file) == expected
    assert file.top == top


def test_scale_of_letterboxd_itself_is_known_and_what_goes_beyond_is_a_mistake() -> None:
    file = read("Date,Name,Year,Letterboxd URI,Rating", ",Heat,1995,u,4", ",Alien,1979,u,9")
    assert stars(file) == [4.0]
    assert file.faults[0].fault is Fault.STARS


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("Date,Name,Year,Letterboxd URI,Rating", ",Film {0},1995,u,{1}"),
        ("Name,Year,Rating", "Film {0},1995,{1}"),
        ("userId,movieId,rating", "1,{0},{1}"),
        ("movie_id,imdb_id,tmdb_id,rating,title", "{0},,,{1},Film {0} (1995)"),
        ("Title,Year,Rating,imdbID,tmdbID,movieId,RatedAt", "Film {0},1995,{1},,,{0},"),
    ],
)
def test_column_that_plainly_holds_points_is_believed_whoever_wrote_it(
    header: str, line: str
) -> None:
    file = read(header, *(line.format(n, points) for n, points in enumerate((9, 4, 3), 1)))
    assert stars(file) == [4.5, 2.0, 1.5]
    assert file.top == 10
    file = read(header, *(line.format(n, points) for n, points in enumerate((9, 4, 3.5), 1)))
    assert stars(file) == [4.0, 3.5]  # half stars, and a slip
    assert file.top is None


def test_column_of_ten_points_is_known_by_its_name() -> None:
    assert stars(read("Title,Year,Rating10", "Heat,1995,4", "Alien,1979,3")) == [2.0, 1.5]


@pytest.mark.parametrize(
    ("texts", "top"),
    [([], None), ([""], None), (["0"], None), (["nice"], None), (["5"], 5), (["0", "4.5"], 5),
     (["5.5"], 10), (["10"], 10), (["10.5"], 100), (["100", "2"], 100), (["101", "4"], 5),
     (["1995"], None)],
)  # fmt: skip
def test_top_of_a_column(texts: list[str], top: int | None) -> None:
    assert top_of(texts) == top


@pytest.mark.parametrize(
    ("text", "top", "expected"),
    [("9", 10, 4.5), ("1", 10, 0.5), ("0.5", 10, 0.5), ("7.5", 10, 4.0), ("11", 10, None),
     ("0", 10, None), ("1", 100, 0.5), ("77", 100, 4.0), ("4.2", 5, None), ("-3", 10, None)],
)  # fmt: skip
def test_rating_on_a_scale(text: str, top: int, expected: float | None) -> None:
    assert stars_from(text, top) == expected


# 0 is no rating


@pytest.mark.parametrize("zero", ["0", "0.0", "0,0", "00"])
@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("Date,Name,Year,Letterboxd URI,Rating", '2024-01-05,Heat,1995,u,"{}"'),
        ("Title,Year,Rating", 'Heat,1995,"{}"'),
        ("Title,Year,Rating10", 'Heat,1995,"{}"'),
        ("title,year,tmdbId,imdbId,userRating", 'Heat,1995,,,"{}"'),
        (TRAKT, '2024-01-05T00:00:00Z,movie,Heat,1995,8,1,,,,"{}"'),
    ],
)
def test_zero_means_seen_without_a_rating(header: str, line: str, zero: str) -> None:
    (row,) = read(header, line.format(zero)).rows
    assert (row.film.title, row.kind, row.stars) == ("Heat", SEEN, None)


def test_zero_on_a_list_of_films_wanted_is_no_rating_either() -> None:
    (row,) = read("Const,Your Rating,Title,Title Type,Year", "tt1,0,Heat,Movie,1995",
                  name="watchlist.csv").rows  # fmt: skip
    assert row.kind is WANTED


def test_below_zero_is_a_mistake() -> None:
    error = refused("Title,Year,Rating", "Heat,1995,-1")
    assert error.refusal is Refusal.NOTHING_LEFT


# What nobody known has written


@pytest.mark.parametrize(
    "header",
    [
        "Book Id,Title,Author,Date,Rating,Review",  # LibraryThing
        "Book Id,Title,Author,Author l-f,ISBN,ISBN13,My Rating,Publisher,Year Published,Date Read",
        "Title,Authors,ISBN/UID,Read Status,Star Rating,rating",
        "Título,title,Autor,rating,year",
        "Artist,Title,Year,Rating",
        "album,title,rating,year",
        "title,platform,year,rating",
        "RYM Album,First Name,Last Name,Title,Release_Date,Rating",
        "title;author;rating",
        "title,book_author,rating",
        "Title,Rating,Number of Pages",
        "title,rating,narrator",
    ],
)
def test_list_of_books_music_or_games_is_refused(header: str) -> None:
    separator = ";" if ";" in header else ","
    line = separator.join("4" for _ in header.split(separator))
    assert refused(header, line).refusal is Refusal.NO_FILMS


@pytest.mark.parametrize(
    ("header", "line", "top"),
    [
        ("Title,Rating,Shelf", "The Martian,4.5,good", 5),
        ("title,score,genre", "Heat,4,crime", 5),
        ("name,year,rating,mood", "Heat,1995,9,good", 10),
        ("id,movie,my_rating,rating", "1,Heat,3,8.2", 5),
        ("Film Name,Year,Score,Mini Review", "Heat,1995,84,", 100),
        ("Name,Rating", "Heat,5", 5),
        ("Title,Rating", "The Martian,4.5", 5),
        ("Title,Rating,Review", "Fight Club,9,so", 10),
        ("rating;title;tags", "3;Dune;a", 5),
        ("title,year,rating,watched,imdbID", "Heat,1995,7,yes,tt0113277", 10),
        ("title\tyear\trating\tnote", "Heat\t1995\t4\t", 5),
    ],
)
def test_list_of_nobody_known_is_asked_about(header: str, line: str, top: int) -> None:
    error = refused(header, line)
    assert error.refusal is Refusal.FILMS_OR_NOT
    assert error.values == {"top": top}


@pytest.mark.parametrize(
    ("top", "rating", "expected", "told"),
    [(5, "4", 4.0, None), (10, "4", 2.0, 10), (5, "8", 4.0, 10), (100, "90", 4.5, 100)],
)
def test_list_of_nobody_known_is_read_as_its_person_says(
    top: int, rating: str, expected: float, told: int | None
) -> None:
    file = read("title,year,rating,shelf", f"Heat,1995,{rating},x", top=top)
    assert file.origin is Origin.OTHER
    assert file.rows == (ForeignRow(HEAT, RATED, expected),)
    assert file.top == told


def test_titles_with_years_are_of_films() -> None:
    file = read("Title,Rating", "Heat (1995),4", "Alien,3")
    assert (file.origin, stars(file)) == (Origin.LETTERBOXD, [4.0, 3.0])


def test_own_ratings_are_told_from_those_of_everybody() -> None:
    header = "title,year,rating,your rating,type,status"
    file = read(
        header,
        "Heat,1995,8.3,9,movie,watched",
        "Alien,1979,8.5,,movie,to watch",
        "Up,2009,8,,movie,",
        "Fargo,2014,8.9,10,TV Series,watched",
        "Her,2013,8,0,movie,watched",
        top=10,
    )
    assert [(row.film.title, row.kind, row.stars) for row in file.rows] == [
        ("Heat", RATED, 4.5),
        ("Alien", WANTED, None),
        ("Her", SEEN, None),
    ]
    assert {each.fault for each in file.faults} == {Fault.STATUS, Fault.SERIES}


def test_unrated_row_of_nobody_known_is_neither_seen_nor_wanted() -> None:
    file = read("title,rating,shelf", "Heat,4,x", "Alien,,x", top=5)
    assert len(file.rows) == 1
    assert [(each.fault, each.lines) for each in file.faults] == [(Fault.STATUS, (3,))]


def test_ratings_of_several_people_by_nobody_known_are_refused() -> None:
    with pytest.raises(FileRefusedError) as caught:
        read("username,title,rating", "ann,Heat,4", "ben,Heat,2", top=5)
    assert caught.value.refusal is Refusal.SEVERAL_PEOPLE


@pytest.mark.parametrize(
    "header",
    ["Title,Year,imdbID,Director", "title,year,tmdbId,genre", "Title,WatchedDate,Where"],
)
def test_films_without_ratings_by_nobody_known_are_seen_or_wanted(header: str) -> None:
    line = "Heat" + ",1995" * header.count(",")
    assert refused(header, line).refusal is Refusal.SEEN_OR_WANTED


def test_titles_alone_are_no_list_of_films() -> None:
    assert refused("Title,Colour", "Heat,red").refusal is Refusal.UNKNOWN


# Lists of Letterboxd, and lists of ids

LIST = (
    "Date,Name,Tags,URL,Description",
    "2022-06-11,My best,,https://boxd.it/x,",
    "",
    "Position,Name,Year,URL,Description",
    "1,Heat,1995,https://boxd.it/1,",
    '2,Alien,1979,https://boxd.it/2,"In space,\nnobody hears"',
)


@pytest.mark.parametrize("first", [(), ("Letterboxd list export v7",)])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_list_of_letterboxd_begins_further_down(first: tuple[str, ...], end: str) -> None:
    content = end.join((*first, *LIST)).encode()
    with pytest.raises(FileRefusedError) as caught:
        read_foreign(content, "my-best.csv")
    assert caught.value.refusal is Refusal.SEEN_OR_WANTED
    file = read_foreign(content, "my-best.csv", WANTED)
    assert file.origin is Origin.LETTERBOXD
    assert [(row.film.title, row.film.year, row.kind) for row in file.rows] == [
        ("Heat", 1995, WANTED),
        ("Alien", 1979, WANTED),
    ]
    assert file.faults == ()


def test_description_of_a_list_may_go_over_lines() -> None:
    lines = (LIST[0], '2022-06-11,My best,,u,"Position,Name\n\nand more"', *LIST[2:])
    assert len(read_foreign("\n".join(lines).encode(), "l.csv", SEEN).rows) == 2


@pytest.mark.parametrize(
    ("header", "line", "film"),
    [
        ("imdbID,Rating10,WatchedDate", "tt0113277,8,", FilmReference("", imdb_id=113277)),
        ("tmdbID,Rating", "949,4", FilmReference("", tmdb_id=949)),
        ("Const,Your Rating,Date Rated", "tt0113277,8,", FilmReference("", imdb_id=113277)),
        ("imdbID,tmdbID,Rating", "tt0113277,,4", FilmReference("", imdb_id=113277)),
    ],
)
def test_title_may_be_missing_where_there_is_an_id(
    header: str, line: str, film: FilmReference
) -> None:
    assert read(header, line).rows[0].film == film
    assert stars(read(header, line)) == [4.0]


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;", "sep=;;;;", "\ufeffsep=;"])
def test_line_that_tells_a_spreadsheet_the_separator_is_no_header(first: str) -> None:
    file = read(first, "Date;Name;Year;Letterboxd URI;Rating", "2020-01-01;Heat;1995;u;4,5")
    assert stars(file) == [4.5]


# Types of titles


@pytest.mark.parametrize(
    "text",
    ["Videospiel", "Musikvideo", "TV-Folge", "Fernsehserie", "Miniserie", "Podcast-Folge",
     "Videojuego", "Vídeo musical", "Episodio de TV", "Serie de TV", "Miniserie de TV",
     "Jeu vidéo", "Épisode télévisé", "Série télévisée", "Clip vidéo", "Videogioco",
     "Video musicale", "Episodio TV", "Episódio de TV", "Jogo de videogame", "Videoclipe",
     "TV-avsnitt", "Datorspel", "TV-serie", "Сериал", "Эпизод", "Видеоигра", "टीवी सीरीज़",
     "टीवी एपिसोड", "म्यूज़िक वीडियो", "tv", "TV Show", "show", "season", "anime", "Book",
     "Audiobook", "Odcinek", "Gra wideo", "Dizi"],
)  # fmt: skip
def test_no_film_in_any_language(text: str) -> None:
    assert is_series(text)


@pytest.mark.parametrize(
    "text",
    ["Film", "Spielfilm", "Kurzfilm", "Fernsehfilm", "TV-Film", "TV-Special", "Película",
     "Película de TV", "Cortometraje", "Especial de TV", "Long métrage", "Téléfilm",
     "Court métrage", "Filme", "Filme para TV", "Cortometraggio", "Film TV", "Spelfilm",
     "Långfilm", "TV-film", "Фильм", "फ़िल्म", "Documentary", "Video", "movie", "tvMovie"],
)  # fmt: skip
def test_film_in_any_language(text: str) -> None:
    assert not is_series(text)


def test_file_of_which_all_types_are_no_films_says_so() -> None:
    header = "Const,Your Rating,Date Rated,Title,Title Type,Year"
    error = refused(header, "tt1,7,2024-01-01,Alien,Videospiel,1979",
                    "tt3,7,2024-01-01,Heat,TV-Folge,1995")  # fmt: skip
    assert error.refusal is Refusal.NOTHING_LEFT


@pytest.mark.parametrize(
    ("text", "kind"),
    [("completed", SEEN), ("Completed", SEEN), ("watched", SEEN), ("seen", SEEN),
     ("plan to watch", WANTED), ("plan_to_watch", WANTED), ("plantowatch", WANTED),
     ("PTW", WANTED), ("watchlist", WANTED), ("want to watch", WANTED), ("planning", WANTED),
     ("watching", None), ("on hold", None), ("dropped", None), ("", None), ("owned", None)],
)  # fmt: skip
def test_status(text: str, kind: ForeignKind | None) -> None:
    assert said_by_status(text) is kind


# Years


@pytest.mark.parametrize(
    ("text", "year", "is_series"),
    [("2010–", 2010, True), ("1989–1991", 1989, True), ("2010-", 2010, True),
     ("2010 - 2014", 2010, True), ("2010—2014", 2010, True), ("1995", 1995, False),
     ("1995-12-15", 1995, False), ("1995-12-15T00:00:00Z", 1995, False)],
)  # fmt: skip
def test_range_of_years_gives_its_first(text: str, year: int, is_series: bool) -> None:
    header = "Const,Your Rating,Date Rated,Title,Title Type,Year"
    file = read(header, f"tt1,8,2020-01-01,The Walking Dead,Feature Film,{text}")
    (row,) = file.rows
    assert (row.film.year, row.film.is_series) == (year, is_series)
    assert file.faults == ()


@pytest.mark.parametrize(
    ("text", "year", "lost"),
    [("(1995)", 1995, False), ("15 December 1995", 1995, False), ("15/12/1995", 1995, False),
     ("1995 (USA)", 1995, False), ("c. 1995", 1995, False), ("95", None, True),
     ("19955", None, True), ("soon", None, True), ("1995 or 1996", None, True),
     ("tt1995", None, True), ("", None, False)],
)  # fmt: skip
def test_year_is_read_in_whatever_words_it_stands(
    text: str,
    year: int | None,
    lost: bool,
) -> None:
    file = read("Title,Year,Rating", f"Heat,{text},4")
    assert file.rows[0].film.year == year
    assert [each.fault for each in file.faults] == [Fault.YEAR] * lost


def test_separator_that_the_first_line_tells_may_be_any() -> None:
    assert stars(read("sep=|", "Title|Year|Rating", "Heat|1995|4,5")) == [4.5]
