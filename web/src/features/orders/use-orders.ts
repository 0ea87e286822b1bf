import type { orders, RouteResponse } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { uploadCsv } from '../../api/upload-csv.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { downloadText } from '../../ui/download-text.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

export type OrderList = RouteResponse<typeof orders.listOrders>;
export type Filter = { brandId: string; state: orders.OrderState | ''; search: string };
const REFRESH_MS = 15_000;

/** The brands that the caller works on. */
export const useOrderBrands = () =>
  useQuery({
    queryKey: queryKeys.brands,
    queryFn: ({ signal }) => call(api.listBrands, {}, signal),
    select: ({ brands }) => brands,
  });

/** Brand, state and search stand in the address. */
export function useOrderFilter(firstBrandId: string) {
  const [params, setParams] = useSearchParams();
  const filter: Filter = {
    brandId: params.get('brand') || firstBrandId,
    state: (params.get('state') ?? '') as Filter['state'], // An unknown one is refused by the server.
    search: params.get('search') ?? '',
  };
  const set = (change: Partial<Filter>) => {
    const { brandId, search, state } = { ...filter, ...change };
    setParams({ brand: brandId, ...(state && { state }), ...(search && { search }) }, { replace: true });
  };
  return { filter, set };
}

const toQuery = ({ brandId, search, state }: Filter) => ({
  brandId,
  ...(state && { state }),
  ...(search && { search }),
});

export const useOrders = (filter: Filter) =>
  useQuery<OrderList>({
    queryKey: queryKeys.orders(filter),
    queryFn: ({ signal }) => call(api.listOrders, toQuery(filter), signal),
    refetchInterval: REFRESH_MS,
  });

/** Runs one act on an order, and looks at the list anew. */
export function useOrderAct(onDone: () => void) {
  const words = useWords().orders;
  const toWords = useFailureWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () => {
      showDone(words.saved);
      onDone();
    },
    onError: (error) => showFailure(toWords(error)),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.allOrders }),
  });
}

/** The list as a file, and tracking numbers by a file. */
export function useOrderFiles(filter: Filter) {
  const words = useWords().orders;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const onError = (error: Error) => showFailure(toWords(error));
  const exporting = useMutation({
    mutationFn: () => call(api.exportOrders, toQuery(filter)),
    onSuccess: ({ csv, rows }) => {
      downloadText(csv, 'shoal-orders.csv');
      showDone(words.exported(rows));
    },
    onError,
  });
  const importing = useMutation({
    mutationFn: (file: File) => uploadCsv(api.importShipments, file),
    onSuccess: ({ changed, problems }) => {
      showDone(words.imported(changed));
      if (problems.length > 0) showFailure(words.importProblems(problems.map(({ row }) => row).join(', ')));
    },
    onError,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.allOrders }),
  });
  return { exporting, importing };
}

export const useHeldPayments = (brandId: string) =>
  useQuery({
    queryKey: queryKeys.heldPayments(brandId),
    queryFn: ({ signal }) => call(api.listHeldPayments, { brandId }, signal),
    select: ({ payments }) => payments,
  });

export const usePaymentHook = (brandId: string, isOpen: boolean) =>
  useQuery({
    queryKey: queryKeys.paymentHook(brandId),
    queryFn: ({ signal }) => call(api.getPaymentHook, { brandId }, signal),
    enabled: isOpen,
  });

/** Makes a new secret after the one that is shown; a lost answer is asked for again without making a second. */
export function useRotateHook(brandId: string, onDone: () => void) {
  const { hook } = useWords().credit;
  const toWords = useFailureWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (from: number) => call(api.rotatePaymentHook, { brandId, from }),
    onSuccess: (made) => {
      client.setQueryData(queryKeys.paymentHook(brandId), made);
      showDone(hook.rotated);
      onDone();
    },
    onError: (error) => showFailure(toWords(error)),
  });
}
