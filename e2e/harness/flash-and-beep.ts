import type { BrowserContext } from 'playwright-core';

/** Replaces camera and microphone by a picture that flashes and a tone that beeps at the same instant, each second. */
export async function useFlashAndBeep(context: BrowserContext): Promise<void> {
  await context.addInitScript(installFlashAndBeep);
}

// Runs in the page. The audio clock decides both: the flash is drawn in the first frame after a beep began.
function installFlashAndBeep(): void {
  const lengthS = 0.12;
  const openStream = async (): Promise<MediaStream> => {
    const audio = new AudioContext({ sampleRate: 48_000 });
    await audio.resume();
    const sink = audio.createMediaStreamDestination();
    const gain = audio.createGain();
    gain.gain.value = 0;
    const tone = audio.createOscillator();
    tone.frequency.value = 1_000;
    tone.connect(gain).connect(sink);
    tone.start();

    const canvas = document.createElement('canvas');
    canvas.width = 1280;
    canvas.height = 720;
    const pen = canvas.getContext('2d', { alpha: false });
    let scheduledS = Math.ceil(audio.currentTime);
    const draw = () => {
      const now = audio.currentTime;
      if (now > scheduledS - 0.5) {
        gain.gain.setValueAtTime(0.8, scheduledS);
        gain.gain.setValueAtTime(0, scheduledS + lengthS);
        scheduledS += 1;
      }
      const isFlash = now >= 1 && now % 1 < lengthS;
      if (pen) {
        pen.fillStyle = isFlash ? '#fff' : '#0b2530';
        pen.fillRect(0, 0, canvas.width, canvas.height);
        pen.fillStyle = isFlash ? '#eee' : '#0f4a55';
        pen.fillRect((now * 200) % canvas.width, 300, 120, 120);
      }
      requestAnimationFrame(draw);
    };
    draw();
    const picture = canvas.captureStream(30);
    return new MediaStream([...picture.getVideoTracks(), ...sink.stream.getAudioTracks()]);
  };

  let opened: Promise<MediaStream> | undefined;
  navigator.mediaDevices.getUserMedia = async (constraints = {}) => {
    opened ??= openStream();
    const stream = await opened;
    const wanted = [
      ...(constraints.video ? stream.getVideoTracks() : []),
      ...(constraints.audio ? stream.getAudioTracks() : []),
    ];
    return new MediaStream(wanted.map((track) => track.clone()));
  };
}
