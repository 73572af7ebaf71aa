"""Finds every translatable text in our Python files and templates. No gettext tools are needed."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace
from django.utils.translation.template import block_re, constant_re, endblock_re, inline_re, plural_re

# The functions of django.utils.translation, and which of their arguments is what.
SIMPLE = {"gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
PLURAL_IN_CONTEXT = {"npgettext", "npgettext_lazy"}
MARKS = SIMPLE | PLURAL | IN_CONTEXT | PLURAL_IN_CONTEXT
MODULE = "django.utils.translation"
NOT_OURS = {".venv", "var", "node_modules", "tests", "bench", "migrations", "docs", "__pycache__"}


@dataclass(frozen=True)
class Text:
    """One text as the code holds it. `file` is relative to the checkout; `plural` and `context` are mostly empty."""

    text: str
    file: str
    line: int
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.context, self.text, self.plural)


class NotLiteral(ValueError):
    """A text that is put together when the code runs: no catalogue can hold it."""


def all_texts(root: Path) -> list[Text]:
    """Every text of our code and templates, in the order of files and lines.

    Raises:
        NotLiteral: with file and line.
    """
    found: list[Text] = []
    for path in our_files(root, ".py"):
        found += in_python(path.read_text(), str(path.relative_to(root)))
    for folder in templates(root):
        for path in our_files(folder, ".html", ".txt"):
            found += in_template(path.read_text(), str(path.relative_to(root)))
    return found


def templates(root: Path) -> list[Path]:
    return [folder for folder in (root / "templates", *sorted(root.glob("*/templates"))) if folder.is_dir()]


def our_files(root: Path, *suffixes: str) -> Iterator[Path]:
    """Our own files below `root`, sorted; what is installed, written or only tests is left out."""
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root).parts[:-1]
        if path.suffix in suffixes and not NOT_OURS.intersection(inside):
            yield path


def in_python(source: str, file: str) -> Iterator[Text]:
    """Texts given to a function of `django.utils.translation`, under whatever name the file imports it."""
    tree = ast.parse(source, file)
    names = dict(_imported(tree))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if function := _function(call.func, names):
            yield _text_of_call(call, function, file)


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == MODULE:
            yield from ((alias.asname or alias.name, alias.name) for alias in node.names if alias.name in MARKS)


def _function(called: ast.expr, names: dict[str, str]) -> str | None:
    if isinstance(called, ast.Name):
        return names.get(called.id)
    is_of_module = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name)
    if is_of_module and called.value.id == "translation" and called.attr in MARKS:  # type: ignore[attr-defined]
        return called.attr  # type: ignore[attr-defined]
    return None


def _text_of_call(call: ast.Call, function: str, file: str) -> Text:
    count = 1 + (function in PLURAL | IN_CONTEXT) + 2 * (function in PLURAL_IN_CONTEXT)
    values = [argument.value for argument in call.args[:count] if isinstance(argument, ast.Constant)]
    words = [value for value in values if isinstance(value, str)]
    if len(words) < count:
        raise NotLiteral(f"{file}:{call.lineno}: {function}() needs literal text")
    context = words.pop(0) if function in IN_CONTEXT | PLURAL_IN_CONTEXT else ""
    return Text(words[0], file, call.lineno, words[1] if len(words) > 1 else "", context)


def in_template(source: str, file: str) -> Iterator[Text]:
    """Texts of `{% translate %}`, `{% blocktranslate %}` and `_("…")` inside any tag or variable."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.contents.startswith("comment"):
            _skip_comment(tokens)
        elif token.token_type == TokenType.BLOCK and (opening := block_re.match(token.contents)):
            yield _block(token, _unquoted(opening[2]), tokens, file)
        elif token.token_type == TokenType.BLOCK and (simple := inline_re.match(token.contents)):
            yield Text(_escaped(_unquoted(simple[1])), file, token.lineno or 0, context=_unquoted(simple[3]))
        if token.token_type in (TokenType.BLOCK, TokenType.VAR):
            for quoted in constant_re.findall(token.contents):
                yield Text(_escaped(_unquoted(quoted)), file, token.lineno or 0)


def _skip_comment(tokens: Iterator[Token]) -> None:
    next(token for token in tokens if token.token_type == TokenType.BLOCK and token.contents == "endcomment")


def _block(opening: Token, context: str, tokens: Iterator[Token], file: str) -> Text:
    """The body of a `{% blocktranslate %}`, up to its end."""
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            parts[-1].append(_escaped(token.contents))
        elif token.token_type == TokenType.VAR:
            parts[-1].append(f"%({token.contents})s")
        elif token.token_type == TokenType.BLOCK and plural_re.match(token.contents):
            parts.append([])
        elif token.token_type == TokenType.BLOCK and endblock_re.match(token.contents):
            break
        elif token.token_type == TokenType.BLOCK:
            raise NotLiteral(f"{file}:{token.lineno}: a tag inside blocktranslate")
    trimmed = re.search(r"\btrimmed\b", opening.contents)
    words = ["".join(part) for part in parts]
    words = [trim_whitespace(text) for text in words] if trimmed else words
    return Text(words[0], file, opening.lineno or 0, words[1] if len(words) > 1 else "", context)


def _unquoted(quoted: str | None) -> str:
    return quoted[1:-1] if quoted else ""


def _escaped(text: str) -> str:
    """Django's tags look texts up with their percent signs doubled."""
    return text.replace("%", "%%")
