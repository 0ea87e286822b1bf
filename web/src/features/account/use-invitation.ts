import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useMe } from '../../hooks/use-me.ts';
import { useWords } from '../../hooks/use-words.ts';
import { accountChecks } from './check-fields.ts';
import { emptyAccount, type NewAccount } from './new-account-fields.tsx';

/** An invitation link: what it invites to, and joining by it, with a new account or the one that is signed in. */
export function useInvitation(token: string, onJoined: (showId: string | null) => void) {
  const { account } = useWords();
  const { data: me } = useMe();
  const client = useQueryClient();
  const { accountName, displayName, password, phone } = accountChecks(account);
  const form = useForm<NewAccount>({
    initialValues: emptyAccount,
    validate: { accountName, displayName, password, phone },
  });
  const invitation = useQuery({
    queryKey: queryKeys.invitationLink(token),
    queryFn: ({ signal }) => call(api.getInvitation, { token }, signal),
  });
  const join = useMutation({
    mutationFn: (values: NewAccount | null) =>
      call(api.acceptInvitation, {
        token,
        ...(values && {
          newAccount: {
            ...values,
            accountName: values.accountName.trim().toLowerCase(),
            phone: values.phone.trim() || null,
          },
        }),
      }),
    onSuccess: ({ me: joined, showId }) => {
      client.setQueryData(queryKeys.me, joined);
      onJoined(showId);
    },
  });
  return {
    invitation,
    form,
    signedInAs: me?.role === 'shopkeeper' ? me : null,
    isPending: join.isPending,
    error: join.error,
    joinAsMe: () => join.mutate(null),
    joinAnew: form.onSubmit((values) => join.mutate(values)),
  };
}
