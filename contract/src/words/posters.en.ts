import type { postersZh } from './posters.zh.ts';

export const postersEn: typeof postersZh = {
  template: { hero: 'Product', price: 'Price', invite: 'Invitation', trust: 'Brand' },
  pick: 'Poster look',
  allowed: 'Poster looks',
  allowedHint: 'Shopkeepers pick among the chosen ones; the one chosen first is theirs by itself',
  isFirst: 'First',
  needsPicture: 'Once there is a picture, each look is shown here.',
  preview: (template) => `Poster in the look “${template}”`,
  savePrint: 'Save a PNG for print',
  printing: 'Making the PNG…',
  printFailed: 'The PNG was not saved. Please try again in a while',
  failed: 'The poster could not be made',
};
