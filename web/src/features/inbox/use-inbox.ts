import type { inquiries, RouteResponse } from '@shoal/contract';
import { type InfiniteData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { call } from '../../api/call.ts';
import { isUnproven } from '../../api/call-failure.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useHeard } from '../../hooks/use-account-socket.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { LiveSocket } from '../../live/live-socket.ts';
import { broadcasts } from '../../live/wire.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

export type Inquiry = inquiries.Inquiry;
type Page = RouteResponse<typeof inquiries.listInquiries>;
/** What is lost on the way comes with the next look. */
const REFRESH_MS = 30_000;

/** Her inbox, newest first, as far back as she went. */
export const useInbox = () =>
  useInfiniteQuery<Page, Error, InfiniteData<Page>, readonly string[], Inquiry['inquiryId'] | undefined>({
    queryKey: queryKeys.inboxRows,
    queryFn: ({ pageParam, signal }) => call(api.listInquiries, { before: pageParam }, signal),
    initialPageParam: undefined,
    getNextPageParam: ({ hasMore, inquiries: rows }) => (hasMore ? rows.at(-1)?.inquiryId : undefined),
    refetchInterval: REFRESH_MS,
  });

/** How much she has not read, for the door to the inbox. */
export const useUnread = () =>
  useQuery<Page>({
    queryKey: queryKeys.unread,
    queryFn: ({ signal }) => call(api.listInquiries, {}, signal),
    refetchInterval: REFRESH_MS,
  });

/** Asks anew as soon as somebody asks her, while the page is open. */
export function useLiveInbox(socket: Pick<LiveSocket, 'on'> | null): void {
  const client = useQueryClient();
  const { inbox } = useWords().inquiries;
  const onArrived = useCallback(
    ({ inquiry }: { inquiry: Inquiry }) => {
      void client.invalidateQueries({ queryKey: queryKeys.inbox });
      showDone(inbox.arrived(inquiry.askerName || inbox.anonymous));
    },
    [client, inbox],
  );
  useHeard(socket, broadcasts.inquiryArrived, onArrived);
}

/** She sees what is on the screen: the server learns of the newest. */
export function useMarkRead(newest: Inquiry | undefined): void {
  const client = useQueryClient();
  const inquiryId = newest?.isRead === false ? newest.inquiryId : undefined;
  useEffect(() => {
    if (!inquiryId) return;
    call(api.markRead, { upTo: inquiryId }).then(
      () => client.invalidateQueries({ queryKey: queryKeys.unread }),
      () => undefined, // Still unread: the next look tells the server again.
    );
  }, [client, inquiryId]);
}

/** What she does with one question. Each act may be repeated. */
export function useInquiryActs({ inquiryId }: Inquiry) {
  const { inbox } = useWords().inquiries;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const toAct = (said: string) => ({
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.inbox });
      showDone(said);
    },
    onError: (error: unknown) => {
      if (!isUnproven(error)) showFailure(toWords(error)); // The form names the sentence.
    },
  });
  const answer = useMutation({
    mutationFn: (words: string) => call(api.answerInquiry, { inquiryId, answer: words }),
    ...toAct(inbox.answered),
  });
  const remove = useMutation({
    mutationFn: () => call(api.deleteInquiry, { inquiryId }),
    ...toAct(inbox.removed),
  });
  const block = useMutation({ mutationFn: () => call(api.blockAsker, { inquiryId }), ...toAct(inbox.blocked) });
  const report = useMutation({
    mutationFn: (reason: string) => call(api.reportInquiry, { inquiryId, reason }),
    ...toAct(inbox.reported),
  });
  return { answer, remove, block, report };
}
