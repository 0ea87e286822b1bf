import { ActionIcon, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { paths } from '../../hooks/paths.ts';
import { useSignOut } from '../../hooks/use-sign-out.ts';
import { useWords } from '../../hooks/use-words.ts';
import { Icon } from '../../ui/icon.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import styles from './account.module.css';

type AccountPageFrameProps = { children: ReactNode };

export function AccountPageFrame({ children }: AccountPageFrameProps) {
  const { account, common } = useWords();
  const signOut = useSignOut();
  return (
    <main className={styles.frame}>
      <header>
        <ActionIcon component={Link} href={paths.home} aria-label={common.back}>
          <Icon name="back" />
        </ActionIcon>
        <h1>{account.account}</h1>
        <LanguageSwitch />
        <Button size="xs" leftSection={<Icon name="signOut" size={16} />} onClick={signOut}>
          {account.signOut}
        </Button>
      </header>
      <div className={styles.sections}>{children}</div>
    </main>
  );
}
