"""The other side of identity.ts: PDQ of pictures by the package pdqhash, which is Meta's C++.

In: for each picture three little-endian u32 (width, height, channels: 1 or 3), then its bytes. Out: one line each, the
hash, the quality, the eight turns, their quality. A grey picture is given to the package as RGB with three equal channels.
"""

import struct
import sys

import numpy as np
import pdqhash


def text(bits):
    return np.packbits(bits.astype(np.uint8)).tobytes().hex()


def main():
    source = sys.stdin.buffer
    while header := source.read(12):
        width, height, channels = struct.unpack("<3I", header)
        data = np.frombuffer(source.read(width * height * channels), dtype=np.uint8)
        pixels = np.ascontiguousarray(np.broadcast_to(data.reshape(height, width, channels), (height, width, 3)))
        bits, quality = pdqhash.compute(pixels)
        turns, turned_quality = pdqhash.compute_dihedral(pixels)
        print(text(bits), quality, *map(text, turns), turned_quality, flush=True)


main()
