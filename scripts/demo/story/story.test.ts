import { expect, test } from 'vitest';
import { skin } from './skin.ts';
import { tea } from './tea.ts';

const products = [tea, skin].flatMap((brand) => brand.products);

test('one product of the demo is sold in two variants, each at its own price and from its own shelf', () => {
  const [chosen, ...others] = products.filter(({ variants }) => variants);
  expect(others).toEqual([]);
  const { priceMinor, variants = [] } = chosen ?? {};
  expect(variants).toHaveLength(2);
  const prices = variants.map((variant) => variant.priceMinor);
  expect(new Set(prices).size).toBe(2);
  expect(Math.min(...prices)).toBe(priceMinor);
  for (const { unitsInStock } of variants) expect(unitsInStock).toBeGreaterThan(0);
});

test('every material of the demo is of a product and rests on a claim that its brand has', () => {
  for (const { claims, materials, products: sold } of [tea, skin]) {
    for (const { product, rests, text } of materials) {
      if (product) expect(sold.map(({ key }) => key)).toContain(product);
      if (rests) expect(claims.map(({ key }) => key)).toContain(rests.claim);
      if (rests) expect(text).toContain(rests.sentence);
    }
  }
});
