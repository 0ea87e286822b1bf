import type { Money } from '@shoal/contract';
import { useId, useState } from 'react';
import { usePriceText } from '../../hooks/use-price-text.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { Drop } from '../../live/show-story.ts';
import { Icon } from '../../ui/icon.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import { DropPicture, kindIcons } from './drop-picture.tsx';
import styles from './drops.module.css';
import { useSeen } from './use-seen.ts';

export type DropMarks = {
  isSeen: boolean;
  isSaved: boolean;
  isForwarded: boolean;
  visitors: number;
  /** What one sale brings her; null when nothing, or not known yet. */
  perSale: Money | null;
};
/** What can be done with a drop; left out for those who have no links of their own. */
export type DropActs = {
  onSave: (drop: Drop) => void;
  onCopy: (drop: Drop) => void;
  onForward: (drop: Drop) => void;
  /** The act under way, if any. */
  busy: { seq: number; act: 'save' | 'copy' } | null;
};

type DropCardProps = { drop: Drop; time: string; marks: DropMarks; acts?: DropActs; onSeen: (seq: number) => void };

/** One material as it was dropped, with the three things to do with it. */
export function DropCard({ acts, drop, marks, onSeen, time }: DropCardProps) {
  const { common, room } = useWords();
  const titleId = useId();
  const element = useSeen<HTMLElement>(marks.isSeen, () => onSeen(drop.seq));
  const { material } = drop;
  if (drop.isRecalled) return <RecalledCard drop={drop} time={time} />;
  const isWide = material.clip !== null;
  return (
    <article
      ref={element}
      className={styles.card}
      data-seq={drop.seq}
      data-kind={material.kind}
      aria-labelledby={titleId}
    >
      <header className={styles.meta}>
        <span className={styles.kind}>
          <Icon name={kindIcons[material.kind]} size={15} />
          {common.materialKind[material.kind]}
        </span>
        <time>{time}</time>
        <Badge marks={marks} />
      </header>
      <div className={styles.content} data-wide={isWide || undefined}>
        <DropPicture material={material} onOpen={() => acts?.onForward(drop)} />
        <div className={styles.text}>
          <h3 className={styles.title} id={titleId}>
            {material.title}
          </h3>
          <Price drop={drop} />
          <Gain drop={drop} perSale={marks.perSale} />
          {material.text && <Excerpt text={material.text} isCopy={material.kind === 'copy'} />}
          {material.kind === 'link' && material.url && <p className={styles.host}>{new URL(material.url).host}</p>}
          {marks.visitors > 0 && <p className={styles.visitors}>{room.feed.viewers(marks.visitors)}</p>}
        </div>
      </div>
      {acts && <Acts drop={drop} acts={acts} isSaved={marks.isSaved} titleId={titleId} />}
    </article>
  );
}

function Badge({ marks }: { marks: DropMarks }) {
  const { feed } = useWords().room;
  // It stays new while she is here: a badge that goes as she looks at it tells nothing.
  const [wasNew] = useState(!marks.isSeen);
  if (marks.isForwarded)
    return (
      <span className={styles.badge} data-look="done">
        {feed.forwarded}
      </span>
    );
  if (marks.isSaved)
    return (
      <span className={styles.badge} data-look="done">
        {feed.saved}
      </span>
    );
  if (wasNew)
    return (
      <span className={styles.badge} data-look="new">
        {feed.isNew}
      </span>
    );
  return null;
}

function Price({ drop }: { drop: Drop }) {
  const toText = usePriceText();
  const { product } = drop.material;
  if (!product) return null;
  const { name, variants = [] } = product;
  return (
    <p className={styles.price}>
      {toText(product)} <span>{name}</span>
      {variants.length > 0 && <small>{variants.map((variant) => variant.name).join(' / ')}</small>}
    </p>
  );
}

function Gain({ drop, perSale }: Pick<DropMarks, 'perSale'> & { drop: Drop }) {
  const { forward } = useWords();
  const toText = usePriceText();
  if (!perSale) return null;
  const isFromPrice = drop.material.product?.isFromPrice;
  return <p className={styles.gain}>{forward.perSale(toText({ price: perSale, isFromPrice }))}</p>;
}

const LONG_TEXT = 70;
function Excerpt({ isCopy, text }: { text: string; isCopy: boolean }) {
  const { feed } = useWords().room;
  const [isOpen, setIsOpen] = useState(false);
  const isLong = text.length > LONG_TEXT || text.split('\n').length > 3;
  return (
    <div>
      <p className={styles.excerpt} data-copy={isCopy || undefined} data-open={isOpen || undefined}>
        {text}
      </p>
      {isLong && (
        <button type="button" className={styles.more} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? feed.showLess : feed.showAll}
        </button>
      )}
    </div>
  );
}

type ActsProps = { drop: Drop; acts: DropActs; isSaved: boolean; titleId: string };
function Acts({ acts, drop, isSaved, titleId }: ActsProps) {
  const { feed } = useWords().room;
  const { kind } = drop.material;
  const busy = acts.busy?.seq === drop.seq ? acts.busy.act : null;
  const save = { poster: feed.savePoster, image: feed.saveImage, clip: feed.saveClip, copy: null, link: null }[kind];
  return (
    <footer className={styles.acts}>
      {save && (
        <TapButton
          about={titleId}
          icon={isSaved ? 'check' : 'download'}
          isBusy={busy === 'save'}
          onClick={() => acts.onSave(drop)}
        >
          {save}
        </TapButton>
      )}
      <TapButton about={titleId} icon="copy" isBusy={busy === 'copy'} onClick={() => acts.onCopy(drop)}>
        {feed.copyWords}
      </TapButton>
      <TapButton about={titleId} look="soft" icon="forward" onClick={() => acts.onForward(drop)}>
        {feed.forward}
      </TapButton>
    </footer>
  );
}

function RecalledCard({ drop, time }: { drop: Drop; time: string }) {
  const { common, room } = useWords();
  return (
    <article className={styles.card} data-seq={drop.seq} data-recalled>
      <header className={styles.meta}>
        <span className={styles.kind}>
          <Icon name={kindIcons[drop.material.kind]} size={15} />
          {common.materialKind[drop.material.kind]}
        </span>
        <time>{time}</time>
      </header>
      <h3 className={styles.recalledTitle}>{drop.material.title}</h3>
      <p className={styles.recalledText}>
        <strong>{room.feed.recalled}</strong> {room.feed.recalledText}
      </p>
    </article>
  );
}
