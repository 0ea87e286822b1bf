import { ActionIcon, Menu } from '@mantine/core';
import type { accounts } from '@shoal/contract';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyLink } from '../../ui/copy-link.tsx';
import { Icon } from '../../ui/icon.tsx';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import styles from './form.module.css';
import { RoleForm } from './role-form.tsx';
import { useAccountActs } from './use-account-acts.ts';

type AccountActsProps = { account: accounts.AccountRow };

/** What an operator may do with an account. */
export function AccountActs({ account }: AccountActsProps) {
  const own = useWords().console;
  const [asking, setAsking] = useState<'role' | 'remove' | null>(null);
  const close = () => setAsking(null);
  const { isPending, link, makeLink, resetLink, update } = useAccountActs(account, close);
  const name = account.displayName;
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon aria-label={own.accountMenu(name)}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {account.removedAt ? (
            <Menu.Item onClick={() => update({ isRemoved: false })}>{own.restoreAccount}</Menu.Item>
          ) : (
            <>
              <Menu.Item onClick={makeLink}>{own.resetPassword}</Menu.Item>
              <Menu.Item onClick={() => setAsking('role')}>{own.changeRole}</Menu.Item>
              <Menu.Item color="coral" onClick={() => setAsking('remove')}>
                {own.removeAccount}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        isOpen={asking === 'remove'}
        title={own.removeTitle(name)}
        act={own.removeAccount}
        isDangerous
        isBusy={isPending}
        onAct={() => update({ isRemoved: true })}
        onClose={close}
      >
        {own.removeText}
      </ConfirmDialog>
      {asking === 'role' && (
        <OpenDialog onClose={close} title={own.changeRole}>
          <RoleForm account={account} isBusy={isPending} onSave={update} />
        </OpenDialog>
      )}
      {link !== null && (
        <OpenDialog onClose={resetLink} title={own.passwordLink}>
          <div className={styles.form}>
            <p>{own.passwordLinkText(name)}</p>
            <CopyLink url={link} qrLabel={own.passwordLink} />
          </div>
        </OpenDialog>
      )}
    </>
  );
}
