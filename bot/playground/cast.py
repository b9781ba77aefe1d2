"""The people a playground starts with, those who join later, and starting over."""

from collections.abc import Collection

from bot.playground.model import Chat
from bot.playground.people import Person, person
from bot.playground.world import World

DEFAULT_COUNT = 4
_CAST = (
    ("Ada", "Moreau", "ada"),
    ("Ben", "Okafor", "ben"),
    ("Chiara", "Rossi", "chiara"),
    ("Deniz", "Yılmaz", "deniz"),
    ("Emi", "Tanaka", "emi"),
    ("Farid", "Haddad", "farid"),
    ("Greta", "Lindqvist", "greta"),
    ("Hugo", "Silva", "hugo"),
    ("Ines", "Kowalska", "ines"),
    ("Joon", "Park", "joon"),
    ("Kemi", "Adeyemi", "kemi"),
    ("Liam", "Byrne", "liam"),
)


def seed_people(world: World, count: int = DEFAULT_COUNT) -> list[Person]:
    """Fill the world up to `count` people; does nothing where there are as many already."""
    return [add_somebody(world) for _ in range(count - len(people_in(world)))]


def people_in(world: World) -> list[Person]:
    """Everyone with a private chat, oldest first."""
    chats = [chat for chat in world.chats.values() if chat.kind == "private"]
    return [Person(world, world.users[chat.person_id]) for chat in chats]


def add_somebody(world: World) -> Person:
    """One more person, with the next free name."""
    taken = {user.first_name for user in world.users.values()}
    for first_name, last_name, username in _CAST:
        if first_name not in taken:
            return person(world, first_name, last_name, username)
    number = len(world.users)  # the bot counts too, so nobody is number one
    return person(world, f"Guest {number}", "", f"guest{number}")


def start_over(world: World, leaving: Collection[int] = ()) -> None:
    """Empty every chat and close every group, as if nobody had met the bot.

    What the bot remembers of people is not changed here. Ids are not used twice, so it
    can mix up neither messages nor people nor groups of before and after; it is told that it
    was removed from the groups, and hears nothing that was still under way.

    Args:
        leaving: ids of people who are gone afterwards.
    """
    world.updates.clear()
    for press in world.callbacks.values():
        press.answered = True
    for query in world.inline_queries.values():
        query.answered = True
    for poll in world.polls.values():
        poll.is_closed = True
    for chat in list(world.chats.values()):
        chat.messages.clear()
        chat.reactions.clear()
        chat.pinned.clear()
        if chat.kind == "private":
            chat.members = {chat.person_id: "member"}
        else:
            _close(world, chat)
    world.blocked_by.clear()
    for user_id in leaving:
        world.chats.pop(user_id, None)


def _close(world: World, group: Chat) -> None:
    people = [user_id for user_id in group.members if user_id != world.bot.id]
    if group.has(world.bot.id) and people:
        world.set_status(group, world.bot.id, "kicked", by=people[0])
    for user_id in people:
        group.members[user_id] = "left"
