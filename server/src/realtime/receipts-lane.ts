import { type Ack, type CommandInput, drops } from '@shoal/contract';
import type { Log } from '../platform/log.ts';
import { toRefusal } from '../platform/refusal.ts';
import type { Connection, ShoalSocket } from './connection.ts';
import { TcpPath } from './engine-client.ts';
import { RidingPackets } from './riding-packets.ts';

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

type Read = { id: string; report: Report };
type Asking = { path: TcpPath; connection: Connection };
type Waiting = { path: TcpPath; id: string; appliedSeq: number };

const NAME = drops.reportReceipts.name;
const START = `["${NAME}",{"showId":"`;
const MIDDLE = '","epoch":"';
const END = '","appliedSeq":';
const SHOW_ID_LENGTH = 36;
const USUAL_FIGURES =
  /^(0|[1-9]\d{0,8}),"seen":\[((?:[1-9]\d{0,8}(?:,[1-9]\d{0,8}){0,9})?)\],"saved":\[\](?:,"attentiveMs":(0|[1-9]\d{0,6}))?\}\]$/;
/** An answer waits for more than 2 s, longer than between drops of a lively show; a client asks again after 5 s without one. */
const ANSWERS_RIDE_MS = 2_000;
/** A client that has more reports unanswered goes the general way, where its budget is. */
const MAX_RIDING = 8;
const MAX_KNOWN = 1_000;
const MAX_LENGTH = 400;
/** `42`, nine digits, then the bracket. */
const MAX_HEAD = 11;
const MESSAGE = 0x34;
const EVENT = 0x32;
const BRACKET = 0x5b;
const FIRST_LETTER = NAME.charCodeAt(0);

/**
 * Reads a report of a higher seq and a few drops seen, the shape in which nearly all come, without the general decoder,
 * and lets its answer ride on the next broadcast. Every other packet goes the general way. What is taken here is what the
 * contract's schema would make of it: ids are taken only as that schema has let them pass before.
 */
export function openReceiptsLane(log: Log): ReceiptsLane {
  const answers = new RidingPackets(ANSWERS_RIDE_MS);
  const known = new Map<string, Pick<Report, 'showId' | 'epoch'>>();
  const waiting = new Map<Promise<void>, Waiting[]>();
  let take: TakeReport | undefined;

  const agree = ({ appliedSeq, id, path }: Waiting) =>
    answers.add(path, `43${id}[{"ok":true,"data":{"appliedSeq":${appliedSeq}}}]`);
  const refuse = ({ id, path }: Pick<Waiting, 'id' | 'path'>, error: unknown) => {
    const ack: Ack<never> = { ok: false, error: toRefusal(error, log, { command: NAME }) };
    answers.add(path, `43${id}[${JSON.stringify(ack)}]`);
  };
  const whenCommitted = (committed: Promise<void>, one: Waiting) => {
    const others = waiting.get(committed);
    if (others) return void others.push(one);
    const all = [one];
    waiting.set(committed, all);
    committed
      .then(
        () => all.forEach(agree),
        (error: unknown) => all.forEach((each) => void refuse(each, error)),
      )
      .finally(() => waiting.delete(committed));
  };
  const takeReport = (by: TakeReport, { connection, report, ...asked }: Read & Asking) => {
    try {
      const { appliedSeq, committed } = by(connection, report);
      const one = { ...asked, appliedSeq };
      if (committed) whenCommitted(committed, one);
      else agree(one);
    } catch (error) {
      refuse(asked, error);
    }
  };

  return {
    onReport(react) {
      take = react;
    },
    close: () => answers.close(),
    listen(socket, connection) {
      const path = TcpPath.of(socket);
      const ws = path.client.conn.transport.socket;
      const [takeGenerally, another] = ws?.listeners('message') ?? [];
      if (!ws || !takeGenerally || another) return; // It polls; also after an upgrade all goes the general way.
      ws.removeListener('message', takeGenerally);
      ws.on('message', (data, isBinary) => {
        const isUnanswered = (path.riding?.length ?? 0) >= MAX_RIDING;
        const read =
          take && !isBinary && !isUnanswered && mayBeReport(data) && readReport(known, data.toString('latin1'));
        if (take && read) takeReport(take, { path, connection, ...read });
        else takeGenerally.call(ws, data, isBinary);
      });
    },
  };
}

/** `42`, the id of the acknowledgement, then an event whose name begins as ours. */
function mayBeReport(data: Buffer): boolean {
  if (data.length > MAX_LENGTH || data[0] !== MESSAGE || data[1] !== EVENT) return false;
  const at = data.indexOf(BRACKET, 3);
  return at !== -1 && at <= MAX_HEAD && data[at + 2] === FIRST_LETTER;
}

/** An event with an acknowledgement as Engine.IO and Socket.IO frame it. @returns undefined for every other shape. */
export function readReport(known: Map<string, Pick<Report, 'showId' | 'epoch'>>, data: string): Read | undefined {
  const at = data.indexOf('[');
  const id = data.slice(2, at);
  if (!data.startsWith('42') || !/^\d{1,9}$/.test(id) || !data.startsWith(START, at)) return undefined;
  const end = data.indexOf(END, at + START.length + SHOW_ID_LENGTH);
  if (end === -1) return undefined;
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
