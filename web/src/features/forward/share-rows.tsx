import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { copyText } from '../../ui/copy-text.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './forward.module.css';
import { useGroupNames } from './use-groups.ts';
import type { Share } from './use-shares.ts';

type ShareRowsProps = { shares: readonly Share[] };

/** Her links with their visitors and visits, and the group that each is for; each can be copied. */
export function ShareRows({ shares }: ShareRowsProps) {
  const names = useGroupNames();
  return (
    <ul className={styles.rows}>
      {shares.map((share) => (
        <ShareRow key={share.shareId} share={share} group={names.get(share.groupId ?? '')} />
      ))}
    </ul>
  );
}

function ShareRow({ group, share }: { share: Share; group: string | undefined }) {
  const { common, room } = useWords();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => setIsCopied(await copyText(share.url));
  return (
    <li className={styles.row}>
      <div className={styles.rowText}>
        <b>{share.title}</b>
        <small data-evidence={share.evidence ?? 'none'}>
          {group && `${group} · `}
          {room.visits.evidence[share.evidence ?? 'none']}
          {share.visits > 0 && ` · ${room.visits.times(share.visits)}`}
        </small>
      </div>
      <span className={styles.count} data-some={share.visitors > 0 || undefined}>
        {room.home.visitors(share.visitors)}
      </span>
      <TapButton
        icon={isCopied ? 'check' : 'copy'}
        label={isCopied ? common.copied : `${room.visits.copyLink}: ${share.title}${group ? ` · ${group}` : ''}`}
        onClick={() => void copy()}
      />
    </li>
  );
}
