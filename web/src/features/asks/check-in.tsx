import { useWords } from '../../hooks/use-words.ts';
import type { MyAnswer } from '../../live/answers-outbox.ts';
import styles from './ask-card.module.css';
import { TimeRing } from './time-ring.tsx';
import type { AskView } from './use-ask.ts';

type CheckInProps = { view: AskView; isConnected: boolean; onHere: () => void };

/** One tap: I am here. */
export function CheckIn({ isConnected, onHere, view }: CheckInProps) {
  const { room } = useWords().asks;
  const { ask, given, phase } = view;
  const [answer] = given;
  if (answer) return <CheckedIn state={answer.state} isConnected={isConnected} view={view} />;
  if (phase !== 'open') return <p className={styles.calm}>{room.missed}</p>;
  return (
    <>
      <div className={styles.head}>
        <TimeRing view={view} />
        <div>
          <h2>{ask.isSurprise ? room.surprise : room.checkIn}</h2>
          <p>{room.checkInText}</p>
        </div>
      </div>
      <button type="button" className={styles.here} onClick={onHere}>
        {room.here}
      </button>
    </>
  );
}

type CheckedInProps = { view: AskView; state: MyAnswer['state']; isConnected: boolean };
function CheckedIn({ isConnected, state, view: { ask } }: CheckedInProps) {
  const { room } = useWords().asks;
  const here = ask.closed?.counts[0]?.[0] ?? 0;
  if (state === 'late') {
    return (
      <div className={styles.done} role="status">
        <h2>{room.late}</h2>
        <p>{room.lateText}</p>
      </div>
    );
  }
  const isWaiting = state === 'waiting';
  return (
    <div className={styles.done} role="status">
      <Shoal isSwimming={!isWaiting} />
      <div>
        <h2>{isWaiting ? room.sending : room.checkedIn}</h2>
        <p>{isWaiting ? !isConnected && room.offline : here > 0 ? room.people(here) : room.checkedInText}</p>
      </div>
    </div>
  );
}

const fish = [
  { x: 6, y: 30, size: 0.8 },
  { x: 26, y: 10, size: 1 },
  { x: 34, y: 40, size: 0.7 },
  { x: 60, y: 24, size: 1.25 },
] as const;

/** She joins the others. Decoration; the words beside it say it. */
function Shoal({ isSwimming }: { isSwimming: boolean }) {
  return (
    <svg className={styles.shoal} viewBox="0 0 110 64" aria-hidden="true" data-swims={isSwimming || undefined}>
      {fish.map(({ size, x, y }, at) => (
        <g key={x} style={{ animationDelay: `${at * 50}ms` }}>
          <path
            transform={`translate(${x} ${y}) scale(${size})`}
            d="M0 8C8-2 22-2 30 8l8-6v14l-8-6C22 20 8 20 0 8z"
            fill={at === 3 ? 'var(--act)' : 'var(--text-faint)'}
          />
        </g>
      ))}
    </svg>
  );
}
