import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useWords } from '../../hooks/use-words.ts';
import { accountChecks } from './check-fields.ts';

/** The sign-in form; `onDone` once the session stands. */
export function useSignIn(onDone: () => void) {
  const { account } = useWords();
  const client = useQueryClient();
  const { required } = accountChecks(account);
  const form = useForm({
    initialValues: { accountNameOrPhone: '', password: '' },
    validate: { accountNameOrPhone: required, password: required },
  });
  const { error, isPending, mutate } = useMutation({
    mutationFn: (values: typeof form.values) => call(api.signIn, values),
    onSuccess: (me) => {
      client.clear(); // What another person saw here is not hers.
      client.setQueryData(queryKeys.me, me);
      onDone();
    },
  });
  return { form, error, isPending, submit: form.onSubmit((values) => mutate(values)) };
}
