import { Button } from '@mantine/core';
import type { asks as wire } from '@shoal/contract';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { useLocale } from '../../hooks/locale.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { downloadText } from '../../ui/download-text.ts';
import { formatClock } from '../../ui/format-time.ts';
import { showFailure } from '../../ui/toast.tsx';
import styles from './prepared-editor.module.css';
import { useAsked } from './use-asked.ts';

/** What was asked in a show and how it went, each with its answers to keep; nothing before the first. */
export function AskedList({ showId }: { showId: string }) {
  const { console: own } = useWords().asks;
  const { data } = useAsked(showId);
  if (!data || data.asks.length === 0) return null;
  return (
    <section className={styles.section} aria-label={own.asked}>
      <header>
        <h2>{own.asked}</h2>
        <small>{own.askedText}</small>
      </header>
      <ul className={styles.asked}>
        {data.asks.map((ask) => (
          <AskedRow key={ask.askId} ask={ask} showId={showId} />
        ))}
      </ul>
    </section>
  );
}

function AskedRow({ ask, showId }: { ask: wire.AskRow; showId: string }) {
  const words = useWords().asks;
  const locale = useLocale();
  const toWords = useFailureWords();
  const { isPending, mutate } = useMutation({
    mutationFn: () => call(api.exportAnswers, { showId, askId: ask.askId, locale }),
    onSuccess: ({ csv, fileName }) => downloadText(csv, fileName),
    onError: (error) => showFailure(toWords(error)),
  });
  const title = ask.questions[0]?.text ?? words.kind[ask.kind];
  const answered = Math.min(...ask.counts.map((bars) => bars.reduce((sum, people) => sum + people, 0)));
  return (
    <li>
      <div>
        <b title={title}>{title}</b>
        <small>
          {words.kind[ask.kind]} · {formatClock(ask.openedAt, locale)} · {words.console.answered(answered)}
        </small>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        loading={isPending}
        aria-label={words.console.download(title)}
        onClick={() => mutate()}
      >
        {words.console.downloadShort}
      </Button>
    </li>
  );
}
