"""What the bot says about itself: names, descriptions and command menus, by language and scope."""

from dataclasses import dataclass, field
from typing import Literal

ProfileField = Literal["name", "description", "short_description"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a command menu applies."""

    type: str = "default"
    chat_id: int = 0
    user_id: int = 0


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the menu."""

    command: str
    description: str


@dataclass(slots=True)
class Profile:
    """Everything by language code; "" is the fallback for all other languages."""

    fields: dict[tuple[ProfileField, str], str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], tuple[Command, ...]] = field(default_factory=dict)

    def get(self, name: ProfileField, language: str) -> str:
        """The text for a language, or the one for all languages."""
        return self.fields.get((name, language)) or self.fields.get((name, ""), "")

    def menu(
        self, user_id: int, chat_id: int, language: str, *, admin: bool
    ) -> tuple[Command, ...]:
        """The commands that a person's application offers in a chat: the narrowest scope wins."""
        private = chat_id > 0
        scopes = [Scope("chat_member", chat_id, user_id)]
        if admin:
            scopes += [Scope("chat_administrators", chat_id)]
        scopes += [Scope("chat", chat_id)]
        if admin:
            scopes += [Scope("all_chat_administrators")]
        scopes += [Scope("all_private_chats" if private else "all_group_chats"), Scope()]
        for scope in scopes:
            for code in (language, ""):
                if menu := self.commands.get((scope, code)):
                    return menu
        return ()
