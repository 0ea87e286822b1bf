import { Button } from '@mantine/core';
import type { catalog } from '@shoal/contract';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import { Picture } from '../../ui/picture.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { MaterialForm } from './material-form.tsx';
import { materialIcons, toMaterialPicture } from './material-look.ts';
import { NoneFound } from './none-found.tsx';
import pageStyles from './page.module.css';
import uploadsStyles from './uploads.module.css';
import { useMaterials } from './use-catalog.ts';
import { useFound } from './use-found.ts';

type MaterialPickerProps = { brandId: string; onPick: (material: catalog.Material) => void; onClose: () => void };

/** Choose from the library, or make one on the spot. */
export function MaterialPicker({ brandId, onClose, onPick }: MaterialPickerProps) {
  const words = useWords();
  const [isMaking, setMaking] = useState(false);
  return (
    <OpenDialog size={560} onClose={onClose} title={isMaking ? words.console.newMaterial : words.console.pickMaterial}>
      {isMaking ? (
        <MaterialForm brandId={brandId} material={null} onDone={onPick} />
      ) : (
        <MaterialChoice brandId={brandId} onPick={onPick} onMake={() => setMaking(true)} />
      )}
    </OpenDialog>
  );
}

type MaterialChoiceProps = { brandId: string; onPick: (material: catalog.Material) => void; onMake: () => void };
function MaterialChoice({ brandId, onMake, onPick }: MaterialChoiceProps) {
  const words = useWords();
  const { data, error, refetch } = useMaterials(brandId);
  const toKind = (material: catalog.Material) => words.common.materialKind[material.kind];
  const finding = useFound(data, (material) => `${material.title} ${toKind(material)}`);
  return (
    <>
      <div className={uploadsStyles.uploadRow}>
        <SearchField
          isFirst
          ref={finding.field}
          label={words.console.find.materials}
          value={finding.search}
          onChange={finding.setSearch}
        />
        <Button leftSection={<Icon name="add" size={16} />} onClick={onMake}>
          {words.console.newMaterial}
        </Button>
      </div>
      {!data && error && <FailedState isDense error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows count={4} height={60} />}
      {data?.length === 0 && (
        <EmptyState
          isDense
          icon="poster"
          title={words.console.materialsEmpty}
          text={words.console.materialsEmptyText}
        />
      )}
      <div className={uploadsStyles.pickBox} data-long={finding.isOffered || undefined}>
        <NoneFound isDense finding={finding} />
        <ul className={uploadsStyles.pickList}>
          {finding.found?.map((material) => (
            <li key={material.materialId}>
              <button type="button" className={uploadsStyles.pick} onClick={() => onPick(material)}>
                <Picture path={toMaterialPicture(material)} width={96} icon={materialIcons[material.kind]} />
                <span>
                  <strong>{material.title}</strong>
                  <br />
                  <small className={pageStyles.faint}>{toKind(material)}</small>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
