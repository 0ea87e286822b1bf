import type { catalog } from '@shoal/contract';
import type { PosterLang, PosterScene, PosterWords } from './poster-facts.ts';
import type { PosterBase } from './poster-spec.ts';

type Facts = {
  material: Pick<catalog.Material, 'title' | 'text' | 'product'>;
  scene: PosterScene;
  template: catalog.PosterTemplate;
  lang: PosterLang;
};
type Means = {
  words: PosterWords;
  toPriceText: (price: catalog.Product['price'], lang: PosterLang) => string;
};

/** The words of a poster as they are printed; the pictures come as files. */
export function toPosterBase(
  { lang, material, scene, template }: Facts,
  { toPriceText, words }: Means,
): Omit<PosterBase, 'picturePath' | 'logoPath'> {
  const { product, text, title } = material;
  const toText = ({ isFromPrice, price }: catalog.Product) => {
    const amount = toPriceText(price, lang);
    return isFromPrice ? words.fromPrice(amount) : amount;
  };
  return {
    template,
    title,
    adMark: scene.isAdMarked ? words.adMark : undefined,
    price: product ? { label: words.price, text: toText(product) } : undefined,
    show: {
      title: scene.title,
      invitation: words.poster.invitation,
      when: toWhen(scene, lang),
      instead: toInstead(scene, words),
    },
    brandName: scene.brandName,
    story: scene.brandStory || product?.summary || text,
    promise: product?.afterSaleTerms ? { label: words.afterSale, text: product.afterSaleTerms } : undefined,
  };
}

function toInstead({ state }: PosterScene, { poster }: PosterWords): string {
  if (state === 'live') return poster.isLive;
  return state === 'ended' || state === 'archived' ? poster.isOver : poster.noDate;
}

/** In the show's own time zone, which English names: it is read farther away. */
function toWhen({ startsAt, state, timeZone }: PosterScene, lang: PosterLang): PosterBase['show']['when'] {
  if (!startsAt || state !== 'scheduled') return undefined;
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { ...options, timeZone });
  const clock = write({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'shortOffset' });
  const parts = Object.fromEntries(clock.formatToParts(startsAt).map(({ type, value }) => [type, value]));
  const weekday = write({ weekday: lang === 'zh' ? 'short' : 'long' }).format(startsAt);
  return {
    day: write({ month: 'long', day: 'numeric' }).format(startsAt),
    weekday: lang === 'zh' ? weekday : `${weekday}, ${parts.timeZoneName ?? ''}`,
    hour: parts.hour ?? '',
    minute: parts.minute ?? '',
  };
}
