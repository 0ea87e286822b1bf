import type { catalog, RouteResponse, shops } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

type Look = RouteResponse<typeof shops.getLook>;

/** How the pages for consumers look now. */
export const useLook = () =>
  useQuery<Look>({ queryKey: queryKeys.look, queryFn: ({ signal }) => call(api.getLook, {}, signal) });

/** The look as it stands in the form, and saving it; again changes nothing. */
export function useLookForm(first: Look) {
  const { look: words } = useWords().shops;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const [look, setLook] = useState<{ name: string; accent: string | null; banner: catalog.Picture | null }>(first);
  const save = useMutation({
    mutationFn: () =>
      call(api.setLook, {
        name: look.name,
        accent: look.accent,
        bannerPictureId: look.banner?.pictureId ?? null,
      }),
    onSuccess: (saved) => {
      client.setQueryData(queryKeys.look, saved);
      showDone(words.saved);
    },
    onError: (error) => showFailure(toWords(error)),
  });
  return { look, change: (part: Partial<Look>) => setLook({ ...look, ...part }), save };
}
