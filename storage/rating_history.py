"""How far back the history of a rating goes."""

# Of a film, for each person: nobody takes back more, and nobody fills the disk. As many that were
# taken back are kept beside them, so that a button pressed twice can be answered.
KEPT_CHANGES = 20

FORGET_OLD_CHANGES = f"""
DELETE FROM rating_changes WHERE change_id IN (
    SELECT change_id FROM (
        SELECT change_id, row_number() OVER (
            PARTITION BY movie_id, undone_at IS NULL ORDER BY change_id DESC
        ) AS place
        FROM rating_changes WHERE user_id = :user_id AND {{which}}
    )
    WHERE place > {KEPT_CHANGES}
)
AND change_id NOT IN (SELECT change_id FROM ratings WHERE user_id = :user_id)
"""  # noqa: S608
