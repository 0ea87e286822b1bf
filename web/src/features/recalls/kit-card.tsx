import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { Picture } from '../../ui/picture.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './recalls.module.css';
import { type Kit, useKitActs } from './use-recall-kits.ts';

/** One correction: what to say, to whom, and who bought. */
export function KitCard({ kit }: { kit: Kit }) {
  const { kit: words } = useWords().recalls;
  const locale = useLocale();
  const acts = useKitActs(kit);
  const isDone = kit.doneAt !== null;
  return (
    <li className={styles.card} data-open={!isDone || undefined}>
      <header className={styles.head}>
        {kit.picture && <Picture path={kit.picture.path} width={96} icon="poster" />}
        <div>
          <h2>{kit.title}</h2>
          <time dateTime={kit.recalledAt}>{formatMoment(kit.recalledAt, locale)}</time>
        </div>
      </header>
      <p className={styles.quiet}>{words.why(kit.reason)}</p>
      <h3>{words.words}</h3>
      <p className={styles.message}>{acts.message}</p>
      <div className={styles.acts}>
        {acts.canShare && (
          <TapButton look={isDone ? 'soft' : 'primary'} icon="forward" onClick={acts.share}>
            {words.share}
          </TapButton>
        )}
        <TapButton look={isDone || acts.canShare ? 'soft' : 'primary'} icon="copy" onClick={() => void acts.copy()}>
          {words.copy}
        </TapButton>
      </div>
      <SentTo kit={kit} />
      <Buyers kit={kit} />
      <TapButton look="soft" icon="check" isWide isBusy={acts.isTicking} isDisabled={isDone} onClick={acts.tickDone}>
        {isDone ? words.ticked : words.tick}
      </TapButton>
    </li>
  );
}

function SentTo({ kit }: { kit: Kit }) {
  const { kit: words } = useWords().recalls;
  const { groups, isSentElsewhere } = kit;
  return (
    <>
      <h3>{words.groups}</h3>
      <ul className={styles.rows}>
        {groups.map(({ members, name }) => (
          <li key={name}>
            <span>{name}</span>
            <small>{words.members(members)}</small>
          </li>
        ))}
      </ul>
      {isSentElsewhere && <p className={styles.quiet}>{words.elsewhere}</p>}
      {groups.length === 0 && !isSentElsewhere && <p className={styles.quiet}>{words.noGroups}</p>}
    </>
  );
}

function Buyers({ kit: { buyers } }: { kit: Kit }) {
  const { orders, recalls } = useWords();
  return (
    <>
      <h3>{recalls.kit.buyers}</h3>
      {buyers.length === 0 && <p className={styles.quiet}>{recalls.kit.noBuyers}</p>}
      <ul className={styles.rows}>
        {buyers.map(({ maskedName, maskedPhone, orderId, productName, quantity, state }) => (
          <li key={orderId}>
            <span>
              {maskedName} {maskedPhone}
            </span>
            <small>
              {recalls.kit.bought(productName, quantity)} · {orders.state[state]}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}
