"""Every feature of the bot; whoever adds one adds its room here."""

from bot.card.room import ROOM as CARD
from bot.conversation.rooms import Rooms
from bot.deck.room import ROOM as DECK
from bot.finding.room import ROOM as FINDING
from bot.importing.room import ROOM as IMPORTING
from bot.mine.room import ROOM as MINE
from bot.movie_night.room import ROOM as MOVIE_NIGHT
from bot.operator.room import ROOM as OPERATOR
from bot.privacy.room import ROOM as PRIVACY
from bot.rating.room import ROOM as RATING
from bot.welcome.room import ROOM as WELCOME

ROOMS = Rooms(
    (WELCOME, DECK, CARD, FINDING, RATING, MINE, IMPORTING, MOVIE_NIGHT, PRIVACY, OPERATOR)
)
