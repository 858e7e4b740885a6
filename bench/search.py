"""The search for organisations under sixteen connections at once."""

import http.client
import random
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from urllib.parse import quote

from office import Visitor

CONNECTIONS = 16
# Each process holds a part of the connections, so that one interpreter is not what is measured.
PROCESSES = 4


def connection(port, cookies, addresses, spent):
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    opened = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for address in addresses:
        begun = time.perf_counter()
        opened.request("GET", address, headers=headers)
        answer = opened.getresponse()
        answer.read()
        spent.append((time.perf_counter() - begun) * 1000)
        assert answer.status in (200, 303), (address, answer.status)


def some_connections(port, cookies, shares):
    spent = []
    threads = [threading.Thread(target=connection, args=(port, cookies, share, spent)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(spent) == sum(map(len, shares)), "a connection was refused"
    return spent


def load(pool, port, visitor, addresses):
    """How long each request took, in milliseconds."""
    shares = [addresses[place::CONNECTIONS] for place in range(CONNECTIONS)]
    parts = [shares[place::PROCESSES] for place in range(PROCESSES)]
    answers = [pool.submit(some_connections, port, visitor.cookies, part) for part in parts]
    return [one for answer in answers for one in answer.result()]


def fragments(engine, many):
    """Beginnings of words in names, of three letters and more, as people type them."""
    chance = random.Random(7)
    names = engine.rows("select short_name from organizations where id % 41 = 0")
    words = {word.strip("«»\".,").lower() for name, in names for word in name.split()[1:]}
    words = sorted(word for word in words if len(word) > 3 and word.isalpha())
    picked = [chance.choice(words) for _ in range(many)]
    return [word[:chance.randint(3, len(word))] for word in picked]


def search(summary, engine, port, requests):
    asked = fragments(engine, requests)
    manager, support = Visitor(port), Visitor(port)
    manager.sign_in("manager")
    support.sign_in("support")
    named = [quote(word) for word in asked]
    loads = [
        ("list without a question", manager, ["/partner/organizations"] * requests),
        ("partner, a fragment", manager, [f"/partner/organizations?q={word}" for word in named]),
        ("partner, «ООО»", manager, ["/partner/organizations?q=" + quote("ООО")] * requests),
        ("support, a fragment", support, [f"/support?q={word}" for word in named]),
        ("support, «ООО»", support, ["/support?q=" + quote("ООО")] * requests),
        ("suggestions, partner", manager, [f"/suggestions?q={word}" for word in named]),
        ("suggestions, support", support, [f"/suggestions?q={word}" for word in named]),
    ]
    limit = None
    with ProcessPoolExecutor(PROCESSES) as pool:
        for what, visitor, addresses in loads:
            load(pool, port, visitor, addresses[: requests // 10])
            spent = sorted(load(pool, port, visitor, addresses))
            p50, p99 = spent[len(spent) // 2], spent[len(spent) * 99 // 100]
            limit = limit or p99
            summary.note(engine.name, f"{what}, {CONNECTIONS} at once, p50", "ms", p50)
            summary.note(engine.name, f"{what}, {CONNECTIONS} at once, p99", "ms", p99, "the list without a question", limit)
