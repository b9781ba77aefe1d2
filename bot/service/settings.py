"""Everything that can be set from outside, read once, from the environment or a `.env` file."""

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from core.child.limits import Limits, n_cores
from core.errors import RecommenderError
from data.filters import Filters

_TOKEN = re.compile(r"\d+:[\w-]+")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_DURATION = re.compile(rf"(\d{{1,6}})([{''.join(_UNITS)}])")
_MEGABYTE = 1_000_000
# The state directory of somebody without a home: a path that nothing can ever be written to.
NOWHERE = Path(os.devnull, "moviebot").absolute()


def _at_home() -> Path:
    try:
        return platformdirs.user_data_path("moviebot")
    except RuntimeError:  # no HOME, and a user whom the system does not know
        return NOWHERE


class SettingsError(RecommenderError):
    """One or more variables are missing or malformed; the message names each of them."""


class Settings(BaseSettings):
    """The settings of one bot; `.env.example` says what each is for."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    bot_token: SecretStr | None = None  # None: the playground
    bot_api_url: str = "https://api.telegram.org"  # without a slash at the end
    state_dir: Path = Field(default_factory=_at_home)
    dataset: str | None = None  # a MovieLens directory or zip; None: the embedded data set
    min_year: int | None = Field(default=None, ge=1870, le=2200)
    min_ratings_per_film: int = Field(default=1, ge=1)
    min_ratings_per_user: int = Field(default=1, ge=1)
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()  # Telegram user ids
    ask_after_hours: float = Field(default=20.0, ge=0, le=720)  # from a decision to the question
    retrain_every: timedelta = timedelta(days=1)  # 0: only when an admin asks
    retrain_min_new: int = Field(default=50, ge=0)  # ratings
    retrain_nice: int = Field(default=19, ge=0, le=19)
    retrain_threads: int = Field(default=0, ge=0)  # 0: all cores but one
    retrain_memory: int = Field(default=4000, ge=0)  # MB; 0: as much as there is
    retrain_time: timedelta = timedelta(hours=1)  # 0: as long as it takes
    keep_models: int = Field(default=5, ge=1)
    playground_port: int = Field(default=8080, ge=0, le=65535)  # 0: any free one
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    metrics_port: int = Field(default=0, ge=0, le=65535)  # 0: no metrics

    @field_validator("bot_token")
    @classmethod
    def _looks_like_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("expected a token from @BotFather such as 123456:ABC-def")
        return token

    @field_validator("bot_api_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        expected = "expected an address such as https://api.telegram.org"
        if not re.fullmatch(r"https?://[^/\s]+(/\S*)?", url):
            raise ValueError(expected)
        try:
            urlsplit(url).port  # noqa: B018 - looked at to see that there is one, or none
        except ValueError as exc:  # "http://[::1", "http://host:port"
            raise ValueError(expected) from exc
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

    @field_validator("retrain_every", "retrain_time", mode="before")
    @classmethod
    def _duration(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parsed = _DURATION.fullmatch(value.strip().lower())
        if parsed is None and value.strip() != "0":
            raise ValueError("expected a duration such as 90s, 30m, 12h or 1d, or 0")
        return timedelta(**{_UNITS[parsed[2]]: int(parsed[1])}) if parsed else timedelta()

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper_case(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @field_validator("log_format", mode="before")
    @classmethod
    def _lower_case(cls, shape: object) -> object:
        return shape.lower() if isinstance(shape, str) else shape

    @property
    def filters(self) -> Filters:
        """Which part of the data set to use."""
        return Filters(self.min_year, self.min_ratings_per_film, self.min_ratings_per_user)

    @property
    def retrain_limits(self) -> Limits:
        """What a retraining may take of the machine."""
        return Limits(
            nice=self.retrain_nice,
            cores=self.retrain_threads or max(1, n_cores() - 1),
            memory=self.retrain_memory * _MEGABYTE or None,
            seconds=self.retrain_time.total_seconds() or None,
        )


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
