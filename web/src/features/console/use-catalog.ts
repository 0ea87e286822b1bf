import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';

export const useBrands = () =>
  useQuery({
    queryKey: queryKeys.brands,
    queryFn: ({ signal }) => call(api.listBrands, {}, signal),
    select: ({ brands }) => brands,
  });

export const useProducts = (brandId: string | null) =>
  useQuery({
    queryKey: queryKeys.products(brandId ?? ''),
    queryFn: ({ signal }) => call(api.listProducts, { brandId: brandId ?? '' }, signal),
    select: ({ products }) => products,
    enabled: brandId !== null,
  });

export const useMaterials = (brandId: string | null) =>
  useQuery({
    queryKey: queryKeys.materials(brandId ?? ''),
    queryFn: ({ signal }) => call(api.listMaterials, { brandId: brandId ?? '' }, signal),
    select: ({ materials }) => materials,
    enabled: brandId !== null,
  });
