import type { Size } from './place-pictures.ts';

/** What can be drawn of a track right now, and its size; null before its first frame. */
export type Drawable = { image: CanvasImageSource; size: Size };
export type PictureSource = { find: () => Drawable | null; close: () => void };

type FrameReader = { new (init: { track: MediaStreamTrack }): { readable: ReadableStream<VideoFrame> } };
type FrameWriter = { new (init: { kind: 'video' }): MediaStreamTrack & { writable: WritableStream<VideoFrame> } };
type Insertable = { MediaStreamTrackProcessor?: FrameReader; MediaStreamTrackGenerator?: FrameWriter };
/** Chromium has these; the DOM types do not know them. */
const { MediaStreamTrackGenerator, MediaStreamTrackProcessor } = globalThis as Insertable;

/** Frame by frame where the browser can: a tab in the background goes on then, as while its host shows another window. */
export function openPictureSource(track: MediaStreamTrack, onFrame: () => void): PictureSource {
  return MediaStreamTrackProcessor ? readFrames(MediaStreamTrackProcessor, track, onFrame) : playTrack(track);
}

function readFrames(Reader: FrameReader, track: MediaStreamTrack, onFrame: () => void): PictureSource {
  const own = track.clone(); // The track itself is shown and sent elsewhere, and ends by its owner.
  const reader = new Reader({ track: own }).readable.getReader();
  let frame: VideoFrame | null = null;
  const read = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      frame?.close();
      frame = value;
      onFrame();
    }
  };
  read().catch(() => {}); // The track ended: the last frame stands until it is closed.
  return {
    find: () => frame && { image: frame, size: { width: frame.displayWidth, height: frame.displayHeight } },
    close() {
      void reader.cancel().catch(() => {});
      own.stop();
      frame?.close();
      frame = null;
    },
  };
}

function playTrack(track: MediaStreamTrack): PictureSource {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  void video.play().catch(() => {}); // Muted video plays.
  return {
    find: () =>
      video.videoWidth > 0 ? { image: video, size: { width: video.videoWidth, height: video.videoHeight } } : null,
    close() {
      video.srcObject = null;
    },
  };
}

export type PictureSink = { track: MediaStreamTrack; isDriven: boolean; push: () => void };

/** Makes a track of what is drawn on the canvas. `isDriven`: somebody must draw by a clock, no frame does it. */
export function openPictureSink(canvas: HTMLCanvasElement): PictureSink {
  if (MediaStreamTrackGenerator && MediaStreamTrackProcessor) {
    const track = new MediaStreamTrackGenerator({ kind: 'video' });
    const writer = track.writable.getWriter();
    const push = () => {
      if ((writer.desiredSize ?? 0) <= 0) return; // The encoder is behind: this frame is left out.
      const frame = new VideoFrame(canvas, { timestamp: Math.round(performance.now() * 1_000) });
      writer.write(frame).catch(() => frame.close()); // The track ended.
    };
    return { track, isDriven: false, push };
  }
  const [track] = canvas.captureStream(30).getVideoTracks();
  if (!track) throw new Error('this browser captures no canvas');
  return { track, isDriven: true, push: () => {} };
}
