"""The embedded data set, MovieLens ml-latest-small of October 2016, and what it must contain.

The constants below are what the file is checked against; they are never computed from it.
`build.py` makes the file, `README.md` holds its licence and citation.
"""

from pathlib import Path

NAME = "MovieLens ml-latest-small (October 2016)"
PATH = Path(__file__).parent / "ml-latest-small-2016.zip"
FOLDER = "ml-latest-small/"  # inside the zip
SHA256 = "4e1aea7ed5ab1097c94265b54276d57423429a7f1aa87d682b532fe59efbe4ca"
N_USERS = 671
N_FILMS = 9_066
N_RATINGS = 100_004
