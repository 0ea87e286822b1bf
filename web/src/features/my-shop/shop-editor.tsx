import { useId, useState } from 'react';
import { useFirstWrong } from '../../hooks/use-first-wrong.ts';
import { usePriceText } from '../../hooks/use-price-text.ts';
import { useUnproven } from '../../hooks/use-unproven.tsx';
import { useWords } from '../../hooks/use-words.ts';
import { CopyLink } from '../../ui/copy-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Picture } from '../../ui/picture.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './my-shop.module.css';
import { ShopItemRow } from './shop-item-row.tsx';
import { type Candidate, type MyShop, useArrangement, usePick } from './use-my-shop.ts';

/** Her shop on her phone: its link, her welcome, what stands in it and what could. */
export function ShopEditor({ shop }: { shop: MyShop }) {
  const { own } = useWords().shops;
  const arrangement = useArrangement(shop);
  const { error, isEdited, isSaving, items, save, setWelcome, welcome } = arrangement;
  const toProblem = useUnproven(error);
  const form = useFirstWrong<HTMLElement>(error);
  const problemId = useId();
  return (
    <>
      <section className={styles.section}>
        <h2>{own.link}</h2>
        <CopyLink url={shop.url} qrLabel={own.link} />
        <TapButton look="soft" icon="link" href={shop.url} isWide>
          {own.preview}
        </TapButton>
      </section>
      <section className={styles.section} ref={form}>
        <h2>{own.items}</h2>
        <p className={styles.quiet}>{own.itemsText}</p>
        {shop.unproven.map((sentence) => (
          <p key={sentence} className={styles.withheld}>
            <Icon name="alert" size={16} />
            {own.withheld(sentence)}
          </p>
        ))}
        <label className={styles.field}>
          {own.welcome}
          <textarea
            maxLength={200}
            rows={2}
            placeholder={own.welcomeHint}
            value={welcome}
            aria-invalid={toProblem(welcome) !== undefined}
            aria-describedby={problemId}
            onChange={(event) => setWelcome(event.currentTarget.value)}
          />
        </label>
        <FieldProblem id={problemId}>{toProblem(welcome)}</FieldProblem>
        {items.length === 0 && <EmptyState isDense icon="poster" title={own.empty} text={own.emptyText} />}
        <ol className={styles.items}>
          {items.map((item, at) => (
            <ShopItemRow
              key={item.productId}
              item={item}
              isFirst={at === 0}
              problem={toProblem(item.note)}
              isLast={at === items.length - 1}
              onChange={arrangement.change}
              onMove={arrangement.move}
            />
          ))}
        </ol>
        {(isEdited || isSaving) && (
          <div className={styles.bar}>
            <span role="status">{own.unsaved}</span>
            <TapButton look="primary" icon="check" isBusy={isSaving} onClick={save}>
              {own.save}
            </TapButton>
          </div>
        )}
      </section>
      <Candidates candidates={shop.candidates} />
    </>
  );
}

function Candidates({ candidates }: { candidates: readonly Candidate[] }) {
  const { own } = useWords().shops;
  const [said, setSaid] = useState('');
  if (candidates.length === 0 && said === '') return null;
  return (
    <section className={styles.section}>
      <h2>{own.candidates}</h2>
      <p className={styles.quiet}>{own.candidatesText}</p>
      <ul className={styles.items}>
        {candidates.map((candidate) => (
          <CandidateRow key={candidate.productId} candidate={candidate} onPicked={setSaid} />
        ))}
      </ul>
      <output>{said}</output>
    </section>
  );
}

function CandidateRow({ candidate, onPicked }: { candidate: Candidate; onPicked: (said: string) => void }) {
  const { own } = useWords().shops;
  const toText = usePriceText();
  const pick = usePick(candidate, onPicked);
  const { name, picture, showTitle } = candidate;
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <Picture path={picture?.path ?? null} width={320} icon="image" />
        <span className={styles.name}>
          <b>{name}</b>
          <small>
            {toText(candidate)} · {showTitle}
          </small>
        </span>
        <TapButton
          look="soft"
          icon="add"
          label={own.pick(name)}
          isBusy={pick.isPending}
          onClick={() => pick.mutate()}
        />
      </div>
    </li>
  );
}
