import type { CaptureState } from '../../live/capture.ts';
import type { Programme } from '../../live/publish-session.ts';

/** What is sent of what is captured; null while there is no picture at all. */
export function toProgramme({ audioTrack, picture, videoTrack }: CaptureState): Programme | null {
  if (!videoTrack) return null;
  return {
    video: videoTrack,
    source: picture === 'screen' || picture === 'both' ? 'screen' : 'camera',
    audio: audioTrack,
  };
}
