package main

import (
	"context"
	"crypto/tls"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/rtcp"
	"github.com/pion/srtp/v3"
)

const connectTimeout = 15 * time.Second

// How often a viewer tells what she received, as browsers do for a picture, on average.
const reportEvery = time.Second

// After so long without a packet a viewer counts as one that receives nothing.
const silentAfter = 2 * time.Second

// One viewer: her ICE agent, her keys, and a counter for each of her streams.
type viewer struct {
	startedAt time.Time
	streams   map[uint32]*stream
	picture   *pictureWatch
	frames    *frameClock

	// Set once, when the keys are there.
	incoming   atomic.Pointer[srtp.Context]
	mutex      sync.Mutex
	agent      *ice.Agent
	link       *link
	outgoing   *srtp.Context
	lastPacket atomic.Int64
}

type connectTimes struct {
	IceMs  float64 `json:"iceMs"`
	DtlsMs float64 `json:"dtlsMs"`
}

func newViewer(consumers []consumer, frames *frameClock, startedAt time.Time) *viewer {
	v := &viewer{startedAt: startedAt, streams: map[uint32]*stream{}, picture: newPictureWatch(), frames: frames}
	for _, c := range consumers {
		for _, encoding := range c.RtpParameters.Encodings {
			v.streams[encoding.SSRC] = &stream{ssrc: encoding.SSRC, isVideo: c.Kind == "video"}
		}
	}
	return v
}

// Runs ICE and DTLS; what comes is counted until she is closed.
func (v *viewer) connect(to transportOptions, certificate tls.Certificate) (connectTimes, error) {
	ctx, cancel := context.WithTimeout(context.Background(), connectTimeout)
	defer cancel()
	agent, err := newAgent(to)
	if err != nil {
		return connectTimes{}, err
	}
	v.mutex.Lock()
	v.agent = agent
	v.mutex.Unlock()
	conn, err := agent.Dial(ctx, to.IceParameters.UsernameFragment, to.IceParameters.Password)
	if err != nil {
		return connectTimes{}, err
	}
	times := connectTimes{IceMs: toMs(time.Since(v.startedAt))}
	l := newLink(conn)
	go l.read(v.take)
	// DTLS waits for its reader, which only the end of the connection wakes: without this a handshake that fails hangs.
	keep := context.AfterFunc(ctx, func() { _ = agent.Close() })
	defer keep()
	incoming, outgoing, err := shakeHands(ctx, l, certificate, to.DtlsParameters)
	if err != nil {
		return times, err
	}
	times.DtlsMs = toMs(time.Since(v.startedAt))
	v.incoming.Store(incoming)
	v.link, v.outgoing = l, outgoing
	go v.reportUntilClosed()
	return times, nil
}

// Media that comes before its keys is dropped, as it is in a browser.
func (v *viewer) take(packet []byte) {
	incoming := v.incoming.Load()
	if incoming == nil || isRtcp(packet) || len(packet) < 12 {
		return
	}
	header, ok := readHeader(packet)
	if !ok {
		return
	}
	s := v.streams[header.ssrc]
	if s == nil {
		return
	}
	plain, err := incoming.DecryptRTP(s.plain[:0], packet, nil)
	if err != nil {
		s.broken.Add(1)
		return
	}
	s.plain = plain
	now := time.Now()
	v.lastPacket.Store(now.UnixNano())
	s.count(header.sequence, len(plain))
	if s.isVideo {
		v.picture.take(header, plain, now)
		if header.marker {
			v.frames.arrived(header.timestamp, now)
		}
	}
}

func (v *viewer) isReceiving() bool {
	return time.Since(time.Unix(0, v.lastPacket.Load())) < silentAfter
}

func (v *viewer) totals() totals {
	var all totals
	for _, s := range v.streams {
		all.add(s.totals())
	}
	return all
}

// Each viewer at times of her own (RFC 3550, section 6.3.1): reports of four hundred at once overflow the port that they are
// sent to, and a handshake that is lost among them is lost again after 1, 3 and 7 s, when it is sent again.
func (v *viewer) reportUntilClosed() {
	for {
		select {
		case <-v.link.closed:
			return
		case <-time.After(time.Duration((0.5 + rand.Float64()) * float64(reportEvery))):
			v.report()
		}
	}
}

// Sends a receiver report on all streams, as a browser does.
func (v *viewer) report() {
	report := rtcp.ReceiverReport{SSRC: 1}
	for _, s := range v.streams {
		if block, ok := s.reportBlock(); ok {
			report.Reports = append(report.Reports, block)
		}
	}
	plain, err := report.Marshal()
	if err != nil || len(report.Reports) == 0 {
		return
	}
	if sealed, err := v.outgoing.EncryptRTCP(nil, plain, nil); err == nil {
		_, _ = v.link.conn.Write(sealed)
	}
}

func (v *viewer) close() {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	if v.agent != nil {
		_ = v.agent.Close()
	}
}
