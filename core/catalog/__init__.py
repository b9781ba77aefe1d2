"""What there is: films, their ratings, and what one person has told about them.

The ground floor: it imports nothing of `core` but the errors. Ids become row indices here.
"""
