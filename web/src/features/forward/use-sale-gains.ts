import type { catalog, ShowId, shares } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';

/** What one sale of a material's product brings her at the terms of now; undefined while unknown, or when it is nothing. */
export function useSaleGain(showId: string, { product }: catalog.Material): shares.SaleGain | undefined {
  const { data } = useQuery({
    queryKey: queryKeys.saleGains(showId, product?.productId), // A product may be dropped after the list was read.
    queryFn: ({ signal }) => call(api.listSaleGains, { showId: showId as ShowId }, signal), // It names the show at hand.
    enabled: product !== null,
    staleTime: 60_000,
  });
  return data?.gains.find(({ perSale, productId }) => productId === product?.productId && perSale.amountMinor > 0);
}
