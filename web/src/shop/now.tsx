/** @jsxImportSource preact */
import type { shares } from '@shoal/contract';
import { useEffect, useState } from 'preact/hooks';
import { copyText } from '../ui/copy-text.ts';
import type { Clock } from './chapters.tsx';
import { toClock } from './clock-text.ts';
import type { ShopData } from './shop-data.ts';
import type { ShopStore } from './shop-store.ts';
import { useShop } from './use-shop.ts';

type NowProps = { store: ShopStore; clock: Clock; data: ShopData };

/** Beside a replay: what is spoken of at this moment, by her link, and the way to hand this very moment on. */
export function Now({ clock, data, store }: NowProps) {
  const { show } = useShop(store);
  const [atMs, setAtMs] = useState(0);
  useEffect(() => clock.subscribe(setAtMs), [clock]);
  if (show.status !== 'replay') return null;
  const card = findCard(show.cards, atMs);
  return (
    <>
      {card && <Card key={card.startsMs} card={card} data={data} />}
      <ShareMoment atMs={atMs} data={data} />
    </>
  );
}

type ShopCard = shares.ShopState['show']['cards'][number];

/** The newest card at a moment of the programme. */
export const findCard = (cards: readonly ShopCard[], atMs: number): ShopCard | undefined =>
  cards.findLast(({ startsMs }) => startsMs <= atMs);

function Card({ card, data }: { card: ShopCard; data: ShopData }) {
  const { isFromPrice, materialId, picture, price, title } = card;
  const isHere = materialId === data.materialId;
  const { locale, words } = data;
  const toText = (amount: NonNullable<ShopCard['price']>) => toPrice(amount, locale);
  return (
    <a class="now-card" href={isHere ? '#offer-title' : `/s/${data.code}/m/${materialId}`}>
      {picture && <img src={`${picture.path}?w=96`} alt="" width="56" height="56" />}
      <span>
        <small>{words.now}</small>
        <b>{title}</b>
      </span>
      {price && (
        <span class="now-price">{isFromPrice ? words.fromPrice.replace('{price}', toText(price)) : toText(price)}</span>
      )}
    </a>
  );
}

const toPrice = ({ amountMinor, currency }: NonNullable<ShopCard['price']>, locale: 'zh' | 'en') =>
  new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: amountMinor % 100 === 0 ? 0 : 2,
  }).format(amountMinor / 100);

/** The page's own address with the second that plays: whoever opens it starts there, and is hers as before. */
export const toMomentUrl = (origin: string, code: string, atMs: number): string =>
  `${origin}/s/${code}?t=${Math.floor(atMs / 1_000)}`;

function ShareMoment({ atMs, data }: { atMs: number; data: ShopData }) {
  const [said, setSaid] = useState('');
  const share = async () => {
    const url = toMomentUrl(location.origin, data.code, atMs);
    const isShared = navigator.share && (await navigator.share({ url, title: document.title }).then(...settled));
    if (isShared) return;
    setSaid((await copyText(url)) ? data.words.momentCopied : url);
  };
  return (
    <div class="now-share">
      <button type="button" class="moment-share" onClick={() => void share()}>
        {data.words.moment} {toClock(atMs / 1_000)}
      </button>
      <output>{said}</output>
    </div>
  );
}

/** A sheet that was put away is an answer too; one that this browser cannot open is none. */
const settled = [() => true, (error: unknown) => error instanceof DOMException && error.name === 'AbortError'] as const;
