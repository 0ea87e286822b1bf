import { Button } from '@mantine/core';
import type { catalog } from '@shoal/contract';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { formatDay } from '../../ui/format-time.ts';
import { joinWords } from '../../ui/join-words.ts';
import { Picture } from '../../ui/picture.tsx';
import { Tag } from '../../ui/tag.tsx';
import claimsStyles from './claims.module.css';
import pageStyles from './page.module.css';
import { useWithdrawClaim } from './use-claim-cards.ts';

type ClaimCardRowProps = { brandId: string; card: catalog.ClaimCard; onEdit: () => void };

export function ClaimCardRow({ brandId, card, onEdit }: ClaimCardRowProps) {
  const { claims: words, common } = useWords();
  const locale = useLocale();
  const withdraw = useWithdrawClaim(brandId);
  const { cardId, materials, state, text } = card;
  const document = card.url ?? card.picture?.path;
  return (
    <article className={claimsStyles.claim}>
      <Picture path={card.picture?.path ?? null} width={96} ratio="1" icon="text" />
      <div className={claimsStyles.claimWords}>
        <strong>{text}</strong>
        <span className={pageStyles.faint}>
          {card.product?.name ?? words.wholeBrand} · {words.until(formatDay(card.expiresAt, locale), card.ownerName)}
        </span>
        <span
          className={pageStyles.faint}
          title={joinWords(
            materials.map(({ title }) => title),
            locale,
          )}
        >
          {words.usedBy(materials.length)}
        </span>
      </div>
      <div className={claimsStyles.claimEnd}>
        {state === 'valid' ? (
          <span className={pageStyles.faint}>{words.state.valid}</span>
        ) : (
          <Tag>{words.state[state]}</Tag>
        )}
        {document && (
          <Button component="a" href={document} target="_blank" rel="noreferrer" size="compact-sm" variant="subtle">
            {words.openDocument}
          </Button>
        )}
        <Button size="compact-sm" variant="default" aria-label={`${common.edit} ${text}`} onClick={onEdit}>
          {common.edit}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color={state === 'withdrawn' ? 'teal' : 'coral'}
          aria-label={`${state === 'withdrawn' ? words.restore : words.withdraw} ${text}`}
          onClick={() => withdraw({ cardId, isWithdrawn: state !== 'withdrawn' })}
        >
          {state === 'withdrawn' ? words.restore : words.withdraw}
        </Button>
      </div>
    </article>
  );
}
