import { Menu } from '@mantine/core';
import type { accounts } from '@shoal/contract';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { toPicturePath } from '../../api/picture-path.ts';
import { paths } from '../../hooks/paths.ts';
import { useSignOut } from '../../hooks/use-sign-out.ts';
import { useWords } from '../../hooks/use-words.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { Picture } from '../../ui/picture.tsx';
import styles from './console-shell.module.css';

type ConsoleShellProps = { me: accounts.Me; children: ReactNode };

/** Navigation on the left, one page on the right. */
export function ConsoleShell({ children, me }: ConsoleShellProps) {
  const words = useWords();
  const [path] = useLocation();
  const { nav } = words.console;
  const bar = useCurrentInSight(path);
  const heldLink: [string, IconName, string] = [paths.heldEvidence, 'alert', words.tasks.held.nav];
  const nodesLink: [string, IconName, string] = [paths.mediaNodes, 'network', words.nodes.nav];
  const reportedLink: [string, IconName, string] = [paths.reportedInquiries, 'chat', words.inquiries.reported.nav];
  const ledgerLink: [string, IconName, string] = [paths.ledger, 'check', words.orders.ledger.nav];
  const links: [string, IconName, string][] = [
    [paths.shows, 'show', nav.shows],
    [paths.materials, 'poster', nav.materials],
    [paths.orders, 'archive', words.orders.nav],
    ...(me.role === 'operator' ? [ledgerLink] : []),
    [paths.people, 'people', nav.people],
    ...(me.role === 'operator' ? [heldLink, reportedLink, nodesLink] : []),
    [paths.settings, 'settings', nav.settings],
  ];
  return (
    <div className={styles.shell}>
      <nav ref={bar} className={styles.nav} aria-label={words.console.console}>
        <div className={styles.brand}>
          <BrandMark size={30} />
          {words.common.product}
        </div>
        {links.map(([to, icon, label]) => (
          <Link
            key={to}
            href={to}
            className={styles.link ?? ''}
            aria-current={path.startsWith(to) ? 'page' : undefined}
          >
            <Icon name={icon} />
            {label}
          </Link>
        ))}
        <div className={styles.grow} />
        <AccountMenu me={me} />
      </nav>
      <main className={styles.page}>{children}</main>
    </div>
  );
}

/** On a phone the bar is wider than the screen: where she is stands in the middle of it. */
function useCurrentInSight(path: string) {
  const bar = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path says which link is the current one.
  useEffect(() => {
    const current = bar.current?.querySelector<HTMLElement>('[aria-current]');
    if (bar.current && current)
      bar.current.scrollLeft = current.offsetLeft - (bar.current.clientWidth - current.offsetWidth) / 2;
  }, [path]);
  return bar;
}

type AccountMenuProps = { me: accounts.Me };
function AccountMenu({ me }: AccountMenuProps) {
  const words = useWords();
  const [, go] = useLocation();
  const signOut = useSignOut();
  return (
    <Menu position="top-start" width={190} shadow="md">
      <Menu.Target>
        <button type="button" className={styles.who} aria-label={words.console.menu}>
          <span>
            <Picture path={toPicturePath(me.facePictureId)} width={96} icon="person" />
          </span>
          <span>
            {me.displayName}
            <small>{words.common.role[me.role]}</small>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="person" size={16} />} onClick={() => go(paths.account)}>
          {words.console.account}
        </Menu.Item>
        <LanguageSwitch />
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="signOut" size={16} />} onClick={signOut}>
          {words.account.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
