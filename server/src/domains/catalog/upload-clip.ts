import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type AccountId, AppError, type ClipId, type catalog, MAX_CLIP_MS, type Role } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { runFfmpeg } from '../../platform/run-ffmpeg.ts';
import { type ClipFacts, encodeArgs, inspectArgs, parseFacts, posterArgs } from './clip-args.ts';
import { checkQuota, insertClip } from './files.store.ts';
import { storedPath } from './store-files.ts';
import { toClip } from './to-wire.ts';
import { FILES_PER_DAY } from './upload-picture.ts';

export type UploadClipDeps = {
  db: Db;
  now: () => Date;
  newClipId: () => ClipId;
  ffmpegPath: string;
  storeDir: string;
  /** Runs one encoding after another. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
};

const ENCODE_LIMIT_MS = 100_000;
const INSPECT_LIMIT_MS = 10_000;

/**
 * Stores a clip as H264 and AAC with a poster frame. One is encoded at a time.
 * @throws AppError `catalog.clip_unreadable` | `catalog.quota_exceeded`
 */
export async function uploadClip(
  deps: UploadClipDeps,
  owner: { accountId: AccountId; role: Role },
  bytes: Uint8Array,
): Promise<catalog.Clip> {
  const now = deps.now();
  const quota = { ownerId: owner.accountId, maxPerDay: FILES_PER_DAY[owner.role], now };
  await checkQuota(deps.db, 'clips', quota);
  const id = deps.newClipId();
  const encoded = await deps.inTurn(() => encodeInto(deps, id, bytes));
  const row = { id, ownerId: owner.accountId, createdAt: now, ...encoded };
  await insertClip(deps.db, row, quota);
  return toClip(row);
}

type Encoded = { durationMs: number; width: number; height: number; sizeBytes: number };

async function encodeInto({ ffmpegPath, storeDir }: UploadClipDeps, id: ClipId, bytes: Uint8Array): Promise<Encoded> {
  await mkdir(join(storeDir, 'clips'), { recursive: true });
  const desk = await mkdtemp(join(storeDir, 'clips', 'desk-'));
  try {
    const [source, video, poster] = [join(desk, 'source'), join(desk, 'clip.mp4'), join(desk, 'poster.jpg')];
    await writeFile(source, bytes);
    refuseUnless(isShortEnough(await inspect(ffmpegPath, source)), 'no video, or longer than 90 s');
    await run(ffmpegPath, encodeArgs(source, video), ENCODE_LIMIT_MS);
    const facts = await inspect(ffmpegPath, video);
    const durationMs = facts?.durationMs ?? 0;
    if (!facts || durationMs === 0 || !isShortEnough(facts)) throw unreadable('no video, or longer than 90 s');
    await takePoster(ffmpegPath, { video, poster, atMs: durationMs / 10 });
    const { size } = await stat(video);
    await keep(storeDir, id, { video, poster });
    return { durationMs, width: facts.width, height: facts.height, sizeBytes: size };
  } finally {
    await rm(desk, { recursive: true, force: true });
  }
}

const unreadable = (why: string) => new AppError('catalog.clip_unreadable', why);
const isShortEnough = (facts: ClipFacts | undefined) => facts !== undefined && (facts.durationMs ?? 0) <= MAX_CLIP_MS;

function refuseUnless(isGood: boolean, why: string): void {
  if (!isGood) throw unreadable(why);
}

const inspect = async (ffmpegPath: string, path: string) =>
  parseFacts((await runFfmpeg(ffmpegPath, inspectArgs(path), { limitMs: INSPECT_LIMIT_MS })).words);

async function run(ffmpegPath: string, args: readonly string[], limitMs: number): Promise<void> {
  const { code, words } = await runFfmpeg(ffmpegPath, args, { limitMs });
  if (code !== 0) throw unreadable(words.slice(-200) || 'the encoder gave up');
}

/** A clip of a single picture, or of few, has none so late: then the first. */
async function takePoster(
  ffmpegPath: string,
  { atMs, poster, video }: { video: string; poster: string; atMs: number },
) {
  await run(ffmpegPath, posterArgs(video, poster, atMs), INSPECT_LIMIT_MS);
  if (!existsSync(poster)) await run(ffmpegPath, posterArgs(video, poster, 0), INSPECT_LIMIT_MS);
  refuseUnless(existsSync(poster), 'no picture in it');
}

async function keep(storeDir: string, id: ClipId, made: { video: string; poster: string }): Promise<void> {
  const video = storedPath(storeDir, 'clips', `${id}.mp4`);
  await mkdir(dirname(video), { recursive: true });
  await rename(made.poster, storedPath(storeDir, 'clips', `${id}.jpg`));
  await rename(made.video, video);
}
