import type { OrderRecord } from './orders.store.ts';

/** What was bought in one line: the product, and the variant where one was chosen. */
export const toGoodsName = ({ productName, variantName }: Pick<OrderRecord, 'productName' | 'variantName'>): string =>
  variantName === '' ? productName : `${productName} · ${variantName}`;
