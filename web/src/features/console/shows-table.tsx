import { Button } from '@mantine/core';
import type { shows } from '@shoal/contract';
import { Link } from 'wouter';
import { useLocale } from '../../hooks/locale.ts';
import { paths } from '../../hooks/paths.ts';
import { useWords } from '../../hooks/use-words.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { Picture } from '../../ui/picture.tsx';
import { Tag } from '../../ui/tag.tsx';
import pageStyles from './page.module.css';
import { ShowMenu } from './show-menu.tsx';
import { StateBadge } from './state-badge.tsx';
import tableStyles from './table.module.css';

type ShowsTableProps = { rows: readonly shows.ShowRow[] };

export function ShowsTable({ rows }: ShowsTableProps) {
  const { column } = useWords().console;
  return (
    <div className={tableStyles.tableBox}>
      <table className={tableStyles.table}>
        <thead>
          <tr>
            <th scope="col">{column.show}</th>
            <th scope="col">{column.state}</th>
            <th scope="col">{column.startsAt}</th>
            <th scope="col">{column.host}</th>
            <th scope="col">{column.guests}</th>
            <th scope="col">
              <span className="visually-hidden">{column.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ShowLine key={row.showId} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type ShowLineProps = { row: shows.ShowRow };
function ShowLine({ row }: ShowLineProps) {
  const { console: words, report, schedule } = useWords();
  const locale = useLocale();
  const {
    brandName,
    cover,
    endedAt,
    guestCount,
    hasReplay,
    host,
    isRehearsal,
    showId,
    startsAt,
    state,
    timeZone,
    title,
  } = row;
  const isOver = state === 'ended' || state === 'archived';
  return (
    <tr>
      <td>
        <Link href={paths.editShow(showId)} className={tableStyles.main ?? ''}>
          <Picture path={cover?.path ?? null} width={320} ratio="16 / 10" icon="show" />
          <span>
            <strong>{title}</strong>
            <small>
              {isRehearsal && <Tag>{schedule.rehearsal.badge}</Tag>} {brandName}
            </small>
          </span>
        </Link>
      </td>
      <td>
        <StateBadge state={state} />
      </td>
      <td className={tableStyles.whole}>
        {startsAt ? formatMoment(startsAt, locale, timeZone) : <span className={pageStyles.faint}>{words.noDate}</span>}
      </td>
      <td className={tableStyles.host}>{host.displayName}</td>
      <td data-label={words.column.guests}>{guestCount}</td>
      <td>
        <span className={tableStyles.acts}>
          {(state === 'scheduled' || state === 'live') && (
            <Button component={Link} href={paths.studio(showId)} size="compact-sm" variant="light">
              {words.openStudio}
            </Button>
          )}
          {endedAt && (
            <Button component={Link} href={paths.report(showId)} size="compact-sm" variant="light">
              {report.open}
            </Button>
          )}
          {isOver && hasReplay && (
            <Button component={Link} href={paths.replay(showId)} size="compact-sm" variant="light">
              {words.watchReplay}
            </Button>
          )}
          <Button
            component={Link}
            href={paths.editShow(showId)}
            size="compact-sm"
            variant="subtle"
            color="gray"
            className={tableStyles.wide ?? ''}
          >
            {words.editShow}
          </Button>
          <ShowMenu show={row} />
        </span>
      </td>
    </tr>
  );
}
