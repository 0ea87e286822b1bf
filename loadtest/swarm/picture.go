package main

import (
	"encoding/binary"
	"time"
)

// NAL unit types of H.264 and of its RTP payload (RFC 6184).
const (
	nalIdr   = 5
	nalStapA = 24
	nalFuA   = 28
)

type rtpHeader struct {
	ssrc, timestamp uint32
	sequence        uint16
	marker          bool
	length          int
}

// Waits for the first whole key frame: from then on a browser would show something.
type pictureWatch struct {
	seen   chan struct{}
	at     time.Time
	isDone bool
	// Of the key frame whose packets are coming.
	timestamp uint32
	isComing  bool
}

func newPictureWatch() *pictureWatch { return &pictureWatch{seen: make(chan struct{})} }

func (p *pictureWatch) take(header rtpHeader, packet []byte, now time.Time) {
	if p.isDone {
		return
	}
	if beginsKeyFrame(packet[header.length:]) {
		p.isComing, p.timestamp = true, header.timestamp
	}
	if p.isComing && header.marker && header.timestamp == p.timestamp {
		p.isDone, p.at = true, now
		close(p.seen)
	}
}

func beginsKeyFrame(payload []byte) bool {
	if len(payload) < 2 {
		return false
	}
	switch payload[0] & 31 {
	case nalIdr:
		return true
	case nalFuA:
		return payload[1]&128 != 0 && payload[1]&31 == nalIdr
	case nalStapA:
		for rest := payload[1:]; len(rest) > 2; {
			size := int(binary.BigEndian.Uint16(rest))
			if rest[2]&31 == nalIdr {
				return true
			}
			if len(rest) < 2+size {
				return false
			}
			rest = rest[2+size:]
		}
	}
	return false
}

// Of RFC 3550, section 5.1.
func readHeader(packet []byte) (rtpHeader, bool) {
	length := 12 + 4*int(packet[0]&15)
	if packet[0]&16 != 0 {
		if len(packet) < length+4 {
			return rtpHeader{}, false
		}
		length += 4 + 4*int(binary.BigEndian.Uint16(packet[length+2:]))
	}
	return rtpHeader{
		ssrc: binary.BigEndian.Uint32(packet[8:]), timestamp: binary.BigEndian.Uint32(packet[4:]),
		sequence: binary.BigEndian.Uint16(packet[2:]), marker: packet[1]&128 != 0, length: length,
	}, len(packet) >= length
}
