import type { shows } from '@shoal/contract';
import type { ReactNode } from 'react';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { ServerClock } from '../../live/server-clock.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { Icon } from '../../ui/icon.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './lobby.module.css';
import { LobbyActs } from './lobby-acts.tsx';
import { useCountdown } from './use-countdown.ts';

type LobbyProps = { room: shows.RoomPage; clock: ServerClock; online: number; onBack: () => void };

/** The hall before the show: when it starts, what will come, who waits too. It becomes the show by itself. */
export function Lobby({ clock, online, onBack, room }: LobbyProps) {
  const words = useWords();
  const { lobby } = words.room;
  const locale = useLocale();
  return (
    <main className={styles.lobby}>
      <Cover room={room} onBack={onBack} />
      <div className={styles.body}>
        {room.state === 'postponed' && <Aside title={lobby.postponed} text={lobby.postponedText} />}
        {room.state === 'draft' && <Aside title={lobby.draft} text={lobby.draftText} />}
        {room.state === 'scheduled' && room.startsAt && <CountdownClock startsAt={room.startsAt} clock={clock} />}
        {room.state === 'scheduled' && room.startsAt && (
          <p className={styles.when}>
            <Icon name="calendar" size={18} />
            {formatMoment(room.startsAt, locale, room.timeZone)}
          </p>
        )}
        {online > 0 && (
          <p className={styles.waiting} aria-live="polite">
            <Icon name="people" size={18} />
            {lobby.waiting(online)}
          </p>
        )}
        {room.state === 'scheduled' && <LobbyActs room={room} />}
        {room.summary && <p className={styles.summary}>{room.summary}</p>}
        <Today room={room} />
        {room.state === 'scheduled' && <p className={styles.stay}>{lobby.stayHere}</p>}
      </div>
    </main>
  );
}

type ClosedHallProps = { room: shows.RoomPage; onBack: () => void; children?: ReactNode };

/** After the show, or instead of it: what happened and where to go. */
export function ClosedHall({ children, onBack, room }: ClosedHallProps) {
  const { lobby } = useWords().room;
  const isCancelled = room.state === 'cancelled';
  const text = room.hasReplay ? lobby.endedReplayText : lobby.endedText;
  return (
    <main className={styles.lobby}>
      <Cover room={room} onBack={onBack} />
      <div className={styles.body}>
        <Aside title={isCancelled ? lobby.cancelled : lobby.ended} text={isCancelled ? lobby.cancelledText : text} />
        {children}
      </div>
    </main>
  );
}

function Cover({ onBack, room }: { room: shows.RoomPage; onBack: () => void }) {
  const words = useWords();
  return (
    <header className={styles.cover}>
      {room.cover ? (
        <img src={`${room.cover.path}?w=1280`} alt="" />
      ) : (
        <span className={styles.noCover}>
          <BrandMark size={72} />
        </span>
      )}
      <div className={styles.back}>
        <TapButton look="over" icon="back" label={words.common.back} onClick={onBack} />
      </div>
      <div className={styles.names}>
        <p className={styles.brand}>
          {room.brand.logo && <img src={`${room.brand.logo.path}?w=96`} alt="" />}
          {room.brand.name}
        </p>
        <h1>{room.title}</h1>
        <p className={styles.host}>{words.room.lobby.hostedBy(room.host.displayName)}</p>
      </div>
    </header>
  );
}

function CountdownClock({ clock, startsAt }: { startsAt: string; clock: ServerClock }) {
  const { lobby } = useWords().room;
  const rest = useCountdown(startsAt, clock);
  if (rest.isOver) return <Aside title={lobby.startingNow} text={lobby.startingNowText} isSoon />;
  const parts = [
    ...(rest.days > 0 ? [{ value: rest.days, unit: lobby.days }] : []),
    { value: rest.hours, unit: lobby.hours },
    { value: rest.minutes, unit: lobby.minutes },
    ...(rest.days > 0 ? [] : [{ value: rest.seconds, unit: lobby.seconds }]),
  ];
  return (
    <div className={styles.countdown} role="timer">
      <p>{lobby.startsIn}</p>
      <div className={styles.parts}>
        {parts.map(({ unit, value }) => (
          <span key={unit} className={styles.part}>
            <b>{String(value).padStart(2, '0')}</b>
            <small>{unit}</small>
          </span>
        ))}
      </div>
    </div>
  );
}

function Today({ room }: { room: shows.RoomPage }) {
  const words = useWords();
  if (room.segments.length === 0) return null;
  return (
    <section className={styles.today}>
      <h2>{words.room.lobby.comesToday}</h2>
      <ol>
        {room.segments.map((segment) => (
          <li key={segment.segmentId}>
            <span className={styles.segmentTitle}>{segment.title}</span>
            <span className={styles.segmentMeta}>
              {words.common.segmentKind[segment.kind]} · {words.common.minutes(segment.plannedMinutes)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Aside({ isSoon, text, title }: { title: string; text: string; isSoon?: boolean }) {
  return (
    <div className={styles.aside} data-soon={isSoon || undefined} role="status">
      {isSoon && <i className={styles.ripple} />}
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
  );
}
