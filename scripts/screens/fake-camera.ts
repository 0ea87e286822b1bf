import type { BrowserContext } from 'playwright-core';
import { cameraPicture } from './host-camera.mjs';

/** Replaces camera and microphone by a drawn host whose tea steams, and a voice of tones. */
export async function useDrawnCamera(context: BrowserContext): Promise<void> {
  const picture = `data:image/jpeg;base64,${(await cameraPicture()).toString('base64')}`;
  await context.addInitScript(installCamera, picture);
}

/** A browser that refuses camera and microphone, as when somebody pressed "block". */
export async function useBlockedCamera(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const refuse = async () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
    if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = refuse;
  });
}

// Runs in the page.
function installCamera(picture: string): void {
  const openSound = async (): Promise<MediaStreamTrack[]> => {
    const audio = new AudioContext({ sampleRate: 48_000 });
    await audio.resume();
    const sink = audio.createMediaStreamDestination();
    const voice = audio.createGain();
    for (const hertz of [180, 360, 540]) {
      const tone = audio.createOscillator();
      tone.frequency.value = hertz;
      tone.connect(voice);
      tone.start();
    }
    const syllables = audio.createOscillator();
    syllables.frequency.value = 3;
    const depth = audio.createGain();
    depth.gain.value = 0.08;
    syllables.connect(depth).connect(voice.gain);
    syllables.start();
    voice.gain.value = 0.08;
    voice.connect(sink);
    return sink.stream.getAudioTracks();
  };

  const openPicture = async (): Promise<MediaStreamTrack[]> => {
    const still = new Image();
    still.src = picture;
    await still.decode();
    const canvas = document.createElement('canvas');
    canvas.width = still.width;
    canvas.height = still.height;
    const pen = canvas.getContext('2d', { alpha: false });
    const draw = () => {
      if (!pen) return;
      pen.drawImage(still, 0, 0);
      pen.strokeStyle = 'rgb(255 255 255 / 30%)';
      pen.lineWidth = 7;
      pen.lineCap = 'round';
      for (const [at, x] of [576, 610, 644].entries()) {
        pen.beginPath();
        for (let rise = 0; rise <= 90; rise += 6) {
          pen.lineTo(x + Math.sin(rise / 18 + performance.now() / 500 + at) * 8, 588 - rise);
        }
        pen.stroke();
      }
    };
    draw();
    setInterval(draw, 50);
    return canvas.captureStream(20).getVideoTracks();
  };

  let sound: Promise<MediaStreamTrack[]> | undefined;
  let frames: Promise<MediaStreamTrack[]> | undefined;
  if (!navigator.mediaDevices) return;
  navigator.mediaDevices.getUserMedia = async (wish = {}) => {
    if (wish.video) frames ??= openPicture();
    if (wish.audio) sound ??= openSound();
    const tracks = [...(wish.video ? ((await frames) ?? []) : []), ...(wish.audio ? ((await sound) ?? []) : [])];
    return new MediaStream(tracks.map((track) => track.clone()));
  };
}
