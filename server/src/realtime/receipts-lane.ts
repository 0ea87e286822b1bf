import { type Ack, type CommandInput, drops } from '@shoal/contract';
import type { Log } from '../platform/log.ts';
import { toRefusal } from '../platform/refusal.ts';
import type { Connection, ShoalSocket } from './connection.ts';
import { type EngineClient, engineClientOf } from './engine-client.ts';
import { RidingAnswers } from './riding-answers.ts';

type Report = CommandInput<typeof drops.reportReceipts>;
/** What to answer once `committed` settles. */
export type Taken = { appliedSeq: number; committed: Promise<void> | undefined };
export type TakeReport = (connection: Connection, report: Report) => Taken;

/** The one command that every phone sends after every drop. */
export type ReceiptsLane = {
  onReport(take: TakeReport): void;
  listen(socket: ShoalSocket, connection: Connection): void;
  close(): void;
};

type Waiting = { client: EngineClient; id: string; appliedSeq: number };

const NAME = drops.reportReceipts.name;
const START = `["${NAME}",{"showId":"`;
const MIDDLE = '","epoch":"';
const END = '","appliedSeq":';
const SHOW_ID_LENGTH = 36;
const USUAL_FIGURES =
  /^(0|[1-9]\d{0,8}),"seen":\[((?:[1-9]\d{0,8}(?:,[1-9]\d{0,8}){0,9})?)\],"saved":\[\](?:,"attentiveMs":(0|[1-9]\d{0,6}))?\}\]$/;
/** A client that has more reports unanswered goes the general way, where its budget is. */
const MAX_RIDING = 8;
const MAX_KNOWN = 1_000;

/**
 * Reads a report of a higher seq and a few drops seen, the shape in which nearly all come, without the general decoder,
 * and lets its answer ride on the next broadcast. Every other packet goes the general way. What is taken here is what the
 * contract's schema would make of it: ids are taken only as that schema has let them pass before.
 */
export function openReceiptsLane(log: Log): ReceiptsLane {
  const answers = new RidingAnswers();
  const known = new Map<string, Pick<Report, 'showId' | 'epoch'>>();
  const waiting = new Map<Promise<void>, Waiting[]>();
  let take: TakeReport | undefined;

  const answer = ({ client, id }: Waiting, ack: Ack<{ appliedSeq: number }>) =>
    answers.add(client, `43${id}[${JSON.stringify(ack)}]`);
  const settle = (committed: Promise<void>, toAck: (one: Waiting) => Ack<{ appliedSeq: number }>) => {
    for (const one of waiting.get(committed) ?? []) answer(one, toAck(one));
    waiting.delete(committed);
  };
  const whenCommitted = (committed: Promise<void>, one: Waiting) => {
    const others = waiting.get(committed);
    if (others) return void others.push(one);
    waiting.set(committed, [one]);
    committed.then(
      () => settle(committed, ({ appliedSeq }) => ({ ok: true, data: { appliedSeq } })),
      (error: unknown) => {
        const refusal = toRefusal(error, log, { command: NAME });
        settle(committed, () => ({ ok: false, error: refusal }));
      },
    );
  };

  return {
    onReport(react) {
      take = react;
    },
    close: () => answers.close(),
    listen(socket, connection) {
      const client = engineClientOf(socket);
      const takeGenerally = client.ondata;
      if (typeof takeGenerally !== 'function') return;
      client.conn.removeListener('data', takeGenerally);
      client.conn.on('data', (data) => {
        const read = take && typeof data === 'string' ? readReport(known, data) : undefined;
        if (!take || !read || (client.riding?.length ?? 0) >= MAX_RIDING) return takeGenerally(data);
        try {
          const { appliedSeq, committed } = take(connection, read.report);
          const one = { client, id: read.id, appliedSeq };
          if (committed) whenCommitted(committed, one);
          else answer(one, { ok: true, data: { appliedSeq } });
        } catch (error) {
          answer(
            { client, id: read.id, appliedSeq: 0 },
            { ok: false, error: toRefusal(error, log, { command: NAME }) },
          );
        }
      });
    },
  };
}

/** A Socket.IO event with an acknowledgement: `2`, the id, the array. @returns undefined for every other shape. */
export function readReport(
  known: Map<string, Pick<Report, 'showId' | 'epoch'>>,
  data: string,
): { id: string; report: Report } | undefined {
  const at = data.indexOf('[');
  if (data.charCodeAt(0) !== 50 || at < 2 || at > 12 || !data.startsWith(START, at)) return undefined;
  const id = data.slice(1, at);
  const end = data.indexOf(END, at + START.length + SHOW_ID_LENGTH);
  if (end === -1 || !/^\d+$/.test(id)) return undefined;
  const head = data.slice(at, end);
  const place = known.get(head) ?? learnPlace(known, head);
  const figures = place && USUAL_FIGURES.exec(data.slice(end + END.length));
  if (!figures) return undefined;
  const [, appliedSeq, seen, attentiveMs] = figures;
  const report = { ...place, appliedSeq: Number(appliedSeq), seen: seen ? seen.split(',').map(Number) : [], saved: [] };
  return { id, report: attentiveMs === undefined ? report : { ...report, attentiveMs: Number(attentiveMs) } };
}

function learnPlace(known: Map<string, Pick<Report, 'showId' | 'epoch'>>, head: string) {
  const showId = head.slice(START.length, START.length + SHOW_ID_LENGTH);
  const epoch = head.slice(START.length + SHOW_ID_LENGTH + MIDDLE.length);
  if (head !== START + showId + MIDDLE + epoch || /["\\\p{Cc}]/u.test(epoch)) return undefined;
  const read = drops.reportReceipts.input.safeParse({ showId, epoch, appliedSeq: 0, seen: [], saved: [] });
  if (!read.success || read.data.showId !== showId) return undefined;
  const oldest = known.keys().next().value;
  if (known.size >= MAX_KNOWN && oldest !== undefined) known.delete(oldest);
  const place = { showId: read.data.showId, epoch: read.data.epoch };
  known.set(head, place);
  return place;
}
