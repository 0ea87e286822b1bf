import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../hooks/use-words.ts';
import styles from './copy-link.module.css';
import { copyText } from './copy-text.ts';
import { Icon } from './icon.tsx';
import { QrCode } from './qr-code.tsx';

type CopyLinkProps = { url: string; qrLabel: string };

/** A link to hand on: to read, to copy, to scan. */
export function CopyLink({ qrLabel, url }: CopyLinkProps) {
  const { common } = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(url));
  return (
    <div className={styles.box}>
      <QrCode text={url} label={qrLabel} />
      <div className={styles.side}>
        <TextInput readOnly value={url} aria-label={qrLabel} onFocus={(event) => event.currentTarget.select()} />
        <Button
          variant="filled"
          leftSection={<Icon name={isCopied ? 'check' : 'copy'} size={16} />}
          onClick={() => void copy()}
        >
          {isCopied ? common.copied : common.copyLink}
        </Button>
      </div>
    </div>
  );
}
