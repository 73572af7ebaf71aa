"""What is told to people, and how: in the inbox, by mail, in the digest. Part of the contributions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from commons.wording import Text

INBOX, MAIL, DIGEST, NONE = "inbox", "mail", "digest", "none"  # a channel; whatever is told is in the inbox, save NONE
CHANNELS = (INBOX, MAIL, DIGEST, NONE)


@dataclass(frozen=True)
class Verb:
    """A thing that can happen: plain data, so that the fan-out can hand all verbs to one SQL statement.

    `channels` maps a reason (`follows`, `mentioned`, `invited`, `assigned`, `your_turn`, `asked`, `concerned`) to the
    channel used when a person chose nothing, strongest reason first; `locked` reasons nobody can switch off.
    `sentence` and `subject` (of its letter) may use {actor}, {thread}, {for_whom} and the words of the thread's card.
    `card` is the template of its card in letters and digests, without `.txt` and `.html`. `acts` are codes of
    `MailAct`s whose links its letter carries for those directly concerned, where their rule allows it for the
    activity's target; `enclose(target, reader)` gives the calendar file that such a letter carries. `at_once`: the
    morning would be too late, so such letters leave in quiet hours too. `still(target, reader)` is asked when the
    letter of one directly concerned leaves, which may be hours after it was told: is it of use yet?
    `rises`: who follows the thread's parent hears it too (a topic opened in a category). `label` is its row among the
    preferences; without one the sentence stands there, said of somebody and something. `rule` names the rule that shows
    this row; without one everybody sees it.
    """

    code: str
    sentence: Text
    subject: Text
    section: Text
    channels: Mapping[str, str]
    card: str = ""
    icon: str = "bell"
    locked: frozenset[str] = frozenset()
    acts: tuple[str, ...] = ()
    rises: bool = False
    at_once: bool = False
    enclose: Callable[[Any, Any], Any] | None = None
    still: Callable[[Any, Any], bool] | None = None
    label: Text = ""
    rule: str = ""
    order: int = 50


def verbs_of(app: str, section: Text, **usual: Any) -> Callable[..., Verb]:
    """How an app spells its verbs in short: its name in front of their codes, its section, and what is `usual` for
    them and not said otherwise."""

    def verb(name: str, sentence: Text, subject: Text, channels: Mapping[str, str], **more: Any) -> Verb:
        return Verb(f"{app}.{name}", sentence, subject, section, channels, **usual | more)

    return verb


@dataclass(frozen=True)
class DueKind:
    """Something to be said later. `tell(due, target)` runs in the transaction that claims the row.

    It re-reads the target (None when it is gone), and returns the outcome: `told`, or in a word why not. `tell_all`
    says many in one transaction, pairs of a row and its target, in a fixed number of statements, and returns the
    outcome of each row by its number; such a kind sets none of its rows anew.
    """

    code: str
    tell: Callable[[Any, Any], str]
    tell_all: Callable[[Sequence[tuple[Any, Any]]], Mapping[int, str]] | None = None


@dataclass(frozen=True)
class GoesAlong:
    """What a higher app keeps of activities, where these move to another thread (a post that stands in another topic).

    `carry(activities, thread)`, both by their numbers, runs in the moving transaction, before the activities' own rows
    change.
    """

    code: str
    carry: Callable[[Sequence[int], int], None]


@dataclass(frozen=True)
class MailAct:
    """An act that a link in a mail leads to. A GET shows `label`; the button performs it.

    `binding` acts also ask for a code mailed to the same address, or a signed-in session; the others are told to the
    person afterwards, with a link to `undo`. `binds(data)` says it of what was typed, where some of it binds and some
    does not. `button` is what its form is sent with, where that is not `label`. `rule` is asked again, for the person
    whom the link was made for. `form(person=, target=, data=, files=)` is the form of an act that takes photos or
    several answers to one question: its `facts()` are what `perform` gets as `data`.
    """

    code: str
    label: Text
    rule: str
    model: str
    perform: Callable[..., Any]
    done: Text
    binding: bool = True
    undo: Callable[..., Any] | None = None
    life: timedelta = timedelta(days=14)
    template: str = ""
    binds: Callable[[Mapping[str, str]], bool] | None = None
    button: Text = ""
    form: Callable[..., Any] | None = None


@dataclass(frozen=True)
class MailKind:
    """A kind of message in the outbox. `compose(message)` is called when it leaves, milliseconds before it is sent.

    It returns a `mail.composing.Letter`, or raises `mail.composing.Withheld` when nothing may be told any more.
    `essential` kinds (codes, security, changes of a meeting) go even to addresses that stopped other mail.
    """

    code: str
    compose: Callable[[Any], Any]
    essential: bool = False
