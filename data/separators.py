"""What stands between the fields of a csv file, and how the names of columns may be spelled.

For the data sets of programs as for the lists of people: spreadsheets write both.
"""

import re

SEPARATORS = (",", ";", "\t")  # spreadsheets write the second where the comma is a decimal one
_SAID = re.compile(r'"?sep=(?P<separator>[,;\t|])"?[,;\t|]*', re.IGNORECASE)
_NAME = re.compile(r"[\s_]+")


def separator_line(text: str) -> str | None:
    """The separator that a first line "sep=;" tells a spreadsheet; None of any other line."""
    match = _SAID.fullmatch(text.rstrip("\r\n ").lstrip("\ufeff"))
    return match["separator"] if match else None


def spelling(name: str) -> str:
    """The name of a column without what differs between writers: "User_ID" is "userid"."""
    return _NAME.sub("", name).casefold()
