"""The vote of a movie night: its films and what speaks for them, the poll, the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.conversation.reply import Button, Keyboard, Reply, keyboard
from bot.movie_night.presses import NightClose, NightForMe, NightVeto
from bot.movie_night.request import DecisionReason, NightPick
from bot.movie_night.views.phrases import open_period, ruled_out_line
from bot.words.texts import Html, Texts, film_label, film_name, lines, ranked, stars_text
from core.catalog.films import Film

_FEW = 3  # of fewer, everybody could tell of whom something is said
_OPTION_LENGTH = 96  # UTF-16 units of an option; Telegram takes 100


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a group votes on in one round."""

    opener: int  # Telegram user id
    night_id: int
    number: int  # of the night in its group, from 1
    round: int  # from 1
    movie_ids: tuple[int, ...]  # in the order of the poll's options
    films: tuple[Film | None, ...]  # None: the data set that is loaded now does not have it


@dataclass(frozen=True, slots=True)
class Decision:
    """What came of a night."""

    night_id: int
    movie_id: int
    film: Film | None
    n_votes: int  # for the film
    n_voters: int  # in the round that decided
    reason: DecisionReason
    pick: NightPick
    n_members: int
    ruled_out: Mapping[int, Film | None]  # by movie id: vetoed, and had as many votes or more


def shortlist(
    texts: Texts,
    ballot: Ballot,
    picks: Sequence[NightPick],
    *,
    n_members: int,
    n_unknown: int,
    open_for: int,
) -> Reply:
    """The films with what speaks for each, and how it is decided.

    Args:
        picks: in the order of the ballot.
        n_unknown: members who have rated nothing.
        open_for: seconds until the vote ends by itself.
    """
    parts = [texts("night-shortlist", id=str(ballot.number), count=n_members)]
    if n_unknown:
        parts.append(texts("night-unknown", count=n_unknown))
    safest = _safest(picks)
    for place, (film, pick) in enumerate(zip(ballot.films, picks, strict=True), 1):
        name = film_name(texts, film, pick.movie_id)
        title = ranked(texts, place, film) if film else Html(f"{place}. {name}")
        parts += [Html(), title, _why(texts, pick, n_members, is_safest=pick is safest)]
    rule = texts("night-rule", period=open_period(texts, open_for))
    return Reply(lines(*parts, Html(), rule))


def poll_question(texts: Texts, ballot: Ballot) -> str:
    """Plain text that names the night, so that the poll can be told from others in its chat."""
    night = str(ballot.number)
    if ballot.round == 1:
        return texts.plain("night-poll", id=night)
    return texts.plain("night-poll-again", id=night, round=str(ballot.round))


def poll_options(texts: Texts, ballot: Ballot) -> list[str]:
    """The films by number and, last, none of them."""
    named = [
        _fitting(f"{place}. {_label(texts, film, movie_id)}")
        for place, (film, movie_id) in enumerate(
            zip(ballot.films, ballot.movie_ids, strict=True), 1
        )
    ]
    return [*named, texts.plain("night-none")]


def poll_keyboard(texts: Texts, ballot: Ballot) -> Keyboard:
    """Below the poll: a veto for each film, one's own prediction, the end."""
    at = ballot.opener, ballot.night_id
    vetoes: list[Button] = [
        Button(f"✕ {option + 1}", NightVeto(*at, ballot.round, option))
        for option in range(len(ballot.movie_ids))
    ]
    mine = Button(texts.plain("button-night-for-me"), NightForMe(*at, ballot.round))
    close = Button(texts.plain("button-night-close"), NightClose(*at))
    return keyboard(vetoes, [mine], [close])


def for_me(texts: Texts, stars: Sequence[float | None], *, known: bool) -> str:
    """What the person who asks would give each film; shown to nobody else.

    Args:
        stars: in the order of the ballot; None for a film that is not there any more.
        known: False when they have told nothing, so that the stars are averages.
    """
    figures = "\n".join(
        f"{place}. {stars_text(round(each, 1))}" if each is not None else f"{place}. –"
        for place, each in enumerate(stars, 1)
    )
    return texts.plain("toast-night-for-me" if known else "toast-night-average", stars=figures)


def veto_toast(texts: Texts, film: Film | None, movie_id: int, *, taken_back: bool) -> str:
    """A film is ruled out, or back in; shown to nobody else."""
    name = _label(texts, film, movie_id)
    return texts.plain("toast-night-unveto" if taken_back else "toast-night-veto", film=name)


def goes_on(texts: Texts) -> Reply:
    """A reply to the poll that was running when the bot stopped."""
    return Reply(texts("night-goes-on"))


def next_round(texts: Texts, *, vetoed: bool) -> Reply:
    """No film of the round is left: all were vetoed, or most want none of them."""
    return Reply(texts("night-next-vetoed" if vetoed else "night-next-none"))


def nameless(texts: Texts) -> Reply:
    """Somebody has voted without a name, as anonymous administrators do."""
    return Reply(texts("night-nameless"))


def stranger(texts: Texts) -> Reply:
    """To somebody who has voted and is neither in the night nor in its group."""
    return Reply(texts("night-stranger"))


def strangers(texts: Texts) -> Reply:
    """The same to the group, where who voted has no chat with the bot; names nobody."""
    return Reply(texts("night-strangers"))


def decided(texts: Texts, decision: Decision, private_chat: str) -> Reply:
    """The film of the night, and why it is that one.

    Args:
        private_chat: a link for those who have none yet, where the bot asks how it was.
    """
    name = film_name(texts, decision.film, decision.movie_id)
    parts = [texts("night-decided", film=name)]
    why = decision.reason
    if decision.n_votes and why is not DecisionReason.NO_VOTES:
        count, of = decision.n_voters, str(decision.n_votes)
        parts.append(texts("night-votes", votes=of, count=count))
    parts.append(texts(f"night-why-{why.value}"))
    if decision.film is not None and decision.n_members:
        parts.append(_why(texts, decision.pick, decision.n_members, is_safest=False))
    parts += ruled_out_line(texts, decision.ruled_out)
    link = Button(texts.plain("button-night-chat"), url=private_chat)
    text = lines(*parts, Html(), texts("night-tomorrow"))
    return Reply(text, keyboard([link]))


def nobody_wins(texts: Texts) -> Reply:
    """There is no film to decide on."""
    return Reply(texts("night-no-film"))


def not_allowed(texts: Texts) -> Reply:
    """The night ends because the group does not let the bot send what it needs."""
    return Reply(texts("night-not-allowed"))


def _safest(picks: Sequence[NightPick]) -> NightPick | None:
    """The film that is sure to please everybody most, where that is no stretch for anybody."""
    safe = [pick for pick in picks if not pick.n_stretch]
    return max(safe, key=lambda pick: pick.at_least, default=None)


def _why(texts: Texts, pick: NightPick, n_members: int, *, is_safest: bool) -> Html:
    """What the group may know; nothing that would tell one member about another."""
    said = [texts("night-at-least", stars=stars_text(pick.at_least))]
    if is_safest:
        said.append(texts("night-safest"))
    if pick.n_stretch and n_members >= _FEW:
        said.append(texts("night-stretch", count=pick.n_stretch))
    if pick.n_seen:
        said.append(texts("night-seen", count=pick.n_seen))
    return Html(f"<i>{' · '.join(said)}</i>")


def _label(texts: Texts, film: Film | None, movie_id: int) -> str:
    return film_label(film) if film else texts.plain("film-of-number", id=str(movie_id))


def _fitting(option: str) -> str:
    while len(option.encode("utf-16-le")) > 2 * _OPTION_LENGTH:
        option = option[:-2] + "…"
    return option
