// Command swarm plays many viewers of one show: real ICE, DTLS and SRTP, and nothing is decoded. It is told what to do by
// lines of JSON on its standard input and answers each with a line; whoever drives it does the signalling.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
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
	if len(os.Args) > 1 {
		if err := runTool(os.Args[1:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
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

// What a tool is told, as JSON in its argument.
type toolOptions struct {
	Bytes    int   `json:"bytes"`
	Rounds   int   `json:"rounds"`
	WindowMs int   `json:"windowMs"`
	Ports    []int `json:"ports"`
	// Sockets of a sink.
	Receivers int `json:"receivers"`
}

// `swarm sink` and `swarm floor` measure what no server can go below; they have no viewers.
func runTool(args []string) error {
	var told toolOptions
	if len(args) != 2 {
		return fmt.Errorf("a tool takes one argument, not %d", len(args)-1)
	}
	if err := json.Unmarshal([]byte(args[1]), &told); err != nil {
		return err
	}
	switch args[0] {
	case "sink":
		return runSink(told.Receivers)
	case "floor":
		figures, err := measureFloor(told.Bytes, told.Rounds, time.Duration(told.WindowMs)*time.Millisecond, told.Ports)
		if err != nil {
			return err
		}
		return json.NewEncoder(os.Stdout).Encode(figures)
	}
	return fmt.Errorf("there is no tool %q", args[0])
}
