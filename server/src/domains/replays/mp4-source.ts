import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { RunId, type ShowId } from '@shoal/contract';
import express from 'express';
import type { CountedRun } from './choose-counted-runs.ts';
import { renderReplayPlaylist } from './playlist.ts';
import type { RecordingStore } from './recording-store.ts';
import { toTimeline } from './timeline.ts';

/** Lists of a recording for ffmpeg, on this machine alone. */
export type Mp4Source = {
  /** All runs in one list. */
  readonly wholeUrl: string;
  /** One run by its place. */
  urlOf: (at: number) => string;
  close: () => void;
};

/** Serves a recording to the one who knows the path, wherever the store is, for as long as it is open. */
export async function openMp4Source(
  recordings: RecordingStore,
  showId: ShowId,
  runs: readonly CountedRun[],
): Promise<Mp4Source> {
  const secret = crypto.randomUUID();
  const app = express();
  app.get(`/${secret}/:list.m3u8`, (request, response) => {
    const { list } = request.params;
    const one = runs[Number(list)];
    const wanted = list === 'whole' ? runs : one ? [one] : [];
    response.type('application/vnd.apple.mpegurl').send(renderReplayPlaylist(toTimeline(wanted)));
  });
  app.get(`/${secret}/:runId/:file`, async (request, response) => {
    const runId = RunId.parse(request.params.runId);
    await recordings.send(request, response, { showId, runId, file: String(request.params.file) });
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // A TCP server's address is never a pipe name.
  const root = `http://127.0.0.1:${port}/${secret}`;
  return {
    wholeUrl: `${root}/whole.m3u8`,
    urlOf: (at) => `${root}/${at}.m3u8`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
