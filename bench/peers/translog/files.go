package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/transparency-dev/tessera/client"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	width  = 256
	height = 8
)

// Where a tile lies (C2SP tlog-tiles): tlog's own path with its height left out.
func tileFile(folder string, tile tlog.Tile) string {
	path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
	return filepath.Join(folder, strings.Replace(path, "tile/data/", "tile/entries/", 1))
}

// Tiles of a folder. What was proven to be of the tree stays in memory.
type tileFolder struct {
	folder string
	kept   map[tlog.Tile][]byte
}

func (f tileFolder) Height() int { return height }

func (f tileFolder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	all := make([][]byte, len(tiles))
	for i, tile := range tiles {
		if kept, ok := f.kept[tile]; ok {
			all[i] = kept
			continue
		}
		data, err := os.ReadFile(tileFile(f.folder, tile))
		if err != nil {
			return nil, err
		}
		all[i] = data
	}
	return all, nil
}

func (f tileFolder) SaveTiles(tiles []tlog.Tile, data [][]byte) {
	for i, tile := range tiles {
		f.kept[tile] = data[i]
	}
}

// Proofs out of tile files: by tlog, which proves each tile to be of the tree, or by Tessera's client, which does not.
func proveFiles(q Question) (any, error) {
	if q.Reader == "tlog" {
		tree := tlog.Tree{N: q.Size, Hash: hashOf(q.Root)}
		return timedProofs(q, tlog.TileHashReader(tree, tileFolder{q.Folder, map[tlog.Tile][]byte{}}))
	}
	ctx := context.Background()
	builder, err := client.NewProofBuilder(ctx, uint64(q.Size), client.FileFetcher{Root: q.Folder}.ReadTile)
	if err != nil {
		return nil, err
	}
	started := time.Now()
	for _, at := range q.At {
		if q.What == "inclusion" {
			_, err = builder.InclusionProof(ctx, uint64(at))
		} else {
			_, err = builder.ConsistencyProof(ctx, uint64(at), uint64(q.Size))
		}
		if err != nil {
			return nil, err
		}
	}
	return map[string]any{"us": microseconds(started, len(q.At)), "proofs": []Proof{}}, nil
}

// A whole log: its signature, every entry hashed, every tile compared, and the root.
func verifyFolder(q Question) (any, error) {
	started := time.Now()
	text, err := os.ReadFile(filepath.Join(q.Folder, "checkpoint"))
	if err != nil {
		return nil, err
	}
	verifier, err := note.NewVerifier(q.Key)
	if err != nil {
		return nil, err
	}
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return nil, err
	}
	size, root, err := sizeAndRoot(opened.Text)
	if err != nil {
		return nil, err
	}
	log := &rebuilt{folder: q.Folder}
	for n := int64(0); n*width < size; n++ {
		if err := log.addBundle(n, min(width, size-n*width)); err != nil {
			return nil, err
		}
	}
	computed, err := log.root()
	if err != nil {
		return nil, err
	}
	if computed != root {
		return nil, fmt.Errorf("the %d entries lead to %v, the checkpoint says %v", size, computed, root)
	}
	seconds := time.Since(started).Seconds()
	return map[string]any{"entries": size, "tiles": log.tiles, "root": root[:], "seconds": seconds, "rssMiB": peakMiB()}, nil
}

// The second and third line of a checkpoint.
func sizeAndRoot(text string) (size int64, root tlog.Hash, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 {
		return 0, root, fmt.Errorf("not a checkpoint: %q", text)
	}
	if size, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return 0, root, err
	}
	root, err = tlog.ParseHash(lines[2])
	return size, root, err
}

// A tree that is computed again from entries. Of each level of tiles it holds the last tile, and how many were full before.
type rebuilt struct {
	folder string
	rows   [][]tlog.Hash
	full   []int64
	tiles  int
}

func (r *rebuilt) addBundle(n, count int64) error {
	data, err := os.ReadFile(tileFile(r.folder, tlog.Tile{H: height, L: -1, N: n, W: int(count)}))
	if err != nil {
		return err
	}
	for range count {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return fmt.Errorf("bundle %d is cut", n)
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		if err := r.add(0, tlog.RecordHash(data[2:end])); err != nil {
			return err
		}
		data = data[end:]
	}
	if len(data) > 0 {
		return fmt.Errorf("bundle %d holds more than %d entries", n, count)
	}
	return nil
}

func (r *rebuilt) add(level int, hash tlog.Hash) error {
	if level == len(r.rows) {
		r.rows, r.full = append(r.rows, nil), append(r.full, 0)
	}
	r.rows[level] = append(r.rows[level], hash)
	if len(r.rows[level]) < width {
		return nil
	}
	if err := r.compare(level); err != nil {
		return err
	}
	above := treeOf(r.rows[level])
	r.rows[level] = r.rows[level][:0]
	r.full[level]++
	return r.add(level+1, above)
}

func (r *rebuilt) compare(level int) error {
	row := r.rows[level]
	file := tileFile(r.folder, tlog.Tile{H: height, L: level, N: r.full[level], W: len(row)})
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	r.tiles++
	if bytes.Equal(data, bytes.Join(bytesOf(row), nil)) {
		return nil
	}
	return fmt.Errorf("%s holds other hashes than its entries have", file)
}

// Compares the partial tiles too.
func (r *rebuilt) root() (tlog.Hash, error) {
	var below []tlog.Hash // what ends the row: a subtree that is not full
	for level, row := range r.rows {
		if len(row) > 0 {
			if err := r.compare(level); err != nil {
				return tlog.Hash{}, err
			}
		}
		if whole := append(append([]tlog.Hash{}, row...), below...); len(whole) > 0 {
			below = []tlog.Hash{treeOf(whole)}
		}
	}
	return below[0], nil
}

// RFC 6962, section 2.1, over hashes in place of leaves.
func treeOf(hashes []tlog.Hash) tlog.Hash {
	if len(hashes) == 1 {
		return hashes[0]
	}
	split := 1
	for split*2 < len(hashes) {
		split *= 2
	}
	return tlog.NodeHash(treeOf(hashes[:split]), treeOf(hashes[split:]))
}
