"""Model files: what is written comes back, and nothing else is taken for one."""

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.catalog.npz import load_npz, save_npz
from core.errors import ModelError
from core.model.factor_model import FORMAT_VERSION, FactorModel, load_model, save_model
from tests.builders import build_model

KIND = "film model"


def example() -> FactorModel:
    rng = np.random.default_rng(6)
    return build_model(
        rng.normal(size=(7, 3)),
        item_bias=rng.normal(size=7).tolist(),
        item_count=[5, 0, 9, 1, 0, 2, 3],
        noise_scale=(1 + rng.random(7)).tolist(),
        spread=1 / 3,
        ranking_factors=rng.normal(size=(7, 4)),
        neighbour_factors=rng.normal(size=(7, 2)),
        encoder_scale=rng.random(7).tolist(),
    )


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "model.npz"
    save_model(path, example())
    return path


def damage(path: Path, change: Callable[[dict[str, Any], dict[str, Any]], object]) -> None:
    """Write the file anew, with arrays or header changed."""
    arrays, header = load_npz(path, KIND, FORMAT_VERSION)
    change(arrays, header)
    known = {name: header[name] for name in header if name not in {"kind", "version"}}
    save_npz(path, KIND, FORMAT_VERSION, arrays, known)


def same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.dtype == other.dtype and one.tobytes() == other.tobytes()
    return one == other


def test_the_keys_in_the_file_are_those_of_files_from_before(saved: Path) -> None:
    arrays, header = load_npz(saved, KIND, FORMAT_VERSION)
    rating = {"item_bias", "item_factors", "noise_scale"}
    ranking = {"item_factors", "gramian", "neighbour_factors", "encoder_scale", "popularity"}
    assert set(arrays) == {"movie_ids", "item_count", "star_share", "telling"} | {
        *(f"rating.{name}" for name in rating),
        *(f"ranking.{name}" for name in ranking),
    }
    assert set(header) == {"kind", "version", "rating", "ranking", "provenance"}


@pytest.mark.parametrize("model", [example(), build_model([[1.0], [2.0]])])
def test_saved_model_comes_back_bit_for_bit(tmp_path: Path, model: FactorModel) -> None:
    path = tmp_path / "model.npz"
    save_model(path, model)
    loaded = load_model(path)
    for part, other in (
        (model, loaded),
        (model.rating, loaded.rating),
        (model.ranking, loaded.ranking),
    ):
        names = {field.name for field in fields(part)} - {"rating", "ranking"}
        assert names
        for name in names:
            assert same(getattr(part, name), getattr(other, name)), name
    save_model(tmp_path / "again.npz", loaded)
    assert (
        load_npz(path, KIND, FORMAT_VERSION)[1]
        == (load_npz(tmp_path / "again.npz", KIND, FORMAT_VERSION)[1])
    )


def test_loaded_model_is_never_edited_in_place(saved: Path) -> None:
    model = load_model(saved)
    for array in (model.movie_ids, model.rating.item_factors, model.ranking.gramian):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_rated_films_are_those_with_a_rating() -> None:
    assert example().rated.tolist() == [True, False, True, True, False, True, True]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_truncated_file_is_refused(saved: Path, share: float) -> None:
    content = saved.read_bytes()
    saved.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(ModelError, match="not a usable model"):
        load_model(saved)


def test_missing_and_foreign_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is gone"):
        load_model(tmp_path / "none.npz")
    (tmp_path / "text.npz").write_text("hello", encoding="utf-8")
    np.savez(tmp_path / "numpy.npz", movie_ids=np.arange(3))
    save_npz(tmp_path / "other.npz", "catalogue", FORMAT_VERSION, {"a": np.arange(3)}, {})
    for name in ("text", "numpy", "other"):
        with pytest.raises(ModelError, match=f"not a {KIND} file"):
            load_model(tmp_path / f"{name}.npz")


@pytest.mark.parametrize("version", [1, FORMAT_VERSION + 1])
def test_other_versions_are_refused(saved: Path, version: int) -> None:
    arrays, header = load_npz(saved, KIND, FORMAT_VERSION)
    content = {name: header[name] for name in ("rating", "ranking", "provenance")}
    save_npz(saved, KIND, version, arrays, content)
    with pytest.raises(ModelError, match=f"format {version}; this version reads {FORMAT_VERSION}"):
        load_model(saved)


Change = Callable[[dict[str, Any], dict[str, Any]], object]


def cut(name: str) -> Change:
    """One film less."""
    return lambda arrays, _: arrays.update({name: arrays[name][:-1]})


def narrow(name: str) -> Change:
    """One column less."""
    return lambda arrays, _: arrays.update({name: arrays[name][:, :-1]})


def with_nan(name: str) -> Change:
    return lambda arrays, _: arrays.update({name: arrays[name] * np.float32(np.nan)})


@pytest.mark.parametrize(
    "change",
    [
        *map(cut, ["movie_ids", "item_count", "rating.item_bias", "rating.item_factors"]),
        *map(cut, ["rating.noise_scale", "ranking.item_factors", "ranking.gramian"]),
        *map(cut, ["ranking.popularity", "ranking.neighbour_factors"]),
        *map(cut, ["ranking.encoder_scale", "star_share"]),
        *map(narrow, ["ranking.item_factors", "ranking.gramian"]),
        *map(with_nan, ["rating.item_bias", "rating.item_factors", "rating.noise_scale"]),
        *map(with_nan, ["ranking.item_factors", "ranking.gramian", "ranking.popularity"]),
        *map(with_nan, ["ranking.neighbour_factors", "ranking.encoder_scale", "star_share"]),
        lambda arrays, _: arrays.pop("ranking.gramian"),
        lambda arrays, _: arrays.update({"rating.surprise": np.zeros(7, np.float32)}),
        lambda arrays, _: arrays.update({"item_count": arrays["item_count"].astype(np.int32)}),
        lambda arrays, _: arrays.update({"rating.item_factors": np.zeros(7, np.float32)}),
        lambda arrays, _: arrays.update({"rating.item_bias": np.zeros(7)}),
        lambda _, header: header.pop("provenance"),
        lambda _, header: header["provenance"].pop("dataset"),
        lambda _, header: header.pop("ranking"),
        lambda _, header: header["ranking"].pop("weights"),
        lambda _, header: header["ranking"]["weights"].pop("penalty"),
        lambda _, header: header["rating"].pop("spread"),
        lambda _, header: header["rating"].update(global_mean=7.0),
        lambda _, header: header["rating"].update(noise=0.0),
        lambda _, header: header["rating"].update(spread="wide"),
    ],
)
def test_inconsistent_file_is_refused(saved: Path, change: Change) -> None:
    damage(saved, change)
    with pytest.raises(ModelError, match="not a usable model"):
        load_model(saved)


def test_damaging_nothing_leaves_a_model(saved: Path) -> None:
    damage(saved, lambda _, __: None)
    assert load_model(saved).movie_ids.size == 7


@pytest.mark.parametrize("name", ["noise", "user_bias_deviation", "spread"])
def test_head_without_a_deviation_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not positive"):
        replace(example().rating, **{name: 0.0})  # type: ignore[arg-type]


def test_heads_of_different_films_are_refused() -> None:
    with pytest.raises(ValueError, match="number of films"):
        replace(example(), ranking=build_model([[1.0, 0.0]]).ranking)
