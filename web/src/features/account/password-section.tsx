import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { useWords } from '../../hooks/use-words.ts';
import { showDone } from '../../ui/toast.tsx';
import styles from './account.module.css';
import { accountChecks } from './check-fields.ts';
import { FormFailure } from './form-failure.tsx';

/** Changing the password ends every other session. */
export function PasswordSection() {
  const { account } = useWords();
  const { error, form, isPending, submit } = usePassword();
  const toggle = { 'aria-label': account.showPassword };
  return (
    <section className={styles.section}>
      <h2>{account.changePassword}</h2>
      <form className={styles.fields} onSubmit={submit} noValidate>
        <PasswordInput
          label={account.currentPassword}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label={account.newPassword}
          description={account.passwordHint}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('newPassword')}
        />
        <FormFailure error={error} />
        <div>
          <Button type="submit" loading={isPending}>
            {account.changePassword}
          </Button>
        </div>
      </form>
    </section>
  );
}

function usePassword() {
  const { account } = useWords();
  const { password, required } = accountChecks(account);
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: { currentPassword: required, newPassword: password },
  });
  const { error, isPending, mutate } = useMutation({
    mutationFn: (values: typeof form.values) => call(api.changePassword, values),
    onSuccess: () => {
      form.reset();
      showDone(account.passwordChanged);
    },
  });
  return { error, form, isPending, submit: form.onSubmit((values) => mutate(values)) };
}
