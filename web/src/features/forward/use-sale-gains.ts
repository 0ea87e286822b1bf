import type { catalog, ShowId, shares } from '@shoal/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';

type Sold = Pick<catalog.Material, 'product'>;
/** What one sale of a material's product brings her at the terms of now; undefined while unknown, or when it is nothing. */
export type GainOf = (material: Sold) => shares.SaleGain | undefined;

/** What the materials of a show bring her. Asked again when a product joins them: the answer names those dropped so far. */
export function useSaleGains(showId: string, materials: readonly Sold[], isAsked = true): GainOf {
  const productIds = [...new Set(materials.flatMap(({ product }) => product?.productId ?? []))].sort();
  const { data } = useQuery({
    queryKey: queryKeys.saleGains(showId, productIds),
    queryFn: ({ signal }) => call(api.listSaleGains, { showId: showId as ShowId }, signal), // It names the show at hand.
    enabled: isAsked && productIds.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return ({ product }) =>
    data?.gains.find(({ perSale, productId }) => productId === product?.productId && perSale.amountMinor > 0);
}
