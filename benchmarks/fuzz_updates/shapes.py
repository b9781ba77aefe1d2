"""Objects of the Bot API, made by what the constructors of python-telegram-bot ask for."""

import datetime as dt
import inspect
import random
import sys
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any

import telegram
from telegram import TelegramObject
from telegram._utils import types as telegram_types
from telegram._utils.defaultvalue import DefaultValue

Json = dict[str, Any]
Maker = Callable[[int], object]  # of a field, for objects so deep in others

_DEEPEST = 4  # objects in objects; deeper ones have only what they must have
_OPTIONAL = (0.12, 0.25, 0.25, 0.1)  # share of the optional fields that are there, by depth
_SECONDS = (0, 1, 1_700_000_000, 1_790_000_000, 2**31 - 1, 2**31, 253_402_300_799)
_WHOLE = (1, 2, 3, 100, 4096, 2**31 - 1, 2**53, -1, 0)


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a constructor."""

    name: str
    kind: Any  # a type as annotations write it
    is_required: bool


# Both are read from classes, which do not change, and asked for all the time.
_FIELDS: dict[type, tuple[Field, ...]] = {}
_KINDS: dict[type, tuple[type[TelegramObject], ...]] = {}


def fields(made: type) -> tuple[Field, ...]:
    """What an object of a class may hold."""
    if made not in _FIELDS:
        known = {**vars(sys.modules[made.__module__]), **vars(telegram), **vars(telegram_types)}
        constructor = made.__init__  # type: ignore[misc]  # of the class itself
        hints = typing.get_type_hints(constructor, known)
        _FIELDS[made] = tuple(
            Field(name, hints[name], parameter.default is inspect.Parameter.empty)
            for name, parameter in inspect.signature(constructor).parameters.items()
            if name not in {"self", "api_kwargs"}
        )
    return _FIELDS[made]


def kinds_of(base: type[TelegramObject]) -> tuple[type[TelegramObject], ...]:
    """The classes that an object can be of where an annotation says one."""
    if base not in _KINDS:
        leaves = [leaf for each in base.__subclasses__() for leaf in kinds_of(each)]
        itself = () if base is telegram.MaybeInaccessibleMessage else (base,)
        _KINDS[base] = (*leaves, *itself)
    return _KINDS[base]


class Shapes:
    """Makes objects, and their JSON.

    Args:
        rng: chance.
        made_here: fields that are made otherwise, by "Class.field" or, for texts and numbers
            whatever they are in, by name.
    """

    def __init__(self, rng: random.Random, made_here: Mapping[str, Maker]) -> None:
        self._rng = rng
        self._made_here = made_here

    def make(self, kind: type[TelegramObject], **given: object) -> TelegramObject:
        """An object of a class, or of one below it."""
        return self._object(kind, 0, given)

    def _object(
        self, kind: type[TelegramObject], depth: int, given: Mapping[str, object]
    ) -> TelegramObject:
        chosen = self._rng.choice(kinds_of(kind))
        share = _OPTIONAL[min(depth, len(_OPTIONAL) - 1)] if depth < _DEEPEST else 0.0
        try:
            return self._with(chosen, share, depth, given)
        except (TypeError, ValueError):  # some ask for one of their optional fields
            return self._with(chosen, 1.0, depth, given)

    def _with(
        self, chosen: type[TelegramObject], share: float, depth: int, given: Mapping[str, object]
    ) -> TelegramObject:
        values = {
            each.name: given[each.name] if each.name in given else self._field(chosen, each, depth)
            for each in fields(chosen)
            if each.name in given or each.is_required or self._rng.random() < share
        }
        return chosen(**values)  # type: ignore[arg-type]

    def _field(self, owner: type, field: Field, depth: int) -> object:
        for name in (f"{owner.__name__}.{field.name}", field.name):
            if name in self._made_here:
                return self._made_here[name](depth)
        return self._value(field.kind, depth)

    def _value(self, kind: Any, depth: int) -> object:  # noqa: ANN401 - as annotations write it
        origin, parts = typing.get_origin(kind), typing.get_args(kind)
        if origin in {typing.Union, UnionType}:
            known = [
                part
                for part in parts
                # A default is what the library takes for nothing; no server sends one.
                if part is not type(None) and typing.get_origin(part) is not DefaultValue
            ]
            times = [part for part in known if part in {dt.datetime, dt.timedelta}]
            return self._value(self._rng.choice(times or known), depth)
        if origin is typing.Literal:
            return self._rng.choice(parts)
        if origin is not None:  # a sequence
            most = 2 if depth < _DEEPEST else 1
            return [self._value(parts[0], depth) for _ in range(self._rng.randint(0, most))]
        if inspect.isclass(kind) and issubclass(kind, TelegramObject):
            name = f"{kind.__name__}"
            if name in self._made_here:
                return self._made_here[name](depth + 1)
            return self._object(kind, depth + 1, {})
        return self._plain(kind)

    def _plain(self, kind: Any) -> object:  # noqa: ANN401
        rng = self._rng
        plain: dict[object, Callable[[], object]] = {
            bool: lambda: rng.random() < 0.5,
            int: lambda: rng.choice(_WHOLE),
            float: lambda: rng.choice((0.0, -91.5, 180.0, 1e9)),
            str: lambda: rng.choice(("x", "", "private", "member", "emoji", "future")),
            dt.datetime: lambda: dt.datetime.fromtimestamp(rng.choice(_SECONDS), dt.UTC),
            dt.timedelta: lambda: dt.timedelta(seconds=rng.choice((0, 1, 3600, 2**31))),
            object: lambda: None,
        }
        return plain[kind]() if kind in plain else rng.choice(list(kind))  # one of an enumeration


def as_json(made: TelegramObject) -> Json:
    """As a Bot API server writes it."""
    return made.to_dict()
