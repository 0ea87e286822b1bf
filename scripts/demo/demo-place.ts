import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '@shoal/contract';
import type { ApiClient } from '../client/api-client.ts';
import { type DemoState, openDemoState } from './demo-state.ts';

/** Where the demo lives: which server, which folders, and what it has made there. */
export type DemoPlace = {
  readonly serverUrl: string;
  /** What people open; the links are made of it. */
  readonly publicUrl: string;
  readonly dataDir: string;
  /** Pictures and videos that the art scripts made. */
  readonly artDir: string;
  readonly state: DemoState;
  readonly save: () => void;
  /** Uploads a picture of the art folder. */
  readonly uploadPicture: (client: ApiClient, file: string) => Promise<catalog.Picture['pictureId']>;
  readonly uploadClip: (client: ApiClient, file: string) => Promise<catalog.Clip['clipId']>;
};

export function openDemoPlace(env: {
  serverUrl: string;
  publicUrl: string;
  dataDir: string;
  artDir: string;
}): DemoPlace {
  const { state, save } = openDemoState(join(env.dataDir, 'demo-state.json'));
  const blob = (file: string, type: string) => new Blob([readFileSync(join(env.artDir, file))], { type });
  return {
    ...env,
    state,
    save,
    uploadPicture: async (client, file) => {
      const type = file.endsWith('.png') ? 'image/png' : 'image/jpeg';
      return (await client.call(catalog.uploadPicture, { bytes: blob(file, type) })).pictureId;
    },
    uploadClip: async (client, file) =>
      (await client.call(catalog.uploadClip, { bytes: blob(file, 'video/mp4') })).clipId,
  };
}
