# Drives faiss and python-threatexchange for the bench: the same file of hashes and the same queries as ours, one JSON object
# a line. faiss is asked with radius 32, as its range_search leaves out the radius itself; threatexchange adds the one by itself.

import json
import resource
import sys
import time

import faiss
import numpy

faiss.omp_set_num_threads(1)


def rss_mib():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20


class Faiss:
    def __init__(self, index):
        self.index = index

    def add(self, hashes):
        self.index.add(hashes)

    def ask(self, query):
        limits, distances, rows = self.index.range_search(query, 32)
        return rows, distances


class ThreatExchange:
    """PDQIndex as its users call it: hexadecimal text in, one object a match out."""

    def __init__(self):
        from threatexchange.signal_type.pdq.pdq_index import PDQIndex

        self.index = PDQIndex()

    def add(self, hashes):
        self.index.add_all((row.tobytes().hex(), at) for at, row in enumerate(hashes))

    def ask(self, query):
        found = self.index.query(query.tobytes().hex())
        return [one.metadata for one in found], [one.similarity_info.distance for one in found]


def multi_hash():
    index = faiss.IndexBinaryMultiHash(256, 16, 16)
    index.nflip = 1
    return index


KINDS = {
    "flat": lambda: Faiss(faiss.IndexBinaryFlat(256)),
    "multihash": lambda: Faiss(multi_hash()),
    "threatexchange": ThreatExchange,
}

contender = None
queries = None


def build(question):
    global contender, queries
    # Read through a map: what is not copied by the peer is not counted as its memory.
    hashes = numpy.memmap(question["file"], dtype=numpy.uint8, mode="r").reshape(-1, 32)[: question["count"]]
    queries = numpy.fromfile(question["queries"], dtype=numpy.uint8).reshape(-1, 32)
    contender = KINDS[question["kind"]]()
    before, started = rss_mib(), time.perf_counter()
    contender.add(hashes)
    seconds = time.perf_counter() - started
    del hashes
    return {"seconds": seconds, "rssMiB": rss_mib() - before}


def ask(question):
    """Answers queries `from` to `to`, then times others, from `more` on and round again, until `forMs` is over."""
    taken, found = [], []
    until = time.perf_counter() + question["forMs"] / 1000

    def one(at):
        query = queries[at : at + 1]
        started = time.perf_counter()
        rows, distances = contender.ask(query)
        taken.append(1e6 * (time.perf_counter() - started))
        return rows, distances

    for at in range(question["from"], question["to"]):
        rows, distances = one(at)
        found.append(sorted([int(row), int(distance)] for row, distance in zip(rows, distances)))
    at = question["more"]
    while time.perf_counter() < until:
        one(at)
        at = at + 1 if at + 1 < len(queries) else question["more"]
    return {"us": taken, "found": found}


def about(_):
    return {"version": faiss.__version__, "options": faiss.get_compile_options().strip()}


ANSWERS = {"about": about, "build": build, "ask": ask}

for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps(ANSWERS[asked["do"]](asked)), flush=True)
