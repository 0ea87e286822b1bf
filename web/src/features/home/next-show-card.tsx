import type { shows } from '@shoal/contract';
import { Link } from 'wouter';
import { useLocale } from '../../hooks/locale.ts';
import { paths } from '../../hooks/paths.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useReminder } from '../../hooks/use-reminder.ts';
import { useWords } from '../../hooks/use-words.ts';
import { chooseLateness } from '../../live/choose-lateness.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { formatMoment, formatSpan } from '../../ui/format-time.ts';
import { Icon } from '../../ui/icon.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './home.module.css';

type NextShowCardProps = { show: shows.ShowRow; startsAt: string; serverNow: string; heardAtMs: number };

/** The next show: how long it is still, on the server's clock, and being told of it in one tap. */
export function NextShowCard({ heardAtMs, serverNow, show, startsAt }: NextShowCardProps) {
  const { common, room, schedule } = useWords();
  const { reminder } = schedule;
  const locale = useLocale();
  const nowMs = useNow() + Date.parse(serverNow) - heardAtMs;
  const restMs = Date.parse(startsAt) - nowMs;
  const { isBusy, toggle } = useReminder(show);
  const lateWords = { not: room.lobby.startingNow, 'a-little': schedule.lobby.late, long: schedule.lobby.overdue };
  return (
    <article className={styles.next}>
      <Link href={paths.room(show.showId)} className={styles.nextLink}>
        <span className={styles.cover}>
          {show.cover ? <img src={`${show.cover.path}?w=750`} alt="" /> : <BrandMark size={40} />}
        </span>
        <div className={styles.nextText}>
          <p>
            {show.isRehearsal && <Tag>{schedule.rehearsal.badge}</Tag>} {show.brandName} · {show.host.displayName}
          </p>
          <h3>{show.title}</h3>
          <p className={styles.nextWhen}>
            <Icon name="calendar" size={16} />
            {formatMoment(startsAt, locale, show.timeZone)}
          </p>
          <p className={styles.nextRest} role="timer">
            {restMs > 0 ? (
              <>
                {room.lobby.startsIn} <b>{toRest(restMs, common.days)}</b>
              </>
            ) : (
              lateWords[chooseLateness(-restMs)]
            )}
          </p>
        </div>
      </Link>
      <div className={styles.nextActs}>
        {restMs > 0 && (
          <TapButton
            look="soft"
            icon={show.isReminded ? 'check' : 'bell'}
            isBusy={isBusy}
            isPressed={show.isReminded}
            onClick={toggle}
          >
            {show.isReminded ? reminder.asked : reminder.ask}
          </TapButton>
        )}
        <Link href={paths.room(show.showId)} className={styles.enter}>
          {reminder.inLobby}
        </Link>
      </div>
    </article>
  );
}

const DAY_MS = 86_400_000;
const toRest = (restMs: number, days: (count: number) => string) =>
  restMs >= 2 * DAY_MS ? days(Math.floor(restMs / DAY_MS)) : formatSpan(restMs);
