"""The schema, as numbered steps that are only ever appended to.

A step that has reached somebody's disk is never edited: what it got wrong, a later step puts
right. Each commits together with its row in the ledger, so a crash leaves a whole older schema.

Times are seconds since 1970 UTC. Movie ids are MovieLens's and deliberately no foreign key: a
rating of a film that a later data set lacks is kept. Every row about a person hangs from
`people`, so one DELETE there forgets somebody; only what waits in the inbox, as it came, needs
another. The other tables have names only of who joins or votes in a movie night: others read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from core.errors import StorageError


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema."""

    name: str  # its number and its subject; what the ledger remembers
    statements: tuple[str, ...]  # run one at a time: executescript would commit first


MIGRATIONS = (
    Migration(
        "0001 people and ratings",
        (
            """
            CREATE TABLE people (
                user_id INTEGER PRIMARY KEY,
                language_code TEXT,
                created_at INTEGER NOT NULL,
                last_seen_at INTEGER NOT NULL,
                blocked_at INTEGER
            ) STRICT
            """,
            # What was said, in order. A change with undone_at no longer counts; the latest one
            # of a film that does is what `ratings` shows.
            """
            CREATE TABLE rating_changes (
                change_id INTEGER PRIMARY KEY AUTOINCREMENT,
                user_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                movie_id INTEGER NOT NULL,
                previous_stars REAL CHECK (
                    previous_stars BETWEEN 0.5 AND 5.0
                    AND previous_stars * 2 = CAST(previous_stars * 2 AS INTEGER)
                ),
                stars REAL CHECK (
                    stars BETWEEN 0.5 AND 5.0 AND stars * 2 = CAST(stars * 2 AS INTEGER)
                ),
                changed_at INTEGER NOT NULL,
                undone_at INTEGER,
                CHECK (previous_stars IS NOT stars)
            ) STRICT
            """,
            """
            CREATE INDEX rating_changes_of_a_film
            ON rating_changes (user_id, movie_id, change_id)
            """,
            # change_id, and not rated_at, orders a profile: two ratings may share a second.
            """
            CREATE TABLE ratings (
                user_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                movie_id INTEGER NOT NULL,
                stars REAL NOT NULL CHECK (
                    stars BETWEEN 0.5 AND 5.0 AND stars * 2 = CAST(stars * 2 AS INTEGER)
                ),
                rated_at INTEGER NOT NULL,
                change_id INTEGER NOT NULL UNIQUE REFERENCES rating_changes,
                PRIMARY KEY (user_id, movie_id)
            ) STRICT, WITHOUT ROWID
            """,
        ),
    ),
    Migration(
        "0002 models",
        (
            """
            CREATE TABLE models (
                model_id INTEGER PRIMARY KEY AUTOINCREMENT,
                file_name TEXT NOT NULL UNIQUE,
                dataset_fingerprint TEXT NOT NULL,
                n_ratings INTEGER NOT NULL CHECK (n_ratings >= 0),
                metrics TEXT NOT NULL CHECK (json_valid(metrics)),
                created_at INTEGER NOT NULL
            ) STRICT
            """,
        ),
    ),
    Migration(
        "0003 pending questions",
        (
            """
            CREATE TABLE pending_questions (
                chat_id INTEGER NOT NULL,
                user_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                question TEXT NOT NULL,
                asked_at INTEGER NOT NULL,
                PRIMARY KEY (chat_id, user_id)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX pending_questions_of_a_person ON pending_questions (user_id)",
        ),
    ),
    Migration(
        "0004 inbox",
        (
            # A row lives from an update's arrival until it is dealt with: milliseconds, unless
            # the process dies in between. So it hangs from nobody in `people`.
            """
            CREATE TABLE inbox (
                arrival INTEGER PRIMARY KEY,
                bot_id INTEGER NOT NULL,
                update_id INTEGER NOT NULL,
                payload TEXT NOT NULL CHECK (json_valid(payload)),
                received_at INTEGER NOT NULL,
                n_replays INTEGER NOT NULL DEFAULT 0 CHECK (n_replays >= 0)
            ) STRICT
            """,
            "CREATE INDEX inbox_of_a_bot ON inbox (bot_id, update_id)",
        ),
    ),
    Migration(
        "0005 chosen languages",
        # Beside language_code, which follows the person's Telegram client and may change any time.
        ("ALTER TABLE people ADD COLUMN language TEXT",),
    ),
    Migration(
        "0006 imports",
        (
            # Without applied_at it waits for its person's word. `applied` and `undone` are what
            # was answered then, so that a second asking can be answered alike.
            """
            CREATE TABLE imports (
                import_id INTEGER PRIMARY KEY AUTOINCREMENT,
                user_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                source TEXT NOT NULL,
                digest TEXT NOT NULL,
                n_rows INTEGER NOT NULL CHECK (n_rows >= 0),
                kept_at INTEGER NOT NULL,
                applied_at INTEGER,
                applied TEXT CHECK (applied IS NULL OR json_valid(applied)),
                undone_at INTEGER,
                undone TEXT CHECK (undone IS NULL OR json_valid(undone)),
                CHECK ((applied_at IS NULL) = (applied IS NULL)),
                CHECK ((undone_at IS NULL) = (undone IS NULL)),
                CHECK (undone_at IS NULL OR applied_at IS NOT NULL)
            ) STRICT
            """,
            "CREATE INDEX imports_of_a_person ON imports (user_id, digest)",
            """
            CREATE UNIQUE INDEX import_that_waits ON imports (user_id) WHERE applied_at IS NULL
            """,
            """
            CREATE TABLE import_rows (
                import_id INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE,
                position INTEGER NOT NULL CHECK (position >= 0),
                title TEXT NOT NULL,
                year INTEGER,
                kind TEXT NOT NULL CHECK (kind IN ('rated', 'seen', 'wanted')),
                stars REAL CHECK (
                    stars BETWEEN 0.5 AND 5.0 AND stars * 2 = CAST(stars * 2 AS INTEGER)
                ),
                movie_id INTEGER,
                guesses TEXT NOT NULL CHECK (json_valid(guesses)),
                told_at INTEGER,
                settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
                PRIMARY KEY (import_id, position),
                CHECK ((kind = 'rated') = (stars IS NOT NULL))
            ) STRICT, WITHOUT ROWID
            """,
            # NULL: said by hand. An imported change is dated as the file dates it.
            "ALTER TABLE rating_changes ADD COLUMN import_id INTEGER REFERENCES imports",
            """
            CREATE INDEX rating_changes_of_an_import ON rating_changes (import_id)
            WHERE import_id IS NOT NULL
            """,
        ),
    ),
    Migration(
        "0007 marks",
        (
            # The latest row of a film counts. Below it lies only what an import found there, so
            # that taking the import back uncovers it; a mark by hand (no import_id) lies alone.
            """
            CREATE TABLE marks (
                mark_id INTEGER PRIMARY KEY AUTOINCREMENT,
                user_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                movie_id INTEGER NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('seen', 'refused', 'wanted', 'unseen')),
                marked_at INTEGER NOT NULL,
                import_id INTEGER REFERENCES imports
            ) STRICT
            """,
            "CREATE INDEX marks_of_a_film ON marks (user_id, movie_id, mark_id)",
            "CREATE INDEX marks_of_an_import ON marks (import_id) WHERE import_id IS NOT NULL",
        ),
    ),
    Migration(
        "0008 cards",
        (
            """
            CREATE TABLE cards (
                card_id INTEGER PRIMARY KEY AUTOINCREMENT,
                user_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                request TEXT NOT NULL CHECK (json_valid(request)),
                touched_at INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX cards_of_a_person ON cards (user_id)",
            "CREATE INDEX cards_by_age ON cards (touched_at)",
            """
            CREATE TABLE card_films (
                card_id INTEGER NOT NULL REFERENCES cards ON DELETE CASCADE,
                position INTEGER NOT NULL CHECK (position >= 0),
                movie_id INTEGER NOT NULL,
                PRIMARY KEY (card_id, position)
            ) STRICT, WITHOUT ROWID
            """,
        ),
    ),
    Migration(
        "0009 reports of imports",
        (
            """
            ALTER TABLE imports ADD COLUMN report TEXT
                CHECK (report IS NULL OR json_valid(report))
            """,
        ),
    ),
    Migration(
        "0010 movie nights",
        (
            # Names are kept of those who watch along, in their own rows, as the roster shows them.
            """
            CREATE TABLE nights (
                night_id INTEGER PRIMARY KEY AUTOINCREMENT,
                chat_id INTEGER NOT NULL,
                thread_id INTEGER,
                opener_id INTEGER REFERENCES people ON DELETE SET NULL,
                state TEXT NOT NULL CHECK (
                    state IN ('gathering', 'voting', 'decided', 'cancelled', 'nobody')
                ),
                request TEXT NOT NULL CHECK (json_valid(request)),
                message_id INTEGER,
                opened_at INTEGER NOT NULL,
                decided_at INTEGER,
                movie_id INTEGER,
                reason TEXT,
                announced_at INTEGER,
                CHECK ((state = 'decided') = (movie_id IS NOT NULL)),
                CHECK ((state IN ('gathering', 'voting')) = (decided_at IS NULL))
            ) STRICT
            """,
            """
            CREATE UNIQUE INDEX nights_under_way ON nights (chat_id)
            WHERE state IN ('gathering', 'voting')
            """,
            "CREATE INDEX nights_of_a_chat ON nights (chat_id, opened_at)",
            """
            CREATE INDEX nights_unannounced ON nights (night_id)
            WHERE state IN ('decided', 'nobody') AND announced_at IS NULL
            """,
            "CREATE INDEX nights_of_a_person ON nights (opener_id)",
            # `place` is the order of joining. Without asked_at the morning after is still to come;
            # an answer without stars is that they did not watch.
            """
            CREATE TABLE night_members (
                place INTEGER PRIMARY KEY AUTOINCREMENT,
                night_id INTEGER NOT NULL REFERENCES nights ON DELETE CASCADE,
                user_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                name TEXT NOT NULL,
                joined_at INTEGER NOT NULL,
                asked_at INTEGER,
                answered_at INTEGER,
                stars REAL CHECK (
                    stars BETWEEN 0.5 AND 5.0 AND stars * 2 = CAST(stars * 2 AS INTEGER)
                ),
                UNIQUE (night_id, user_id),
                CHECK (stars IS NULL OR answered_at IS NOT NULL)
            ) STRICT
            """,
            "CREATE INDEX night_members_of_a_person ON night_members (user_id)",
            "CREATE INDEX night_members_unasked ON night_members (night_id) WHERE asked_at IS NULL",
            # Without poll_id the poll is about to be sent, or was and nobody wrote it down. chat_id
            # is where it stands, which is not the night's chat when that has become another.
            """
            CREATE TABLE night_rounds (
                night_id INTEGER NOT NULL REFERENCES nights ON DELETE CASCADE,
                round INTEGER NOT NULL CHECK (round >= 1),
                n_unknown INTEGER NOT NULL,
                begun_at INTEGER NOT NULL,
                closes_at INTEGER NOT NULL,
                anchor INTEGER,
                poll_id TEXT UNIQUE,
                chat_id INTEGER,
                message_id INTEGER,
                PRIMARY KEY (night_id, round),
                CHECK ((poll_id IS NULL) = (chat_id IS NULL))
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE night_films (
                night_id INTEGER NOT NULL,
                round INTEGER NOT NULL,
                place INTEGER NOT NULL CHECK (place >= 0),
                movie_id INTEGER NOT NULL,
                pick TEXT NOT NULL CHECK (json_valid(pick)),
                PRIMARY KEY (night_id, round, place),
                FOREIGN KEY (night_id, round) REFERENCES night_rounds ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID
            """,
            # The whole of what somebody has chosen: places as JSON; none, when taken back.
            """
            CREATE TABLE night_votes (
                night_id INTEGER NOT NULL,
                round INTEGER NOT NULL,
                user_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                options TEXT NOT NULL CHECK (json_valid(options)),
                voted_at INTEGER NOT NULL,
                PRIMARY KEY (night_id, round, user_id),
                FOREIGN KEY (night_id, round) REFERENCES night_rounds ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX night_votes_of_a_person ON night_votes (user_id)",
            # Votes in polls that are not written down yet.
            """
            CREATE TABLE night_stray_votes (
                poll_id TEXT NOT NULL,
                user_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                name TEXT NOT NULL,
                options TEXT NOT NULL CHECK (json_valid(options)),
                voted_at INTEGER NOT NULL,
                PRIMARY KEY (poll_id, user_id)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX night_stray_votes_of_a_person ON night_stray_votes (user_id)",
            "CREATE INDEX night_stray_votes_by_age ON night_stray_votes (voted_at)",
            """
            CREATE TABLE night_vetoes (
                night_id INTEGER NOT NULL REFERENCES nights ON DELETE CASCADE,
                user_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                movie_id INTEGER NOT NULL,
                PRIMARY KEY (night_id, user_id)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX night_vetoes_of_a_person ON night_vetoes (user_id)",
        ),
    ),
    Migration(
        "0011 trainings",
        (
            # NULL: what they rate is trained on.
            "ALTER TABLE people ADD COLUMN opted_out_at INTEGER",
            # Of the models of a data set the one with the highest promotion serves. NULL: it was
            # rejected, taken back, or trained before there was a number.
            "ALTER TABLE models ADD COLUMN promotion INTEGER",
            "CREATE UNIQUE INDEX models_by_promotion ON models (promotion)",
            """
            ALTER TABLE models ADD COLUMN rejection TEXT CHECK (
                rejection IS NULL OR (json_valid(rejection) AND promotion IS NULL)
            )
            """,
            "ALTER TABLE models ADD COLUMN pruned_at INTEGER",
            # Without ended_at it runs, or did when the process died.
            """
            CREATE TABLE trainings (
                training_id INTEGER PRIMARY KEY AUTOINCREMENT,
                dataset_fingerprint TEXT NOT NULL,
                cause TEXT NOT NULL CHECK (cause IN ('request', 'schedule')),
                started_at INTEGER NOT NULL,
                ended_at INTEGER,
                outcome TEXT CHECK (
                    outcome IN ('promoted', 'rejected', 'failed', 'cancelled', 'cut off')
                ),
                detail TEXT,
                model_id INTEGER REFERENCES models,
                last_change_id INTEGER,
                CHECK ((ended_at IS NULL) = (outcome IS NULL))
            ) STRICT
            """,
            "CREATE UNIQUE INDEX training_that_runs ON trainings ((1)) WHERE ended_at IS NULL",
            "CREATE INDEX trainings_of_a_data_set ON trainings (dataset_fingerprint)",
            """
            CREATE TABLE training_watchers (
                training_id INTEGER NOT NULL REFERENCES trainings ON DELETE CASCADE,
                chat_id INTEGER NOT NULL,
                message_id INTEGER NOT NULL,
                user_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                PRIMARY KEY (training_id, chat_id)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX training_watchers_of_a_person ON training_watchers (user_id)",
        ),
    ),
    Migration(
        "0012 updates handled once",
        (
            # By the name of an effect, what it led to; NULL: to nothing that must not come twice.
            """
            ALTER TABLE inbox ADD COLUMN outcomes TEXT CHECK (
                outcomes IS NULL OR json_valid(outcomes)
            )
            """,
            # Dealt with, and perhaps repeated by Telegram: a batch or two, without their contents.
            """
            CREATE TABLE inbox_handled (
                bot_id INTEGER NOT NULL,
                update_id INTEGER NOT NULL,
                digest TEXT NOT NULL,
                PRIMARY KEY (bot_id, update_id, digest)
            ) STRICT, WITHOUT ROWID
            """,
        ),
    ),
    Migration(
        "0013 votes of strangers",
        # 1: they have not joined and are not in the group; without their name from then on.
        (
            "ALTER TABLE night_stray_votes ADD COLUMN refused INTEGER"
            " CHECK (refused IS NULL OR refused = 1)",
        ),
    ),
    Migration(
        "0014 who was forgotten",
        (
            # Of nobody in `people`: a salted digest. first_change_id is that of their oldest
            # rating, by which a training knows whether its snapshot holds them.
            """
            CREATE TABLE forgotten (
                forgetting_id INTEGER PRIMARY KEY AUTOINCREMENT,
                salt BLOB NOT NULL,
                digest BLOB NOT NULL,
                forgotten_at INTEGER NOT NULL,
                first_change_id INTEGER
            ) STRICT
            """,
            # Nobody needs them any more: what was taken over is taken back without them.
            """
            DELETE FROM import_rows WHERE import_id IN (
                SELECT import_id FROM imports WHERE applied_at IS NOT NULL
            )
            """,
        ),
    ),
    Migration(
        "0015 a veto a round",
        (
            "ALTER TABLE night_vetoes RENAME TO vetoes_before",
            "DROP INDEX night_vetoes_of_a_person",
            """
            CREATE TABLE night_vetoes (
                night_id INTEGER NOT NULL REFERENCES nights ON DELETE CASCADE,
                user_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                movie_id INTEGER NOT NULL,
                PRIMARY KEY (night_id, user_id, movie_id)
            ) STRICT, WITHOUT ROWID
            """,
            "INSERT INTO night_vetoes SELECT night_id, user_id, movie_id FROM vetoes_before",
            "DROP TABLE vetoes_before",
            "CREATE INDEX night_vetoes_of_a_person ON night_vetoes (user_id)",
        ),
    ),
)


async def apply_next(
    connection: aiosqlite.Connection,
    path: Path,
    now: int,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> bool:
    """Apply the first migration that `path` lacks, inside the caller's transaction.

    Returns:
        Whether there was one; False when the schema is up to date.

    Raises:
        StorageError: the file is another program's, or a newer version of this one wrote it.
    """
    applied = await _applied(connection, path)
    if applied != [migration.name for migration in migrations[: len(applied)]]:
        raise StorageError(
            f"{path} was written by a newer version of this program (its schema is at"
            f" {applied[-1]!r}); install that version, or choose another path"
        )
    if len(applied) == len(migrations):
        return False
    migration = migrations[len(applied)]
    for statement in migration.statements:
        await connection.execute(statement)
    await connection.execute(
        "INSERT INTO moviebot_migrations (name, applied_at) VALUES (?, ?)", (migration.name, now)
    )
    return True


async def _applied(connection: aiosqlite.Connection, path: Path) -> list[str]:
    """The ledger, oldest first; a new file is given an empty one."""
    tables = {
        row["name"]
        for row in await connection.execute_fetchall(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
        )
    }
    if tables and "moviebot_migrations" not in tables:
        raise StorageError(f"{path} is the database of another program; choose another path")
    await connection.execute(
        """
        CREATE TABLE IF NOT EXISTS moviebot_migrations (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            applied_at INTEGER NOT NULL
        ) STRICT
        """
    )
    rows = await connection.execute_fetchall("SELECT name FROM moviebot_migrations ORDER BY number")
    return [row["name"] for row in rows]
