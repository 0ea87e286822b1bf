package main

import (
	"net"
	"testing"
	"time"
)

func TestFloorPacketsArriveAndOpen(t *testing.T) {
	receiver, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	defer receiver.Close()
	sender, err := newFloorSender(200, []int{receiver.LocalAddr().(*net.UDPAddr).Port})
	if err != nil {
		t.Fatal(err)
	}
	defer sender.close()
	for name, act := range map[string]func() error{"sendto": sender.sendOneByOne, "sendmmsg": sender.sendTogether} {
		first := sender.sequence + 1
		if err := act(); err != nil {
			t.Fatal(name, err)
		}
		_ = receiver.SetReadDeadline(time.Now().Add(5 * time.Second))
		for at := range uint32(batchPackets) {
			packet := make([]byte, 2048)
			size, err := receiver.Read(packet)
			if err != nil {
				t.Fatal(name, err)
			}
			nonce := make([]byte, 12)
			copy(nonce[8:], packet[4:8])
			if _, err := sender.seal.Open(nil, nonce, packet[rtpHeaderBytes:size], packet[:rtpHeaderBytes]); err != nil {
				t.Fatal(name, first+at, err)
			}
		}
	}
}

func TestFloorRefusesWhatCannotBeMeasured(t *testing.T) {
	for _, ports := range [][]int{nil, {1}} {
		if _, err := measureFloor(rtpHeaderBytes, 1, time.Millisecond, ports); err == nil {
			t.Error("measured a packet without a payload")
		}
	}
}
