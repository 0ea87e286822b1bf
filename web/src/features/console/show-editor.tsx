import { Button } from '@mantine/core';
import type { accounts, shows } from '@shoal/contract';
import type { ReactNode } from 'react';
import { isUnproven } from '../../api/call-failure.ts';
import { useWords } from '../../hooks/use-words.ts';
import { UnprovenNote } from '../../ui/unproven-note.tsx';
import { BasicsFields } from './basics-fields.tsx';
import styles from './console.module.css';
import { GuestsPanel } from './guests-panel.tsx';
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
  const { change, isOutdated, isPending, isUnsaved, missing, plan } = editor;
  return (
    <>
      <ShowEditorHead show={show} rehearse={rehearse} />
      <div className={styles.editor}>
        <div className={styles.stack}>
          <BasicsFields me={me} editor={editor} isNew={show === null} />
          <SegmentList
            segments={plan.segments}
            brandId={editor.brandId}
            error={missing.segments}
            onChange={(segments) => change({ segments })}
            renderUnderSegment={renderUnderSegment}
          />
        </div>
        <div className={styles.stack}>
          <section className={styles.section}>
            <PictureField
              label={words.cover}
              hint={words.coverHint}
              picture={plan.cover}
              onChange={(cover) => change({ cover })}
            />
          </section>
          {show && <GuestsPanel showId={show.showId} remindedCount={show.remindedCount} />}
          {aside}
        </div>
      </div>
      <footer className={styles.saveBar}>
        {isUnproven(editor.error) ? (
          <UnprovenNote error={editor.error} />
        ) : (
          <p role="status" data-unsaved={isUnsaved || undefined}>
            {isOutdated ? words.changedMeanwhile : isUnsaved ? words.unsaved : show && words.allSaved}
          </p>
        )}
        {isOutdated && <Button onClick={() => void editor.reload()}>{words.reloadPlan}</Button>}
        <Button variant="filled" loading={isPending} disabled={show !== null && !isUnsaved} onClick={editor.save}>
          {show ? words.saveDraft : words.create}
        </Button>
      </footer>
    </>
  );
}
