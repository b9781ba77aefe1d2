"""/models and /rollback: which models there are, and which one serves."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.conversation.reply import Reply
from bot.operator.views.verdict import reason_line
from bot.words.texts import Html, Texts, lines
from storage.models import ModelRecord, ModelStatus

_SHOWN = 12
_REASONS = 2


def model_list(texts: Texts, records: Sequence[ModelRecord]) -> Reply:
    """The newest models, each with what became of it."""
    if not records:
        return Reply(texts("models-none"))
    parts = [texts("models-title")]
    for record in records[:_SHOWN]:
        parts.append(Html())
        parts.append(Html(f"<b>{record.model_id}</b> · {_status(texts, record)} · {when(record)}"))
        parts.append(
            texts("models-figures", count=record.n_ratings, figures=figures(texts, record))
        )
        parts += [reason_line(texts, reason) for reason in record.reasons[:_REASONS]]
    if len(records) > _SHOWN:
        parts += [Html(), texts("models-more", count=len(records) - _SHOWN)]
    for record in (each for each in records if _is_kept(each)):
        parts += [Html(), texts("models-back", number=str(record.model_id))]
        break
    return Reply(lines(*parts))


def rolled_back(texts: Texts, record: ModelRecord) -> Reply:
    """Another model serves."""
    said = texts("rolled-back", number=str(record.model_id), when=when(record))
    return Reply(
        lines(said, texts("models-figures", count=record.n_ratings, figures=figures(texts, record)))
    )


def figures(texts: Texts, record: ModelRecord) -> str:
    """RMSE and nDCG@10 on the latest ratings; of a first model the RMSE on random ones."""
    metrics = record.metrics
    if "rmse" not in metrics and not record.reasons:
        return texts.plain("models-random-split", rmse=f"{metrics['validation_rmse']:.4f}")
    # Without "rmse" it was rejected before it was compared with anything.
    shown = [f"RMSE {metrics.get('rmse', metrics['validation_rmse']):.4f}"]
    if "ndcg@10" in metrics:
        shown.append(f"nDCG@10 {metrics['ndcg@10']:.4f}")
    return ", ".join(shown)


def when(record: ModelRecord) -> str:
    """When it was trained."""
    return f"{datetime.fromtimestamp(record.created_at, UTC):%Y-%m-%d %H:%M} UTC"


def _is_kept(record: ModelRecord) -> bool:
    return record.status is ModelStatus.RETIRED and record.pruned_at is None


def _status(texts: Texts, record: ModelRecord) -> str:
    status = texts.plain(f"models-{record.status}")
    if record.status is ModelStatus.SERVING:
        return f"▶ {status}"
    if record.pruned_at is None:
        return status
    pruned = texts.plain("models-pruned")
    return f"{status}, {pruned}" if record.status is ModelStatus.REJECTED else pruned
