package main

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"runtime"
	"syscall"
	"time"
	"unsafe"
)

const (
	rtpHeaderBytes = 12
	// Packets that one system call hands over where several may.
	batchPackets = 64
	// Packets between two looks at the clock.
	lookEvery = 4 * batchPackets
)

// What the least that a server could do costs: seal a packet and hand it to the kernel, in us of CPU a packet.
type floorFigures struct {
	Bytes int `json:"bytes"`
	// One system call a packet, as every server that sends when a packet came.
	SendtoUs float64 `json:"sendtoUs"`
	// One for 64 packets.
	SendmmsgUs float64 `json:"sendmmsgUs"`
	// The sealing alone.
	SealUs float64 `json:"sealUs"`
}

// Opens sockets that take everything and keep nothing, and tells their ports; ends with its standard input.
func runSink(receivers int) error {
	ports := make([]int, receivers)
	for at := range ports {
		socket, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
		if err != nil {
			return err
		}
		ports[at] = socket.LocalAddr().(*net.UDPAddr).Port
		go func() {
			packet := make([]byte, 2048)
			for {
				if _, err := socket.Read(packet); err != nil {
					return
				}
			}
		}()
	}
	if err := json.NewEncoder(os.Stdout).Encode(ports); err != nil {
		return err
	}
	_, _ = os.Stdin.Read(make([]byte, 1))
	return nil
}

// The smallest of several rounds: what others do on the machine only ever adds.
func measureFloor(bytes, rounds int, window time.Duration, ports []int) (floorFigures, error) {
	if bytes <= rtpHeaderBytes || len(ports) == 0 || rounds < 1 {
		return floorFigures{}, fmt.Errorf("no floor of %d rounds with %d bytes to %d ports", rounds, bytes, len(ports))
	}
	sender, err := newFloorSender(bytes, ports)
	if err != nil {
		return floorFigures{}, err
	}
	defer sender.close()
	runtime.LockOSThread()
	figures := floorFigures{Bytes: bytes}
	for range rounds {
		for _, way := range []struct {
			figure *float64
			act    func() error
		}{
			{&figures.SendtoUs, sender.sendOneByOne},
			{&figures.SendmmsgUs, sender.sendTogether},
			{&figures.SealUs, sender.sealOnly},
		} {
			us, err := spendOn(window, way.act)
			if err != nil {
				return floorFigures{}, err
			}
			if *way.figure == 0 || us < *way.figure {
				*way.figure = us
			}
		}
	}
	return figures, nil
}

// CPU a packet while a window lasts; each act takes a batch.
func spendOn(window time.Duration, act func() error) (float64, error) {
	packets := 0
	before, endsAt := cpuTime(), time.Now().Add(window)
	for time.Now().Before(endsAt) {
		for sent := 0; sent < lookEvery; sent += batchPackets {
			if err := act(); err != nil {
				return 0, err
			}
		}
		packets += lookEvery
	}
	return float64((cpuTime()-before)/time.Microsecond) / float64(packets), nil
}

func cpuTime() time.Duration {
	var usage syscall.Rusage
	const thread = 1 // RUSAGE_THREAD: the collector of this program is not what is measured.
	_ = syscall.Getrusage(thread, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

type mmsghdr struct {
	header syscall.Msghdr
	sent   uint32
	_      [4]byte
}

type floorSender struct {
	socket   int
	seal     cipher.AEAD
	payload  []byte
	nonce    [12]byte
	sequence uint32
	packets  [batchPackets][]byte
	to       []syscall.RawSockaddrInet4
	messages [batchPackets]mmsghdr
	vectors  [batchPackets]syscall.Iovec
	next     int
}

func newFloorSender(bytes int, ports []int) (*floorSender, error) {
	block, err := aes.NewCipher(make([]byte, 16))
	if err != nil {
		return nil, err
	}
	seal, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM, 0)
	if err != nil {
		return nil, err
	}
	_ = syscall.SetsockoptInt(socket, syscall.SOL_SOCKET, syscall.SO_SNDBUF, 4<<20)
	s := &floorSender{socket: socket, seal: seal, payload: make([]byte, bytes-rtpHeaderBytes)}
	for _, port := range ports {
		var bigEndian [2]byte
		binary.BigEndian.PutUint16(bigEndian[:], uint16(port))
		address := syscall.RawSockaddrInet4{Family: syscall.AF_INET, Addr: [4]byte{127, 0, 0, 1}}
		address.Port = binary.NativeEndian.Uint16(bigEndian[:])
		s.to = append(s.to, address)
	}
	for at := range s.packets {
		s.packets[at] = make([]byte, bytes+seal.Overhead())
		s.vectors[at] = syscall.Iovec{Base: &s.packets[at][0], Len: uint64(len(s.packets[at]))}
		s.messages[at].header = syscall.Msghdr{Iov: &s.vectors[at], Iovlen: 1, Namelen: syscall.SizeofSockaddrInet4}
	}
	return s, nil
}

func (s *floorSender) close() { _ = syscall.Close(s.socket) }

// Another header and another nonce for every packet, as SRTP has.
func (s *floorSender) sealAt(at int) {
	packet := s.packets[at]
	s.sequence++
	binary.BigEndian.PutUint32(packet[4:8], s.sequence)
	binary.BigEndian.PutUint32(s.nonce[8:], s.sequence)
	s.seal.Seal(packet[:rtpHeaderBytes], s.nonce[:], s.payload, packet[:rtpHeaderBytes])
}

func (s *floorSender) nextReceiver() *syscall.RawSockaddrInet4 {
	s.next = (s.next + 1) % len(s.to)
	return &s.to[s.next]
}

func (s *floorSender) sealOnly() error {
	for at := range s.packets {
		s.sealAt(at)
	}
	return nil
}

func (s *floorSender) sendOneByOne() error {
	for at := range s.packets {
		s.sealAt(at)
		packet, to := s.packets[at], s.nextReceiver()
		_, _, fault := syscall.RawSyscall6(syscall.SYS_SENDTO, uintptr(s.socket), uintptr(unsafe.Pointer(&packet[0])),
			uintptr(len(packet)), 0, uintptr(unsafe.Pointer(to)), syscall.SizeofSockaddrInet4)
		if fault != 0 {
			return fault
		}
	}
	return nil
}

func (s *floorSender) sendTogether() error {
	for at := range s.packets {
		s.sealAt(at)
		s.messages[at].header.Name = (*byte)(unsafe.Pointer(s.nextReceiver()))
	}
	for from := 0; from < batchPackets; {
		sent, _, fault := syscall.RawSyscall6(sysSendmmsg, uintptr(s.socket), uintptr(unsafe.Pointer(&s.messages[from])),
			uintptr(batchPackets-from), 0, 0, 0)
		if fault != 0 {
			return fault
		}
		from += int(sent)
	}
	return nil
}
