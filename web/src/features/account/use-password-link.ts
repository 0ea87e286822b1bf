import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useWords } from '../../hooks/use-words.ts';
import { accountChecks } from './check-fields.ts';
import { emptyAccount, type NewAccount } from './new-account-fields.tsx';

/** A one-time link: sets the password of an account, or makes the first operator. */
export function usePasswordLink(token: string, onDone: () => void) {
  const { account } = useWords();
  const client = useQueryClient();
  const link = useQuery({
    queryKey: queryKeys.passwordLink(token),
    queryFn: ({ signal }) => call(api.getPasswordLink, { token }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isNew = link.data?.purpose === 'create_operator';
  const { accountName, displayName, password } = accountChecks(account);
  const form = useForm<NewAccount>({
    initialValues: emptyAccount,
    validate: isNew ? { accountName, displayName, password } : { password },
  });
  const { error, isPending, mutate } = useMutation({
    mutationFn: (values: NewAccount) =>
      call(api.usePasswordLink, {
        token,
        password: values.password,
        ...(isNew && { accountName: values.accountName.trim().toLowerCase(), displayName: values.displayName }),
      }),
    onSuccess: (me) => {
      client.setQueryData(queryKeys.me, me);
      onDone();
    },
  });
  return { link, form, isNew, isPending, error, submit: form.onSubmit((values) => mutate(values)) };
}
