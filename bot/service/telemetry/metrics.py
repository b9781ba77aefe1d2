"""What the bot says about itself over HTTP, to this machine only: /metrics and /healthz.

What a website asks a browser of this machine to fetch is refused (`Guard`). The figures are those
of `meter.py` beside this and of the database, read when somebody asks.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime

from prometheus_client import CollectorRegistry, ProcessCollector, make_asgi_app
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.service.guard import Guard
from bot.service.services import Services
from bot.service.serving import LOOPBACK, serve_application
from bot.service.telemetry.meter import BUCKETS
from core.errors import RecommenderError, StorageError
from storage.ratings import RatingTotals

# An empty poll lasts ten seconds; several lost ones are more than a hiccup of the network.
_SECONDS_UNHEARD = 60.0
_SECONDS_UNANSWERED = 60.0
_NOBODY = 0  # not an id that Telegram gives


class MetricsPortError(RecommenderError):
    """`METRICS_PORT` cannot be used; the message says what to do."""


@asynccontextmanager
async def serving_metrics(services: Services, port: int) -> AsyncIterator[str]:
    """Answer /metrics and /healthz on a port of loopback while the block runs.

    Yields:
        The address, without a slash at the end.

    Raises:
        MetricsPortError: the port is taken.
    """
    application = Starlette(
        routes=[Route("/healthz", _Health(services)), Route("/metrics", _Metrics(services))],
        middleware=[Middleware(Guard)],
    )
    async with AsyncExitStack() as stack:
        try:
            address = await stack.enter_async_context(
                serve_application(application, LOOPBACK, port)
            )
        except OSError as exc:
            raise MetricsPortError(
                f"METRICS_PORT {port} cannot be used: {exc.strerror} — choose another one"
            ) from exc
        yield address


class _Health:
    """Whether the bot has what it cannot do without.

    A model is not among it: popularity serves until there is one.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        checks = {
            "telegram": self._services.meter.seconds_unheard() < _SECONDS_UNHEARD,
            "database": await self._can_read(),
        }
        if self._services.meter.seconds_unanswered() >= _SECONDS_UNANSWERED:
            checks["answers"] = False
        healthy = all(checks.values())
        body = {"status": "ok" if healthy else "unwell", **checks}
        response = JSONResponse(body, status_code=200 if healthy else 503)
        await response(scope, receive, send)

    async def _can_read(self) -> bool:
        try:
            await self._services.ratings.count(_NOBODY)
        except StorageError:
            return False
        return True


class _Metrics:
    """Prometheus's own application around a snapshot that is made for each answer."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            totals = await self._services.ratings.totals()
        except StorageError:  # the rest is worth knowing then all the more
            totals = None
        registry = CollectorRegistry()
        registry.register(_Snapshot(self._services, totals))
        ProcessCollector(registry=registry)
        await make_asgi_app(registry)(scope, receive, send)


class _Snapshot(Collector):
    """The figures as of now, under the names Prometheus keeps them by."""

    def __init__(self, services: Services, totals: RatingTotals | None) -> None:
        self._services = services
        self._totals = totals

    def collect(self) -> Iterator[Metric]:
        meter, recommending = self._services.meter, self._services.recommending
        figures, replies = meter.figures(), meter.histogram()
        yield CounterMetricFamily(
            "moviebot_updates", "Updates dealt with since the start.", figures.n_updates
        )
        yield CounterMetricFamily(
            "moviebot_failures",
            "Updates that met a fault which is not the person's.",
            figures.n_failures,
        )
        yield CounterMetricFamily(
            "moviebot_unreadable",
            "Updates put aside because they cannot be read.",
            figures.n_unreadable,
        )
        yield GaugeMetricFamily(
            "moviebot_queue_updates",
            "Updates that have arrived and are not dealt with.",
            figures.queue,
        )
        yield GaugeMetricFamily(
            "moviebot_waiting_messages",
            "Messages that wait for their chat's turn.",
            figures.n_waiting,
        )
        yield CounterMetricFamily(
            "moviebot_dropped_messages",
            "Messages not sent because their chat takes no more.",
            figures.n_dropped,
        )
        yield GaugeMetricFamily(
            "moviebot_unanswered_seconds",
            "Since somebody was last answered, while somebody waits.",
            meter.seconds_unanswered(),
        )
        yield HistogramMetricFamily(
            "moviebot_reply_seconds",
            "From the arrival of an update until Telegram has taken the first reply.",
            buckets=list(zip([*map(str, BUCKETS), "+Inf"], replies.counts, strict=True)),
            sum_value=replies.total,
        )
        yield GaugeMetricFamily(
            "moviebot_unheard_seconds",
            "Since Telegram last answered a poll.",
            meter.seconds_unheard(),
        )
        yield GaugeMetricFamily(
            "moviebot_training",
            "1 while a model is trained.",
            self._services.retraining.run is not None,
        )
        if (model := recommending.current.model) is not None:
            trained_at = datetime.fromisoformat(model.provenance.created_at).timestamp()
            yield GaugeMetricFamily(
                "moviebot_model_created_timestamp_seconds",
                "When the model in service was trained.",
                trained_at,
            )
        if self._totals is not None:
            yield GaugeMetricFamily("moviebot_ratings", "Ratings kept.", self._totals.n_ratings)
            yield GaugeMetricFamily(
                "moviebot_raters", "People with at least one rating.", self._totals.n_people
            )
