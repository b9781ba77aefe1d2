"""What an import does to ratings and marks, in SQL: 2,000 rows are one statement, not 2,000.

All of it takes `:import_id`, `:user_id` and `:now`. Counting and applying read the same plan, so
that a preview cannot promise what is not done.
"""

from storage.rating_history import FORGET_OLD_CHANGES

_SAID_AT = "min(coalesce(told_at, :now), :now)"  # a date in the future is a mistake in the file

# One row for each film of the import, with what is to be done about it. A film taken with a doubt
# waits for its person's word, and then still gives way to the row that names it.
_PLAN = """
WITH ranked AS (
    SELECT movie_id, kind, stars, told_at, position, row_number() OVER (
        PARTITION BY movie_id ORDER BY
            CASE kind WHEN 'rated' THEN 0 WHEN 'seen' THEN 1 ELSE 2 END,
            guesses <> '[]',
            told_at DESC,  -- no date counts as the oldest
            position DESC
    ) AS place
    FROM import_rows
    WHERE import_id = :import_id AND movie_id IS NOT NULL AND (settled OR guesses = '[]')
),
plan AS (
    SELECT told.*, said.stars AS previous_stars, CASE
        WHEN told.kind = 'rated' THEN CASE
            WHEN said.change_id IS NULL THEN 'added'
            WHEN said.stars = told.stars THEN 'unchanged'
            WHEN said.stars IS NULL AND told.told_at > said.changed_at THEN 'added'
            WHEN said.import_id IS NULL THEN 'kept'
            ELSE 'updated'
        END
        WHEN said.stars IS NOT NULL OR mark.kind = told.kind THEN 'unchanged'
        WHEN mark.mark_id IS NULL OR mark.kind = 'unseen' THEN told.kind
        WHEN mark.kind = 'wanted' AND (
            mark.import_id IS NOT NULL OR told.told_at > mark.marked_at
        ) THEN told.kind
        WHEN mark.import_id IS NULL THEN 'kept'
        ELSE 'unchanged'
    END AS deed
    FROM ranked AS told
    LEFT JOIN rating_changes AS said ON said.change_id = (
        SELECT max(change_id) FROM rating_changes
        WHERE user_id = :user_id AND movie_id = told.movie_id AND undone_at IS NULL
    )
    LEFT JOIN marks AS mark ON mark.mark_id = (
        SELECT max(mark_id) FROM marks WHERE user_id = :user_id AND movie_id = told.movie_id
    )
    WHERE told.place = 1
)
"""

# The import, if it is the person's; its counts are a JSON object.
FIND = f"""
{_PLAN}
SELECT import_id, source, digest, n_rows, kept_at, applied_at, undone_at, coalesce(applied, (
    SELECT json_object(
        'n_added', count(*) FILTER (WHERE deed = 'added'),
        'n_updated', count(*) FILTER (WHERE deed = 'updated'),
        'n_kept', count(*) FILTER (WHERE deed = 'kept'),
        'n_unchanged', count(*) FILTER (WHERE deed = 'unchanged'),
        'n_seen', count(*) FILTER (WHERE deed = 'seen'),
        'n_wanted', count(*) FILTER (WHERE deed = 'wanted'),
        'n_unmatched', (
            SELECT count(*) FROM import_rows WHERE import_id = :import_id AND movie_id IS NULL
        ),
        'n_open', (
            SELECT count(*) FROM import_rows
            WHERE import_id = :import_id AND movie_id IS NULL AND NOT settled
        )
    ) FROM plan
)) AS counts, report FROM imports WHERE import_id = :import_id AND user_id = :user_id
"""  # noqa: S608

# In this order.
APPLY = (
    f"""
    INSERT INTO rating_changes (user_id, movie_id, previous_stars, stars, changed_at, import_id)
    {_PLAN}
    SELECT :user_id, movie_id, previous_stars, stars, {_SAID_AT}, :import_id
    FROM plan WHERE deed IN ('added', 'updated') ORDER BY told_at, position
    """,  # noqa: S608
    """
    INSERT INTO ratings (user_id, movie_id, stars, rated_at, change_id)
    SELECT user_id, movie_id, stars, changed_at, change_id
    FROM rating_changes WHERE import_id = :import_id
    ON CONFLICT (user_id, movie_id) DO UPDATE SET
        stars = excluded.stars, rated_at = excluded.rated_at, change_id = excluded.change_id
    """,
    f"""
    INSERT INTO marks (user_id, movie_id, kind, marked_at, import_id)
    {_PLAN}
    SELECT :user_id, movie_id, deed, {_SAID_AT}, :import_id
    FROM plan WHERE deed IN ('seen', 'wanted') ORDER BY told_at, position
    """,  # noqa: S608
    FORGET_OLD_CHANGES.format(
        which="movie_id IN (SELECT movie_id FROM import_rows WHERE import_id = :import_id)"
    ),
)

# How many ratings and marks count because of the import, and how many ratings no longer do.
TO_UNDO = """
SELECT count(shown.change_id) AS n_ratings, (
    SELECT count(*) FROM marks WHERE import_id = :import_id AND NOT EXISTS (
        SELECT 1 FROM marks AS later
        WHERE later.user_id = :user_id
            AND later.movie_id = marks.movie_id AND later.mark_id > marks.mark_id
    )
) AS n_marks, count(*) - count(shown.change_id) AS n_kept
FROM rating_changes AS own LEFT JOIN ratings AS shown USING (change_id)
WHERE own.import_id = :import_id AND own.undone_at IS NULL
"""

# In this order. Changes that something newer covers are undone as well: otherwise undoing the
# newer one would bring back what the person has taken back.
UNDO = (
    """
    DELETE FROM ratings
    WHERE change_id IN (SELECT change_id FROM rating_changes WHERE import_id = :import_id)
    """,
    """
    UPDATE rating_changes SET undone_at = :now WHERE import_id = :import_id AND undone_at IS NULL
    """,
    """
    INSERT INTO ratings (user_id, movie_id, stars, rated_at, change_id)
    SELECT user_id, movie_id, stars, changed_at, change_id FROM rating_changes
    WHERE stars IS NOT NULL AND change_id IN (
        SELECT (
            SELECT max(change_id) FROM rating_changes AS left_over
            WHERE left_over.user_id = :user_id
                AND left_over.movie_id = own.movie_id AND left_over.undone_at IS NULL
        )
        FROM rating_changes AS own WHERE own.import_id = :import_id
    )
    ON CONFLICT (user_id, movie_id) DO NOTHING
    """,
    "DELETE FROM marks WHERE import_id = :import_id",
)
