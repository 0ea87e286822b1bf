package main

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/pion/dtls/v3"
	"github.com/pion/ice/v4"
	"github.com/pion/srtp/v3"
)

// Of RFC 5764, section 4.2.
const keyLabel = "EXTRACTOR-dtls_srtp"

var errNoProfile = errors.New("no SRTP profile was agreed on")

func newAgent(to transportOptions) (*ice.Agent, error) {
	if len(to.IceCandidates) == 0 {
		return nil, errors.New("the transport has no candidates")
	}
	isLocal := net.ParseIP(to.IceCandidates[0].address()).IsLoopback()
	agent, err := ice.NewAgentWithOptions(
		ice.WithNetworkTypes([]ice.NetworkType{ice.NetworkTypeUDP4}),
		ice.WithCandidateTypes([]ice.CandidateType{ice.CandidateTypeHost}),
		ice.WithMulticastDNSMode(ice.MulticastDNSModeDisabled),
		ice.WithIncludeLoopback(),
		// Sockets on addresses that do not lead there would cost and bring nothing.
		ice.WithIPFilter(func(ip net.IP) bool { return ip.IsLoopback() == isLocal }),
	)
	if err != nil {
		return nil, err
	}
	if err := agent.OnCandidate(func(ice.Candidate) {}); err != nil {
		return nil, err
	}
	for _, c := range to.IceCandidates {
		if c.Protocol != "udp" {
			continue
		}
		candidate, err := ice.NewCandidateHost(&ice.CandidateHostConfig{
			Network: "udp", Address: c.address(), Port: c.Port, Component: 1, Priority: c.Priority, Foundation: c.Foundation,
		})
		if err != nil {
			return nil, err
		}
		if err := agent.AddRemoteCandidate(candidate); err != nil {
			return nil, err
		}
	}
	return agent, agent.GatherCandidates()
}

// The DTLS handshake as its client. Returns the contexts to read and to send with.
func shakeHands(ctx context.Context, l *link, certificate tls.Certificate, peer dtlsParameters) (in, out *srtp.Context, err error) {
	conn, err := dtls.ClientWithOptions(l, l.conn.RemoteAddr(),
		dtls.WithCertificates(certificate),
		// The chain means nothing: the fingerprint came by the signalling, and it decides.
		dtls.WithInsecureSkipVerify(true),
		dtls.WithVerifyPeerCertificate(func(raw [][]byte, _ [][]*x509.Certificate) error { return matchFingerprint(raw, peer) }),
		// In Chromium's order.
		dtls.WithSRTPProtectionProfiles(dtls.SRTP_AEAD_AES_256_GCM, dtls.SRTP_AEAD_AES_128_GCM, dtls.SRTP_AES128_CM_HMAC_SHA1_80),
	)
	if err != nil {
		return nil, nil, err
	}
	if err := conn.HandshakeContext(ctx); err != nil {
		return nil, nil, fmt.Errorf("DTLS: %w", err)
	}
	agreed, ok := conn.SelectedSRTPProtectionProfile()
	state, known := conn.ConnectionState()
	if !ok || !known {
		return nil, nil, errNoProfile
	}
	return toContexts(&state, srtp.ProtectionProfile(agreed))
}

func toContexts(state *dtls.State, profile srtp.ProtectionProfile) (in, out *srtp.Context, err error) {
	keyLength, err := profile.KeyLen()
	if err != nil {
		return nil, nil, err
	}
	saltLength, err := profile.SaltLen()
	if err != nil {
		return nil, nil, err
	}
	material, err := state.ExportKeyingMaterial(keyLabel, nil, 2*(keyLength+saltLength))
	if err != nil {
		return nil, nil, err
	}
	ours, theirs, salts := material[:keyLength], material[keyLength:2*keyLength], material[2*keyLength:]
	if in, err = srtp.CreateContext(theirs, salts[saltLength:], profile); err != nil {
		return nil, nil, err
	}
	out, err = srtp.CreateContext(ours, salts[:saltLength], profile)
	return in, out, err
}

func matchFingerprint(raw [][]byte, peer dtlsParameters) error {
	if len(raw) == 0 {
		return errors.New("the node showed no certificate")
	}
	sum := sha256.Sum256(raw[0])
	for _, f := range peer.Fingerprints {
		if f.Algorithm == "sha-256" && strings.EqualFold(f.Value, toColons(sum[:])) {
			return nil
		}
	}
	return errors.New("the certificate is not the one that the signalling named")
}
