import type { shows } from '@shoal/contract';
import { useState } from 'react';
import { useReminder } from '../../hooks/use-reminder.ts';
import { useWords } from '../../hooks/use-words.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './lobby.module.css';

/** Be told before it begins, have it in the calendar, and hear whether the phone is loud enough. */
export function LobbyActs({ room }: { room: shows.RoomPage }) {
  const words = useWords();
  const { lobby } = words.room;
  const { calendar, reminder } = words.schedule;
  const { isBusy, toggle } = useReminder(room);
  const [isSounding, setIsSounding] = useState(false);
  const sound = async () => {
    setIsSounding(true);
    await playThreeTones();
    setIsSounding(false);
  };
  return (
    <div className={styles.acts}>
      <TapButton
        isWide
        look={room.isReminded ? 'soft' : 'primary'}
        icon={room.isReminded ? 'check' : 'bell'}
        isBusy={isBusy}
        isPressed={room.isReminded}
        onClick={toggle}
      >
        {room.isReminded ? reminder.asked : reminder.ask}
      </TapButton>
      <p className={styles.how}>{reminder.how}</p>
      <div className={styles.twoActs}>
        {room.calendarPath && (
          <TapButton look="soft" icon="calendar" href={room.calendarPath}>
            {calendar.add}
          </TapButton>
        )}
        <TapButton look="soft" icon="volumeOn" isBusy={isSounding} onClick={() => void sound()}>
          {isSounding ? lobby.soundChecking : lobby.soundCheck}
        </TapButton>
      </div>
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
