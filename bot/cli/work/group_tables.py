"""How groups fared under each rule, as tables for people."""

from collections.abc import Iterator

from rich.box import SIMPLE
from rich.console import JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from bot.cli.work.group_evaluating import GroupEvaluation, leads
from core.evaluation.group_sampling import GroupKind
from core.evaluation.group_tasks import HELD_OUT, JUDGED_SIZES, GroupTaskResult

_ONE_NIGHT = {
    "mean": "mean",
    "minimum": "min",
    "spread": "spread",
    "mean stars": "★",
    "minimum stars": "min ★",
    "promised": "said",
    "kept": "held",
    "ndcg": "nDCG",
    "minimum ndcg": "min",
    "expected mean": "mean*",
    "expected minimum": "min*",
}
_MANY_NIGHTS = {
    "mean": "mean",
    "worst served": "worst",
    "gap": "gap",
    "expected mean": "mean*",
    "expected worst served": "worst*",
    "expected gap": "gap*",
}


def group_sections(evaluation: GroupEvaluation) -> Iterator[RenderableType]:
    """A line on the data, a table an occasion, and what the chosen rule is ahead by."""
    seeds = ", ".join(map(str, evaluation.options.seeds))
    yield Text(f"{evaluation.dataset.name}, {HELD_OUT:.0%} of the users held out, seeds {seeds}\n")
    for outcome in evaluation.outcomes:
        yield _table(outcome)
    yield _leads(evaluation)
    yield Text(
        "Figures are of worth, 0 … 1: the share of all films a member rated that are less to "
        "them. *: as the judge expects it, without the luck of a single rating. Spread: standard "
        "deviation over the members; worst: who was served worst. Said: stars that all give, as "
        "likely as not; held: how often they did. nDCG@10 of the members, and of the lowest.",
        style="dim",
    )


def _table(outcome: GroupTaskResult) -> Table:
    occasion = outcome.occasion
    title = (
        f"{occasion}; {outcome.n_groups} groups, {outcome.n_people} people, likeness "
        f"{outcome.likeness:+.2f}, {outcome.n_candidates:.0f} candidates"
    )
    table = _narrow(title)
    table.add_column("rule")
    headings = _ONE_NIGHT if occasion.nights == 1 else _MANY_NIGHTS
    known = next(iter(outcome.figures.values()))
    headings = {figure: heading for figure, heading in headings.items() if figure in known}
    for heading in headings.values():
        table.add_column(heading, justify="right")
    for name, figures in outcome.figures.items():
        table.add_row(name, *(f"{figures[each].mean():.3f}" for each in headings))
    return table


def _leads(evaluation: GroupEvaluation) -> Table:
    """On the groups by which the rule is judged."""
    table = _narrow("The chosen rule on divergent groups")
    for heading in ("members", "on", "minus", "min", "95 % interval", "mean", "of it"):
        justify: JustifyMethod = "left" if heading in {"on", "minus"} else "right"
        table.add_column(heading, justify=justify, no_wrap=True)
    for outcome in evaluation.outcomes:
        occasion = outcome.occasion
        judged = occasion.kind is GroupKind.DIVERGENT and occasion.size in JUDGED_SIZES
        if not judged or occasion.nights > 1:
            continue
        judgements = {"all": "", "all*": "expected "} if occasion.imagined else {"real": ""}
        for how, kind in judgements.items():
            for cells in _lead_rows(outcome, kind):
                table.add_row(str(occasion.size), how, *cells)
    return table


def _narrow(title: str) -> Table:
    return Table(
        box=SIMPLE, title=title, title_justify="left", pad_edge=False, padding=(0, 1, 0, 0)
    )


def _lead_rows(outcome: GroupTaskResult, kind: str) -> Iterator[tuple[str, ...]]:
    means = leads(outcome, f"{kind}mean")
    for rule, minimum in leads(outcome, f"{kind}minimum").items():
        mean = means[rule].value
        share = mean / float(outcome.figures[rule][f"{kind}mean"].mean())
        interval = f"{minimum.low:+.4f} … {minimum.high:+.4f}"
        yield (rule, f"{minimum.value:+.4f}", interval, f"{mean:+.4f}", f"{share:+.1%}")
