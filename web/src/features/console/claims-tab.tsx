import { Button, Modal } from '@mantine/core';
import type { catalog } from '@shoal/contract';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ClaimCardForm } from './claim-card-form.tsx';
import { ClaimCardRow } from './claim-card-row.tsx';
import styles from './console.module.css';
import { useClaimCards } from './use-claim-cards.ts';

type ClaimsTabProps = { brandId: string };

/** What a brand may claim, with its proofs; what runs out stands out. */
export function ClaimsTab({ brandId }: ClaimsTabProps) {
  const { claims: words, common } = useWords();
  const { data, error, refetch } = useClaimCards(brandId);
  const [open, setOpen] = useState<catalog.ClaimCard | 'new' | null>(null);
  const close = () => setOpen(null);
  const add = (
    <Button variant="filled" leftSection={<Icon name="add" size={16} />} onClick={() => setOpen('new')}>
      {words.add}
    </Button>
  );
  return (
    <>
      <p className={styles.claimsIntro}>{words.intro}</p>
      {data && data.length > 0 && <div className={styles.filters}>{add}</div>}
      {!data && error && <FailedState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows count={3} height={96} gap={12} />}
      {data?.length === 0 && (
        <EmptyState icon="check" title={words.empty} text={words.emptyText}>
          {add}
        </EmptyState>
      )}
      <ul className={styles.claims}>
        {data?.map((card) => (
          <li key={card.cardId}>
            <ClaimCardRow brandId={brandId} card={card} onEdit={() => setOpen(card)} />
          </li>
        ))}
      </ul>
      <Modal
        opened={open !== null}
        size={560}
        onClose={close}
        title={open === 'new' ? words.add : words.edit}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        {open && <ClaimCardForm brandId={brandId} card={open === 'new' ? null : open} onDone={close} />}
      </Modal>
    </>
  );
}
