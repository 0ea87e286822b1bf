import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, type mediaNode, type ShowId } from '@shoal/contract';
import type { FilePublisher } from '../sfu/file-publisher.ts';
import type { Sfu } from '../sfu/sfu.ts';

export type PublishFile = (input: { showId: ShowId; peerId: mediaNode.PeerId; file: string }) => Promise<void>;

export type OpenFilePublisher = (input: Parameters<PublishFile>[0]) => Promise<FilePublisher>;

export type PublishFileDeps = {
  sfu: Sfu;
  demoDir: string | undefined;
  openFilePublisher: OpenFilePublisher;
};

/**
 * Puts the demo's synthetic host on a show's stage. A repeated call finds it there.
 * @throws AppError media.incompatible when this node has no demo folder, or no such file in it.
 */
export const publishFileTo = ({ sfu, demoDir, openFilePublisher }: PublishFileDeps): PublishFile => {
  const opening = new Map<string, Promise<void>>();
  const open: PublishFile = async ({ showId, peerId, file }) => {
    if (sfu.hasPeer(peerId)) return;
    if (demoDir === undefined) throw new AppError('media.incompatible', 'this node has no demo folder');
    const path = join(demoDir, file);
    // Its publisher would begin again each second, and the stage with it.
    if (!existsSync(path)) throw new AppError('media.incompatible', `the demo folder has no ${file}`);
    sfu.adoptSyntheticHost(peerId, await openFilePublisher({ showId, peerId, file: path }));
  };
  return (input) => {
    const present = opening.get(input.peerId);
    if (present) return present;
    const act = open(input).finally(() => opening.delete(input.peerId));
    opening.set(input.peerId, act);
    return act;
  };
};
