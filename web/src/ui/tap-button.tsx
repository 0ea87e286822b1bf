import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon, type IconName } from './icon.tsx';
import styles from './tap-button.module.css';

type TapButtonProps = {
  /** `primary`: the one next action. `over`: on a picture. */
  look?: 'primary' | 'soft' | 'quiet' | 'over';
  icon?: IconName;
  /** For a button without words. */
  label?: string;
  /** Id of what it is about, where many buttons are named alike. */
  about?: string | undefined;
  isBusy?: boolean;
  isWide?: boolean;
  isDisabled?: boolean;
  isPressed?: boolean;
  type?: 'button' | 'submit';
  /** Leads somewhere instead: a file, another page of the server. */
  href?: string;
  /** Leads to another page of the app, which opens without being loaded anew. */
  to?: string;
  onClick?: () => void;
  children?: ReactNode;
};

/** A light button for phones: 44 px to hit, says when it works. */
export function TapButton({ about, href, isBusy, isDisabled, isPressed, isWide, label, to, ...rest }: TapButtonProps) {
  const { children, look = 'quiet', onClick, type = 'button' } = rest;
  const dress = {
    className: styles.button,
    'data-look': look,
    'data-wide': isWide || undefined,
    'data-bare': children ? undefined : true,
    'aria-label': label,
    'aria-describedby': about,
  };
  if (to !== undefined) {
    return (
      <Link {...dress} className={styles.button ?? ''} href={to} onClick={onClick}>
        <Face {...rest} isBusy={isBusy} />
      </Link>
    );
  }
  if (href !== undefined) {
    return (
      <a {...dress} href={href} onClick={onClick}>
        <Face {...rest} isBusy={isBusy} />
      </a>
    );
  }
  return (
    <button
      {...dress}
      type={type}
      aria-busy={isBusy || undefined}
      aria-pressed={isPressed}
      disabled={isDisabled}
      onClick={isBusy ? undefined : onClick}
    >
      <Face {...rest} isBusy={isBusy} />
    </button>
  );
}

function Face({ children, icon, isBusy }: Pick<TapButtonProps, 'children' | 'icon'> & { isBusy: boolean | undefined }) {
  return (
    <>
      {isBusy ? <span className={styles.spinner} /> : icon && <Icon name={icon} size={20} />}
      {children && <span className={styles.words}>{children}</span>}
    </>
  );
}
