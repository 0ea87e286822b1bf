import { Button, Skeleton } from '@mantine/core';
import { toPicturePath } from '../../api/picture-path.ts';
import { useLocale } from '../../hooks/locale.ts';
import { paths } from '../../hooks/paths.ts';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import styles from './account.module.css';
import { FormFailure } from './form-failure.tsx';
import { NewAccountFields } from './new-account-fields.tsx';
import { useInvitation } from './use-invitation.ts';

type InvitationFormProps = { token: string; onJoined: (showId: string | null) => void };

export function InvitationForm({ onJoined, token }: InvitationFormProps) {
  const { account } = useWords();
  const locale = useLocale();
  const { error, form, invitation, isPending, joinAnew, joinAsMe, signedInAs } = useInvitation(token, onJoined);
  if (invitation.isPending) return <Skeleton className={styles.form} height={320} />;
  if (invitation.error) return <FailedState error={invitation.error} onRetry={() => void invitation.refetch()} />;
  const { invitedBy, show } = invitation.data;
  return (
    <form className={styles.form} onSubmit={joinAnew} noValidate>
      {show?.coverPictureId && (
        <img className={styles.cover} src={`${toPicturePath(show.coverPictureId)}?w=750`} alt="" />
      )}
      <div>
        <p className={styles.lead}>{account.invitedTo(invitedBy.displayName)}</p>
        <h2>{show ? account.joinShow(show.title) : account.joinTitle}</h2>
        {show?.startsAt && <p className={styles.lead}>{formatMoment(show.startsAt, locale)}</p>}
      </div>
      {signedInAs ? (
        <>
          <FormFailure error={error} />
          <Button size="md" variant="filled" loading={isPending} onClick={joinAsMe}>
            {account.joinAs(signedInAs.displayName)}
          </Button>
        </>
      ) : (
        <>
          <NewAccountFields form={form} hasPhone />
          <FormFailure error={error} />
          <Button type="submit" size="md" variant="filled" loading={isPending}>
            {account.join}
          </Button>
          <a className={styles.other} href={`${paths.signIn}?next=${encodeURIComponent(paths.join(token))}`}>
            {account.haveAccount}
          </a>
        </>
      )}
    </form>
  );
}
