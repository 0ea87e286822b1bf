import { Button, TextInput } from '@mantine/core';
import type { accounts } from '@shoal/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { CopyLink } from '../../ui/copy-link.tsx';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import styles from './form.module.css';
import { RoleFields } from './role-form.tsx';

type NewAccountDialogProps = { onClose: () => void };

/** Makes an account, then hands over the one-time link with which its owner sets a password. */
export function NewAccountDialog({ onClose }: NewAccountDialogProps) {
  const words = useWords();
  const own = words.console;
  const { change, draft, failure, isPending, made, save } = useNewAccount();
  return (
    <OpenDialog onClose={onClose} title={made ? own.accountMade : own.newAccount}>
      {made ? (
        <div className={styles.form}>
          <p>{own.passwordLinkText(made.account.displayName)}</p>
          <CopyLink url={made.passwordLink.url} qrLabel={own.passwordLink} />
        </div>
      ) : (
        <div className={styles.form}>
          <RoleFields
            role={draft.role}
            brandIds={draft.brandIds}
            onRole={(role) => change({ role })}
            onBrandIds={(brandIds) => change({ brandIds })}
          />
          <TextInput
            label={words.account.displayName}
            value={draft.displayName}
            onChange={(event) => change({ displayName: event.currentTarget.value })}
          />
          <TextInput
            label={words.account.accountName}
            description={words.account.accountNameHint}
            autoCapitalize="none"
            spellCheck={false}
            value={draft.accountName}
            onChange={(event) => change({ accountName: event.currentTarget.value })}
          />
          <TextInput
            label={words.account.phone}
            type="tel"
            value={draft.phone}
            onChange={(event) => change({ phone: event.currentTarget.value })}
          />
          {failure && (
            <p className={styles.fieldError} role="alert">
              {failure}
            </p>
          )}
          <div className={styles.formEnd}>
            <span />
            <Button
              variant="filled"
              loading={isPending}
              disabled={!draft.displayName.trim() || !draft.accountName.trim()}
              onClick={save}
            >
              {own.newAccount}
            </Button>
          </div>
        </div>
      )}
    </OpenDialog>
  );
}

type Draft = {
  role: accounts.AccountRow['role'];
  brandIds: string[];
  displayName: string;
  accountName: string;
  phone: string;
};

function useNewAccount() {
  const toWords = useFailureWords();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>({
    role: 'host',
    brandIds: [],
    displayName: '',
    accountName: '',
    phone: '',
  });
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: () =>
      call(api.createAccount, {
        ...draft,
        accountName: draft.accountName.trim().toLowerCase(),
        phone: draft.phone.trim() || null,
        brandIds: draft.role === 'host' ? draft.brandIds : [],
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.allAccounts }),
  });
  return {
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    draft,
    failure: error ? toWords(error) : null,
    isPending,
    made: data,
    save: () => mutate(),
  };
}
