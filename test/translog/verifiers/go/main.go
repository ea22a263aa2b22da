// Command verify checks a transparency log that lies in a folder as static files (C2SP tlog-tiles). It is made of the public parts of Go's
// checksum database, golang.org/x/mod/sumdb/note and tlog, and shares no code with the log's own library.
//
//	verify LOG KEY SAVED
//
// LOG is the folder of the public files, KEY the log's verifier key, SAVED a folder of checkpoints that were seen before, one a file.
// Exit status: 0 accepted, 1 refused with what is wrong, 2 not started.
package main

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height     = 8
	tileWidth  = 1 << height
	lengthSize = 2
	// mostNamed is how many faults of one kind are printed; the others are counted.
	mostNamed = 5
)

// checkpoint is a tree with the name of the file that shows it.
type checkpoint struct {
	tlog.Tree
	file string
}

func (c checkpoint) String() string { return fmt.Sprintf("%s (%d)", c.file, c.N) }

// check counts what held in one kind of check, and keeps what did not.
type check struct {
	kind   string
	held   int
	faults []string
}

func (c *check) add(err error) {
	if err == nil {
		c.held++
	} else {
		c.faults = append(c.faults, err.Error())
	}
}

// end prints the check. It returns whether everything held.
func (c *check) end(what string) bool {
	fmt.Printf("%s: %d of %d %s\n", c.kind, c.held, c.held+len(c.faults), what)
	for i, fault := range c.faults {
		if i == mostNamed {
			fmt.Printf("wrong: %s: and %d more\n", c.kind, len(c.faults)-mostNamed)
			break
		}
		fmt.Printf("wrong: %s: %s\n", c.kind, fault)
	}
	return len(c.faults) == 0
}

// log is the folder of the public files.
type log string

func (l log) Height() int                         { return height }
func (l log) SaveTiles(_ []tlog.Tile, _ [][]byte) {}

func (l log) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		bytes, err := l.read(pathOf(tile))
		if err != nil {
			return nil, err
		}
		if len(bytes) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes where %d belong", pathOf(tile), len(bytes), tile.W*tlog.HashSize)
		}
		data[i] = bytes
	}
	return data, nil
}

func (l log) read(path string) ([]byte, error) {
	bytes, err := os.ReadFile(filepath.Join(string(l), path))
	if os.IsNotExist(err) {
		return nil, fmt.Errorf("%s is missing", path)
	}
	return bytes, err
}

// entries reads a bundle: each entry behind its length in two bytes.
func (l log) entries(bundle tlog.Tile) ([][]byte, error) {
	data, err := l.read(pathOf(bundle))
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(data) >= lengthSize {
		end := lengthSize + int(binary.BigEndian.Uint16(data))
		if end > len(data) {
			break
		}
		entries = append(entries, data[lengthSize:end])
		data = data[end:]
	}
	if len(data) > 0 || len(entries) != bundle.W {
		return nil, fmt.Errorf("%s does not hold exactly %d entries", pathOf(bundle), bundle.W)
	}
	return entries, nil
}

// pathOf is C2SP's path of a tile: without the height, which is always 8, and with "entries" for the records.
func pathOf(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	if records := strings.TrimPrefix(path, "data/"); records != path {
		return "tile/entries/" + records
	}
	return "tile/" + path
}

// open verifies a checkpoint's signature and reads its three lines; further lines are signed, and passed over.
func open(file string, bytes []byte, key note.Verifier) (checkpoint, error) {
	opened, err := note.Open(bytes, note.VerifierList(key))
	if err != nil {
		return checkpoint{}, fmt.Errorf("%s: the signature does not hold: %v", file, err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != key.Name() {
		return checkpoint{}, fmt.Errorf("%s: not a checkpoint of %s", file, key.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return checkpoint{}, fmt.Errorf("%s: the size is %q", file, lines[1])
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return checkpoint{}, fmt.Errorf("%s: the root is %q", file, lines[2])
	}
	return checkpoint{tlog.Tree{N: size, Hash: root}, file}, nil
}

// openAll opens the log's own checkpoint, which comes first, and the saved ones.
func openAll(l log, key note.Verifier, saved string) ([]checkpoint, *check, error) {
	files, err := os.ReadDir(saved)
	if err != nil {
		return nil, nil, err
	}
	var all []checkpoint
	signed := &check{kind: "checkpoints"}
	take := func(file string, bytes []byte, err error) {
		var one checkpoint
		if err == nil {
			one, err = open(file, bytes, key)
		}
		if err == nil {
			all = append(all, one)
		}
		signed.add(err)
	}
	bytes, err := l.read("checkpoint")
	take("checkpoint", bytes, err)
	for _, file := range files {
		bytes, err := os.ReadFile(filepath.Join(saved, file.Name()))
		take("saved/"+file.Name(), bytes, err)
	}
	return all, signed, nil
}

// leadsTo checks that the tiles of the log lead to the root of a checkpoint.
func leadsTo(l log, c checkpoint) error {
	if c.N == 0 {
		if c.Hash != sha256.Sum256(nil) {
			return fmt.Errorf("%v: an empty tree has another root", c)
		}
		return nil
	}
	root, err := tlog.TreeHash(c.N, tlog.TileHashReader(c.Tree, l))
	if err == nil && root != c.Hash {
		err = fmt.Errorf("they lead to %v", root)
	}
	if err != nil {
		return fmt.Errorf("the tiles do not lead to the root of %v: %v", c, err)
	}
	return nil
}

// continues checks that the newer tree of a pair is the older one with leaves added.
func continues(l log, a, b checkpoint) error {
	if a.N > b.N {
		a, b = b, a
	}
	switch {
	case a.N == b.N && a.Hash != b.Hash:
		return fmt.Errorf("%v and %v: two roots of one size", a, b)
	case a.N == b.N || a.N == 0:
		return nil
	}
	proof, err := tlog.ProveTree(b.N, a.N, tlog.TileHashReader(b.Tree, l))
	if err != nil {
		return fmt.Errorf("%v to %v: no proof: %v", a, b, err)
	}
	if err := tlog.CheckTree(proof, b.N, b.Hash, a.N, a.Hash); err != nil {
		return fmt.Errorf("%v does not continue %v: %v", b, a, err)
	}
	return nil
}

// remembered keeps the hashes that its source has given, so that each tile is read and authenticated once and not once a leaf. Nothing rests on
// that authentication: tlog.TileHashReader before version 0.40 passes over some tiles (CVE-2026-56865), and Debian 12 has 0.7. The proof of
// every leaf and of every pair is checked up to a signed root.
type remembered struct {
	source tlog.HashReader
	hashes map[int64]tlog.Hash
}

func (r remembered) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var unknown []int64
	for _, index := range indexes {
		if _, ok := r.hashes[index]; !ok {
			unknown = append(unknown, index)
		}
	}
	if len(unknown) > 0 {
		found, err := r.source.ReadHashes(unknown)
		if err != nil {
			return nil, err
		}
		for i, index := range unknown {
			r.hashes[index] = found[i]
		}
	}
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hashes[i] = r.hashes[index]
	}
	return hashes, nil
}

// bundleIn is the n'th bundle of a tree.
func bundleIn(tree tlog.Tree, n int64) tlog.Tile {
	width := tree.N - n*tileWidth
	if width > tileWidth {
		width = tileWidth
	}
	return tlog.Tile{H: height, L: -1, N: n, W: int(width)}
}

// hashesUnder are the indexes of all complete subtrees over the entries of one bundle.
func hashesUnder(bundle tlog.Tile) []int64 {
	var indexes []int64
	for level := 0; level <= height; level++ {
		for i := 0; i < bundle.W>>uint(level); i++ {
			indexes = append(indexes, tlog.StoredHashIndex(level, bundle.N<<uint(height-level)+int64(i)))
		}
	}
	return indexes
}

// included checks a proof of inclusion for every entry of one bundle.
func included(l log, c checkpoint, n int64, leaves *check) {
	bundle := bundleIn(c.Tree, n)
	all := func(err error) {
		for i := 0; i < bundle.W; i++ {
			leaves.add(err)
		}
	}
	entries, err := l.entries(bundle)
	if err != nil {
		all(err)
		return
	}
	reader := remembered{tlog.TileHashReader(c.Tree, l), map[int64]tlog.Hash{}}
	if _, err := reader.ReadHashes(hashesUnder(bundle)); err != nil {
		all(fmt.Errorf("the tiles over %s do not lead to the root of %v: %v", pathOf(bundle), c, err))
		return
	}
	for i, entry := range entries {
		leaves.add(includedOne(reader, c, n*tileWidth+int64(i), pathOf(bundle), entry))
	}
}

// includedOne checks the proof of one entry, and where it fails, whether the entry or the tiles are to blame.
func includedOne(reader remembered, c checkpoint, index int64, bundle string, entry []byte) error {
	proof, err := tlog.ProveRecord(c.N, index, reader)
	if err != nil {
		return fmt.Errorf("entry %d in %s: no proof: %v", index, bundle, err)
	}
	if tlog.CheckRecord(proof, c.N, c.Hash, index, tlog.RecordHash(entry)) == nil {
		return nil
	}
	stored := reader.hashes[tlog.StoredHashIndex(0, index)]
	if tlog.CheckRecord(proof, c.N, c.Hash, index, stored) == nil {
		return fmt.Errorf("entry %d in %s is not the leaf of %v", index, bundle, c)
	}
	return fmt.Errorf("the tiles over %s do not lead to the root of %v: leaf %d", bundle, c, index)
}

// newest is the largest tree; of two equal ones that of the log itself, which comes first.
func newest(all []checkpoint) checkpoint {
	largest := all[0]
	for _, one := range all[1:] {
		if one.N > largest.N {
			largest = one
		}
	}
	return largest
}

func verify(l log, all []checkpoint) bool {
	roots, pairs := &check{kind: "roots"}, &check{kind: "consistency"}
	for i, one := range all {
		roots.add(leadsTo(l, one))
		for _, other := range all[:i] {
			pairs.add(continues(l, other, one))
		}
	}
	largest := newest(all)
	shown := &check{kind: "shown"}
	if all[0].file == "checkpoint" && all[0].N < largest.N {
		shown.add(fmt.Errorf("the log goes back to %d leaves, and %v was seen before", all[0].N, largest))
	}
	leaves, partial := &check{kind: "inclusion"}, &check{kind: "older bundles"}
	for n := int64(0); n*tileWidth < largest.N; n++ {
		included(l, largest, n, leaves)
	}
	for _, older := range all {
		if older.N < largest.N && older.N%tileWidth != 0 {
			included(l, older, older.N/tileWidth, partial)
		}
	}
	ends := []bool{
		roots.end("checkpoints"),
		pairs.end("pairs"),
		len(shown.faults) == 0 || shown.end("newest"),
		leaves.end(fmt.Sprintf("leaves of %v", largest)),
		partial.end("leaves"),
	}
	for _, held := range ends {
		if !held {
			return false
		}
	}
	return true
}

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: verify LOG KEY SAVED")
		os.Exit(2)
	}
	key, err := note.NewVerifier(os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "verify: the key:", err)
		os.Exit(2)
	}
	l := log(os.Args[1])
	all, signed, err := openAll(l, key, os.Args[3])
	if err != nil {
		fmt.Fprintln(os.Stderr, "verify:", err)
		os.Exit(2)
	}
	held := signed.end("signed by " + key.Name())
	held = len(all) > 0 && verify(l, all) && held
	if !held {
		fmt.Println("refused")
		os.Exit(1)
	}
	fmt.Println("accepted")
}
