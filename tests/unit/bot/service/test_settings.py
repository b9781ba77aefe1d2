"""Settings: read once, and every mistake named at once."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.service.settings import Settings, SettingsError, load_settings
from core.child.limits import Limits, n_cores
from data.filters import Filters

ROOT = Path(__file__).parents[4]


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_set_means_playground_and_bundled_data() -> None:
    settings = load_settings()
    assert settings.bot_token is None
    assert settings.dataset is None
    assert settings.filters == Filters()
    assert settings.state_dir.is_absolute()


def test_every_wrong_variable_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "BOT_TOKEN": "secret-without-a-number",
        "BOT_API_URL": "api.telegram.org",
        "MIN_YEAR": "soon",
        "MIN_RATINGS_PER_FILM": "0",
        "ADMIN_IDS": "1,x",
        "PLAYGROUND_PORT": "70000",
        "LOG_LEVEL": "loud",
        "LOG_FORMAT": "xml",
        "METRICS_PORT": "-1",
        "RETRAIN_EVERY": "daily",
        "RETRAIN_MIN_NEW": "-1",
        "RETRAIN_NICE": "20",
        "RETRAIN_THREADS": "half",
        "RETRAIN_MEMORY": "4G",
        "RETRAIN_TIME": "1.5h",
        "KEEP_MODELS": "0",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    message = str(caught.value)
    assert "\n" not in message
    assert all(f"{name}: " in message for name in wrong)
    assert "secret-without-a-number" not in message


def test_values_are_read_from_environment_and_dot_env(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(
        "BOT_TOKEN=123:abc\nADMIN_IDS=5, 6\nMIN_YEAR=2000\nDATASET=\nSOMETHING_ELSE=1\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("MIN_YEAR", "1990")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:8081/")
    settings = load_settings()
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == "123:abc"
    assert settings.admin_ids == {5, 6}
    assert settings.min_year == 1990
    assert settings.dataset is None
    assert settings.log_level == "DEBUG"
    assert settings.bot_api_url == "http://127.0.0.1:8081"


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("90s", timedelta(seconds=90)),
        ("30m", timedelta(minutes=30)),
        ("12H", timedelta(hours=12)),
        ("7d", timedelta(days=7)),
        ("0", timedelta()),
    ],
)
def test_durations_have_a_unit(
    monkeypatch: pytest.MonkeyPatch, text: str, every: timedelta
) -> None:
    monkeypatch.setenv("RETRAIN_EVERY", text)
    assert load_settings().retrain_every == every


def test_retraining_leaves_the_bot_a_core_and_takes_what_it_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = load_settings().retrain_limits
    assert limits.cores == max(1, n_cores() - 1)
    assert (limits.nice, limits.memory, limits.seconds) == (19, 4_000_000_000, 3600.0)
    for name, value in (("THREADS", "3"), ("MEMORY", "0"), ("TIME", "0"), ("NICE", "0")):
        monkeypatch.setenv(f"RETRAIN_{name}", value)
    assert load_settings().retrain_limits == Limits(nice=0, cores=3)


def test_token_is_never_shown() -> None:
    assert "123:abc" not in repr(Settings(bot_token="123:abc"))  # type: ignore[arg-type]


def test_dot_env_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"BOT_TOKEN=\xff\xfe")
    with pytest.raises(SettingsError, match="not UTF-8"):
        load_settings()


def test_example_names_every_variable_and_shows_its_default(tmp_path: Path) -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    names = {line.lstrip("# ").split("=")[0] for line in example.splitlines() if "=" in line}
    assert names >= {name.upper() for name in Settings.model_fields}
    used = "\n".join(line.removeprefix("#") for line in example.splitlines() if "=" in line)
    (tmp_path / ".env").write_text(used, encoding="utf-8")
    assert load_settings() == Settings()
