package main

import (
	"net"
	"time"
)

// Large enough for what a node sends; it never sends more than a path's MTU.
const packetBytes = 1600

// A link tells DTLS from media on one ICE connection (RFC 7983). It is the net.PacketConn of DTLS.
type link struct {
	conn      net.Conn
	handshake chan []byte
	closed    chan struct{}
}

func newLink(conn net.Conn) *link {
	return &link{conn: conn, handshake: make(chan []byte, 32), closed: make(chan struct{})}
}

// Reads until the connection ends. The buffer belongs to the reader again when take returns.
func (l *link) read(take func(packet []byte)) {
	defer close(l.closed)
	buffer := make([]byte, packetBytes)
	for {
		n, err := l.conn.Read(buffer)
		if err != nil {
			return
		}
		switch {
		case n == 0:
		case isDtls(buffer[0]):
			l.pass(buffer[:n])
		default:
			take(buffer[:n])
		}
	}
}

// DTLS sends again what was lost, so a full queue may lose it.
func (l *link) pass(packet []byte) {
	select {
	case l.handshake <- append([]byte(nil), packet...):
	default:
	}
}

func isDtls(first byte) bool { return first >= 20 && first <= 63 }

func isRtcp(packet []byte) bool { return len(packet) > 1 && packet[1] >= 192 && packet[1] <= 223 }

func (l *link) ReadFrom(into []byte) (int, net.Addr, error) {
	select {
	case packet := <-l.handshake:
		return copy(into, packet), l.conn.RemoteAddr(), nil
	case <-l.closed:
		return 0, nil, net.ErrClosed
	}
}

func (l *link) WriteTo(packet []byte, _ net.Addr) (int, error) { return l.conn.Write(packet) }
func (l *link) Close() error                                   { return l.conn.Close() }
func (l *link) LocalAddr() net.Addr                            { return l.conn.LocalAddr() }
func (l *link) SetDeadline(time.Time) error                    { return nil }
func (l *link) SetReadDeadline(time.Time) error                { return nil }
func (l *link) SetWriteDeadline(time.Time) error               { return nil }
