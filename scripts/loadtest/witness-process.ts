import { randomUUID } from 'node:crypto';
import type { ShowId, TabId } from '@shoal/contract';
import { note } from '../../loadtest/lib/histogram.ts';
import type { Series } from '../../loadtest/lib/vu-report.ts';
import { RoomClient } from '../../server/bench/load/room-client.ts';
import { answerParent } from '../../server/bench/processes/answer-parent.ts';

export type WitnessAnswers = {
  /** Brings them in evenly, among those of k6: whoever came first is sent to first. */
  open: (input: { port: number; showId: ShowId; tokens: readonly string[]; rampMs: number }) => void;
  report: () => Series;
};

const series: Series = {};

/** Brings one person in on a raw socket, and notes how long each drop took to her. */
function openOne(port: number, showId: ShowId, token: string): void {
  const client: RoomClient = RoomClient.open({
    port,
    showId,
    cookie: `sid=${token}`,
    tabId: randomUUID() as TabId, // A random UUID is what the brand asks for.
    door: 'room',
    keepsEntries: true,
    comesBack: true,
    onApplied(seq, bytes) {
      const nowMs = Date.now();
      const entry = client.entries.at(-1);
      const isLive = bytes > 0; // What came in a tail has no frame of its own.
      if (isLive && entry?.kind === 'drop.published') note(series, seq, nowMs - Date.parse(entry.at));
    },
  });
  client.joined.catch(() => {}); // It comes back by itself.
}

const answers: WitnessAnswers = {
  open({ port, rampMs, showId, tokens }) {
    for (const [order, token] of tokens.entries()) {
      setTimeout(() => openOne(port, showId, token), (order / tokens.length) * rampMs);
    }
  },
  report: () => series,
};
answerParent(answers);
