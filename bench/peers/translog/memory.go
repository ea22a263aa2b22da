package main

import (
	"encoding/binary"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Proof is one of either kind: At is the leaf's index, or the older size, whose root is Leaf.
type Proof struct {
	At     int64    `json:"at"`
	Leaf   []byte   `json:"leaf"`
	Hashes [][]byte `json:"hashes"`
}

// All hashes of a tree, as tlog stores them.
type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hashes[i] = s[index]
	}
	return hashes, nil
}

var (
	tree     stored
	treeSize int64
)

// An entry that both sides make alike: its index, then zeroes.
func entryAt(index int64, bytes int) []byte {
	entry := make([]byte, bytes)
	binary.BigEndian.PutUint64(entry, uint64(index))
	return entry
}

func grow(q Question) (any, error) {
	entry := make([]byte, q.Bytes)
	from, started := treeSize, time.Now()
	for ; treeSize < q.Size; treeSize++ {
		binary.BigEndian.PutUint64(entry, uint64(treeSize))
		hashes, err := tlog.StoredHashes(treeSize, entry, tree)
		if err != nil {
			return nil, err
		}
		tree = append(tree, hashes...)
	}
	seconds := time.Since(started).Seconds()
	root, err := tlog.TreeHash(treeSize, tree)
	return map[string]any{"root": root[:], "entries": treeSize - from, "seconds": seconds}, err
}

func prove(q Question) (any, error) {
	return timedProofs(q, tree)
}

// Makes each proof once without a clock, then all again with it.
func timedProofs(q Question, reader tlog.HashReader) (any, error) {
	one := func(at int64) ([]tlog.Hash, error) {
		if q.What == "inclusion" {
			return tlog.ProveRecord(q.Size, at, reader)
		}
		return tlog.ProveTree(q.Size, at, reader)
	}
	proofs := []Proof{}
	for _, at := range q.At[:min(len(q.At), q.Times)] {
		hashes, err := one(at)
		if err != nil {
			return nil, err
		}
		var leaf tlog.Hash
		if q.What == "inclusion" {
			leaf, err = leafAt(at, reader)
		} else {
			leaf, err = tlog.TreeHash(at, reader)
		}
		if err != nil {
			return nil, err
		}
		proofs = append(proofs, Proof{At: at, Leaf: leaf[:], Hashes: bytesOf(hashes)})
	}
	started := time.Now()
	for _, at := range q.At {
		if _, err := one(at); err != nil {
			return nil, err
		}
	}
	return map[string]any{"us": microseconds(started, len(q.At)), "proofs": proofs}, nil
}

func leafAt(at int64, reader tlog.HashReader) (tlog.Hash, error) {
	hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, at)})
	if err != nil {
		return tlog.Hash{}, err
	}
	return hashes[0], nil
}

// Verifies proofs that the other side made.
func check(q Question) (any, error) {
	root := hashOf(q.Root)
	proofs := make([][]tlog.Hash, len(q.Proofs))
	for i, proof := range q.Proofs {
		proofs[i] = hashesOf(proof.Hashes)
	}
	started := time.Now()
	for range q.Times {
		for i, proof := range q.Proofs {
			var err error
			if q.What == "inclusion" {
				err = tlog.CheckRecord(proofs[i], q.Size, root, proof.At, hashOf(proof.Leaf))
			} else {
				err = tlog.CheckTree(proofs[i], q.Size, root, proof.At, hashOf(proof.Leaf))
			}
			if err != nil {
				return nil, fmt.Errorf("the %s proof of %d among %d: %w", q.What, proof.At, q.Size, err)
			}
		}
	}
	return map[string]any{"us": microseconds(started, q.Times*len(proofs))}, nil
}

func openCheckpoint(q Question) (any, error) {
	verifier, err := note.NewVerifier(q.Key)
	if err != nil {
		return nil, err
	}
	known := note.VerifierList(verifier)
	started := time.Now()
	for range q.Times {
		if _, err := note.Open([]byte(q.Note), known); err != nil {
			return nil, err
		}
	}
	return map[string]any{"us": microseconds(started, q.Times)}, nil
}

// One hash of two, as a tree is made of.
func hashPair(q Question) (any, error) {
	var hash tlog.Hash
	started := time.Now()
	for range q.Times {
		hash = tlog.NodeHash(hash, hash)
	}
	return map[string]any{"us": microseconds(started, q.Times)}, nil
}

func hashOf(bytes []byte) (hash tlog.Hash) {
	copy(hash[:], bytes)
	return hash
}

func hashesOf(all [][]byte) []tlog.Hash {
	hashes := make([]tlog.Hash, len(all))
	for i, bytes := range all {
		hashes[i] = hashOf(bytes)
	}
	return hashes
}

func bytesOf(hashes []tlog.Hash) [][]byte {
	all := make([][]byte, len(hashes))
	for i := range hashes {
		all[i] = hashes[i][:]
	}
	return all
}
