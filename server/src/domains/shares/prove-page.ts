import type { catalog } from '@shoal/contract';
import { type Say, sayVariants } from '../../platform/said-words.ts';
import type { ShopFacts, ShopPlayback } from './get-shop.ts';
import type { PosterFacts } from './poster-facts.ts';

type Page = { facts: ShopFacts; playback: ShopPlayback };

/** The page behind a link in words that may be shown; a title of which nothing is left gives way to the brand's name. */
export function sayPage(say: Say, { facts, playback }: Page): Page {
  const { correction, material, shopkeeper, show, variants } = facts;
  const said = sayMaterial(say, material, show.brandName);
  const about = { materialId: material.materialId };
  return {
    facts: {
      ...facts,
      material: said,
      shopkeeper: { ...shopkeeper, tagline: say('account.tagline', shopkeeper.tagline, null) },
      show: { ...show, title: sayShowTitle(say, show.title, facts) },
      correction: correction && { ...correction, replacement: sayReplacement(say, correction.replacement) },
      variants: sayVariants(say, variants, about),
      faqs: facts.faqs.flatMap(({ answer, question }) => {
        const left = say('faq.answer', answer, about);
        return left ? [{ question, answer: left }] : [];
      }),
    },
    playback: {
      ...playback,
      chapters: playback.chapters.map((chapter) => ({
        ...chapter,
        title: sayChapter(say, chapter, { facts, playback }),
      })),
      cards: playback.cards.map((card) => ({
        ...card,
        title: say('title', card.title, { materialId: card.materialId }) || show.brandName,
      })),
    },
  };
}

/** All that a link's poster says. */
export function sayPoster<T extends Pick<PosterFacts, 'material' | 'scene'> & { person: { tagline: string } }>(
  say: Say,
  poster: T,
): T {
  const { material, person, scene } = poster;
  const about = { brandId: material.brandId };
  return {
    ...poster,
    material: sayMaterial(say, material, scene.brandName),
    person: { ...person, tagline: say('account.tagline', person.tagline, null) },
    scene: {
      ...scene,
      title: say('show.title', scene.title, about) || scene.brandName,
      brandStory: say('brand.story', scene.brandStory, about),
    },
  };
}

function sayMaterial(say: Say, material: catalog.Material, brandName: string): catalog.Material {
  const about = { materialId: material.materialId };
  const product = material.product && {
    ...material.product,
    name: say('product.name', material.product.name, about) || brandName,
    summary: say('product.summary', material.product.summary, about),
    afterSaleTerms: say('product.afterSaleTerms', material.product.afterSaleTerms, about),
  };
  const title = say('title', material.title, about) || (product?.name ?? brandName);
  return { ...material, product, title, text: say('text', material.text, about) };
}

const sayShowTitle = (say: Say, title: string, { material: { brandId }, show }: ShopFacts): string =>
  say('show.title', title, { brandId }) || show.brandName;

/** A moment of a drop carries the title of what was dropped then. */
function sayChapter(say: Say, chapter: ShopPlayback['chapters'][number], { facts, playback }: Page): string {
  const { kind, startsMs, title } = chapter;
  const dropped = kind === 'drop' ? playback.cards.find((card) => card.startsMs === startsMs) : undefined;
  const { brandId } = facts.material;
  const left = dropped
    ? say('title', title, { materialId: dropped.materialId })
    : say('segment.title', title, { brandId });
  return left || facts.show.brandName;
}

type Replacement = NonNullable<ShopFacts['correction']>['replacement'];

/** What is left of it; without a title it is not shown at all. */
function sayReplacement(say: Say, replacement: Replacement): Replacement {
  if (!replacement) return null;
  const about = { materialId: replacement.materialId };
  const [title, text] = [say('title', replacement.title, about), say('text', replacement.text, about)];
  return title ? { ...replacement, title, text } : null;
}
