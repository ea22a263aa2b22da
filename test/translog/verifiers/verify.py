"""Checks a transparency log that lies in a folder as static files (C2SP tlog-tiles), written from RFC 6962, RFC 9162 and C2SP signed-note.

    verify.py LOG KEY SAVED [NEXT NEXTKEY]

LOG is the folder of the public files, KEY the log's verifier key, SAVED a folder of checkpoints that were seen before, one a file.
NEXT and NEXTKEY are those of a log that says that it follows LOG.
Exit status: 0 accepted, 1 refused with what is wrong, 2 not started. Shares no code with the log's own library.
"""

import base64
import hashlib
import itertools
import sys
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

MOST_NAMED = 5


def sha256(data):
    return hashlib.sha256(data).digest()


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


class Wrong(Exception):
    """What is wrong with the log."""


class Check:
    """Counts what held in one kind of check, and keeps what did not."""

    def __init__(self, kind):
        self.kind, self.held, self.faults = kind, 0, []

    def run(self, act, *args):
        try:
            value = act(*args)
            self.held += 1
            return value
        except Wrong as wrong:
            self.faults.append(str(wrong))

    def end(self, what):
        print(f"{self.kind}: {self.held} of {self.held + len(self.faults)} {what}")
        more = len(self.faults) - MOST_NAMED
        for fault in self.faults[:MOST_NAMED] + ([f"and {more} more"] if more > 0 else []):
            print(f"wrong: {self.kind}: {fault}")
        return not self.faults


def read(folder, path):
    try:
        return (folder / path).read_bytes()
    except FileNotFoundError:
        raise Wrong(f"{path} is missing") from None


def tile_path(level, index, width):
    digits = f"{index:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    partial = f".p/{width}" if width < 256 else ""
    return f"tile/{level}/" + "/".join([f"x{one}" for one in groups[:-1]] + groups[-1:]) + partial


class Tree:
    """The hashes of a tree of one size, as the log's tiles give them. They are trusted only once they lead to a signed root."""

    def __init__(self, log, size):
        self.log, self.size, self.hashes, self.ranges = log, size, {}, {}

    def node(self, level, index):
        """Of the complete subtree over the leaves index * 2^level and on."""
        known = self.hashes.get((level, index))
        if known is None and level % 8:
            known = node_hash(self.node(level - 1, 2 * index), self.node(level - 1, 2 * index + 1))
            self.hashes[level, index] = known
        elif known is None:
            self.load(level // 8, index // 256)
            known = self.hashes[level, index]
        return known

    def load(self, level, index):
        width = min(256, (self.size >> 8 * level) - 256 * index)
        path = tile_path(level, index, width)
        data = read(self.log, path)
        if len(data) != 32 * width:
            raise Wrong(f"{path} has {len(data)} bytes where {32 * width} belong")
        for at in range(width):
            self.hashes[8 * level, 256 * index + at] = data[32 * at : 32 * at + 32]

    def range(self, start, end):
        """MTH(D[start:end]) of RFC 6962, section 2.1."""
        count = end - start
        if count & (count - 1) == 0:
            return self.node(count.bit_length() - 1, start // count)
        if (start, end) not in self.ranges:
            middle = start + split(count)
            self.ranges[start, end] = node_hash(self.range(start, middle), self.range(middle, end))
        return self.ranges[start, end]

    def inclusion_proof(self, index):
        """RFC 9162, section 2.1.3.1."""
        proof, start, end = [], 0, self.size
        while end - start > 1:
            middle = start + split(end - start)
            if index < middle:
                proof.append(self.range(middle, end))
                end = middle
            else:
                proof.append(self.range(start, middle))
                start = middle
        return proof[::-1]

    def consistency_proof(self, old):
        """RFC 9162, section 2.1.4.1."""

        def subproof(start, end, is_whole):
            if old == end:
                return [] if is_whole else [self.range(start, end)]
            middle = start + split(end - start)
            if old <= middle:
                return subproof(start, middle, is_whole) + [self.range(middle, end)]
            return subproof(middle, end, False) + [self.range(start, middle)]

        return subproof(0, self.size, True)


def split(count):
    """The largest power of two smaller than the count."""
    return 1 << (count - 1).bit_length() - 1


def holds_inclusion(index, size, leaf, proof, root):
    """RFC 9162, section 2.1.3.2."""
    here, last, seen = index, size - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            seen = node_hash(other, seen)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            seen = node_hash(seen, other)
        here, last = here >> 1, last >> 1
    return last == 0 and seen == root


def holds_consistency(first, second, first_root, second_root, proof):
    """RFC 9162, section 2.1.4.2, for 0 < first < second."""
    if first & (first - 1) == 0:
        proof = [first_root] + proof
    here, last = first - 1, second - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old = new = proof[0]
    for other in proof[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            old, new = node_hash(other, old), node_hash(other, new)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            new = node_hash(new, other)
        here, last = here >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


class Key:
    """NAME+ID+base64(0x01 and 32 bytes), for Ed25519."""

    def __init__(self, text):
        self.text = text
        self.name, key_id, key = text.split("+", 2)
        key = base64.b64decode(key, validate=True)
        self.id = sha256(self.name.encode() + b"\n" + key)[:4]
        if key[:1] != b"\x01" or self.id.hex() != key_id:
            raise ValueError("it is no Ed25519 key of a signed note")
        self.verifier = VerifyKey(key[1:])


class Checkpoint:
    """A signed size and root, and the tree that the log's tiles make of that size."""

    def __init__(self, log, file, folder, key):
        text, _, signatures = read(folder, file).rpartition(b"\n\n")
        self.text = text = text + b"\n"
        file = file if folder == log else f"saved/{file}"
        held = [is_signed(line, text, key) for line in signatures.split(b"\n")[:-1]]
        if True not in held or False in held:
            raise Wrong(f"{file}: the signature does not hold")
        try:
            origin, size, root = text.decode().split("\n")[:3]
            self.file, self.size, self.root = file, int(size), base64.b64decode(root, validate=True)
        except ValueError as error:
            raise Wrong(f"{file}: not a checkpoint: {error}") from None
        if origin != key.name or str(self.size) != size or self.size < 0:
            raise Wrong(f"{file}: not a checkpoint of {key.name}")
        self.tree = Tree(log, self.size)

    def __str__(self):
        return f"{self.file} ({self.size})"


def is_signed(line, text, key):
    """None for the signature of another key."""
    try:
        dash, name, signature = line.decode().split(" ")
        signature = base64.b64decode(signature, validate=True)
        if dash == "\u2014" and (name, signature[:4]) != (key.name, key.id):
            return None
        return dash == "\u2014" and bool(key.verifier.verify(text, signature[4:]))
    except (CryptoError, ValueError):
        return False


def leads_to(one):
    if (one.tree.range(0, one.size) if one.size else sha256(b"")) != one.root:
        raise Wrong(f"the tiles do not lead to the root of {one}")


def continues(one, other):
    old, new = sorted((one, other), key=lambda each: each.size)
    if old.size == new.size and old.root != new.root:
        raise Wrong(f"{old} and {new}: two roots of one size")
    if 0 < old.size < new.size:
        proof = new.tree.consistency_proof(old.size)
        if not holds_consistency(old.size, new.size, old.root, new.root, proof):
            raise Wrong(f"{new} does not continue {old}")


def entries_of(log, path, width):
    data, entries, at = read(log, path), [], 0
    while at + 2 <= len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        entries.append(data[at + 2 : end])
        at = end
    if at != len(data) or len(entries) != width:
        raise Wrong(f"{path} does not hold exactly {width} entries")
    return entries


def included(one, index, path, entry):
    proof = one.tree.inclusion_proof(index)
    if holds_inclusion(index, one.size, sha256(b"\x00" + entry), proof, one.root):
        return
    if holds_inclusion(index, one.size, one.tree.node(0, index), proof, one.root):
        raise Wrong(f"entry {index} in {path} is not the leaf of {one}")
    raise Wrong(f"the tiles over {path} do not lead to the root of {one}: leaf {index}")


def check_bundle(log, one, number, leaves):
    width = min(256, one.size - 256 * number)
    path = tile_path("entries", number, width)
    try:
        entries = entries_of(log, path, width)
    except Wrong as wrong:
        leaves.faults += [str(wrong)] * width
        return
    for at, entry in enumerate(entries):
        leaves.run(included, one, 256 * number + at, path, entry)


def follows(log, last, key, new, new_key):
    """The last entry of the one names the other, and the first entry of the other holds the last checkpoint of the one."""
    number = (last.size - 1) // 256
    path = tile_path("entries", number, min(256, last.size - 256 * number))
    ending = f"translog-succession v1 ending\nlog {key.text}\nnext {new_key.text}\n"
    if entries_of(log, path, last.size - 256 * number)[-1] != ending.encode():
        raise Wrong(f"the last entry of {key.name} does not name {new_key.name} as the one that follows")
    first = Checkpoint(new, "checkpoint", new, new_key)
    path = tile_path("entries", 0, min(256, first.size))
    entry = entries_of(new, path, min(256, first.size))[0]
    included(first, 0, path, entry)
    head, _, note = entry.partition(b"\n\n")
    text, _, signatures = note.rpartition(b"\n\n")
    begins = f"translog-succession v1 beginning\nlog {new_key.text}\nafter {key.text}\nreason "
    if head not in [begins.encode() + reason for reason in (b"year", b"rotation", b"key-lost")]:
        raise Wrong(f"the first entry of {new_key.name} does not say that it follows {key.name}")
    signed = [is_signed(line, text + b"\n", key) for line in signatures.split(b"\n")[:-1]]
    if text + b"\n" != last.text or True not in signed or False in signed:
        raise Wrong(f"the first entry of {new_key.name} does not hold the last checkpoint of {key.name}")


def main(log, key, saved, *after):
    signed, roots, pairs = Check("checkpoints"), Check("roots"), Check("consistency")
    shown, leaves, partial = Check("shown"), Check("inclusion"), Check("older bundles")
    files = [("checkpoint", log)] + [(path.name, saved) for path in sorted(saved.iterdir())]
    opened = [signed.run(Checkpoint, log, *file, key) for file in files]
    every = [one for one in opened if one is not None]
    results = [signed.end(f"signed by {key.name}")]
    if not every:
        return False
    for one in every:
        roots.run(leads_to, one)
    for pair in itertools.combinations(every, 2):
        pairs.run(continues, *pair)
    newest = max(every, key=lambda one: one.size)
    if every[0].file == "checkpoint" and every[0].size < newest.size:
        shown.faults.append(f"the log goes back to {every[0].size} leaves, and {newest} was seen before")
    for number in range(-(-newest.size // 256)):
        check_bundle(log, newest, number, leaves)
    for older in every:
        if older.size < newest.size and older.size % 256:
            check_bundle(log, older, older.size // 256, partial)
    if after:
        pair = Check("succession")
        pair.run(follows, log, newest, key, *after)
        results.append(pair.end(f"{after[1].name} follows"))
    results += [roots.end("checkpoints"), pairs.end("pairs"), not shown.faults or shown.end("newest")]
    return all(results + [leaves.end(f"leaves of {newest}"), partial.end("leaves")])


if __name__ == "__main__":
    try:
        arguments = [Path(sys.argv[1]), Key(sys.argv[2]), Path(sys.argv[3])]
        arguments += [Path(sys.argv[4]), Key(sys.argv[5])] if len(sys.argv) > 4 else []
    except (IndexError, ValueError) as error:
        print(f"verify.py LOG KEY SAVED [NEXT NEXTKEY]: {error}", file=sys.stderr)
        sys.exit(2)
    is_accepted = main(*arguments)
    print("accepted" if is_accepted else "refused")
    sys.exit(0 if is_accepted else 1)
