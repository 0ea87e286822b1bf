import type { variantsZh } from './variants.zh.ts';

export const variantsEn: typeof variantsZh = {
  fromPrice: (price) => `from ${price}`,
  choose: 'Choose one',
  soldOut: 'Sold out',
  gone: 'Choose a variant that is on sale.',
  form: {
    title: 'Variants',
    hint: 'Such as 50 g, 100 g or a colour: each has its price and stock, and buyers choose one. Without any, the product is sold as it is.',
    add: 'Add a variant',
    name: (at) => `Name of variant ${at}`,
    namePlaceholder: 'Such as 50 g',
    price: (at) => `Price of variant ${at}`,
    stock: (at) => `Stock of variant ${at}`,
    columns: { name: 'Name', price: 'Price', stock: 'Stock (units)' },
    isActive: (name) => `On sale: ${name}`,
    onSale: 'On sale',
    up: (name) => `Move “${name}” up`,
    down: (name) => `Move “${name}” down`,
    remove: (name) => `Remove “${name}”`,
    ordersStay: 'A variant that orders name is not deleted: it goes off sale and stays here.',
    priceByVariants: 'Set by its variants: this is the lowest',
    needNames: 'Every variant needs a name of its own.',
  },
};
