package main

import "testing"

func TestStreamCountsLossRepeatsAndAWrappedSequence(t *testing.T) {
	s := &stream{}
	for _, sequence := range []uint16{65534, 65535, 1, 0, 0, 4, 65533} {
		s.count(sequence, 10)
	}
	// From 65534 to 4 are seven; 2 and 3 are lost, 0 came late and then again, 65533 is from before the first.
	want := totals{Packets: 5, Bytes: 50, Expected: 7, Repeats: 2}
	if got := s.totals(); got != want {
		t.Fatalf("got %+v, want %+v", got, want)
	}
}

func TestPictureIsSeenWithTheLastPacketOfAKeyFrame(t *testing.T) {
	header := func(marker bool) rtpHeader { return rtpHeader{timestamp: 1, marker: marker} }
	p := newPictureWatch()
	p.take(header(true), []byte{nalFuA, 128 | 1, 0}, p.at)
	p.take(header(false), []byte{nalFuA, 128 | nalIdr, 0}, p.at)
	if p.isDone {
		t.Fatal("seen before the key frame was whole")
	}
	p.take(header(true), []byte{nalFuA, 64 | nalIdr, 0}, p.at)
	if !p.isDone {
		t.Fatal("a whole key frame was not seen")
	}
}
