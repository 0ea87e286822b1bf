import { type FormEvent, useId, useState } from 'react';
import { useLocale } from '../../hooks/locale.ts';
import { useDraft } from '../../hooks/use-draft.ts';
import { useFirstWrong } from '../../hooks/use-first-wrong.ts';
import { useUnproven } from '../../hooks/use-unproven.tsx';
import { useWords } from '../../hooks/use-words.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './inbox.module.css';
import { type Inquiry, useInquiryActs } from './use-inbox.ts';

/** One question, its answer, and what may be done about who asked. */
export function InquiryCard({ inquiry }: { inquiry: Inquiry }) {
  const { inbox } = useWords().inquiries;
  const locale = useLocale();
  const acts = useInquiryActs(inquiry);
  const [isEdited, setEdited] = useState(false);
  const { answer, askedAt, askerName, code, isRead, text, title } = inquiry;
  const isWriting = answer === null || isEdited;
  const send = (words: string) => acts.answer.mutate(words, { onSuccess: () => setEdited(false) });
  return (
    <li className={styles.card} data-new={!isRead || undefined}>
      <header className={styles.who}>
        <b>{askerName || inbox.anonymous}</b>
        <time dateTime={askedAt}>{formatMoment(askedAt, locale)}</time>
      </header>
      <p className={styles.text}>{text}</p>
      <a className={styles.about} href={`/s/${code}`}>
        {inbox.about(title)}
      </a>
      {answer !== null && !isEdited && (
        <div className={styles.answer}>
          <small>{inbox.yours}</small>
          {answer}
          <TapButton icon="edit" label={inbox.correct} onClick={() => setEdited(true)} />
        </div>
      )}
      {isWriting && (
        <AnswerForm inquiry={inquiry} isBusy={acts.answer.isPending} error={acts.answer.error} onSend={send} />
      )}
      <Moderation acts={acts} inquiry={inquiry} />
    </li>
  );
}

type AnswerFormProps = { inquiry: Inquiry; isBusy: boolean; error: unknown; onSend: (words: string) => void };

function AnswerForm({ error, inquiry, isBusy, onSend }: AnswerFormProps) {
  const { inbox } = useWords().inquiries;
  const [words, setWords] = useDraft(`inquiry.${inquiry.inquiryId}`, () => inquiry.answer ?? '');
  const problemId = useId();
  const problem = useUnproven(error)(words);
  const form = useFirstWrong<HTMLFormElement>(error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend(words);
  };
  return (
    <form ref={form} className={styles.form} onSubmit={send}>
      <textarea
        required
        rows={2}
        maxLength={1_000}
        aria-label={inbox.answer}
        placeholder={inbox.answer}
        value={words}
        aria-invalid={problem !== undefined}
        aria-describedby={problemId}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <FieldProblem id={problemId}>{problem}</FieldProblem>
      <TapButton look="primary" icon="send" type="submit" isBusy={isBusy} isDisabled={words.trim() === ''}>
        {inbox.send}
      </TapButton>
    </form>
  );
}

type Asked = 'block' | 'report' | null;
type ModerationProps = { acts: ReturnType<typeof useInquiryActs>; inquiry: Inquiry };

function Moderation({ acts, inquiry }: ModerationProps) {
  const { inbox } = useWords().inquiries;
  const [asked, setAsked] = useState<Asked>(null);
  const [reason, setReason] = useState('');
  const close = { onSuccess: () => setAsked(null) };
  return (
    <details className={styles.more}>
      <summary>{inbox.more}</summary>
      <div className={styles.acts}>
        <TapButton icon="archive" isBusy={acts.remove.isPending} onClick={() => acts.remove.mutate()}>
          {inbox.remove}
        </TapButton>
        <TapButton icon="lock" onClick={() => setAsked('block')}>
          {inbox.block}
        </TapButton>
        <TapButton icon="alert" isDisabled={inquiry.isReported} onClick={() => setAsked('report')}>
          {inquiry.isReported ? inbox.reported : inbox.report}
        </TapButton>
      </div>
      <ConfirmDialog
        isDangerous
        isOpen={asked === 'block'}
        title={inbox.block}
        act={inbox.block}
        isBusy={acts.block.isPending}
        onAct={() => acts.block.mutate(undefined, close)}
        onClose={() => setAsked(null)}
      >
        {inbox.blockText}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asked === 'report'}
        title={inbox.report}
        act={inbox.report}
        isBusy={acts.report.isPending}
        onAct={() => acts.report.mutate(reason, close)}
        onClose={() => setAsked(null)}
      >
        <label className={styles.reason}>
          {inbox.reportText}
          <textarea
            rows={2}
            maxLength={200}
            placeholder={inbox.reportReason}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </label>
      </ConfirmDialog>
    </details>
  );
}
