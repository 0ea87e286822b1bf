import { Button } from '@mantine/core';
import type { catalog } from '@shoal/contract';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { Picture } from '../../ui/picture.tsx';
import { Tag } from '../../ui/tag.tsx';
import { showDone, showFailure } from '../../ui/toast.tsx';
import { KeptList, type Opened } from './kept-list.tsx';
import styles from './library.module.css';
import { MaterialForm } from './material-form.tsx';
import { materialIcons, toMaterialPicture } from './material-look.ts';
import { RecallDialog } from './recall-panel.tsx';
import { useMaterials } from './use-catalog.ts';
import { useForgetClaims } from './use-claim-cards.ts';
import { useRecalled } from './use-recall.ts';

type MaterialsTabProps = { brandId: string; isOperator: boolean };

export function MaterialsTab({ brandId, isOperator }: MaterialsTabProps) {
  const words = useWords();
  const own = words.console;
  const asked = useMaterials(brandId);
  const [open, setOpen] = useState<Opened<catalog.KeptMaterial>>(null);
  const [recalling, setRecalling] = useState<catalog.Material | null>(null);
  const tile = useRef<HTMLElement>(null);
  const recalled = useRecalled(brandId).data;
  const close = () => setOpen(null);
  const archive = useArchive(brandId, close);
  const acts = open && open !== 'new' && (
    <>
      <Button variant="subtle" color="coral" onClick={() => archive(open, true)}>
        {own.archiveMaterial}
      </Button>
      <Button
        variant="subtle"
        color="coral"
        onClick={() => {
          setRecalling(open);
          close();
        }}
      >
        {isOperator ? words.recalls.desk.open : words.recalls.desk.manage}
      </Button>
    </>
  );
  return (
    <>
      <KeptList
        asked={asked}
        words={{
          add: own.newMaterial,
          edit: own.editMaterial,
          empty: own.materialsEmpty,
          emptyText: own.materialsEmptyText,
          find: own.find.materials,
        }}
        toText={({ kind, title }) => `${title} ${words.common.materialKind[kind]}`}
        icon="poster"
        row={{ height: 180, gap: 14 }}
        open={open}
        onOpen={setOpen}
        form={
          open && (
            <MaterialForm brandId={brandId} material={open === 'new' ? null : open} onDone={close}>
              {acts}
            </MaterialForm>
          )
        }
      >
        {(found) => (
          <ul className={styles.cards}>
            {found.map((material) => (
              <li key={material.materialId}>
                <MaterialTile
                  material={material}
                  badge={recalled?.has(material.materialId) ? words.recalls.desk.badge : undefined}
                  onOpen={(opened) => {
                    tile.current = opened;
                    setOpen(material);
                  }}
                />
              </li>
            ))}
          </ul>
        )}
      </KeptList>
      {recalling && (
        <RecallDialog
          brandId={brandId}
          material={recalling}
          canAct={isOperator}
          returnTo={tile.current}
          onClose={() => setRecalling(null)}
        />
      )}
    </>
  );
}

type MaterialTileProps = {
  material: catalog.KeptMaterial;
  badge: string | undefined;
  onOpen: (tile: HTMLElement) => void;
};
function MaterialTile({ badge, material, onOpen }: MaterialTileProps) {
  const { claims, common } = useWords();
  const path = toMaterialPicture(material);
  return (
    <button type="button" className={styles.card} onClick={(event) => onOpen(event.currentTarget)}>
      {path || !material.text ? (
        <Picture path={path} width={320} ratio="4 / 3" icon={materialIcons[material.kind]} />
      ) : (
        <span className={styles.words} style={{ aspectRatio: '4 / 3' }}>
          {material.text}
        </span>
      )}
      <span className={styles.cardBody}>
        <span className={styles.kindRow}>
          <span className={styles.kind}>{common.materialKind[material.kind]}</span>
          {material.marks.length > 0 && <Tag>{claims.needsProof}</Tag>}
          {badge && <Tag>{badge}</Tag>}
        </span>
        <strong>{material.title}</strong>
      </span>
    </button>
  );
}

function useArchive(brandId: string, onDone: () => void) {
  const words = useWords();
  const toWords = useFailureWords();
  const forget = useForgetClaims(brandId);
  const { mutate } = useMutation({
    mutationFn: ({ isArchived, material }: { material: catalog.Material; isArchived: boolean }) =>
      call(api.updateMaterial, { materialId: material.materialId, isArchived }),
    onSuccess: (_, { isArchived, material }) => {
      const undo = { label: words.common.undo, act: () => mutate({ material, isArchived: false }) };
      if (isArchived) showDone(words.console.materialArchived(material.title), undo);
      else showDone(words.console.materialRestored);
      onDone();
      return forget();
    },
    onError: (error) => showFailure(toWords(error)),
  });
  return (material: catalog.Material, isArchived: boolean) => mutate({ material, isArchived });
}
