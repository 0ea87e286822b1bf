import type { shows } from '@shoal/contract';
import { usePriceText } from '../../hooks/use-price-text.ts';
import { useWords } from '../../hooks/use-words.ts';
import { Picture } from '../../ui/picture.tsx';
import styles from './lobby.module.css';

/** What will come: the run of show, the products, and what to have ready. Nothing of what will be dropped. */
export function Today({ room }: { room: shows.RoomPage }) {
  return (
    <>
      <RunOfToday segments={room.segments} />
      <Products products={room.products} />
      <Preparations segments={room.segments} />
    </>
  );
}

function RunOfToday({ segments }: Pick<shows.RoomPage, 'segments'>) {
  const words = useWords();
  if (segments.length === 0) return null;
  return (
    <section className={styles.today}>
      <h2>{words.room.lobby.comesToday}</h2>
      <ol>
        {segments.map((segment) => (
          <li key={segment.segmentId}>
            <span className={styles.segmentTitle}>{segment.title}</span>
            <span className={styles.segmentMeta}>
              {words.common.segmentKind[segment.kind]} · {words.common.minutes(segment.plannedMinutes)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Products({ products }: Pick<shows.RoomPage, 'products'>) {
  const words = useWords().schedule.lobby;
  const toText = usePriceText();
  if (products.length === 0) return null;
  return (
    <section className={styles.products}>
      <h2>{words.productsToday}</h2>
      <ul>
        {products.map(({ name, picture, productId, ...product }) => (
          <li key={productId}>
            <span className={styles.thumb}>
              <Picture path={picture?.path ?? null} width={320} icon="image" />
            </span>
            <span className={styles.productName}>{name}</span>
            <b>{toText(product)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Preparations({ segments }: Pick<shows.RoomPage, 'segments'>) {
  const words = useWords().schedule.lobby;
  const kinds = new Set(segments.map(({ kind }) => kind));
  const ready = [
    words.prepareSound,
    ...(kinds.has('forwarding') ? [words.prepareGroups] : []),
    ...(kinds.has('product') ? [words.prepareStory] : []),
    ...(kinds.has('q_and_a') ? [words.prepareQuestions] : []),
  ];
  return (
    <section className={styles.prepare}>
      <h2>{words.prepare}</h2>
      <ul>
        {ready.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
