import type { insights } from '@shoal/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useLocale } from '../../hooks/locale.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { downloadText } from '../../ui/download-text.ts';
import { showFailure } from '../../ui/toast.tsx';

/** What came of a show, counted anew whenever somebody comes to read it. */
export const useReport = (showId: string) =>
  useQuery({
    queryKey: queryKeys.report(showId),
    queryFn: ({ signal }) => call(api.getReport, { showId }, signal),
    staleTime: 0,
  });

/** Saves one table of it. */
export function useReportFile(showId: string, table: insights.ReportTable) {
  const locale = useLocale();
  const toWords = useFailureWords();
  const { isPending, mutate } = useMutation({
    mutationFn: () => call(api.exportReport, { showId, table, locale }),
    onSuccess: ({ csv, fileName }) => downloadText(csv, fileName),
    onError: (error) => showFailure(toWords(error)),
  });
  return { isSaving: isPending, save: () => mutate() };
}
