import type { ShowId } from '@shoal/contract';
import type { HlsGrants, Viewer } from './hls-grant.ts';

export type PlaybackPathDeps = { grants: HlsGrants; now: () => Date };

/** A playlist's path below the public URL, with this viewer's grant in it. */
export function toPlaybackPath(
  { grants, now }: PlaybackPathDeps,
  { showId, viewer }: { showId: ShowId; viewer: Viewer },
  playlist: 'live' | 'dvr' | 'replay',
): string {
  return `/hls/${grants.mint(showId, viewer, now().getTime())}/${showId}/${playlist}.m3u8`;
}
