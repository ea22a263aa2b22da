package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
)

const origin = "bench.example/tessera"

// A new log, or the one of the question before: Tessera's appender, and what ends it.
type log struct {
	folder, key string
	appender    *tessera.Appender
	end         func() error
	size        int64
}

func openLog(q Question) (*log, error) {
	private, public, err := note.GenerateKey(rand.Reader, origin)
	if err != nil {
		return nil, err
	}
	signer, err := note.NewSigner(private)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	driver, err := posix.New(ctx, posix.Config{Path: q.Folder})
	if err != nil {
		cancel()
		return nil, err
	}
	options := tessera.NewAppendOptions().
		WithCheckpointSigner(signer).
		WithCheckpointInterval(time.Second).
		WithBatching(q.Most, time.Duration(q.AgeMs*float64(time.Millisecond)))
	appender, shutdown, _, err := tessera.NewAppender(ctx, driver, options)
	if err != nil {
		cancel()
		return nil, err
	}
	end := func() error { // returns once a checkpoint holds everything
		defer cancel()
		return shutdown(ctx)
	}
	return &log{folder: q.Folder, key: public, appender: appender, end: end}, nil
}

// As many callers as wait, each with one entry on its way: how many were acknowledged within the time.
func appends(q Question) (any, error) {
	log, err := openLog(q)
	if err != nil {
		return nil, err
	}
	var next, counted atomic.Int64
	var counting, over atomic.Bool
	var failed atomic.Value
	var callers sync.WaitGroup
	for range q.Waiting {
		callers.Go(func() {
			for !over.Load() {
				entry := tessera.NewEntry(entryAt(next.Add(1)-1, q.Bytes))
				if _, err := log.appender.Add(context.Background(), entry)(); err != nil {
					failed.Store(err)
					return
				}
				if counting.Load() {
					counted.Add(1)
				}
			}
		})
	}
	time.Sleep(time.Duration(q.Seconds / 5 * float64(time.Second)))
	counting.Store(true)
	started := time.Now()
	time.Sleep(time.Duration(q.Seconds * float64(time.Second)))
	acknowledged, seconds := counted.Load(), time.Since(started).Seconds()
	over.Store(true)
	callers.Wait()
	if err, ok := failed.Load().(error); ok {
		return nil, err
	}
	if err := log.end(); err != nil {
		return nil, err
	}
	return map[string]any{"appended": acknowledged, "seconds": seconds, "size": next.Load(), "key": log.key}, nil
}

var growing *log

// One log that grows from question to question, with so many callers, each batch in its order.
func write(q Question) (any, error) {
	started := time.Now()
	if growing == nil {
		opened, err := openLog(q)
		if err != nil {
			return nil, err
		}
		growing = opened
	}
	futures := make([]tessera.IndexFuture, 0, q.Waiting)
	for growing.size < q.Size {
		futures = futures[:0]
		for range min(int64(q.Waiting), q.Size-growing.size) {
			futures = append(futures, growing.appender.Add(context.Background(), tessera.NewEntry(entryAt(growing.size, q.Bytes))))
			growing.size++
		}
		for _, future := range futures {
			if _, err := future(); err != nil {
				return nil, err
			}
		}
	}
	seconds := time.Since(started).Seconds()
	if err := awaitCheckpoint(growing.folder, growing.size); err != nil {
		return nil, err
	}
	return map[string]any{"seconds": seconds, "publishedSeconds": time.Since(started).Seconds(), "rssMiB": peakMiB(), "key": growing.key}, nil
}

// Waits until the published checkpoint holds so many entries.
func awaitCheckpoint(folder string, size int64) error {
	const patience = time.Minute
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
		text, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
		if err != nil {
			continue
		}
		if published, _, err := sizeAndRoot(string(text)); err == nil && published >= size {
			return nil
		}
	}
	return fmt.Errorf("no checkpoint of %d entries within %v", size, patience)
}

// The most memory that this process has held, as Linux counts it.
func peakMiB() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	for _, line := range strings.Split(string(status), "\n") {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, _ := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(rest, "kB")), 64)
			return kib / 1024
		}
	}
	return 0
}
