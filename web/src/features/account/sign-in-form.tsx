import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useWords } from '../../hooks/use-words.ts';
import styles from './account.module.css';
import { FormFailure } from './form-failure.tsx';
import { useSignIn } from './use-sign-in.ts';

type SignInFormProps = {
  /** She was in a moment ago, and did not leave by herself. */
  isSessionLost: boolean;
  onDone: () => void;
};

export function SignInForm({ isSessionLost, onDone }: SignInFormProps) {
  const { account, errors } = useWords();
  const { error, form, isPending, submit } = useSignIn(onDone);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div>
        <h2>{account.signInTitle}</h2>
        <p className={styles.lead} role={isSessionLost ? 'alert' : undefined}>
          {isSessionLost ? errors['accounts.signed_out'] : account.signInText}
        </p>
      </div>
      <TextInput
        size="md"
        label={account.accountNameOrPhone}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        {...form.getInputProps('accountNameOrPhone')}
      />
      <PasswordInput
        size="md"
        label={account.password}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': account.showPassword }}
        {...form.getInputProps('password')}
      />
      <FormFailure error={error} />
      <Button type="submit" size="md" variant="filled" loading={isPending}>
        {account.signIn}
      </Button>
      <p className={styles.small}>{account.forgotten}</p>
    </form>
  );
}
