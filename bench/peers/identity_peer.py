"""The other side of identity.ts: PDQ of pictures by Meta's C++. The one argument is the compiled library.

In: for each picture three little-endian u32 (width, height, channels: 1 or 3), then its bytes. Out: one line each, the
hash, the quality, the eight turns, their quality.
"""

import struct
import sys

import meta_pdq


def main():
    library = meta_pdq.load(sys.argv[1])
    source = sys.stdin.buffer
    while header := source.read(12):
        width, height, channels = struct.unpack("<3I", header)
        pixels = source.read(width * height * channels)
        hashed, quality = meta_pdq.one(library, pixels, width, height, channels)
        turns, turned_quality = meta_pdq.turned(library, pixels, width, height, channels)
        print(hashed, quality, *turns, turned_quality, flush=True)


main()
