// The peers of the tamper-evident log, as a contender of the bench: reads one JSON question a line and answers with one.
// Go's own transparency log (golang.org/x/mod/sumdb/tlog) for trees and proofs, Tessera's POSIX driver for writing.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// Question holds the fields of all questions; each uses some of them.
type Question struct {
	Do      string  `json:"do"`
	Folder  string  `json:"folder"`
	Key     string  `json:"key"`
	Bytes   int     `json:"bytes"`
	Waiting int     `json:"waiting"`
	Seconds float64 `json:"seconds"`
	Most    uint    `json:"most"`
	AgeMs   float64 `json:"ageMs"`
	Size    int64   `json:"size"`
	Root    []byte  `json:"root"`
	What    string  `json:"what"`
	At      []int64 `json:"at"`
	Proofs  []Proof `json:"proofs"`
	Note    string  `json:"note"`
	Times   int     `json:"times"`
	Reader  string  `json:"reader"`
}

var answers = map[string]func(Question) (any, error){
	"appends":    appends,
	"write":      write,
	"verify":     verifyFolder,
	"grow":       grow,
	"prove":      prove,
	"check":      check,
	"proveFiles": proveFiles,
	"checkpoint": openCheckpoint,
	"hash":       hashPair,
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var question Question
		must(json.Unmarshal(line, &question))
		answer, ok := answers[question.Do]
		if !ok {
			must(fmt.Errorf("no such question: %q", question.Do))
		}
		value, err := answer(question)
		must(err)
		must(out.Encode(value))
	}
}

func must(err error) {
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func microseconds(since time.Time, calls int) float64 {
	return float64(time.Since(since).Nanoseconds()) / 1000 / float64(calls)
}
