import type { types } from 'mediasoup';

const NTP_EPOCH_SECONDS = 2_208_988_800;
const REPORTS_KEPT = 5;

/** A sender's own word on what its clock showed at an RTP timestamp. */
export type TrackReport = { readonly timestamp: number; readonly ntpMs: number };

/** One producer on the stage, with the latest reports of its sender's clock. */
export type StageTrack = {
  readonly producer: types.Producer;
  readonly kind: types.MediaKind;
  readonly mimeType: string;
  /** Tells a repeated produce from a new one. */
  readonly key: string;
  readonly reports: readonly TrackReport[];
  readonly listeners: Set<(report: TrackReport) => void>;
};

/** Keeps the host's own sender reports: they put sound and picture together exactly, whatever the network does. */
export function watchSenderReports(producer: types.Producer, key: string): StageTrack {
  const reports: TrackReport[] = [];
  const listeners = new Set<(report: TrackReport) => void>();
  const mimeType = producer.rtpParameters.codecs[0]?.mimeType ?? '';
  producer.on('trace', (trace) => {
    if (trace.type !== 'sr') return;
    const report = toReport(trace.info as SenderReportInfo); // mediasoup types it as any; its C++ writes these fields.
    reports.push(report);
    if (reports.length > REPORTS_KEPT) reports.shift();
    for (const listener of listeners) listener(report);
  });
  producer.enableTraceEvent(['sr']).catch(() => undefined); // Closed in the meantime.
  return { producer, kind: producer.kind, mimeType, key, reports, listeners };
}

type SenderReportInfo = { ntpSec: number; ntpFrac: number; rtpTs: number };

const toReport = ({ ntpSec, ntpFrac, rtpTs }: SenderReportInfo): TrackReport => ({
  timestamp: rtpTs,
  ntpMs: (ntpSec - NTP_EPOCH_SECONDS) * 1_000 + (ntpFrac / 2 ** 32) * 1_000,
});
