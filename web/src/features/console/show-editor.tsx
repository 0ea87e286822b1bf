import { Button } from '@mantine/core';
import type { accounts, shows } from '@shoal/contract';
import type { ReactNode } from 'react';
import { useFirstWrong } from '../../hooks/use-first-wrong.ts';
import { useLeaveGuard } from '../../hooks/use-leave-guard.ts';
import { useUnproven } from '../../hooks/use-unproven.tsx';
import { useWords } from '../../hooks/use-words.ts';
import { Picture } from '../../ui/picture.tsx';
import { BasicsFields } from './basics-fields.tsx';
import editorStyles from './editor.module.css';
import { GuestsPanel } from './guests-panel.tsx';
import pageStyles from './page.module.css';
import type { OpenParts } from './plan-draft.ts';
import { SegmentList } from './segment-list.tsx';
import { ShowEditorHead } from './show-editor-head.tsx';
import { PictureField } from './upload-fields.tsx';
import { useShowEditor } from './use-show-editor.ts';

type ShowEditorProps = {
  me: accounts.Me;
  show: shows.Show | null;
  onCreated: (showId: string) => void;
  rehearse?: ReactNode;
  /** What other features prepare under a segment; its id is null until it is saved. */
  renderUnderSegment?: (segmentId: string | null) => ReactNode;
  /** What other features tell of the show, below its guests. */
  aside?: ReactNode;
};

/** A show's plan on the left, cover and guests on the right, saving always in reach. */
export function ShowEditor({ aside, me, onCreated, rehearse, renderUnderSegment, show }: ShowEditorProps) {
  const words = useWords().console;
  const editor = useShowEditor(me, show, onCreated);
  const { change, missing, open, plan, refusals } = editor;
  useLeaveGuard(editor.isUnsaved, words.leaveUnsaved);
  const toProblem = useUnproven(editor.error);
  const form = useFirstWrong(refusals);
  return (
    <>
      <ShowEditorHead show={show} rehearse={rehearse} onMoved={editor.rebase} />
      <EditNote open={open} />
      <div className={editorStyles.editor} ref={form}>
        <div className={pageStyles.stack}>
          <BasicsFields me={me} editor={editor} titleProblem={toProblem(plan.title)} isNew={show === null} />
          <SegmentList
            segments={plan.segments}
            brandId={editor.brandId}
            toProblem={(title) => (title.trim() ? toProblem(title) : missing.segments)}
            open={open.run}
            onChange={(segments) => change({ segments })}
            renderUnderSegment={open.run === 'shut' ? undefined : renderUnderSegment}
          />
        </div>
        <div className={pageStyles.stack}>
          <section className={pageStyles.section}>
            {open.looks ? (
              <PictureField
                label={words.cover}
                hint={words.coverHint}
                picture={plan.cover}
                onChange={(cover) => change({ cover })}
              />
            ) : (
              <>
                <p className={pageStyles.label}>{words.cover}</p>
                <Picture path={plan.cover?.path ?? null} width={750} ratio="16 / 9" icon="show" />
              </>
            )}
          </section>
          {show && <GuestsPanel showId={show.showId} remindedCount={show.remindedCount} />}
          {aside}
        </div>
      </div>
      {(open.looks || open.run !== 'shut') && <SaveBar editor={editor} isNew={show === null} />}
    </>
  );
}

/** Says what of the plan stays as it is, once some of it does. */
function EditNote({ open: { looks, run } }: { open: OpenParts }) {
  const { editing } = useWords().console;
  if (run === 'open') return null;
  return (
    <p className={editorStyles.editNote}>
      {run === 'additions' ? editing.additions : looks ? editing.looks : editing.nothing}
    </p>
  );
}

type SaveBarProps = { editor: ReturnType<typeof useShowEditor>; isNew: boolean };
function SaveBar({ editor: { isOutdated, isPending, isUnsaved, reload, save }, isNew }: SaveBarProps) {
  const words = useWords().console;
  return (
    <footer className={editorStyles.saveBar}>
      <p role="status" data-unsaved={isUnsaved || undefined}>
        {isOutdated ? words.changedMeanwhile : isUnsaved ? words.unsaved : !isNew && words.allSaved}
      </p>
      {isOutdated && <Button onClick={() => void reload()}>{words.reloadPlan}</Button>}
      <Button variant="filled" loading={isPending} disabled={!isNew && !isUnsaved} onClick={save}>
        {isNew ? words.create : words.saveDraft}
      </Button>
    </footer>
  );
}
