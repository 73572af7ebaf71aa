"""Search: what somebody types, made into questions that the database answers; each app says of what.

An app offers a `SearchSource` whose `find` starts from `visible_to(user)` and ends with `matching`: rows, numbers and
snippets come out of that one statement, so nothing of what is hidden can reach them. Words are found by their
Indonesian stem, names letter by letter, and names in spite of a slip too (trigrams). What is typed is never pieced into
a query's own language: `websearch_to_tsquery` reads it, and knows no wrong input.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from html import unescape
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVectorField
from django.db.models import BooleanField, Count, ExpressionWrapper, F, Func, Q, QuerySet, TextField, Value, Window
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commons import vocabulary
from commons.statements import Given, Statement

MOST = 500  # the newest matches, which are put in order; whoever has more narrows the search
SHORTEST, LONGEST, MOST_WORDS = 2, 200, 16
BEGIN, END = "\ue000", "\ue001"  # around a match, in what the database sends back; no keyboard has them
TITLE_WEIGHT, TEXT_WEIGHT = 1.0, 0.2
SNIPPET_WORDS = 30
MOST_BUILT = 4

# Words that stand in every text; they count inside "quotes" only.
STOP_WORDS = frozenset(
    "yang dan di ke dari untuk pada dengan ini itu atau juga akan telah sudah dalam oleh sebagai agar karena bahwa"
    " adalah para ada saja kami kita saya anda tidak bisa dapat nya the and of to in for on is".split()
)
PLACE = re.compile(r"\b(r[tw])[\s.]*0*([1-9]\d{0,2})\b", re.IGNORECASE)
PART = re.compile(r'-?"[^"]*"|\S+')


@dataclass(frozen=True)
class Words:
    """What somebody searches for: as `typed`, and what must all be there, each with what stands for it (`a or b`).

    Without any (`asked` is empty) it says why: `short` (less than two letters), or `common` (stop words only).
    """

    typed: str = ""
    asked: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def query(self) -> Any:
        languages = ["indonesian", "simple", *(["english"] if get_language() == "en" else [])]
        return reduce(lambda one, other: one & other, (_in_each(part, languages) for part in self.asked))


def _in_each(part: Any, languages: Sequence[str]) -> Any:
    """In one of the languages. What must not be there may be there in none of them."""
    is_not = isinstance(part, str) and part.startswith("-")
    queries = (SearchQuery(part, config=language, search_type="websearch") for language in languages)
    return reduce(lambda one, other: one & other if is_not else one | other, queries)


class Asking:
    """A search that is asked again and again, with other words: `find(words)` is built once for as many conditions as
    these have, in either language, for it takes Python longer than the database needs to answer. It is planned anew
    each time: whether a word is rare decides how it is looked for.

    What `find` looks at besides the words is looked at once; see `commons.statements`.
    """

    def __init__(self, find: Callable[[Words], QuerySet[Any]]) -> None:
        self._find = find
        self._built: dict[tuple[int, bool], Statement] = {}

    def __call__(self, words: Words, **given: Any) -> list[Any]:
        """The rows of `find(words)`, with what else is to be filled in."""
        shape = len(words.asked), get_language() == "en"
        if shape not in self._built:
            places = Words(typed=Given("typed"), asked=tuple(Given(_place(at)) for at in range(shape[0])))  # type: ignore[arg-type, misc]
            self._built[shape] = Statement(lambda: self._find(places), is_planned_anew=True)
        asked = {_place(at): part for at, part in enumerate(words.asked)}
        return self._built[shape](typed=words.typed, **asked, **given)


def can_be_built(words: Words) -> bool:
    """Not with something that must not be there, and with few conditions: others are rare, each of its own shape."""
    return 0 < len(words.asked) <= MOST_BUILT and not any(part.startswith("-") for part in words.asked)


def _place(at: int) -> str:
    return f"part_{at}"


def read(text: str) -> Words:
    """What was typed, whatever it is: cut, cleaned of signs that nobody types, slang written out, other names added."""
    typed = " ".join("".join(c if c.isprintable() else " " for c in text[:LONGEST]).split())
    parts = list(_parts(typed))
    if not parts:
        is_common = any(_is_common(word) for word in re.findall(r"\w+", typed.lower()))
        return Words(typed, trouble="common" if is_common else "short" if typed else "")
    if sum(c.isalnum() for c in "".join(parts)) < SHORTEST or all(part.startswith("-") for part in parts):
        return Words(typed, trouble="short")
    return Words(typed, tuple(_conditions(PART.findall(PLACE.sub(r"\1 \2", " ".join(parts))))))


def _is_common(word: str) -> bool:
    return all(said in STOP_WORDS for said in vocabulary.slang().get(word, (word,)))


def _conditions(parts: list[str]) -> Iterator[str]:
    """Words and phrases that stand for themselves together, what has other names for itself: all of them must be met.

    `websearch_to_tsquery` reads each: in it `or` binds less than what stands side by side.
    """
    plain: list[str] = []
    for same in vocabulary.alternatives(parts):
        if len(same) == 1 and not same[0].startswith("-"):
            plain.append(same[0])
            continue
        if plain:
            yield " ".join(plain)
            plain = []
        yield " or ".join(same)
    if plain:
        yield " ".join(plain)


def _parts(typed: str) -> Iterator[str]:
    """Phrases in quotes as they are; words without the signs around them, without stop words."""
    for part in PART.findall(typed.lower())[:MOST_WORDS]:
        sign = "-" if part.startswith("-") else ""
        if part.removeprefix("-").startswith('"') and part.endswith('"') and len(part) > 2 + len(sign):
            inner = " ".join(re.findall(r"\w+", part))
            if inner:
                yield f'{sign}"{inner}"'
            continue
        for nth, said in enumerate(re.findall(r"\w+", part)):
            for word in vocabulary.slang().get(said, (said,)):
                if word not in STOP_WORDS:
                    yield (sign if nth == 0 else "") + word


def vector(*parts: str | Func) -> Func:
    """What an index of search holds, and what is asked of it: names, texts, both in English; fields, or what is
    `written` in them.

    The same expression stands in the model's `GinIndex`, so the database keeps it in step by itself.
    """
    asked = (F(part) if isinstance(part, str) else part for part in parts)
    return Func(*asked, function="search_vector", output_field=SearchVectorField())


def written(field: str) -> Func:
    """The words of a written text (segments), without markup and without what it points at."""
    return Func(F(field), function="search_text", output_field=TextField())


def joined(*fields: str) -> Func:
    """Several texts as one: columns that hold no null."""
    parts = [part for field in fields for part in (Value(" "), F(field))][1:]
    return Func(*parts, template="(%(expressions)s)", arg_joiner=" || ", output_field=TextField())


def written_vector(field: str) -> Func:
    """The same as `vector`, of a written text that has no name of its own."""
    return Func(Value(""), written(field), function="search_vector", output_field=SearchVectorField())


def matching(
    found: QuerySet[Any], words: Words, *, holds: Any, text: Any, at: str, name: str = "", forgives: bool = True
) -> QuerySet[Any]:
    """Of what a person may see, what matches: best first, the newest of equals in front, at most `MOST`.

    `found` is already narrowed by `visible_to`. `holds` is the vector of its index, or the field that keeps it; `name`
    the field that trigrams forgive slips in; `text` what snippets are cut from; `at` the field with its moment. Each
    row has `is_exact` (else only its name looks alike), `total` (how many are exact), `snippet` and, with a name,
    `marked` (see `highlighted`). What does not forgive is asked faster, where slips matter only if nothing is exact.
    """
    is_exact = Q(held=words.query)
    everything = found.model.objects.alias(held=holds)
    forgives = forgives and bool(name)
    if forgives:
        # Each asked of its own index: with an OR between them, the database would rather read every row.
        alike = everything.filter(**{f"{name}__trigram_strict_word_similar": words.typed})
        narrowed = found.filter(pk__in=everything.filter(is_exact).values("pk").union(alike.values("pk")))
    else:
        narrowed = found.alias(held=holds).filter(is_exact)
    newest = narrowed.order_by(f"-{at}", "-pk").values("pk")[:MOST]
    rows = everything.filter(pk__in=newest)
    cut: dict[str, Any] = {"start_sel": BEGIN, "stop_sel": END, "config": "indonesian"}
    shown = {"snippet": SearchHeadline(text, words.query, max_words=SNIPPET_WORDS, min_words=18, **cut)}
    if name:
        shown["marked"] = SearchHeadline(F(name), words.query, highlight_all=True, **cut)
    return rows.annotate(
        is_exact=ExpressionWrapper(is_exact if forgives else Value(True), output_field=BooleanField()),
        total=Window(Count("pk", filter=is_exact if forgives else None)),
        rank=SearchRank(F("held"), words.query, weights=[0.0, TEXT_WEIGHT, TEXT_WEIGHT, TITLE_WEIGHT]),
        **shown,
    ).order_by("-is_exact", "-rank", f"-{at}", "-pk")


def highlighted(text: str, *, is_html: bool = False) -> SafeString:
    """What the database marked, as safe HTML: everything is escaped, and only matches stand in `<mark>`.

    Of a `written` text the tags are gone already, and `is_html` says that its `&amp;` is a sign of our own.
    """
    first, *rest = " ".join((unescape(text) if is_html else text).split()).split(BEGIN)
    return format_html("{}{}", first.replace(END, ""), format_html_join("", "<mark>{}</mark>{}", map(_cut, rest)))


def snippet(text: str, *, is_html: bool = False) -> SafeString:
    """The same of a piece of a text: dots where it goes on."""
    html, bare = highlighted(text, is_html=is_html), text.replace(BEGIN, "").replace(END, "").strip()
    before = "… " if bare[:1].islower() else ""
    after = "…" if bare and bare[-1] not in ".!?…" else ""
    return format_html("{}{}{}", before, html, after)


def _cut(part: str) -> tuple[str, str]:
    match, _sign, after = part.partition(END)
    return match, after.replace(END, "")
