"""Redis may be stopped, hang or be full: nothing raises, limits stay limits, and it comes back by itself."""

import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from django.core.cache import caches
from django.http import HttpResponse
from django.test import RequestFactory

from commons import cache as forgiving
from commons.cache import TIMEOUT, ForgivingCache
from commons.limits import TooMany, client_address, limit
from running.binaries import valkey_server


class Server:
    """A Valkey of our own, to be stopped at will."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "v.sock"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def start(self) -> None:
        words = [
            str(valkey_server()),
            "--port",
            "0",
            "--unixsocket",
            str(self.socket),
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL, cwd=self.socket.parent)
        for _n in range(200):
            try:
                if redis.from_url(self.url).ping():
                    return
            except redis.ConnectionError:
                time.sleep(0.02)
        raise AssertionError("valkey did not start")

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture
def server(tmp_path_factory: Any) -> Iterator[Server]:
    one = Server(tmp_path_factory.mktemp("v"))
    one.start()
    yield one
    one.stop()


@pytest.fixture
def cache(server: Server) -> ForgivingCache:
    made = ForgivingCache(server.url, {"KEY_PREFIX": str(server.socket)})
    made.clear()
    return made


def test_while_redis_is_there_it_keeps_what_it_is_given(cache: ForgivingCache, server: Server) -> None:
    cache.set("a", 1)
    assert (cache.get("a"), cache.incr("a"), cache.add("a", 9)) == (1, 2, False)
    assert redis.from_url(server.url).dbsize() == 1


def test_x2_each_method_answers_while_redis_is_away(cache: ForgivingCache, server: Server) -> None:
    server.stop()
    began = time.perf_counter()
    assert (cache.add("n", 1), cache.add("n", 1)) == (True, False)
    assert (cache.incr("n"), cache.decr("n"), cache.get("n"), cache.has_key("n"), "n" in cache) == (2, 1, 1, True, True)
    cache.set("a", "x", 60)
    assert cache.set_many({"b": 1, "c": 2}) == []
    assert cache.get_many(["a", "b", "c", "d"]) == {"a": "x", "b": 1, "c": 2}
    assert (cache.touch("a", 60), cache.delete("a"), cache.get("a", "gone")) == (True, True, "gone")
    assert cache.get_or_set("e", lambda: 5) == 5
    cache.delete_many(["b"])
    cache.clear()
    assert cache.get("c") is None
    assert time.perf_counter() - began < 1


def test_a_count_that_redis_took_along_begins_anew_and_raises_nothing(cache: ForgivingCache, server: Server) -> None:
    cache.add("n", 1)
    server.stop()
    assert [cache.incr("n"), cache.incr("n")] == [1, 2]


def test_redis_is_asked_again_after_a_while(cache: ForgivingCache, server: Server, monkeypatch: Any) -> None:
    monkeypatch.setattr(forgiving, "AWAY", 0.3)
    server.stop()
    cache.set("a", "in memory")
    server.start()
    assert cache.get("a") == "in memory"
    time.sleep(0.35)
    assert cache.get("a") is None
    cache.set("a", "in redis")
    assert redis.from_url(server.url).dbsize() == 1


def test_a_server_that_accepts_and_does_not_answer_costs_one_short_wait(cache: ForgivingCache, server: Server) -> None:
    assert server.process is not None
    server.process.send_signal(signal.SIGSTOP)
    began = time.perf_counter()
    for n in range(20):
        cache.set(f"k{n}", n)
        assert cache.get(f"k{n}") == n
    assert time.perf_counter() - began < TIMEOUT * 4


def test_other_threads_do_not_wait_again(cache: ForgivingCache, server: Server) -> None:
    assert server.process is not None
    server.process.send_signal(signal.SIGSTOP)
    cache.set("a", 1)
    other = ForgivingCache(server.url, {"KEY_PREFIX": str(server.socket)})
    began = time.perf_counter()
    assert other.get("a") == 1
    assert time.perf_counter() - began < TIMEOUT / 2


def test_a_redis_that_is_full_is_as_good_as_away(cache: ForgivingCache, server: Server) -> None:
    redis.from_url(server.url).config_set("maxmemory", "1")
    cache.set("a", 1)
    assert cache.get("a") == 1


def test_a_server_that_never_was_there_raises_nothing(tmp_path: Path) -> None:
    cache = ForgivingCache(f"unix://{tmp_path}/nobody.sock?db=0", {})
    cache.set("a", 1)
    assert cache.get("a") == 1


def test_counts_in_memory_are_exact(cache: ForgivingCache, server: Server) -> None:
    server.stop()
    cache.add("n", 0)
    threads = [threading.Thread(target=lambda: [cache.incr("n") for _n in range(50)]) for _t in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cache.get("n") == 400


def test_x2_a_limit_stays_a_limit_while_redis_is_away(cache: ForgivingCache, server: Server, monkeypatch: Any) -> None:
    @limit("3/m", key=client_address)
    def guess(request: Any) -> HttpResponse:
        return HttpResponse()

    monkeypatch.setattr(caches._connections, "default", cache)
    server.stop()
    for _n in range(3):
        assert guess(RequestFactory().post("/")).status_code == 200
    with pytest.raises(TooMany):
        guess(RequestFactory().post("/"))
