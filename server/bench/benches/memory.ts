import { setTimeout as wait } from 'node:timers/promises';
import type { Ground } from '../ground/open-ground.ts';
import type { Contestant } from '../measure/contestant.ts';
import { show } from '../measure/figures.ts';
import { openContest } from '../measure/open-contestants.ts';
import type { Report } from '../measure/report.ts';
import type { BenchOptions } from '../options.ts';

type Held = { rss: number; heapUsed: number };
const MAX_RSS_KB = 31;
const MAX_TO_SOCKET_IO = 1.35;

/** [G9] What a signed-in shopkeeper in her show holds, after collection: with all of them less with nobody, per head. */
export async function memory(
  ground: Ground,
  options: BenchOptions,
): Promise<Report & { figures: Record<string, Held> }> {
  const contest = await openContest(ground, { ...options, acknowledges: false });
  try {
    await wait(options.idleMs); // The handshakes' own memory is given back.
    const figures: Record<string, Held> = {};
    for (const contestant of contest.all) figures[contestant.name] = await readPerSocket(contestant, options.sockets);
    const rssOf = (name: string) => (figures[name]?.rss ?? Number.NaN) / 1_024;
    const toSocketIo = rssOf('shoal') / rssOf('socket.io');
    const lines = [
      { what: 'sockets', value: `${options.sockets}` },
      ...Object.entries(figures).flatMap(([name, { heapUsed, rss }]) => [
        { what: `RSS per socket, ${name}`, value: show(rss / 1_024, 'KB') },
        { what: `heap per socket, ${name}`, value: show(heapUsed / 1_024, 'KB') },
      ]),
      {
        what: 'RSS per shopkeeper',
        value: show(rssOf('shoal'), 'KB'),
        bar: { text: `<= ${MAX_RSS_KB} KB`, isMet: rssOf('shoal') <= MAX_RSS_KB },
      },
      {
        what: 'RSS to socket.io',
        value: show(toSocketIo),
        bar: { text: `<= ${MAX_TO_SOCKET_IO}`, isMet: toSocketIo <= MAX_TO_SOCKET_IO },
      },
    ];
    return { name: 'memory', options, lines, figures, voids: [] };
  } finally {
    await contest.close();
  }
}

async function readPerSocket({ empty, server }: Contestant, sockets: number): Promise<Held> {
  const { heapUsed, rss } = await server.ask('readMemory');
  return { rss: (rss - empty.rss) / sockets, heapUsed: (heapUsed - empty.heapUsed) / sockets };
}
