const [ZERO, NINE, COLON, QUOTE, BRACKET] = [0x30, 0x39, 0x3a, 0x22, 0x5b];
const [FOUR, TWO] = [0x34, 0x32];
const NAME = Buffer.from('["log:appended');
const SEQ = Buffer.from('"seq":');

// Where the digits of the seq began last time, from the start of the payload: every entry of a show has it there.
let seqOffset = 0;

/** What a client needs of an entry's frame; a broadcast that wants an acknowledgement has an id, others have -1. */
export type EntryFrame = { seq: number; ackId: number };

/**
 * Reads `42<id>["log:appended",{…"entry":{"seq":N…` without parsing it, for a client that only counts. The object is
 * the same at each call. @returns undefined when the text is something else.
 */
export function readEntryFrame(data: Buffer, start: number, end: number): EntryFrame | undefined {
  if (data[start] !== FOUR || data[start + 1] !== TWO) return undefined;
  let at = start + 2;
  read.ackId = -1;
  if (data[at] !== BRACKET) {
    at = readNumber(data, at);
    read.ackId = number;
  }
  for (let letter = 0; letter < NAME.length; letter += 1) if (data[at + letter] !== NAME[letter]) return undefined;
  if (data[at + seqOffset - 1] !== COLON || data[at + seqOffset - 2] !== QUOTE) {
    seqOffset = data.subarray(at, end).indexOf(SEQ) + SEQ.length;
  }
  readNumber(data, at + seqOffset);
  read.seq = number;
  return read;
}

const read: EntryFrame = { seq: 0, ackId: -1 };
let number = 0;

/** Reads digits into `number`. @returns where they end. */
function readNumber(data: Buffer, from: number): number {
  number = 0;
  let at = from;
  for (let digit = data[at] ?? 0; digit >= ZERO && digit <= NINE; digit = data[at] ?? 0) {
    number = number * 10 + digit - ZERO;
    at += 1;
  }
  return at;
}
