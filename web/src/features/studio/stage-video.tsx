import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';

type StageVideoProps = { track: MediaStreamTrack | null; isMirrored: boolean; onShape: (shape: number) => void };

/** Her own picture, silent; a camera is shown as a mirror because that is how people know themselves. */
export function StageVideo({ isMirrored, onShape, track }: StageVideoProps) {
  const { studio } = useWords();
  const video = useVideo(track);
  return (
    <video
      ref={video}
      muted
      autoPlay
      playsInline
      aria-label={studio.preview}
      data-mirrored={isMirrored || undefined}
      onResize={({ currentTarget: { videoHeight, videoWidth } }) =>
        videoHeight > 0 && onShape(videoWidth / videoHeight)
      }
    />
  );
}

function useVideo(track: MediaStreamTrack | null) {
  const video = useRef<HTMLVideoElement>(null);
  const [stream] = useState(() => new MediaStream());
  useEffect(() => {
    for (const old of stream.getTracks()) stream.removeTrack(old);
    if (track) stream.addTrack(track);
    if (!video.current) return;
    video.current.srcObject = track ? stream : null;
    void video.current.play().catch(() => {}); // Muted video plays; a track that just ended does not, and need not.
  }, [stream, track]);
  return video;
}
