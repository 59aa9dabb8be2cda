"""Every pattern of the program against texts made to keep it busy: ten of 100 kB, the worst of many, for each."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import db
import seed
import shell
import tui
from seed.lexicon import load_lexicon

if sys.version_info >= (3, 11):
    from re import _parser as sre
else:
    import sre_parse as sre

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType

# What is repeated: runs of one sign, what names, dates and lists consist of, what opens and is never closed.
UNITS = (
    "a", "A", "1", " ", "\n", "\t ", ".", "(", "[", "<", '"', "-", "_", "#", "* ", "\\", "Abc ", "abc ", "ABC (ABC) ",
    "11 May ", "A. ", "Abc, the Abc and ", "signed by the ", "the two ", "’",
    "Police Service of the ", "held in The San ",
    "during the Abc’s General Assembly ", "Mr. J.P. Abc de la ", "their law enforcement police ", "[a](b", "<meta <!--",
    "**a* _b", "[a]: \n# # >>", "a ten-year abc for another ", "2011-10-", "1.", "a@b.", "http://a/", "-a ", "é",
    "\u0301", "a\n\n", " \n", "x: ", "\x1b[1", "&#1", "=?a?q?", "key = ", "0x", "..", "\u202e", "İ", "a’s ",
)  # fmt: skip
SMALL, LARGE = 3_000, 100_000  # characters
TEXTS = 10
PATIENCE = 2.0  # seconds; what takes longer is ended
WINGS = (db, seed, shell, tui)
DEPTH = 6  # containers within containers


class Slowest(NamedTuple):
    """How many pairs of a pattern and a text were tried, the longest in seconds with its words, and those too long."""

    tried: int
    seconds: float
    words: str
    failures: list[str]


def patterns() -> dict[str, re.Pattern[Any]]:
    """All patterns by where they stand: of modules, those that functions make of literals, those of the lexicon."""
    found: dict[str, re.Pattern[Any]] = {}
    for wing in WINGS:
        for info in pkgutil.walk_packages(wing.__path__, f"{wing.__name__}."):
            module = importlib.import_module(info.name)
            found |= dict(_held(info.name, vars(module), 1, own=True))
            found |= dict(_written(info.name, module))
    found |= dict(_held("lexicon", load_lexicon(), DEPTH))
    once = {(each.pattern, each.flags): label for label, each in reversed(found.items())}
    return {label: found[label] for label in sorted(once.values())}


def _held(label: str, value: object, depth: int, own: bool = False) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns within a value; of a module's variables those that are patterns, or hold some."""
    if isinstance(value, re.Pattern):
        yield label, value
        return
    if depth < 0 or isinstance(value, (str, bytes, int, float, type)) or value is None:
        return
    for name, each in _parts(value):
        if not (own and name.startswith("__")):
            yield from _held(f"{label}.{name}", each, depth - 1)


def _parts(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        yield from ((str(name), each) for name, each in value.items())
    elif hasattr(value, "_asdict"):
        yield from value._asdict().items()
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from ((str(place), each) for place, each in enumerate(value))
    elif type(value).__module__.partition(".")[0] in {wing.__name__ for wing in WINGS}:
        names = [*getattr(value, "__dict__", ()), *getattr(type(value), "__slots__", ())]
        yield from ((name, getattr(value, name, None)) for name in names)


def _written(label: str, module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns that a module gives to functions of `re` as strings or as names of its strings."""
    known: Mapping[str, object] = vars(module)
    for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re") or node.func.attr == "escape":
            continue
        given = node.args[0]
        text = known.get(given.id) if isinstance(given, ast.Name) else getattr(given, "value", None)
        if isinstance(text, (str, bytes)):
            flags = [eval(ast.unparse(each), {"re": re}) for each in node.args[1:2] if node.func.attr == "compile"]
            yield f"{label}:{node.lineno}", re.compile(text, *flags)


def attack(found: Mapping[str, re.Pattern[Any]], most: float, size: int = LARGE) -> Slowest:
    """Tries each with the ten texts that cost it most when they are short; none may take longer than `most` seconds."""
    slowest, failures = (0.0, ""), []
    before = signal.signal(signal.SIGALRM, _too_long)
    for label, pattern in found.items():
        units = [*UNITS, *dict.fromkeys(_own_units(pattern))]
        ranked: list[tuple[float, str]] = []
        for unit in units:
            ranked.append((_spent(pattern, unit, SMALL), unit))
            if ranked[-1][0] > most:  # a text so short tells enough
                break
        longest, unit = _longest(pattern, [unit for _, unit in sorted(ranked, reverse=True)[:TEXTS]], most, size)
        slowest = max(slowest, (longest, f"{label} on {unit[:40]!a} again and again"))
        if longest > most:
            failures.append(f"{label}: {longest:.2f} s for {size // 1000} kB of {unit[:60]!a}")
    signal.signal(signal.SIGALRM, before)
    return Slowest(TEXTS * len(found), *slowest, failures)


def _longest(pattern: re.Pattern[Any], units: Sequence[str], most: float, size: int) -> tuple[float, str]:
    """The longest that one of the texts takes, and what it repeats; that of the first which takes too long."""
    found = (0.0, "")
    for unit in units:
        took = _spent(pattern, unit, size)
        for _ in range(2):  # a busy machine may take longer than the pattern does
            took = min(took, _spent(pattern, unit, size)) if most < took < PATIENCE else took
        found = max(found, (took, unit))
        if took > most:
            break
    return found


def _too_long(*_: object) -> None:
    raise TimeoutError


def _spent(pattern: re.Pattern[Any], unit: str, size: int) -> float:
    """The time of the dearest way in which a pattern is used."""
    text = (unit * (size // len(unit) + 1))[:size] + "\0"
    given = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
    return max(
        _seconds(use, given) for use in (pattern.match, pattern.fullmatch, lambda whole: list(pattern.finditer(whole)))
    )


def _seconds(use: Any, text: str | bytes) -> float:
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        use(text)
    except TimeoutError:
        return PATIENCE
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - begun


def _own_units(pattern: re.Pattern[Any]) -> Iterator[str]:
    """Short texts that the pattern itself takes: all of it, and what it repeats, so that it is kept at it for long."""
    text = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    parsed = sre.parse(text, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    whole, repeated = _sample(parsed)
    for unit in (whole, *repeated, *(f"{each} " for each in repeated[:4])):
        if unit:
            yield unit[:2_000]


def _sample(parsed: Any) -> tuple[str, list[str]]:
    """A text that parts of a pattern take, and those of what is repeated in it."""
    made, repeated = "", []
    for operation, argument in parsed:
        name = str(operation)
        if name == "LITERAL":
            made += chr(argument)
        elif name in {"IN", "CATEGORY", "NOT_LITERAL", "ANY"}:
            made += _letter(name, argument)
        elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            part, inner = _sample(argument[2])
            repeated += inner
            if argument[1] > 3:
                repeated += [part, made + part * 3]
            made += part * max(1, min(argument[0], 3))
        elif name in {"SUBPATTERN", "ATOMIC_GROUP"}:
            part, inner = _sample(argument[-1] if name == "SUBPATTERN" else argument)
            repeated += inner
            made += part
        elif name == "BRANCH":
            part, inner = _sample(argument[1][0])
            repeated += inner
            made += part
    return made, repeated


def _letter(name: str, argument: Any) -> str:
    """A letter that a class takes."""
    if name != "IN":
        return "x"
    for each in "aA1 .-\n\té(":
        inside = any(
            (str(kind) == "LITERAL" and value == ord(each))
            or (str(kind) == "RANGE" and value[0] <= ord(each) <= value[1])
            or (str(kind) == "CATEGORY" and _is_of(str(value), each))
            for kind, value in argument
        )
        if inside != (str(argument[0][0]) == "NEGATE"):
            return each
    literal = next((value for kind, value in argument if str(kind) == "LITERAL"), None)
    return chr(literal) if literal is not None else "x"


def _is_of(category: str, letter: str) -> bool:
    kinds = {"WORD": letter.isalnum(), "DIGIT": letter.isdigit(), "SPACE": letter.isspace()}
    name = category.rpartition("_")[2]
    return kinds.get(name, False) != ("_NOT_" in category)
