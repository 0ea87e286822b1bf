import type { catalog } from '@shoal/contract';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { ClaimCardForm } from './claim-card-form.tsx';
import { ClaimCardRow } from './claim-card-row.tsx';
import styles from './claims.module.css';
import { KeptList, type Opened } from './kept-list.tsx';
import { useClaimCards } from './use-claim-cards.ts';
import { WithheldWords } from './withheld-words.tsx';

type ClaimsTabProps = { brandId: string };

/** What a brand may claim, with its proofs; what runs out stands out. */
export function ClaimsTab({ brandId }: ClaimsTabProps) {
  const {
    claims: words,
    console: { find },
  } = useWords();
  const asked = useClaimCards(brandId);
  const [open, setOpen] = useState<Opened<catalog.ClaimCard>>(null);
  return (
    <>
      <p className={styles.claimsIntro}>{words.intro}</p>
      <WithheldWords brandId={brandId} />
      <KeptList
        asked={asked}
        words={{ ...words, find: find.claims }}
        toText={({ product, text }) => `${text} ${product?.name ?? ''}`}
        icon="check"
        row={{ height: 96, gap: 12 }}
        open={open}
        onOpen={setOpen}
        form={
          open && <ClaimCardForm brandId={brandId} card={open === 'new' ? null : open} onDone={() => setOpen(null)} />
        }
      >
        {(found) => (
          <ul className={styles.claims}>
            {found.map((card) => (
              <li key={card.cardId}>
                <ClaimCardRow brandId={brandId} card={card} onEdit={() => setOpen(card)} />
              </li>
            ))}
          </ul>
        )}
      </KeptList>
    </>
  );
}
