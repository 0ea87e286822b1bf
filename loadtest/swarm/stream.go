package main

import (
	"sync/atomic"

	"github.com/pion/rtcp"
)

// How far back a packet may come and still be told from a repeat.
const windowPackets = 1024

// One RTP stream of one viewer, counted by sequence number. One goroutine counts; others read.
type stream struct {
	ssrc    uint32
	isVideo bool
	plain   []byte

	hasBegun bool
	window   [windowPackets / 64]uint64
	// Extended sequence numbers of RFC 3550, appendix A.1.
	first, highest atomic.Uint64

	packets, bytes, repeats, broken atomic.Uint64
	reportedExpected, reportedGot   uint64
}

// Sums over streams. Expected is what the sequence numbers say that was sent.
type totals struct {
	Packets  uint64 `json:"packets"`
	Bytes    uint64 `json:"bytes"`
	Expected uint64 `json:"expected"`
	Repeats  uint64 `json:"repeats"`
	Broken   uint64 `json:"broken"`
}

type stats struct {
	Viewers int `json:"viewers"`
	// Viewers who got a packet within the last two seconds.
	Receiving int `json:"receiving"`
	totals
	// How far a frame's last packet came behind the first viewer's, of all frames since the last question.
	FrameDelayMs delays `json:"frameDelayMs"`
}

func (t *totals) add(other totals) {
	t.Packets += other.Packets
	t.Bytes += other.Bytes
	t.Expected += other.Expected
	t.Repeats += other.Repeats
	t.Broken += other.Broken
}

func (s *stream) count(sequence uint16, size int) {
	extended := s.extend(sequence)
	if s.isRepeat(extended) {
		s.repeats.Add(1)
		return
	}
	s.packets.Add(1)
	s.bytes.Add(uint64(size))
}

// The sequence number that is nearest to the highest one.
func (s *stream) extend(sequence uint16) uint64 {
	if !s.hasBegun {
		s.hasBegun = true
		// A turn ahead, so that a packet from before the first one has a number too.
		begin := uint64(sequence) + 1<<16
		s.first.Store(begin)
		s.highest.Store(begin - 1)
		return begin
	}
	highest := s.highest.Load()
	return highest + uint64(int64(int16(sequence-uint16(highest))))
}

func (s *stream) isRepeat(extended uint64) bool {
	highest := s.highest.Load()
	if extended > highest {
		for at := highest + 1; at < extended && at <= highest+windowPackets; at++ {
			s.mark(at, false)
		}
		s.mark(extended, true)
		s.highest.Store(extended)
		return false
	}
	if extended < s.first.Load() || highest-extended >= windowPackets {
		return true
	}
	word, bit := (extended/64)%uint64(len(s.window)), uint64(1)<<(extended%64)
	if s.window[word]&bit != 0 {
		return true
	}
	s.window[word] |= bit
	return false
}

func (s *stream) mark(at uint64, isHere bool) {
	word, bit := (at/64)%uint64(len(s.window)), uint64(1)<<(at%64)
	if isHere {
		s.window[word] |= bit
	} else {
		s.window[word] &^= bit
	}
}

func (s *stream) totals() totals {
	// Packets first: one that comes between the two must not make more packets than were expected.
	got := s.packets.Load()
	return totals{Packets: got, Bytes: s.bytes.Load(), Expected: s.expected(), Repeats: s.repeats.Load(), Broken: s.broken.Load()}
}

func (s *stream) expected() uint64 {
	first := s.first.Load()
	if first == 0 {
		return 0
	}
	return s.highest.Load() - first + 1
}

// What RFC 3550 says of a source; false before its first packet. Delays are left out: nobody here reads sender reports.
func (s *stream) reportBlock() (rtcp.ReceptionReport, bool) {
	got, expected := s.packets.Load(), s.expected()
	if expected == 0 {
		return rtcp.ReceptionReport{}, false
	}
	newlyExpected, newlyGot := expected-s.reportedExpected, got-s.reportedGot
	s.reportedExpected, s.reportedGot = expected, got
	var fraction, lost uint64
	if newlyExpected > newlyGot {
		fraction = (newlyExpected - newlyGot) << 8 / newlyExpected
	}
	if expected > got {
		lost = expected - got
	}
	return rtcp.ReceptionReport{
		SSRC: s.ssrc, FractionLost: uint8(min(fraction, 255)), TotalLost: uint32(min(lost, 1<<23-1)),
		LastSequenceNumber: uint32(s.highest.Load()),
	}, true
}
