import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type RunId, type ShowId } from '@shoal/contract';
import type { Request, Response } from 'express';
import type { RecordedRun } from './choose-counted-runs.ts';
import { readRecordedRuns, recordingDir } from './read-recorded-runs.ts';

export type StoredFile = { readonly showId: ShowId; readonly runId: RunId; readonly file: string };

/** Where recordings lie. Media nodes write there; the server reads and removes. */
export type RecordingStore = {
  /** A show's runs with every segment that is whole. */
  readRuns(showId: ShowId): Promise<RecordedRun[]>;
  /** Sends a file, in ranges when asked; its bytes never change. @throws AppError `request.not_found` */
  send(request: Request, response: Response, stored: StoredFile): Promise<void>;
  /** Undefined when there is no such file. */
  find(stored: StoredFile): Promise<Buffer | undefined>;
  /** Takes a file of this machine as the show's one MP4, instead of an earlier one. */
  putWhole(showId: ShowId, path: string): Promise<void>;
  /** Sends it, in ranges when asked. @throws AppError `request.not_found` */
  sendWhole(request: Request, response: Response, showId: ShowId): Promise<void>;
  /** Removes all of a show; repeating it changes nothing. */
  remove(showId: ShowId): Promise<void>;
};

export const WHOLE_FILE = 'recording.mp4';
const YEAR_S = 31_536_000;

/** On a disk that media nodes share with us. */
export function diskRecordings(storeDir: string): RecordingStore {
  return {
    readRuns: (showId) => readRecordedRuns(storeDir, showId),
    send: (_request, response, { file, runId, showId }) => {
      setStoredHeaders(response);
      return sendFile(response, join(recordingDir(storeDir, showId), runId), file);
    },
    find: ({ file, runId, showId }) =>
      readFile(join(recordingDir(storeDir, showId), runId, file)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      }),
    putWhole: (showId, path) => rename(path, join(recordingDir(storeDir, showId), WHOLE_FILE)),
    sendWhole: (_request, response, showId) => {
      response.setHeader('Cache-Control', 'private, no-store');
      return sendFile(response, recordingDir(storeDir, showId), WHOLE_FILE);
    },
    remove: (showId) => rm(recordingDir(storeDir, showId), { recursive: true, force: true }),
  };
}

/** What every answer with stored bytes says: kept for good, by the viewer alone. */
export function setStoredHeaders(response: Response): void {
  response.setHeader('Cache-Control', `private, max-age=${YEAR_S}, immutable`);
  response.setHeader('Content-Type', 'video/mp4');
}

export const noSuchFile = (): AppError => new AppError('request.not_found', 'no such file');

function sendFile(response: Response, root: string, file: string): Promise<void> {
  // The store may lie below a folder whose name begins with a dot; the names below it are ours.
  const options = { root, cacheControl: false, dotfiles: 'allow' } as const;
  return new Promise((resolve, reject) => {
    response.sendFile(file, options, (error?: Error) => {
      if (!error || response.headersSent) return resolve(); // The reader left: nothing to tell.
      for (const name of ['Cache-Control', 'Content-Type', 'Content-Disposition']) response.removeHeader(name);
      reject(error);
    });
  });
}
