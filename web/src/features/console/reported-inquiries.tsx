import { Button, Group } from '@mantine/core';
import type { inquiries, RouteResponse } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useLocale } from '../../hooks/locale.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { showDone, showFailure } from '../../ui/toast.tsx';
import styles from './page.module.css';

type Reported = RouteResponse<typeof inquiries.listReported>;

/** Questions of visitors that shopkeepers showed to the operators. */
export function ReportedInquiries() {
  const { reported } = useWords().inquiries;
  const { data, error, refetch } = useQuery<Reported>({
    queryKey: queryKeys.reportedInquiries,
    queryFn: ({ signal }) => call(api.listReported, {}, signal),
  });
  return (
    <>
      <header className={styles.pageHead}>
        <h1>{reported.title}</h1>
      </header>
      <p className={styles.lead}>{reported.text}</p>
      {!data && error && <FailedState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows count={3} height={120} gap={12} />}
      {data?.inquiries.length === 0 && <EmptyState icon="chat" title={reported.empty} text={reported.emptyText} />}
      <div className={styles.stack}>
        {data?.inquiries.map((inquiry) => (
          <ReportedCard key={inquiry.inquiryId} inquiry={inquiry} />
        ))}
      </div>
    </>
  );
}

function ReportedCard({ inquiry }: { inquiry: inquiries.ReportedInquiry }) {
  const { inbox, reported } = useWords().inquiries;
  const locale = useLocale();
  const judge = useJudge(inquiry);
  const { askerName, reason, reportedAt, shopkeeperName, text } = inquiry;
  return (
    <section className={styles.section}>
      <header>
        <h2>{askerName || inbox.anonymous}</h2>
        <small>
          {reported.by(shopkeeperName)} · {formatMoment(reportedAt, locale)}
        </small>
      </header>
      <p>{text}</p>
      <p className={styles.faint}>{reason || reported.noReason}</p>
      <Group gap="xs">
        <Button loading={judge.isPending} onClick={() => judge.mutate('keep')}>
          {reported.keep}
        </Button>
        <Button variant="filled" color="coral" loading={judge.isPending} onClick={() => judge.mutate('ban')}>
          {reported.ban}
        </Button>
      </Group>
    </section>
  );
}

function useJudge({ inquiryId }: inquiries.ReportedInquiry) {
  const { reported } = useWords().inquiries;
  const toWords = useFailureWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: 'keep' | 'ban') => call(api.judgeReported, { inquiryId, decision }),
    onSuccess: async (_done, decision) => {
      await client.invalidateQueries({ queryKey: queryKeys.reportedInquiries });
      showDone(decision === 'ban' ? reported.banned : reported.kept);
    },
    onError: (error) => showFailure(toWords(error)),
  });
}
