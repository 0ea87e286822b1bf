import { Button, PasswordInput, Skeleton } from '@mantine/core';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import styles from './account.module.css';
import { FormFailure } from './form-failure.tsx';
import { NewAccountFields } from './new-account-fields.tsx';
import { usePasswordLink } from './use-password-link.ts';

type PasswordLinkFormProps = { token: string; onDone: () => void };

export function PasswordLinkForm({ onDone, token }: PasswordLinkFormProps) {
  const { account } = useWords();
  const { error, form, isNew, isPending, link, submit } = usePasswordLink(token, onDone);
  if (link.isPending) return <Skeleton className={styles.form} height={280} />;
  if (link.error) return <FailedState error={link.error} onRetry={() => void link.refetch()} />;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div>
        <h2>{isNew ? account.createOperator : account.setPasswordFor(link.data.accountName ?? '')}</h2>
        <p className={styles.lead}>{isNew ? account.createOperatorText : account.setPasswordText}</p>
      </div>
      {isNew ? (
        <NewAccountFields form={form} hasPhone={false} />
      ) : (
        <PasswordInput
          label={account.newPassword}
          description={account.passwordHint}
          autoComplete="new-password"
          autoFocus
          visibilityToggleButtonProps={{ 'aria-label': account.showPassword }}
          {...form.getInputProps('password')}
        />
      )}
      <FormFailure error={error} />
      <Button type="submit" size="md" variant="filled" loading={isPending}>
        {isNew ? account.create : account.setPassword}
      </Button>
    </form>
  );
}
