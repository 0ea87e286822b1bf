import type { SenderReport } from './programme-clock.ts';

const SENDER_REPORT = 200;
const SENDER_REPORT_BYTES = 28;
/** Seconds from 1900, where NTP counts from, to 1970. */
const NTP_EPOCH_SECONDS = 2_208_988_800;

/** Builds a sender report that says: at `atMs` of the programme the RTP clock stood at `timestamp`. */
export function toSenderReport(ssrc: number, { timestamp, ntpMs }: SenderReport): Buffer {
  const report = Buffer.alloc(SENDER_REPORT_BYTES);
  const seconds = Math.floor(ntpMs / 1_000);
  report.writeUInt8(0x80, 0);
  report.writeUInt8(SENDER_REPORT, 1);
  report.writeUInt16BE(SENDER_REPORT_BYTES / 4 - 1, 2);
  report.writeUInt32BE(ssrc, 4);
  report.writeUInt32BE((seconds + NTP_EPOCH_SECONDS) >>> 0, 8);
  report.writeUInt32BE(Math.floor(((ntpMs - seconds * 1_000) / 1_000) * 2 ** 32) >>> 0, 12);
  report.writeUInt32BE(timestamp >>> 0, 16);
  return report;
}

/** Finds the sender report in a compound RTCP packet. */
export function findSenderReport(rtcp: Buffer): (SenderReport & { ssrc: number }) | undefined {
  for (let at = 0; at + 8 <= rtcp.length; at += 4 + rtcp.readUInt16BE(at + 2) * 4) {
    if (rtcp.readUInt8(at + 1) !== SENDER_REPORT || at + 20 > rtcp.length) continue;
    const ntpMs = ntpToMs(rtcp.readUInt32BE(at + 8), rtcp.readUInt32BE(at + 12));
    return { ssrc: rtcp.readUInt32BE(at + 4), ntpMs, timestamp: rtcp.readUInt32BE(at + 16) };
  }
  return undefined;
}

export const ntpToMs = (seconds: number, fraction: number): number =>
  (seconds - NTP_EPOCH_SECONDS) * 1_000 + (fraction / 2 ** 32) * 1_000;
