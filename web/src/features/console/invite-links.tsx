import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useLocale } from '../../hooks/locale.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { CopyLink } from '../../ui/copy-link.tsx';
import { formatDay } from '../../ui/format-time.ts';
import { Icon } from '../../ui/icon.tsx';
import { showDone, showFailure } from '../../ui/toast.tsx';
import formStyles from './form.module.css';
import guestsStyles from './guests.module.css';
import pageStyles from './page.module.css';

type InviteLinksProps = {
  /** Null: into no show, as a shopkeeper only. */
  showId: string | null;
};

/** Invitation links: a new one is shown once, the open ones with how far they are used. */
export function InviteLinks({ showId }: InviteLinksProps) {
  const words = useWords().console;
  const locale = useLocale();
  const { isMaking, made, make, open, revoke } = useInviteLinks(showId);
  return (
    <div className={formStyles.form}>
      {made ? (
        <>
          <CopyLink url={made.url} qrLabel={words.linkQr} />
          <small className={pageStyles.faint}>{words.linkOnce}</small>
        </>
      ) : (
        <>
          <small className={pageStyles.faint}>{showId ? words.inviteLinkText : words.invitationsText}</small>
          <Button variant="light" leftSection={<Icon name="link" size={16} />} loading={isMaking} onClick={make}>
            {words.makeLink}
          </Button>
        </>
      )}
      {open.map((invitation) => (
        <div key={invitation.invitationId} className={guestsStyles.linkRow}>
          <div>
            {words.linkUses(invitation.uses, invitation.maxUses)}
            <br />
            <small className={pageStyles.faint}>{words.linkExpires(formatDay(invitation.expiresAt, locale))}</small>
          </div>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => revoke(invitation.invitationId)}>
            {words.closeLink}
          </Button>
        </div>
      ))}
    </div>
  );
}

function useInviteLinks(showId: string | null) {
  const words = useWords().console;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const key = queryKeys.invitations(showId ?? undefined);
  const refresh = () => client.invalidateQueries({ queryKey: key });
  const onError = (error: unknown) => showFailure(toWords(error));
  const list = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(api.listInvitations, showId ? { showId } : {}, signal),
  });
  const making = useMutation({ mutationFn: () => call(api.createInvitation, { showId }), onSuccess: refresh, onError });
  const revoking = useMutation({
    mutationFn: (invitationId: string) => call(api.revokeInvitation, { invitationId }),
    onSuccess: () => {
      showDone(words.linkClosedDone);
      making.reset();
      return refresh();
    },
    onError,
  });
  const open = (list.data?.invitations ?? []).filter((one) => one.isOpen && (showId !== null || one.showId === null));
  return { isMaking: making.isPending, made: making.data, make: () => making.mutate(), open, revoke: revoking.mutate };
}
