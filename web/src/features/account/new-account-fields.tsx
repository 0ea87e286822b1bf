import { PasswordInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useWords } from '../../hooks/use-words.ts';

export type NewAccount = { displayName: string; accountName: string; phone: string; password: string };
export const emptyAccount: NewAccount = { displayName: '', accountName: '', phone: '', password: '' };

type NewAccountFieldsProps = { form: UseFormReturnType<NewAccount>; hasPhone: boolean };

/** What a new account needs. */
export function NewAccountFields({ form, hasPhone }: NewAccountFieldsProps) {
  const { account } = useWords();
  return (
    <>
      <TextInput
        label={account.displayName}
        description={account.displayNameHint}
        autoComplete="nickname"
        {...form.getInputProps('displayName')}
      />
      <TextInput
        label={account.accountName}
        description={account.accountNameHint}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('accountName')}
      />
      {hasPhone && <TextInput label={account.phone} type="tel" autoComplete="tel" {...form.getInputProps('phone')} />}
      <PasswordInput
        label={account.password}
        description={account.passwordHint}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': account.showPassword }}
        {...form.getInputProps('password')}
      />
    </>
  );
}
