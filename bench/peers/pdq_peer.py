# Drives PyPI's pdqhash (Meta's C++ behind Cython) for the bench: pixels in, milliseconds and hash out, one JSON object a line.

import json
import sys
import sysconfig
import time

import numpy
import pdqhash


def milliseconds(call, times):
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - started))
    return taken


def answer(question):
    if question["do"] == "about":
        return {"flags": sysconfig.get_config_var("CFLAGS")}
    shape = (question["height"], question["width"], 3)
    image = numpy.fromfile(question["file"], dtype=numpy.uint8).reshape(shape)
    bits, quality = pdqhash.compute(image)
    return {
        "ms": milliseconds(lambda: pdqhash.compute(image), question["times"]),
        "hash": numpy.packbits(bits.astype(numpy.uint8)).tobytes().hex(),
        "quality": quality,
    }


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
