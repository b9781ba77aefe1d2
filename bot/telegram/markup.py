"""Replies and offers in Telegram's own form."""

from collections.abc import Callable

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode

from bot.conversation.offers import Lead, Offer
from bot.conversation.press import Press
from bot.conversation.reply import Button, Keyboard, Reply

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


Encode = Callable[[Press], str]  # what stands on a button


def markup(keyboard: Keyboard, encode: Encode) -> InlineKeyboardMarkup | None:
    """The buttons below a message."""
    if not keyboard:
        return None
    return InlineKeyboardMarkup([[_button(button, encode) for button in row] for row in keyboard])


def link_preview(_reply: Reply) -> LinkPreviewOptions:
    """What is shown of a message's links: nothing, as "Startup.com" is a film and no page.

    Said with every text: the library's `Defaults` would say it once, but with them it sends every
    empty string as "[]".
    """
    return _NO_PREVIEW


def article(offer: Offer, encode: Encode) -> InlineQueryResultArticle:
    """What is shown to somebody who types inline, with the message that it becomes."""
    return InlineQueryResultArticle(
        id=offer.offer_id,
        title=offer.title,
        description=offer.description,
        input_message_content=InputTextMessageContent(
            offer.reply.text, ParseMode.HTML, link_preview_options=link_preview(offer.reply)
        ),
        reply_markup=markup(offer.reply.keyboard, encode),
    )


def results_button(lead: Lead) -> InlineQueryResultsButton:
    """The button above what is offered."""
    return InlineQueryResultsButton(lead.label, start_parameter=lead.payload)


def _button(button: Button, encode: Encode) -> InlineKeyboardButton:
    if button.press is not None:
        return InlineKeyboardButton(button.label, callback_data=encode(button.press))
    return InlineKeyboardButton(button.label, url=button.url)
