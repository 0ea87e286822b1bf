import { ActionIcon, Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { shows } from '@shoal/contract';
import { MAX_MATERIALS_PER_SEGMENT, MAX_TITLE_LENGTH } from '@shoal/contract/limits';
import type { ReactNode } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { Icon } from '../../ui/icon.tsx';
import { Picture } from '../../ui/picture.tsx';
import { materialIcons, toMaterialPicture } from './material-look.ts';
import type { SegmentDraft } from './plan-draft.ts';
import styles from './segments.module.css';
import type { useSegments } from './use-segments.ts';

type SegmentRowProps = {
  segment: SegmentDraft;
  index: number;
  count: number;
  edit: ReturnType<typeof useSegments>;
  /** What is wrong with its title. */
  problem: ReactNode;
  /** Nothing of the run changes any more. */
  isShut: boolean;
  onPick: () => void;
  /** What else is prepared under it; other features. */
  underSegment?: ReactNode;
};

export function SegmentRow({ count, edit, index, isShut, onPick, problem, segment, underSegment }: SegmentRowProps) {
  const words = useWords();
  const own = words.console;
  const { kept, key, kind, openingLine, plannedMinutes, title } = segment;
  const isKept = kept !== undefined;
  const kinds = Object.entries(words.common.segmentKind).map(([value, label]) => ({ value, label }));
  return (
    <li
      className={styles.segment}
      aria-label={own.segment(index + 1)}
      data-kept={isKept || undefined}
      data-shut={isShut || undefined}
      data-dragged={edit.dragged === index || undefined}
      data-over={(edit.over === index && edit.dragged !== index) || undefined}
      onDragOver={(event) => {
        if (isShut) return;
        event.preventDefault();
        edit.drag.over(index);
      }}
      onDrop={() => edit.drag.drop(index)}
      onKeyDown={(event) => !isShut && edit.onKey(event, index)}
    >
      {!isShut && (
        <button
          type="button"
          className={styles.handle}
          draggable
          aria-label={own.moveSegment(title, index + 1)}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onDragStart={() => edit.drag.start(index)}
          onDragEnd={edit.drag.end}
        >
          <Icon name="drag" />
        </button>
      )}
      <div className={styles.segmentFields}>
        <div className={styles.segmentTop}>
          <Select
            readOnly={isKept}
            aria-label={own.segmentKind}
            data={kinds}
            value={kind}
            onChange={(value) => value && edit.change(key, { kind: value as shows.Segment['kind'] })} // One of the listed keys.
          />
          <TextInput
            readOnly={isKept}
            className={styles.segmentTitle ?? ''}
            aria-label={own.segmentTitle}
            placeholder={own.segmentTitle}
            maxLength={MAX_TITLE_LENGTH}
            value={title}
            error={problem}
            onChange={(event) => edit.change(key, { title: event.currentTarget.value })}
          />
          <NumberInput
            readOnly={isKept}
            aria-label={own.plannedMinutes}
            title={own.plannedMinutes}
            min={1}
            max={240}
            clampBehavior="blur"
            value={plannedMinutes}
            onChange={(value) => typeof value === 'number' && edit.change(key, { plannedMinutes: value })}
          />
        </div>
        {!(isKept && openingLine === '') && (
          <Textarea
            readOnly={isKept}
            aria-label={own.openingLine}
            placeholder={own.openingLineHint}
            autosize
            minRows={1}
            maxRows={4}
            value={openingLine}
            onChange={(event) => edit.change(key, { openingLine: event.currentTarget.value })}
          />
        )}
        <SegmentMaterials segment={segment} edit={edit} isShut={isShut} onPick={onPick} />
        {underSegment && <div className={styles.underSegment}>{underSegment}</div>}
      </div>
      {!isShut && (
        <div className={styles.rowActs}>
          <ActionIcon
            size={30}
            disabled={index === 0}
            aria-label={own.moveUp}
            onClick={() => edit.move(index, index - 1)}
          >
            <span style={{ transform: 'rotate(180deg)', display: 'grid' }}>
              <Icon name="chevronDown" size={16} />
            </span>
          </ActionIcon>
          <ActionIcon
            size={30}
            disabled={index === count - 1}
            aria-label={own.moveDown}
            onClick={() => edit.move(index, index + 1)}
          >
            <Icon name="chevronDown" size={16} />
          </ActionIcon>
          {!isKept && (
            <ActionIcon size={30} aria-label={own.removeSegment(title)} onClick={() => edit.remove(key)}>
              <Icon name="trash" size={16} />
            </ActionIcon>
          )}
        </div>
      )}
    </li>
  );
}

type SegmentMaterialsProps = Pick<SegmentRowProps, 'segment' | 'edit' | 'isShut' | 'onPick'>;
function SegmentMaterials({ edit, isShut, onPick, segment: { kept, key, materials } }: SegmentMaterialsProps) {
  const own = useWords().console;
  return (
    <div className={styles.chips}>
      {materials.map((material) => (
        <span key={material.materialId} className={styles.chip}>
          <span>
            <Picture path={toMaterialPicture(material)} width={96} icon={materialIcons[material.kind]} />
          </span>
          <span>{material.title}</span>
          {!kept?.includes(material.materialId) && (
            <ActionIcon
              size={22}
              aria-label={own.removeMaterial(material.title)}
              onClick={() =>
                edit.change(key, {
                  materials: materials.filter(({ materialId }) => materialId !== material.materialId),
                })
              }
            >
              <Icon name="close" size={13} />
            </ActionIcon>
          )}
        </span>
      ))}
      {!isShut && materials.length < MAX_MATERIALS_PER_SEGMENT && (
        <Button size="compact-sm" variant="subtle" leftSection={<Icon name="add" size={14} />} onClick={onPick}>
          {own.addMaterial}
        </Button>
      )}
    </div>
  );
}
