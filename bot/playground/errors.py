"""How the Bot API says no: a code, a sentence, and sometimes a hint for the caller.

The sentences are Telegram's own, letter by letter: bots in the wild match on them.
"""

from collections.abc import Mapping

QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly"
    " the same as a current content and reply markup of the message"
)


class ApiError(Exception):
    """A refused request.

    Attributes:
        code: the HTTP status and the `error_code` of the answer.
        description: the sentence, with Telegram's prefix.
        parameters: `retry_after` (seconds) or `migrate_to_chat_id`, where Telegram sends one.
    """

    def __init__(
        self, code: int, description: str, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})


def bad_request(sentence: str) -> ApiError:
    """400; the first letter is lowered as Telegram does, except in codes LIKE_THIS."""
    is_code = len(sentence) > 1 and (sentence[1] == "_" or sentence[1].isupper())
    text = sentence if is_code else sentence[:1].lower() + sentence[1:]
    return ApiError(400, f"Bad Request: {text}")


def forbidden(sentence: str) -> ApiError:
    """403: the chat exists, this bot may not."""
    return ApiError(403, f"Forbidden: {sentence}")


def conflict(sentence: str) -> ApiError:
    """409: someone else already receives this bot's updates."""
    return ApiError(409, f"Conflict: {sentence}")


def too_many_requests(retry_after: int) -> ApiError:
    """429, with the seconds to wait both in the sentence and in the parameters."""
    return ApiError(
        429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
    )
