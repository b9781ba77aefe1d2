"""Everything that can be set from outside, read once, from the environment or a `.env` file."""

import re
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from core.errors import RecommenderError
from data.filters import Filters

_TOKEN = re.compile(r"\d+:[\w-]+")


class SettingsError(RecommenderError):
    """One or more variables are missing or malformed; the message names each of them."""


class Settings(BaseSettings):
    """The settings of one bot; `.env.example` says what each is for."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    bot_token: SecretStr | None = None  # None: the playground
    bot_api_url: str = "https://api.telegram.org"  # without a slash at the end
    state_dir: Path = Field(default_factory=lambda: platformdirs.user_data_path("moviebot"))
    dataset: str | None = None  # a MovieLens directory or zip; None: the embedded data set
    min_year: int | None = Field(default=None, ge=1870, le=2200)
    min_ratings_per_film: int = Field(default=1, ge=1)
    min_ratings_per_user: int = Field(default=1, ge=1)
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()  # Telegram user ids
    ask_after_hours: float = Field(default=20.0, ge=0, le=720)  # from a decision to the question
    playground_port: int = Field(default=8080, ge=0, le=65535)  # 0: any free one
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("bot_token")
    @classmethod
    def _looks_like_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("expected a token from @BotFather such as 123456:ABC-def")
        return token

    @field_validator("bot_api_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        if not re.fullmatch(r"https?://[^/\s]+(/\S*)?", url):
            raise ValueError("expected an address such as https://api.telegram.org")
        return url.rstrip("/")

    @field_validator("state_dir")
    @classmethod
    def _without_tilde(cls, path: Path) -> Path:
        try:
            return path.expanduser().absolute()
        except RuntimeError as exc:  # ~somebody, who does not exist
            raise ValueError(f"expected a directory, but {path} has no home") from exc

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split_at_commas(cls, ids: object) -> object:
        if not isinstance(ids, str):
            return ids
        parts = [part.strip() for part in ids.split(",") if part.strip()]
        if not all(re.fullmatch(r"\d+", part) for part in parts):
            raise ValueError("expected Telegram user ids with commas between them")
        return parts

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper_case(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @property
    def filters(self) -> Filters:
        """Which part of the data set to use."""
        return Filters(self.min_year, self.min_ratings_per_film, self.min_ratings_per_user)


def load_settings() -> Settings:
    """Read environment and `.env`.

    Raises:
        SettingsError: one line that names every variable that is wrong, and what was expected.
    """
    try:
        return Settings()
    except ValidationError as exc:
        problems = map(_problem, exc.errors(include_input=False, include_url=False))
        raise SettingsError(f"wrong settings — {'; '.join(problems)}") from exc
    except UnicodeDecodeError as exc:
        raise SettingsError("wrong settings — .env is not UTF-8 text") from exc
    except OSError as exc:
        raise SettingsError(f"wrong settings — .env cannot be read: {exc.strerror}") from exc


def _problem(error: ErrorDetails) -> str:
    """One variable and what was expected of it."""
    limits = error.get("ctx", {})
    match error["type"]:
        case "int_parsing" | "int_type" | "int_from_float":
            expected = "expected a whole number"
        case "greater_than_equal":
            expected = f"expected {limits['ge']} or more"
        case "less_than_equal":
            expected = f"expected {limits['le']} or less"
        case "literal_error":
            expected = f"expected {limits['expected']}"
        case _:
            expected = error["msg"].removeprefix("Value error, ")
    return f"{str(error['loc'][0]).upper()}: {expected}"
