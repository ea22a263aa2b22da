# Drives Meta's C++ PDQ for the bench: pixels in, milliseconds and hash out, one JSON object a line. The one argument is the library.

import json
import sys
import time

import meta_pdq

library = meta_pdq.load(sys.argv[1])


def answer(question):
    with open(question["file"], "rb") as file:
        picture = (file.read(), question["width"], question["height"], 3)
    hashed, quality = meta_pdq.one(library, *picture)
    taken = []
    for _ in range(question["times"]):
        started = time.perf_counter()
        meta_pdq.one(library, *picture)
        taken.append(1000 * (time.perf_counter() - started))
    return {"ms": taken, "hash": hashed, "quality": quality}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
