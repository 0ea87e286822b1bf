import type { catalog } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';

/** The products of a brand, as far as they are known by now. */
export const useProducts = (brandId: string): readonly catalog.Product[] =>
  useQuery<{ products: catalog.Product[] }>({
    queryKey: queryKeys.products(brandId),
    queryFn: ({ signal }) => call(api.listProducts, { brandId }, signal),
  }).data?.products ?? [];
