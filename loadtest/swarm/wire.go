package main

// Parameters as mediasoup says them; what is not read here is left out.
type transportOptions struct {
	IceParameters struct {
		UsernameFragment string `json:"usernameFragment"`
		Password         string `json:"password"`
	} `json:"iceParameters"`
	IceCandidates  []iceCandidate `json:"iceCandidates"`
	DtlsParameters dtlsParameters `json:"dtlsParameters"`
}

type iceCandidate struct {
	Foundation string `json:"foundation"`
	Priority   uint32 `json:"priority"`
	Address    string `json:"address"`
	IP         string `json:"ip"`
	Port       int    `json:"port"`
	Protocol   string `json:"protocol"`
}

func (c iceCandidate) address() string {
	if c.Address != "" {
		return c.Address
	}
	return c.IP
}

type dtlsParameters struct {
	Role         string        `json:"role"`
	Fingerprints []fingerprint `json:"fingerprints"`
}

type fingerprint struct {
	Algorithm string `json:"algorithm"`
	Value     string `json:"value"`
}

type consumer struct {
	Kind          string `json:"kind"`
	RtpParameters struct {
		Encodings []struct {
			SSRC uint32 `json:"ssrc"`
		} `json:"encodings"`
	} `json:"rtpParameters"`
}
