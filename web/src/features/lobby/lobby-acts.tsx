import type { shows } from '@shoal/contract';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './lobby.module.css';
import { toCalendarFile } from './to-calendar-file.ts';

/** Put the date into her calendar, and hear whether the phone is loud enough. */
export function LobbyActs({ room }: { room: shows.RoomPage }) {
  const { lobby } = useWords().room;
  const [isSounding, setIsSounding] = useState(false);
  const sound = async () => {
    setIsSounding(true);
    await playThreeTones();
    setIsSounding(false);
  };
  const remind = () => {
    const file = toCalendarFile(room, globalThis.location.href);
    if (!file) return;
    const link = document.createElement('a');
    link.href = `data:text/calendar;charset=utf-8,${encodeURIComponent(file)}`;
    link.download = 'shoal.ics';
    link.click();
  };
  return (
    <div className={styles.acts}>
      <TapButton icon="bell" onClick={remind}>
        {lobby.toCalendar}
      </TapButton>
      <TapButton icon="volumeOn" isBusy={isSounding} onClick={() => void sound()}>
        {isSounding ? lobby.soundChecking : lobby.soundCheck}
      </TapButton>
    </div>
  );
}

const TONES_HZ = [523, 659, 784] as const;
const TONE_S = 0.35;

async function playThreeTones(): Promise<void> {
  const audio = new AudioContext();
  const loudness = audio.createGain();
  loudness.gain.value = 0.25;
  loudness.connect(audio.destination);
  const tones = TONES_HZ.map((frequency, index) => {
    const tone = new OscillatorNode(audio, { frequency, type: 'sine' });
    tone.connect(loudness);
    tone.start(audio.currentTime + index * TONE_S);
    tone.stop(audio.currentTime + (index + 0.85) * TONE_S);
    return tone;
  });
  const last = tones.at(-1);
  // A phone may refuse to make sound; the button must come back all the same.
  const bound = new Promise((resolve) => setTimeout(resolve, TONES_HZ.length * TONE_S * 1_000 + 500));
  await Promise.race([bound, new Promise((resolve) => last?.addEventListener('ended', resolve))]);
  await audio.close();
}
