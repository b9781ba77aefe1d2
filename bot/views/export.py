"""/export: what stands below the files, and what is said where there are none."""

from bot.conversation.reply import Button, Reply, keyboard
from bot.words.texts import Texts


def export_in_private(texts: Texts, private_chat: str) -> Reply:
    """Where others read along no files are sent; `private_chat` is a link to where they are."""
    button = Button(texts.plain("button-export-private"), url=private_chat)
    return Reply(texts("export-in-private"), keyboard([button]))


def nothing_to_export(texts: Texts) -> Reply:
    """Nothing was told yet."""
    return Reply(texts("export-nothing"))
