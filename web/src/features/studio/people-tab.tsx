import { ActionIcon, Button, Menu } from '@mantine/core';
import type { chat } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './studio.module.css';
import { useModeration } from './use-moderation.ts';

type PeopleTabProps = { live: StudioLive };

/** Who is here, one line per person, and who may not come back; what is decided about them from the row. */
export function PeopleTab({ live }: PeopleTabProps) {
  const { asks, chat, studio } = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['present'],
    queryFn: () => live.listPeople(),
    refetchInterval: 4_000,
    gcTime: 0,
  });
  const acts = useModeration(live, () => void refetch());
  const { banned, moderators } = useSignal(live.moderation.state);
  const isModerator = (accountId: string) => moderators.some((one) => one.accountId === accountId);
  if (!data && error) return <FailedState isDense error={error} onRetry={() => void refetch()} />;
  return (
    <ul className={styles.rows} aria-label={studio.people}>
      {!data && (
        <li>
          <SkeletonRows count={6} height={36} />
        </li>
      )}
      {data?.people.length === 0 && (
        <li>
          <EmptyState isDense icon="people" title={studio.peopleEmpty} text={studio.peopleEmptyText} />
        </li>
      )}
      {data?.people.map(({ accountId, attentiveMs, devices, displayName, isAttentive, isMuted }) => (
        <li key={accountId} className={styles.person}>
          <div>
            {displayName}{' '}
            <small>
              {isAttentive ? asks.studio.isAttentive : asks.studio.looksAway}
              {attentiveMs >= 60_000 && ` · ${asks.studio.attentive(Math.floor(attentiveMs / 60_000))}`}
              {isModerator(accountId) && ` · ${chat.moderator}`}
              {isMuted && ` · ${studio.isMuted}`}
              {devices > 1 && ` · ${studio.deviceCount(devices)}`}
            </small>
          </div>
          <PersonMenu person={{ accountId, displayName, isMuted }} isModerator={isModerator(accountId)} acts={acts} />
        </li>
      ))}
      {banned.length > 0 && <BannedPeople banned={banned} onLift={acts.setBanned} />}
    </ul>
  );
}

type Acts = ReturnType<typeof useModeration>;
type PersonMenuProps = {
  person: { accountId: string; displayName: string; isMuted: boolean };
  isModerator: boolean;
  acts: Acts;
};
function PersonMenu({ acts, isModerator, person: { accountId, displayName, isMuted } }: PersonMenuProps) {
  const { chat, studio } = useWords();
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon size={28} aria-label={chat.acts.person(displayName)}>
          <Icon name="more" size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Icon name={isMuted ? 'volumeOn' : 'volumeOff'} size={15} />}
          onClick={() => acts.setMuted(accountId, displayName, !isMuted)}
        >
          {isMuted ? studio.unmute(displayName) : studio.mute(displayName)}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon name="person" size={15} />}
          onClick={() => acts.setModerator(accountId, displayName, !isModerator)}
        >
          {isModerator ? chat.acts.dismiss(displayName) : chat.acts.appoint(displayName)}
        </Menu.Item>
        <Menu.Item
          color="coral"
          leftSection={<Icon name="lock" size={15} />}
          onClick={() => acts.setBanned(accountId, displayName, true)}
        >
          {chat.acts.ban(displayName)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

type BannedPeopleProps = { banned: readonly chat.ModeratedPerson[]; onLift: Acts['setBanned'] };
function BannedPeople({ banned, onLift }: BannedPeopleProps) {
  const words = useWords().chat;
  return (
    <>
      <li className={styles.rowsHead}>{words.bannedPeople(banned.length)}</li>
      {banned.map(({ accountId, displayName }) => (
        <li key={accountId} className={styles.person}>
          <div>{displayName}</div>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={words.acts.lift(displayName)}
            onClick={() => onLift(accountId, displayName, false)}
          >
            {words.acts.liftShort}
          </Button>
        </li>
      ))}
    </>
  );
}
