"""What is offered to somebody who types the bot's name in any chat, before they send anything."""

from dataclasses import dataclass

from bot.conversation.reply import Reply


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to pick, and the message that it becomes."""

    offer_id: str
    title: str
    description: str | None
    reply: Reply  # its buttons are links: it stands where the bot may not be


@dataclass(frozen=True, slots=True)
class Lead:
    """A way into the private chat, above what is offered."""

    label: str
    payload: str  # of a deep link


@dataclass(frozen=True, slots=True)
class Offers:
    """What is offered for a text so far."""

    offers: tuple[Offer, ...] = ()
    next_offset: str = ""  # comes back when more is wanted; "": there is no more
    lead: Lead | None = None
