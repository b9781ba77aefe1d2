"""The rating head's likelihood and its gradient, against dense Gaussians and finite differences."""

import asyncio
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace

import numpy as np
import pytest

from core.child.process import run_in_child
from core.model.factor_model import RatingHead
from core.model.fold_in import fold_in_rating, predict_deviation, predict_stars
from core.training.hyper_parameters import HyperParameters, RatingChoices
from tests.builders import build_ratings
from tests.integration.core.trainer.dense_likelihood import FilmSide, World

pytestmark = pytest.mark.slow

COUNTS = [9, 1, 2, 3, 5, 5, 7, 0, 4, 2, 6, 8]  # of each user; lines of several lengths in a block
RATERS = [user for user, count in enumerate(COUNTS) if count]
N_USERS, N_ITEMS, N_FEATURES = len(COUNTS), 10, 4  # nobody has rated the last film
FACTORS = replace(
    HyperParameters().rating,
    n_factors=3,
    film_penalty=2.0,
    side_penalty=3.0,
    audience_penalty=5.0,
    audience_bias_penalty=7.0,
    bias_penalty=11.0,
    user_bias_deviation=0.4,
    noise=0.6,
    rare_noise=2.5,
    batch_size=20,  # of 52 ratings
)
BIASES = replace(HyperParameters().rating, n_factors=0, noise=0.7, batch_size=1_000)
CHOICES = {"three factors in batches": FACTORS, "biases alone in one batch": BIASES}


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """What a step on one batch said and did."""

    users: list[int]
    loss: float  # a rating's share
    gradient: FilmSide


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """What the trainer makes of a world."""

    user_loss: dict[int, float]  # each user in a block alone
    block_losses: list[tuple[list[int], float]]  # the users of a block, and theirs together
    batches: list[Batch]
    round_loss: float  # of as many steps as there are batches, none of which moves anything
    head: RatingHead


def world_of(chosen: RatingChoices) -> World:
    """Random stars, features and values of the film side."""
    rng = np.random.default_rng(3)
    rows = [
        (user, item, float(rng.integers(1, 11)) / 2)
        for user, count in enumerate(COUNTS)
        for item in rng.permutation(N_ITEMS - 1)[:count].tolist()
    ]
    ratings = build_ratings([rows[n] for n in rng.permutation(len(rows))], N_USERS, N_ITEMS)
    features = rng.normal(0, 0.7, (N_ITEMS, N_FEATURES)).astype(np.float32)
    shapes = [(n_rows, chosen.n_factors + 1) for n_rows in (N_ITEMS, N_FEATURES, N_USERS)]
    film_side = FilmSide(*(rng.normal(0, 0.5, shape) for shape in shapes))
    return World(chosen, ratings, features, film_side)


def computed(worlds: Iterable[World]) -> list[Computed]:
    """Runs in a child: TensorFlow loads once."""
    return [_computed(world) for world in worlds]


def _computed(world: World) -> Computed:
    import tensorflow as tf  # noqa: PLC0415 - not in the process of the tests

    from core.trainer.rating import RatingRun, block_loss  # noqa: PLC0415

    run = RatingRun(world.ratings, world.features, world.chosen, seed=1)
    begin, variables = astuple(world.film_side), (run._own, run._side, run._raters)

    def assign() -> None:
        for variable, value in zip(variables, begin, strict=True):
            variable.assign(value)

    def step(number: int) -> Batch:
        assign()
        run._apply = tf.keras.optimizers.SGD(1.0).apply  # a step is the gradient
        loss = run._step(number)
        moved = zip(begin, variables, strict=True)
        gradient = FilmSide(*(before - after.numpy() for before, after in moved))
        users = np.concatenate([block.rows for block in run._batches[number]])
        return Batch(users.tolist(), loss, gradient)

    assign()
    films, head = run._films(), run.head()
    user_loss: dict[int, float] = {}
    block_losses = []
    for block in (block for batch in run._batches for block in batch):
        users, cells = block.rows, (block.columns, block.values, block.mask)
        loss = block_loss(films, run._raters, run._constants, (users, *cells))
        block_losses.append((users.tolist(), float(loss)))
        for line, user in enumerate(users.tolist()):
            columns, values, mask = (each[line : line + 1] for each in cells)
            alone = (users[line : line + 1], columns, values, mask)
            user_loss[user] = float(block_loss(films, run._raters, run._constants, alone))
    batches = [step(number) for number in range(len(run._batches))]
    assign()
    run._apply = tf.keras.optimizers.SGD(0.0).apply
    return Computed(user_loss, block_losses, batches, run.steps(len(batches)), head)


@pytest.fixture(scope="module")
def all_computed() -> dict[str, Computed]:
    worlds = [world_of(chosen) for chosen in CHOICES.values()]
    return dict(zip(CHOICES, asyncio.run(run_in_child(computed, worlds)), strict=True))


@pytest.fixture(params=CHOICES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def world(name: str) -> World:
    return world_of(CHOICES[name])


@pytest.fixture
def found(name: str, all_computed: dict[str, Computed]) -> Computed:
    return all_computed[name]


def test_loss_of_each_user_is_the_likelihood_under_the_dense_covariance(
    world: World, found: Computed
) -> None:
    expected = {user: world.loss(user) for user in RATERS}
    assert found.user_loss == pytest.approx(expected, rel=1e-4, abs=1e-4)


def test_loss_of_a_block_is_the_sum_of_its_users(found: Computed) -> None:
    assert any(len(users) > 1 for users, _ in found.block_losses)
    for users, loss in found.block_losses:
        assert loss == pytest.approx(sum(found.user_loss[user] for user in users), rel=1e-5)


def test_loss_is_the_surprise_of_the_fold_in_rating_after_rating(
    world: World, found: Computed
) -> None:
    """The chain rule: what training integrates over is what serving solves for."""
    for user, loss in found.user_loss.items():
        rated, films = world.rated_by(user), world.films(without=user).astype(np.float32)
        items = rated.item_index.astype(np.int64)
        head = RatingHead(
            found.head.global_mean,
            films[:, -1],
            films[:, :-1],
            found.head.noise_scale,
            found.head.noise,
            found.head.user_bias_deviation,
            spread=1.0,
        )
        surprise = 0.0
        for n in range(items.size):
            known = fold_in_rating(head, items[:n], rated.stars[:n])
            deviation = float(predict_deviation(head, known, items[n : n + 1])[0])
            off = float(rated.stars[n] - predict_stars(head, known)[items[n]]) / deviation
            surprise += off**2 / 2 + np.log(deviation * np.sqrt(2 * np.pi))
        assert loss == pytest.approx(surprise - world.constant(user), rel=1e-4, abs=1e-4)


def test_every_user_is_in_a_batch_whose_loss_is_a_ratings_share(
    world: World, found: Computed
) -> None:
    assert len(found.batches) == (3 if world.chosen is FACTORS else 1)
    assert sorted(user for batch in found.batches for user in batch.users) == RATERS
    for batch in found.batches:
        n_ratings = sum(COUNTS[user] for user in batch.users)
        expected = world.objective(batch.users) / n_ratings
        assert batch.loss == pytest.approx(expected, rel=1e-4)


def test_step_follows_the_gradient_by_finite_differences(world: World, found: Computed) -> None:
    for batch in found.batches:
        expected = world.gradient(batch.users)
        for part in ("own", "side", "raters"):
            followed, true = getattr(batch.gradient, part), getattr(expected, part)
            np.testing.assert_allclose(followed, true, rtol=1e-3, atol=1e-3, err_msg=part)


def test_as_many_steps_as_batches_take_each_of_them_once(found: Computed) -> None:
    mean = np.mean([batch.loss for batch in found.batches])
    assert found.round_loss == pytest.approx(mean, rel=1e-5)


def test_head_that_serves_has_the_whole_audience(world: World, found: Computed) -> None:
    head, films = found.head, world.films()
    np.testing.assert_allclose(head.item_factors, films[:, :-1], rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(head.item_bias, films[:, -1], rtol=1e-5, atol=1e-6)
    assert head.global_mean == pytest.approx(world.mean())
    np.testing.assert_allclose(head.noise**2 * head.noise_scale, world.noise(), rtol=1e-6)
    assert head.user_bias_deviation == world.chosen.user_bias_deviation
