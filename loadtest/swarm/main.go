// Command swarm plays many viewers of one show: real ICE, DTLS and SRTP, and nothing is decoded. It is told what to do by
// lines of JSON on its standard input and answers each with a line; whoever drives it does the signalling.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"sync"
	"time"
)

// A request; which fields count depends on Op: identity, connect, awaitPicture, close, stats.
type request struct {
	ID        int              `json:"id"`
	Op        string           `json:"op"`
	Viewer    string           `json:"viewer"`
	Transport transportOptions `json:"transport"`
	Consumers []consumer       `json:"consumers"`
	TimeoutMs int              `json:"timeoutMs"`
}

type answer struct {
	ID    int    `json:"id"`
	Data  any    `json:"data,omitempty"`
	Error string `json:"error,omitempty"`
}

// What a driver may send at once; a handshake is some milliseconds of CPU, and a viewer that waits is not lost.
const maxHandshakes = 16

func main() {
	swarm, err := newSwarm()
	if err != nil {
		panic(err)
	}
	var writing sync.Mutex
	out := json.NewEncoder(os.Stdout)
	handshakes := make(chan struct{}, maxHandshakes)
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 64<<10), 1<<20)
	for lines.Scan() {
		var asked request
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			panic(err)
		}
		receivedAt := time.Now()
		go func() {
			if asked.Op == "connect" {
				handshakes <- struct{}{}
				defer func() { <-handshakes }()
			}
			data, err := swarm.do(asked, receivedAt)
			said := answer{ID: asked.ID, Data: data}
			if err != nil {
				said.Error = err.Error()
			}
			writing.Lock()
			defer writing.Unlock()
			_ = out.Encode(said)
		}()
	}
	// The driver is gone, and we go with it.
}
