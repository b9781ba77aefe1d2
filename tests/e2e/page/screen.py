"""The page as someone at a computer sees it: where to look and what to press."""

from dataclasses import dataclass, field

from playwright.async_api import Locator, Page

from bot.playground import World
from bot.playground.model import Chat

SHUTDOWN_NOISE = "net::ERR_"  # what a browser logs when a server is gone


@dataclass(slots=True)
class Screen:
    """One browser window on a playground.

    Attributes:
        complaints: errors and warnings of the console, exceptions, and requests to elsewhere.
    """

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note from now on everything that must not happen."""
        page = self.page
        page.on(
            "console",
            lambda line: (
                self.complaints.append(f"{line.type}: {line.text}")
                if line.type in {"error", "warning"}
                else None
            ),
        )
        page.on("pageerror", lambda error: self.complaints.append(f"exception: {error}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((f"{self.address}/", "blob:"))
                else self.complaints.append(f"request to {request.url}")
            ),
        )

    async def open(self, place: str = "/") -> None:
        """Load the page and wait until it knows the people."""
        await self.page.goto(f"{self.address}{place}")
        await self.page.wait_for_selector(".person")

    @property
    def field(self) -> Locator:
        return self.page.locator("#composer-text")

    @property
    def log(self) -> Locator:
        return self.page.locator("#log")

    @property
    def messages(self) -> Locator:
        return self.page.locator("article.message")

    @property
    def toast(self) -> Locator:
        return self.page.locator(".toast").last

    @property
    def dialog(self) -> Locator:
        return self.page.locator("dialog[open]")

    def message(self, text: str) -> Locator:
        """The newest message with a text."""
        return self.page.locator("article.message", has_text=text).last

    def own(self, text: str) -> Locator:
        """The newest message with a text that one has sent."""
        return self.page.locator("article.own", has_text=text).last

    def key(self, text: str) -> Locator:
        """The newest inline button with exactly this text."""
        return self.page.locator(".keys").get_by_role("button", name=text, exact=True).last

    def person(self, name: str) -> Locator:
        return self.page.locator(".person", has_text=name)

    @property
    def people(self) -> Locator:
        """The first names of everybody."""
        return self.page.locator(".person .rail-label")

    def chat(self, title: str) -> Locator:
        titles = self.page.locator(".chat-row-title").get_by_text(title, exact=True)
        return self.page.locator(".chat-row", has=titles)

    async def say(self, text: str) -> None:
        await self.field.fill(text)
        await self.field.press("Enter")

    async def new_group(self, title: str) -> None:
        await self.page.get_by_role("button", name="New group").click()
        await self.dialog.get_by_label("Name").fill(title)
        await self.dialog.get_by_role("button", name="Create").click()
        await self.page.locator("#chat-title", has_text=title).wait_for()


def group_of(world: World) -> Chat:
    """The only group that was made."""
    (group,) = (chat for chat in world.chats.values() if chat.kind == "group")
    return group
