# Drives PyPI's vpdq (Meta's C++ on the system's FFmpeg) for the bench: a file in, seconds and frame hashes out, one JSON object a
# line. One thread to hash; `every` is 0 for each frame, 1 for one a second.

import json
import sys
import time

import vpdq

for line in sys.stdin:
    asked = json.loads(line)
    started = time.perf_counter()
    frames = vpdq.computeHash(asked["file"], seconds_per_hash=asked["every"], thread_count=1)
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "frames": [f"{one.frame_number} {one.quality} {one.hex}" for one in frames]}), flush=True)
