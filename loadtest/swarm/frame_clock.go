package main

import (
	"sync"
	"time"
)

const (
	bucketsPerMs = 4
	maxDelayMs   = 1000
	forgetAfter  = 5 * time.Second
)

type delays struct {
	P50 float64 `json:"p50"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

// Says how far viewers are apart: a node passes a frame's timestamp on as it is, so the first viewer who has a frame is the
// clock of all others. What the way to that first viewer took is not in it.
type frameClock struct {
	mutex   sync.Mutex
	firsts  map[uint32]time.Time
	buckets [maxDelayMs*bucketsPerMs + 1]uint64
	count   uint64
}

func newFrameClock() *frameClock { return &frameClock{firsts: map[uint32]time.Time{}} }

func (f *frameClock) arrived(timestamp uint32, now time.Time) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	first, isKnown := f.firsts[timestamp]
	if !isKnown {
		f.firsts[timestamp] = now
		return
	}
	bucket := int(now.Sub(first).Microseconds()) * bucketsPerMs / 1000
	f.buckets[max(0, min(bucket, len(f.buckets)-1))]++
	f.count++
}

func (f *frameClock) takeDelays() delays {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	said := delays{P50: f.percentile(0.5), P99: f.percentile(0.99), Max: f.percentile(1)}
	f.buckets, f.count = [len(f.buckets)]uint64{}, 0
	for timestamp, at := range f.firsts {
		if time.Since(at) > forgetAfter {
			delete(f.firsts, timestamp)
		}
	}
	return said
}

func (f *frameClock) percentile(share float64) float64 {
	var seen uint64
	for bucket, count := range f.buckets {
		seen += count
		if count > 0 && float64(seen) >= share*float64(f.count) {
			return float64(bucket+1) / bucketsPerMs
		}
	}
	return 0
}
