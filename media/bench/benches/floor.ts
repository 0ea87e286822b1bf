import { Floor, type FloorFigures } from '../measure/floor.ts';
import { showSpread } from '../measure/spread.ts';
import type { Line } from './packaging.ts';

/** As large as a packet of a picture is. */
const BYTES = 1_200;

export type FloorOptions = { viewers: number; pairs: number; windowMs: number; swarmPath: string };

/** What a packet costs at the very least on this machine: AES-128-GCM and a system call, nothing around them. */
export async function floor({ pairs, swarmPath, viewers, windowMs }: FloorOptions) {
  const opened = await Floor.open(swarmPath, viewers);
  const rounds: FloorFigures[] = [];
  try {
    for (let turn = 0; turn <= pairs; turn += 1) {
      const figures = await opened.measure(BYTES, windowMs);
      if (turn > 0 || pairs === 0) rounds.push(figures);
    }
  } finally {
    await opened.close();
  }
  const of = (read: (figures: FloorFigures) => number) => showSpread(rounds.map(read), 'us a packet');
  const lines: Line[] = [
    { what: 'sendto + GCM', value: of(({ sendtoUs }) => sendtoUs) },
    { what: 'sendmmsg + GCM', value: of(({ sendmmsgUs }) => sendmmsgUs) },
    { what: 'GCM alone', value: of(({ sealUs }) => sealUs) },
  ];
  return { name: 'floor', options: { pairs, viewers, windowMs, bytes: BYTES }, lines, figures: { rounds }, voids: [] };
}
