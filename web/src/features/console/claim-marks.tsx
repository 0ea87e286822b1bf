import { Button, Select } from '@mantine/core';
import type { catalog } from '@shoal/contract';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { Tag } from '../../ui/tag.tsx';
import { ClaimCardForm } from './claim-card-form.tsx';
import claimsStyles from './claims.module.css';
import pageStyles from './page.module.css';
import { useClaimCards } from './use-claim-cards.ts';

type ClaimMarksProps = {
  brandId: string;
  productId: string | null;
  marks: readonly catalog.ClaimMark[];
  /** The cards that sentences rest on now, by sentence. */
  links: ReadonlyMap<string, string>;
  onLink: (sentence: string, cardId: string | null) => void;
};

/** The sentences of a material that may not be shown as they are, and what helps each. */
export function ClaimMarks({ brandId, links, marks, onLink, productId }: ClaimMarksProps) {
  const words = useWords().claims;
  const { data = [] } = useClaimCards(brandId);
  const usable = data.filter(
    ({ product, state }) =>
      (state === 'valid' || state === 'expiring') && (product === null || product.productId === productId),
  );
  if (marks.length === 0) return null;
  return (
    <section
      className={claimsStyles.marks}
      role="alert"
      aria-label={words.marked(marks.length)}
      tabIndex={-1}
      data-wrong
    >
      <strong>{words.marked(marks.length)}</strong>
      <p>{words.markedText}</p>
      <ul>
        {marks.map((mark) => (
          <li key={`${mark.field} ${mark.start} ${mark.sentence}`}>
            <MarkedSentence
              mark={mark}
              cards={usable}
              cardId={links.get(mark.sentence) ?? null}
              brandId={brandId}
              productId={productId}
              onLink={onLink}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

type MarkedSentenceProps = Pick<ClaimMarksProps, 'brandId' | 'productId' | 'onLink'> & {
  mark: catalog.ClaimMark;
  cards: readonly catalog.ClaimCard[];
  cardId: string | null;
};

function MarkedSentence({ brandId, cardId, cards, mark, onLink, productId }: MarkedSentenceProps) {
  const words = useWords().claims;
  const [isWriting, setWriting] = useState(false);
  const { field, kinds, reason, sentence } = mark;
  const isLinked = cards.some((card) => card.cardId === cardId) && reason !== 'number_differs';
  return (
    <>
      <span className={pageStyles.faint}>{words.field[field]}</span>
      <p>
        <mark>{sentence}</mark>
      </p>
      <p className={claimsStyles.markKinds}>
        {kinds.map((kind) => (
          <Tag key={kind}>{words.kind[kind]}</Tag>
        ))}
        <span>{isLinked ? words.linked : words.reason[reason]}</span>
      </p>
      {reason !== 'never_allowed' && !isWriting && (
        <div className={claimsStyles.markEnd}>
          <Select
            clearable
            searchable
            aria-label={`${words.link}: ${sentence}`}
            placeholder={words.pick}
            data={cards.map((card) => ({ value: card.cardId, label: card.text }))}
            value={cards.some((card) => card.cardId === cardId) ? cardId : null}
            onChange={(picked) => onLink(sentence, picked)}
          />
          <Button variant="default" onClick={() => setWriting(true)}>
            {words.writeNew}
          </Button>
        </div>
      )}
      {isWriting && (
        <div className={claimsStyles.markForm}>
          <ClaimCardForm
            brandId={brandId}
            card={null}
            preset={{ text: sentence, productId }}
            onCancel={() => setWriting(false)}
            onDone={(card) => {
              setWriting(false);
              onLink(sentence, card.cardId);
            }}
          />
        </div>
      )}
    </>
  );
}
