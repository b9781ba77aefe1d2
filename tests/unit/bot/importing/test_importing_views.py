"""What a preview says and offers, how a report is kept, and that every refusal has its words."""

import json
from dataclasses import replace

import pytest

from bot.conversation.reply import Reply
from bot.importing import views
from bot.importing.presses import ImportDoubt, ImportLikely, ImportSettle, ReadFileAs, ReadFileRated
from bot.importing.reading import read_file
from bot.importing.report import ImportReport
from bot.importing.views import DoubtedRow, Doubts, doubted_row, preview
from bot.rooms import ROOMS
from bot.words.languages import LANGUAGES
from bot.words.texts import texts_for
from core.catalog.films import Film
from core.titles.search import TitleIndex
from data.foreign_faults import Fault, FaultyLines, Refusal, too_large, zip_too_large
from data.foreign_rows import ForeignKind
from storage.import_rows import RowKind
from tests.builders import build_catalog
from tests.unit.bot.importing.import_replies import NOTHING, REPORT, ROW, WAITING

EN = texts_for("en")
NO_DOUBT = Doubts(0, 0, [], 0)
VALUES = {
    Refusal.TOO_LARGE: too_large().values,
    Refusal.TOO_MANY_ROWS: {"rows": 50_000},
    Refusal.NOTHING_LEFT: {"n": 3},
    Refusal.BROKEN_LINES: {"line": 4},
    Refusal.ZIP_TOO_LARGE: zip_too_large().values,
}


def labels(reply: Reply) -> list[str]:
    rows = reply.keyboard
    return [button.label for row in rows for button in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_and_every_fault_has_words(language: str) -> None:
    texts = texts_for(language)
    for refusal in set(Refusal) - {Refusal.SEEN_OR_WANTED, Refusal.FILMS_OR_NOT}:  # questions
        assert texts.plain(f"problem-import-{refusal}", **VALUES.get(refusal, {}))
    for fault in Fault:
        assert texts(f"import-fault-{fault}")


def test_report_comes_back_as_it_was_kept() -> None:
    assert ImportReport.decode(REPORT.encode()) == REPORT
    assert ImportReport.decode(None) == ImportReport("")


def test_report_names_each_fault_once_with_the_lines_of_the_first_file() -> None:
    faults = [
        FaultyLines(Fault.STARS, "a.csv", 7, (2, 3)),
        FaultyLines(Fault.YEAR, "a.csv", 1, (4,)),
        FaultyLines(Fault.STARS, "b.csv", 1, (9,)),
    ]
    report = ImportReport.of("a.zip", faults, guessed_encoding=False)
    assert report.faults == (FaultyLines(Fault.STARS, "a.csv", 8, (2, 3)), faults[1])


def test_long_name_of_a_file_is_shown_once() -> None:
    name = "x" * 500 + ".csv"
    faults = [FaultyLines(Fault.STARS, name, 1, (2,))]
    report = ImportReport.of(name, faults, guessed_encoding=False)
    assert len(report.encode()) < 250
    assert (
        "xxx"
        not in preview(EN, 101, replace(WAITING, report=report.encode()), NO_DOUBT).text.split(
            "\n", 1
        )[1]
    )


def test_report_of_another_bot_is_read_as_far_as_it_is_understood() -> None:
    said = json.loads(REPORT.encode())
    said["faults"].append(["colour", "a.csv", 1, [1]])
    assert ImportReport.decode(json.dumps(said)) == REPORT


def test_report_keeps_the_scale_and_what_was_not_read() -> None:
    report = ImportReport.of(
        "a.zip", (), guessed_encoding=False, top=10, unread=[f"{n}.csv" for n in range(7)]
    )
    assert ImportReport.decode(report.encode()) == report
    text = preview(EN, 101, replace(WAITING, report=report.encode()), NO_DOUBT).text
    assert "I read its ratings on a scale up to 10: 10 becomes ★5, 5 becomes ★2.5." in text
    assert "7 files in the zip I could not read: 0.csv, 1.csv, 2.csv, 3.csv, 4.csv, …" in text


def test_file_that_changes_nothing_cannot_be_confirmed() -> None:
    assert labels(preview(EN, 101, NOTHING, NO_DOUBT)) == ["Cancel"]
    assert "Nothing in it is new to me." in preview(EN, 101, NOTHING, NO_DOUBT).text


def test_preview_names_the_file_of_a_zip_and_not_the_file_itself() -> None:
    one = ImportReport("a.csv", (FaultyLines(Fault.STARS, "a.csv", 9, (2, 3)),))
    text = preview(EN, 101, replace(WAITING, report=one.encode()), NO_DOUBT).text
    assert "9 lines are left out:\n• no rating I can read: 9 (lines 2, 3, …)" in text
    in_zip = replace(one, name="a.zip")
    text = preview(EN, 101, replace(WAITING, report=in_zip.encode()), NO_DOUBT).text
    assert "9 (a.csv, lines 2, 3, …)" in text


def test_guess_that_the_data_set_lacks_is_left_out_and_the_others_keep_their_numbers() -> None:
    film = Film(3, "Heat", 1995)
    row = replace(ROW, movie_id=None, settled=True)
    reply = doubted_row(EN, 101, DoubtedRow(5, 1, 3, row, [None, None, film]))
    assert labels(reply) == ["Heat (1995)", "✓ None of these", "◀", "Overview", "▶"]
    presses = [button.press for row in reply.keyboard for button in row]
    assert presses[:3] == [
        ImportSettle(101, 5, 1, 3),
        ImportSettle(101, 5, 1, 0),
        ImportDoubt(101, 5, 0),
    ]


def test_encoding_of_buttons_stays_the_same_over_versions() -> None:
    assert ROOMS.encode(ReadFileAs(101, 1)) == "1jr.2t.1"
    assert ROOMS.encode(ReadFileRated(101, 10)) == "1jf.2t.a"
    assert ROOMS.encode(ImportSettle(101, 5, 36, 2)) == "1js.2t.5.10.2"


def test_file_is_read_into_rows_that_tell_certain_films_from_doubted_ones() -> None:
    titles = TitleIndex(build_catalog(["Heat", "The Usual Suspects", "Brazil"]))
    content = (
        "Date,Name,Year,Letterboxd URI,Rating\n"
        "2020-01-01,Heat,1990,x,4.5\n2020-01-01,The Usual Suspekts,1991,x,\n"
        "2020-01-01,Qwertzuiop of Asdf,1991,x,3\nbroken\n"
    ).encode("utf-16")
    read = read_file(content, "ratings.csv", None, titles)
    certain, likely, unknown = read.rows
    assert (certain.movie_id, certain.guesses, certain.stars) == (10, (), 4.5)
    assert (likely.movie_id, likely.guesses, likely.kind) == (20, (20,), RowKind.SEEN)
    assert (unknown.movie_id, unknown.guesses) == (None, ())
    assert read.source == "letterboxd"
    assert [(each.fault, each.lines) for each in read.report.faults] == [(Fault.FIELDS, (5,))]
    assert not read.report.guessed_encoding


def test_same_bytes_are_another_file_when_they_say_something_else() -> None:
    titles = TitleIndex(build_catalog(["Heat"]))
    content = b"Date,Name,Year,Letterboxd URI\n2020-01-01,Heat,1990,x\n"
    digests = {
        read_file(content, name, unrated, titles).digest
        for name, unrated in (
            ("watched.csv", None),
            ("watchlist.csv", None),
            ("films.csv", ForeignKind.SEEN),
            ("films.csv", ForeignKind.WANTED),
        )
    }
    assert len(digests) == 2


TWO_ROWS = TitleIndex(build_catalog(["Interstellar", "Gloria", "The Matrix"]))  # 1990 to 1992


@pytest.mark.parametrize(
    ("exact", "alike"),
    [
        ("Interstellar,1990", "Interstellar: Nolan's Odyssey,1990"),
        ("Interstellar,1990", "Interstelar,1990"),
        ("Interstellar,1990", "Interstellar,1991"),
        ("Gloria,1991", "Gloria!,1990"),
        ("Gloria,1991", "Gloria,"),
        ("The Matrix,1992", "Matrix,1992"),
    ],
)
@pytest.mark.parametrize("told", ["2019-01-01", "2020-01-01", "2021-01-01", ""])
def test_row_that_names_a_film_exactly_wins_over_a_look_alike(
    exact: str, alike: str, told: str
) -> None:
    lines = (f"2020-01-01,{exact},u,5", f"{told},{alike},u,1.5")
    for order in (lines, lines[::-1]):
        content = "\n".join(("Date,Name,Year,Letterboxd URI,Rating", *order)).encode()
        rows = read_file(content, "ratings.csv", None, TWO_ROWS).rows
        assert sorted((row.movie_id is None, row.stars) for row in rows) == [
            (False, 5.0),
            (True, 1.5),
        ]
        (doubted,) = [row for row in rows if row.movie_id is None]
        (named,) = [row.movie_id for row in rows if row.movie_id is not None]
        assert doubted.guesses == (named,)


def test_look_alike_alone_is_what_it_was() -> None:
    content = b"Date,Name,Year,Letterboxd URI,Rating\n,Gloria!,1990,u,2\n,Gloria,1993,u,3\n"
    first, second = read_file(content, "ratings.csv", None, TWO_ROWS).rows
    assert (first.movie_id, first.guesses) == (20, ())
    assert (second.movie_id, second.guesses) == (None, (20,))


def test_file_of_films_that_are_not_known_does_not_say_that_nothing_is_new() -> None:
    counts = replace(NOTHING.counts, n_unmatched=3, n_open=3)
    found = replace(NOTHING, n_rows=3, counts=counts)
    reply = preview(EN, 101, found, Doubts(0, 0, [], 3))
    assert "I know none of the 3 films in it.\n\n✕ 3 films I do not have" in reply.text
    assert "new to me" not in reply.text
    one = replace(found, n_rows=1, counts=replace(counts, n_unmatched=1, n_open=1))
    reply = preview(EN, 101, one, Doubts(0, 0, [], 1))
    assert "I do not know the 1 film in it." in reply.text


def test_file_of_which_all_known_films_are_known_already_says_that_nothing_is_new() -> None:
    counts = replace(NOTHING.counts, n_unchanged=2, n_unmatched=1, n_open=1)
    reply = preview(EN, 101, replace(NOTHING, n_rows=3, counts=counts), Doubts(0, 0, [], 1))
    assert "I recognized 2 of 3 films." in reply.text
    assert "✓ 2 films I know like that already\nNothing in it is new to me." in reply.text


def test_films_known_by_a_similar_title_only_are_taken_at_a_word() -> None:
    found = replace(NOTHING, n_rows=1)
    likely = [views.LikelyFilm(replace(ROW, title="Heet"), 1, Film(1, "Heat", 1995))]
    reply = preview(EN, 101, found, Doubts(1, 1, likely, 0))
    assert "I do not know the 1 film in it." not in reply.text
    assert "Nothing in it is new to me." not in reply.text
    assert labels(reply) == ["Take the 1 similar one too", "Check 1 doubtful film", "Cancel"]
    assert ROOMS.encode(ImportLikely(101, 5)) == "1jl.2t.5"
