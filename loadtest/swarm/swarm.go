package main

import (
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/pion/dtls/v3/pkg/crypto/selfsign"
)

// Defaults of the wait for a picture.
const pictureTimeout = 10 * time.Second

// All viewers of this process. They share one certificate: making four hundred is nothing that is measured.
type swarm struct {
	certificate tls.Certificate
	frames      *frameClock
	mutex       sync.Mutex
	viewers     map[string]*viewer
	gone        totals
}

func newSwarm() (*swarm, error) {
	certificate, err := selfsign.GenerateSelfSigned()
	if err != nil {
		return nil, err
	}
	return &swarm{certificate: certificate, frames: newFrameClock(), viewers: map[string]*viewer{}}, nil
}

func (s *swarm) do(asked request, receivedAt time.Time) (any, error) {
	switch asked.Op {
	case "identity":
		return s.identity(), nil
	case "connect":
		return s.connect(asked, receivedAt)
	case "awaitPicture":
		return s.awaitPicture(asked)
	case "close":
		return struct{}{}, s.close(asked.Viewer)
	case "stats":
		return s.stats(), nil
	}
	return nil, fmt.Errorf("there is no %q", asked.Op)
}

// The DTLS parameters of every viewer here.
func (s *swarm) identity() dtlsParameters {
	sum := sha256.Sum256(s.certificate.Certificate[0])
	return dtlsParameters{Role: "client", Fingerprints: []fingerprint{{Algorithm: "sha-256", Value: toColons(sum[:])}}}
}

func (s *swarm) connect(asked request, receivedAt time.Time) (any, error) {
	v := newViewer(asked.Consumers, s.frames, receivedAt)
	if err := s.keep(asked.Viewer, v); err != nil {
		return nil, err
	}
	times, err := v.connect(asked.Transport, s.certificate)
	if err != nil {
		_ = s.close(asked.Viewer)
	}
	return times, err
}

func (s *swarm) keep(name string, v *viewer) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if _, isKnown := s.viewers[name]; isKnown {
		return fmt.Errorf("%s watches already", name)
	}
	s.viewers[name] = v
	return nil
}

func (s *swarm) find(name string) (*viewer, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if v, isKnown := s.viewers[name]; isKnown {
		return v, nil
	}
	return nil, fmt.Errorf("there is no viewer %s", name)
}

// Waits for the last packet of the first key frame; the time is since the driver asked to connect.
func (s *swarm) awaitPicture(asked request) (any, error) {
	v, err := s.find(asked.Viewer)
	if err != nil {
		return nil, err
	}
	limit := pictureTimeout
	if asked.TimeoutMs > 0 {
		limit = time.Duration(asked.TimeoutMs) * time.Millisecond
	}
	select {
	case <-v.picture.seen:
		return map[string]float64{"pictureMs": toMs(v.picture.at.Sub(v.startedAt))}, nil
	case <-time.After(limit):
		return nil, fmt.Errorf("no picture for %s within %s", asked.Viewer, limit)
	}
}

// Cuts a viewer without a word, as a network does. What she received stays in the totals.
func (s *swarm) close(name string) error {
	v, err := s.find(name)
	if err != nil {
		return err
	}
	s.mutex.Lock()
	delete(s.viewers, name)
	s.gone.add(v.totals())
	s.mutex.Unlock()
	v.close()
	return nil
}

func (s *swarm) stats() stats {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	said := stats{Viewers: len(s.viewers), totals: s.gone, FrameDelayMs: s.frames.takeDelays()}
	for _, v := range s.viewers {
		said.add(v.totals())
		if v.isReceiving() {
			said.Receiving++
		}
	}
	return said
}

func toColons(bytes []byte) string {
	digits := strings.ToUpper(hex.EncodeToString(bytes))
	parts := make([]string, 0, len(bytes))
	for at := 0; at < len(digits); at += 2 {
		parts = append(parts, digits[at:at+2])
	}
	return strings.Join(parts, ":")
}

func toMs(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
