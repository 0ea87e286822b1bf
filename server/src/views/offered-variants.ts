import type { VariantId } from '@shoal/contract';
import { sql } from 'kysely';

/** What a buyer chooses among: offered, and kept in stock here. */
export type OfferedVariant = { variantId: VariantId; name: string; priceMinor: number; unitsInStock: number };

/** The variants of `products`, a table of the query, in their order. */
export const offeredVariants = sql<OfferedVariant[]>`coalesce((select json_agg(json_build_object(
    'variantId', v.id, 'name', v.name, 'priceMinor', v.price_minor, 'unitsInStock', v.units_in_stock)
    order by v.position, v.id)
  from product_variants v
  where v.product_id = products.id and v.is_active and v.units_in_stock is not null), '[]')`;

/** What is left to buy of `products`: its own stock, or that of the variants that it offers. Null: not sold on pages. */
export const unitsOnShelf = sql<number | null>`coalesce(products.units_in_stock, (select sum(v.units_in_stock)
  from product_variants v where v.product_id = products.id and v.is_active)::integer)`;

/** Whether the price of `products` is only the lowest of several. */
export const isFromPrice = sql<boolean>`exists (select from product_variants v
  where v.product_id = products.id and v.is_active and v.price_minor <> products.price_minor)`;
