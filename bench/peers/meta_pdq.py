"""Meta's C++ PDQ, compiled by meta-pdq.ts, for Python: the library's file in, two functions out. See meta_pdq.cc."""

import ctypes

HASH_DIGITS = 64
TURNS = 8


def load(file):
    library = ctypes.CDLL(file)
    for function in (library.meta_pdq, library.meta_pdq_turns):
        function.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_char_p]
        function.restype = ctypes.c_int
    return library


def one(library, pixels, width, height, channels):
    """Pixels as bytes; the hash as hex digits, and the quality."""
    out = ctypes.create_string_buffer(HASH_DIGITS)
    quality = library.meta_pdq(pixels, width, height, channels, out)
    return out.raw.decode(), quality


def turned(library, pixels, width, height, channels):
    """Eight hashes in the order of Meta's parameters, and the quality."""
    out = ctypes.create_string_buffer(TURNS * HASH_DIGITS)
    quality = library.meta_pdq_turns(pixels, width, height, channels, out)
    text = out.raw.decode()
    return [text[at : at + HASH_DIGITS] for at in range(0, len(text), HASH_DIGITS)], quality
