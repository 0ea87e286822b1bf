import { Button, Group } from '@mantine/core';
import type { streamKeys } from '@shoal/contract';
import { useState } from 'react';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { CopyField } from './copy-field.tsx';
import styles from './stream-keys.module.css';

type KeyCardProps = {
  streamKey: streamKeys.StreamKey;
  /** Known only just after it was issued. */
  secret: string | undefined;
  isBusy: boolean;
  onIssue: () => void;
  onRevoke: () => void;
};

/** One door: where to go, the key, and what can be done with it. */
export function KeyCard({ isBusy, onIssue, onRevoke, secret, streamKey }: KeyCardProps) {
  const words = useWords().streamKeys;
  const locale = useLocale();
  const [asking, setAsking] = useState<'reissue' | 'revoke' | null>(null);
  const { clients, issuedAt, kind, url } = streamKey;
  const { text, title } = words.kinds[kind];
  const act = (run: () => void) => () => {
    setAsking(null);
    run();
  };
  return (
    <section className={styles.card} aria-label={title}>
      <h3>{title}</h3>
      <p className={styles.hint}>{text}</p>
      <CopyField label={words.address} value={url} copyLabel={words.copyAddress} />
      {secret ? (
        <>
          <CopyField label={words.key} value={secret} copyLabel={words.copyKey} />
          <p className={styles.once} role="status">
            {words.shownOnce}
          </p>
        </>
      ) : (
        <p className={styles.hint}>{issuedAt ? words.issuedAt(formatMoment(issuedAt, locale)) : words.noKey}</p>
      )}
      <Group gap="xs">
        {issuedAt ? (
          <>
            <Button size="xs" onClick={() => setAsking('reissue')} loading={isBusy}>
              {words.reissue}
            </Button>
            <Button size="xs" variant="subtle" color="coral" onClick={() => setAsking('revoke')} disabled={isBusy}>
              {words.revoke}
            </Button>
          </>
        ) : (
          <Button size="xs" variant="filled" onClick={onIssue} loading={isBusy}>
            {words.issue}
          </Button>
        )}
        {clients > 0 && (
          <span className={styles.clients}>
            {kind === 'publish' ? words.clients.publish : words.clients.play(clients)}
          </span>
        )}
      </Group>
      <ConfirmDialog
        isOpen={asking === 'reissue'}
        title={words.reissueTitle[kind]}
        act={words.reissue}
        isDangerous={clients > 0}
        onAct={act(onIssue)}
        onClose={() => setAsking(null)}
      >
        {words.reissueText}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'revoke'}
        title={words.revokeTitle[kind]}
        act={words.revoke}
        isDangerous
        onAct={act(onRevoke)}
        onClose={() => setAsking(null)}
      >
        {words.revokeText}
      </ConfirmDialog>
    </section>
  );
}
