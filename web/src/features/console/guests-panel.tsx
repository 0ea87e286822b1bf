import { ActionIcon, Button, MultiSelect } from '@mantine/core';
import { toPicturePath } from '../../api/picture-path.ts';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Picture } from '../../ui/picture.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import formStyles from './form.module.css';
import guestsStyles from './guests.module.css';
import { InviteLinks } from './invite-links.tsx';
import pageStyles from './page.module.css';
import tableStyles from './table.module.css';
import { useGuests } from './use-guests.ts';

type GuestsPanelProps = { showId: string; remindedCount: number };

/** Who may enter: by link, or picked from the shopkeepers there are. */
export function GuestsPanel({ remindedCount, showId }: GuestsPanelProps) {
  const { console: words, schedule } = useWords();
  const { candidates, guests, invite, isInviting, picked, remove, setPicked } = useGuests(showId);
  return (
    <section className={pageStyles.section} aria-label={words.guests}>
      <header>
        <h2>{words.guests}</h2>
        <small>{remindedCount > 0 ? schedule.reminder.count(remindedCount) : words.guestsHint}</small>
      </header>
      <InviteLinks showId={showId} />
      <div className={formStyles.form}>
        <MultiSelect
          searchable
          label={words.inviteExisting}
          placeholder={picked.length === 0 ? words.invitePick : ''}
          nothingFoundMessage={words.noOneToInvite}
          data={candidates}
          value={picked}
          onChange={setPicked}
        />
        {picked.length > 0 && (
          <Button variant="light" loading={isInviting} onClick={invite}>
            {words.invite} ({picked.length})
          </Button>
        )}
      </div>
      {!guests.data && guests.error && (
        <FailedState isDense error={guests.error} onRetry={() => void guests.refetch()} />
      )}
      {!guests.data && !guests.error && <SkeletonRows count={3} height={40} />}
      {guests.data?.length === 0 && (
        <EmptyState isDense icon="people" title={words.guestsEmpty} text={words.guestsEmptyText} />
      )}
      <ul className={guestsStyles.guests}>
        {guests.data?.map(({ accountId, displayName, facePictureId, isOnline }) => (
          <li key={accountId}>
            <span className={tableStyles.face}>
              <Picture path={toPicturePath(facePictureId)} width={96} icon="person" />
            </span>
            <div>{displayName}</div>
            {isOnline && (
              <span
                className={guestsStyles.onlineDot}
                role="img"
                aria-label={words.guestOnline}
                title={words.guestOnline}
              />
            )}
            <ActionIcon
              size={28}
              aria-label={words.removeGuest(displayName)}
              onClick={() => remove(accountId, displayName)}
            >
              <Icon name="close" size={15} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  );
}
