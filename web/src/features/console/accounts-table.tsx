import { Badge } from '@mantine/core';
import type { accounts } from '@shoal/contract';
import { toPicturePath } from '../../api/picture-path.ts';
import { useLocale } from '../../hooks/locale.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useWords } from '../../hooks/use-words.ts';
import { formatRelative } from '../../ui/format-time.ts';
import { Picture } from '../../ui/picture.tsx';
import { AccountActs } from './account-acts.tsx';
import pageStyles from './page.module.css';
import tableStyles from './table.module.css';

type AccountsTableProps = { rows: readonly accounts.AccountRow[]; me: accounts.Me };

export function AccountsTable({ me, rows }: AccountsTableProps) {
  const words = useWords();
  const own = words.console;
  const locale = useLocale();
  const now = useNow(30_000);
  return (
    <div className={tableStyles.tableBox}>
      <table className={tableStyles.table}>
        <thead>
          <tr>
            <th scope="col">{own.name}</th>
            <th scope="col">{own.role}</th>
            <th scope="col">{own.lastSeen}</th>
            <th scope="col">
              <span className="visually-hidden">{own.column.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.accountId}>
              <td>
                <span className={tableStyles.person}>
                  <span className={tableStyles.face}>
                    <Picture path={toPicturePath(row.facePictureId)} width={96} icon="person" />
                  </span>
                  <span>
                    {row.displayName}
                    <br />
                    <small className={pageStyles.faint}>
                      {row.accountName}
                      {row.phone && ` · ${row.phone}`}
                    </small>
                  </span>
                </span>
              </td>
              <td>
                {words.common.role[row.role]}{' '}
                {row.removedAt && (
                  <Badge color="gray" variant="light" tt="none">
                    {own.removed}
                  </Badge>
                )}
                {!row.removedAt && !row.hasPassword && (
                  <Badge color="amber" variant="light" tt="none">
                    {own.noPassword}
                  </Badge>
                )}
              </td>
              <td>
                {row.lastSeenAt ? (
                  formatRelative(row.lastSeenAt, now, locale)
                ) : (
                  <span className={pageStyles.faint}>{own.never}</span>
                )}
              </td>
              <td className={tableStyles.corner}>
                {me.role === 'operator' && row.accountId !== me.accountId && <AccountActs account={row} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
