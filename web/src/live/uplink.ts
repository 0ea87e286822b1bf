/** How well the host's own line carries the show. */
export type UplinkWord = 'good' | 'weak' | 'failing';

export type UplinkFigures = {
  bitrateBps: number;
  framesPerSecond: number;
  rttMs: number | null;
  lossFraction: number;
  limitedBy: 'none' | 'bandwidth' | 'cpu' | 'other';
};

/** What WebRTC counted so far; two of them, some time apart, make figures. */
export type UplinkSample = {
  atMs: number;
  bytesSent: number;
  framesPerSecond: number;
  rttMs: number | null;
  lossFraction: number;
  limitedBy: UplinkFigures['limitedBy'];
};

/** One word for the line. A slate sends little on purpose, so bitrate alone never condemns it. */
export function chooseUplinkWord({ framesPerSecond, limitedBy, lossFraction, rttMs }: UplinkFigures): UplinkWord {
  if (lossFraction > 0.12 || framesPerSecond === 0 || (rttMs ?? 0) > 1_200) return 'failing';
  if (lossFraction > 0.03 || (rttMs ?? 0) > 400 || limitedBy === 'bandwidth' || limitedBy === 'cpu') return 'weak';
  return 'good';
}

export function toFigures(before: UplinkSample, now: UplinkSample): UplinkFigures {
  const seconds = Math.max(0.001, (now.atMs - before.atMs) / 1_000);
  const { framesPerSecond, limitedBy, lossFraction, rttMs } = now;
  const bitrateBps = Math.max(0, Math.round(((now.bytesSent - before.bytesSent) * 8) / seconds));
  return { bitrateBps, framesPerSecond, limitedBy, lossFraction, rttMs };
}

type Stat = Record<string, unknown> & { type: string };

/** Reads a video sender's report. */
export function toUplinkSample(report: Iterable<Stat>, atMs: number): UplinkSample {
  const sample: UplinkSample = {
    atMs,
    bytesSent: 0,
    framesPerSecond: 0,
    rttMs: null,
    lossFraction: 0,
    limitedBy: 'none',
  };
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  for (const stat of report) {
    if (stat.type === 'outbound-rtp') {
      sample.bytesSent += number(stat.bytesSent);
      sample.framesPerSecond = Math.max(sample.framesPerSecond, number(stat.framesPerSecond));
      const limit = stat.qualityLimitationReason;
      if (limit === 'bandwidth' || limit === 'cpu' || limit === 'other') sample.limitedBy = limit;
    }
    if (stat.type === 'remote-inbound-rtp') {
      sample.lossFraction = Math.max(sample.lossFraction, number(stat.fractionLost));
      if (typeof stat.roundTripTime === 'number') sample.rttMs = Math.round(stat.roundTripTime * 1_000);
    }
  }
  return sample;
}
