import type { shows } from '@shoal/contract';
import { Link } from 'wouter';
import { useLocale } from '../../hooks/locale.ts';
import { paths } from '../../hooks/paths.ts';
import { useWords } from '../../hooks/use-words.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { formatDay, formatMoment } from '../../ui/format-time.ts';
import { Icon } from '../../ui/icon.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './home.module.css';

type ShowCardProps = { show: shows.ShowRow };

/** On air now: big, with the one thing to do. */
export function LiveShowCard({ show }: ShowCardProps) {
  const { common, room, schedule } = useWords();
  return (
    <Link href={paths.room(show.showId)} className={styles.live}>
      <Cover show={show} widthPx={750} />
      <span className={styles.onAir}>
        <i />
        {common.live}
      </span>
      <div className={styles.liveText}>
        <p>
          {show.isRehearsal && <Tag>{schedule.rehearsal.badge}</Tag>} {show.brandName} · {show.host.displayName}
        </p>
        <h3>{show.title}</h3>
        <span className={styles.enter}>
          <Icon name="play" size={18} />
          {room.home.enter}
        </span>
      </div>
    </Link>
  );
}

/** To come: when, and into its lobby. */
export function ComingShowRow({ show }: ShowCardProps) {
  const { common, room, schedule } = useWords();
  const locale = useLocale();
  const isDated = show.state === 'scheduled' && show.startsAt;
  return (
    <Link href={paths.room(show.showId)} className={styles.row}>
      <Cover show={show} widthPx={320} />
      <div className={styles.rowText}>
        <h3>{show.title}</h3>
        <p>
          {show.isRehearsal && <Tag>{schedule.rehearsal.badge}</Tag>} {show.brandName}
        </p>
        <p className={styles.when} data-open={isDated ? undefined : true}>
          {isDated && show.startsAt
            ? formatMoment(show.startsAt, locale, show.timeZone)
            : `${common.showState[show.state]} · ${room.home.noDate}`}
        </p>
      </div>
    </Link>
  );
}

/** Over: its replay, or that there is none. */
export function PastShowRow({ show }: ShowCardProps) {
  const { common, room } = useWords();
  const locale = useLocale();
  const at = show.endedAt ?? show.startsAt;
  const body = (
    <>
      <Cover show={show} widthPx={320} />
      <div className={styles.rowText}>
        <h3>{show.title}</h3>
        <p>
          {show.brandName}
          {at && ` · ${formatDay(at, locale)}`}
        </p>
        <p className={styles.replay} data-has={show.hasReplay || undefined}>
          {show.hasReplay && <Icon name="play" size={15} />}
          {show.hasReplay && room.home.replay}
          {!show.hasReplay && (show.state === 'cancelled' ? common.showState.cancelled : room.home.noReplay)}
        </p>
      </div>
    </>
  );
  const path = show.hasReplay ? paths.replay(show.showId) : paths.room(show.showId);
  return (
    <Link href={path} className={styles.row}>
      {body}
    </Link>
  );
}

function Cover({ show, widthPx }: ShowCardProps & { widthPx: 320 | 750 }) {
  return (
    <span className={styles.cover}>
      {show.cover ? <img src={`${show.cover.path}?w=${widthPx}`} alt="" loading="lazy" /> : <BrandMark size={40} />}
    </span>
  );
}
