import type { shows } from '@shoal/contract';
import type { ReactNode } from 'react';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { ServerClock } from '../../live/server-clock.ts';
import type { TellableDate } from '../../live/show-story.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { Icon } from '../../ui/icon.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './lobby.module.css';
import { LobbyActs } from './lobby-acts.tsx';
import { Today } from './today.tsx';
import { useCountdown } from './use-countdown.ts';

type LobbyProps = {
  room: shows.RoomPage;
  /** What became of the date while somebody could hear it. */
  plan: TellableDate | null;
  clock: ServerClock;
  online: number;
  onBack: () => void;
  /** What another feature offers to those who wait. */
  children?: ReactNode;
};

/** The hall before the show: when it starts, what will come, who waits too. It becomes the show by itself. */
export function Lobby({ children, clock, online, onBack, plan, room }: LobbyProps) {
  const { lobby } = useWords().room;
  const locale = useLocale();
  const isDated = room.state === 'scheduled' && room.startsAt !== null;
  return (
    <main className={styles.lobby}>
      <Cover room={room} onBack={onBack} />
      <div className={styles.body}>
        <DateNews room={room} plan={plan} />
        {isDated && room.startsAt && <CountdownClock startsAt={room.startsAt} clock={clock} />}
        {isDated && room.startsAt && (
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
        {isDated && room.startsAt && (
          <BeforeTheStart startsAt={room.startsAt} clock={clock}>
            <LobbyActs room={room} />
          </BeforeTheStart>
        )}
        {children}
        {room.summary && <p className={styles.summary}>{room.summary}</p>}
        <Today room={room} />
        {isDated && <p className={styles.stay}>{lobby.stayHere}</p>}
      </div>
    </main>
  );
}

/** What makes sense only while it is to come. */
function BeforeTheStart({ children, clock, startsAt }: { startsAt: string; clock: ServerClock; children: ReactNode }) {
  return useCountdown(startsAt, clock).isOver ? null : children;
}

/** What is new about the date, in words; nothing while it stands as it was. */
function DateNews({ plan, room }: Pick<LobbyProps, 'plan' | 'room'>) {
  const words = useWords();
  const { lobby } = words.room;
  const news = words.schedule.lobby;
  const locale = useLocale();
  const toWords = (iso: string) => formatMoment(iso, locale, room.timeZone);
  const former = plan && 'formerStartsAt' in plan ? plan.formerStartsAt : null;
  if (room.state === 'draft') return <Aside title={lobby.draft} text={lobby.draftText} />;
  if (room.state === 'postponed') {
    return (
      <Aside title={lobby.postponed} text={former ? news.postponedFrom(toWords(former)) : lobby.postponedText} isNews />
    );
  }
  if (!former || !room.startsAt) return null;
  return <Aside title={news.moved} text={news.movedText(toWords(former), toWords(room.startsAt))} isNews />;
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
        <span className={styles.language}>
          <LanguageSwitch />
        </span>
      </div>
      <div className={styles.names}>
        <p className={styles.brand}>
          {room.brand.logo && <img src={`${room.brand.logo.path}?w=96`} alt="" />}
          {room.brand.name}
        </p>
        {room.isRehearsal && <Tag>{words.schedule.rehearsal.badge}</Tag>}
        <h1>{room.title}</h1>
        {room.isRehearsal && <p className={styles.host}>{words.schedule.rehearsal.note}</p>}
        <p className={styles.host}>{words.room.lobby.hostedBy(room.host.displayName)}</p>
      </div>
    </header>
  );
}

function CountdownClock({ clock, startsAt }: { startsAt: string; clock: ServerClock }) {
  const words = useWords();
  const { lobby } = words.room;
  const { late, lateText, overdue, overdueText } = words.schedule.lobby;
  const rest = useCountdown(startsAt, clock);
  if (rest.late === 'long') return <Aside title={overdue} text={overdueText} />;
  if (rest.late === 'a-little') return <Aside title={late} text={lateText} isSoon />;
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

type AsideProps = { title: string; text: string; isSoon?: boolean; isNews?: boolean };
function Aside({ isNews, isSoon, text, title }: AsideProps) {
  return (
    <div className={styles.aside} data-soon={isSoon || undefined} data-news={isNews || undefined} role="status">
      {isSoon && <i className={styles.ripple} />}
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
  );
}
