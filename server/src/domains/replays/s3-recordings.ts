import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { mediaNode, RunId, type ShowId } from '@shoal/contract';
import type { Request, Response } from 'express';
import type { ObjectStore } from '../../platform/object-store.ts';
import type { RecordedRun } from './choose-counted-runs.ts';
import { type MemoryCache, memoryCache } from './memory-cache.ts';
import { parseJson, parseSegments } from './read-recorded-runs.ts';
import { noSuchFile, type RecordingStore, setStoredHeaders, WHOLE_FILE } from './recording-store.ts';

/** Segments that many viewers read at once are fetched once; a live show's newest are always among them. */
const CACHE_BYTES = 128 * 1024 * 1024;
const INDEX_PAGE = /^segments-\d{4,}\.jsonl$/;

/** In an S3-compatible store, where media nodes push what they recorded. Objects are passed through, not linked to. */
export function s3Recordings(store: ObjectStore): RecordingStore {
  const cache = memoryCache((key) => store.find(key), CACHE_BYTES);
  return {
    readRuns: (showId) => readRuns(store, showId),
    send: (request, response, { file, runId, showId }) =>
      sendCached(cache, { request, response, key: `${toPrefix(showId)}${runId}/${file}` }),
    find: ({ file, runId, showId }) => store.find(`${toPrefix(showId)}${runId}/${file}`),
    putWhole: (showId, path) => store.putFile(`${toPrefix(showId)}${WHOLE_FILE}`, path, 'video/mp4'),
    sendWhole: (request, response, showId) =>
      sendThrough(store, { request, response, key: `${toPrefix(showId)}${WHOLE_FILE}` }),
    remove: (showId) => store.removeAll(toPrefix(showId)),
  };
}

const toPrefix = (showId: ShowId) => `recordings/${showId}/`;

async function readRuns(store: ObjectStore, showId: ShowId): Promise<RecordedRun[]> {
  const files = new Map<string, string[]>();
  for (const key of await store.list(toPrefix(showId))) {
    const [runId = '', file = ''] = key.slice(toPrefix(showId).length).split('/');
    if (RunId.safeParse(runId).success) files.set(runId, [...(files.get(runId) ?? []), file]);
  }
  const runs = await Promise.all(
    [...files].map(([runId, names]) =>
      readRun(store, { showId, runId, pages: names.filter((name) => INDEX_PAGE.test(name)) }),
    ),
  );
  return runs.filter((run) => run !== undefined);
}

type StoredRun = { showId: ShowId; runId: string; pages: string[] };

async function readRun(store: ObjectStore, { pages, runId, showId }: StoredRun): Promise<RecordedRun | undefined> {
  const read = async (file: string) => String((await store.find(`${toPrefix(showId)}${runId}/${file}`)) ?? '');
  // The run first: segments that are closed in between are then still read.
  const run = mediaNode.RecordingRun.safeParse(parseJson(await read('run.json')));
  if (!run.success || run.data.showId !== showId || run.data.runId !== runId) return undefined;
  const index = await Promise.all(pages.toSorted().map(read));
  return { run: run.data, segments: parseSegments(index.join('')) };
}

type Sending = { request: Request; response: Response; key: string };

async function sendCached(cache: MemoryCache, { key, request, response }: Sending): Promise<void> {
  const bytes = await cache(key);
  if (!bytes) throw noSuchFile();
  setStoredHeaders(response);
  response.setHeader('Accept-Ranges', 'bytes');
  const ranges = request.range(bytes.length);
  if (ranges === -1) {
    response.status(416).setHeader('Content-Range', `bytes */${bytes.length}`).end();
    return;
  }
  const [range] = ranges === undefined || ranges === -2 || ranges.length !== 1 ? [] : ranges;
  if (!range) return void response.send(bytes);
  response.status(206).setHeader('Content-Range', `bytes ${range.start}-${range.end}/${bytes.length}`);
  response.send(bytes.subarray(range.start, range.end + 1));
}

/** Too large to be kept here: passed on as it comes, with the store's own ranges. */
async function sendThrough(store: ObjectStore, { key, request, response }: Sending): Promise<void> {
  const answer = await store.open(key, request.headers.range);
  if (!answer?.body) throw noSuchFile();
  for (const name of ['content-length', 'content-range', 'accept-ranges']) {
    const value = answer.headers.get(name);
    if (value !== null) response.setHeader(name, value);
  }
  response.setHeader('Cache-Control', 'private, no-store');
  response.status(answer.status).type('video/mp4');
  const body = answer.body as ReadableStream; // Node's own, which the DOM's type stands for.
  await pipeline(Readable.fromWeb(body), response).catch(() => undefined); // The reader left, or the store did.
}
