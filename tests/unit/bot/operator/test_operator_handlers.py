"""/retrain, /models, /rollback and /stats: for those who run the bot, and for nobody else."""

import pytest

from bot.conversation.turn import Person
from core.model.factor_model import save_model
from storage.models import ModelRecord
from storage.trainings import TrainingCause, TrainingStore
from tests.turns import ADA, ADMIN, GROUP, Stage, model, refusal

_METRICS = {"validation_rmse": 0.9, "baseline_rmse": 1.0}


async def keep_model(stage: Stage, name: str, *, is_damaged: bool = False) -> ModelRecord:
    """Record a model with its file, and let it serve."""
    recommending, path = stage.services.recommending, stage.state.models / name
    save_model(path, model())
    if is_damaged:
        path.write_bytes(b"no model")
    fingerprint = recommending.info.fingerprint
    recommending.serving = await stage.services.models.record(name, fingerprint, 700, _METRICS)
    return recommending.serving


@pytest.mark.parametrize("command", ["retrain", "models", "rollback", "stats"])
@pytest.mark.parametrize("who", [ADA, None])
async def test_nobody_but_admins_is_answered(
    stage: Stage, command: str, who: Person | None
) -> None:
    told = await refusal(stage.command(command, by=who, chat=GROUP))
    if who is None:
        assert told.startswith("I cannot tell who you are here.")
    else:
        assert told == "Sorry, only my admins may do that."
    assert stage.messenger.sent == []


async def test_stats_count_people_and_ratings(stage: Stage) -> None:
    await stage.rate({10: 4, 20: 3})
    await stage.command("stats", by=ADMIN)
    assert "with ratings 1\nRatings: 2 · not yet trained on 2" in stage.said
    assert stage.said.endswith("Model: none, popularity serves")


async def test_models_are_listed_newest_first_with_their_standing(stage: Stage) -> None:
    await stage.command("models", by=ADMIN)
    assert stage.said == "No model was trained on these films yet. /retrain trains one."
    await keep_model(stage, "one.npz")
    await keep_model(stage, "two.npz")
    (stage.state.models / "one.npz").unlink()
    await stage.command("models", by=ADMIN)
    assert stage.said.index("<b>2</b> · ▶ in service") < stage.said.index(
        "<b>1</b> · file missing or damaged"
    )


async def test_rollback_serves_by_the_model_before(stage: Stage) -> None:
    first = await keep_model(stage, "one.npz")
    await keep_model(stage, "two.npz")
    before = stage.services.recommending.current
    await stage.command("rollback", by=ADMIN)
    assert stage.said.startswith("↩ <b>Model 1</b> of ")
    assert stage.services.recommending.serving is not None
    assert stage.services.recommending.serving.model_id == first.model_id
    assert stage.services.recommending.current is not before
    told = await refusal(stage.command("rollback", by=ADMIN))
    assert told.startswith("There is no older model to go back to.")


async def test_rollback_to_what_cannot_serve_changes_nothing(stage: Stage) -> None:
    await keep_model(stage, "one.npz", is_damaged=True)
    second = await keep_model(stage, "two.npz")
    told = await refusal(stage.command("rollback", "1", by=ADMIN))
    assert told.startswith("The file of model 1 is damaged")
    told = await refusal(stage.command("rollback", "7", by=ADMIN))
    assert told.startswith("Model 7 was rejected, deleted, or never there.")
    for text in ("one", "1 2", "-1", "9999999999"):
        told = await refusal(stage.command("rollback", text, by=ADMIN))
        assert told == "Which model? For example: /rollback 3"
    assert stage.services.recommending.serving == second


async def test_retrain_with_other_words_explains_itself(stage: Stage) -> None:
    told = await refusal(stage.command("retrain", "now", by=ADMIN))
    assert told == "/retrain begins a training, /retrain cancel ends it."


async def test_training_of_another_program_is_not_disturbed(stage: Stage) -> None:
    await TrainingStore(stage.database).begin("fingerprint", TrainingCause.REQUEST)
    told = await refusal(stage.command("retrain", by=ADMIN))
    assert told.startswith("Another program is training on my database.")


async def test_training_is_begun_joined_kept_from_rollbacks_and_cancelled(stage: Stage) -> None:
    await keep_model(stage, "one.npz")
    await stage.command("retrain", by=ADMIN)
    assert stage.said.startswith("<b>Training 1</b> goes on")
    run = stage.services.retraining.run
    assert run is not None
    await stage.command("retrain", by=ADMIN, chat=GROUP)
    assert "It had begun already; you see how it goes too." in stage.said
    watching = [each.chat_id for each in await stage.services.retraining.watchers(run)]
    assert sorted(watching) == [GROUP.chat_id, ADMIN.user_id]
    told = await refusal(stage.command("rollback", by=ADMIN))
    assert told.startswith("A training goes on and is compared with the model in service.")
    await stage.command("retrain", "Cancel", by=ADMIN)
    assert stage.said.startswith("The training is cancelled.")
    assert stage.services.retraining.run is None
    await stage.command("retrain", "cancel", by=ADMIN)
    assert stage.said == "No training goes on that could be cancelled."
