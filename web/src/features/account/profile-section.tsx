import { Button, FileButton, Textarea, TextInput } from '@mantine/core';
import type { accounts } from '@shoal/contract';
import { MAX_PICTURE_BYTES } from '@shoal/contract/limits';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { isUnproven } from '../../api/call-failure.ts';
import { api } from '../../api/endpoints.ts';
import { toPicturePath } from '../../api/picture-path.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFirstWrong } from '../../hooks/use-first-wrong.ts';
import { useUnproven } from '../../hooks/use-unproven.tsx';
import { useUpload } from '../../hooks/use-upload.ts';
import { useWords } from '../../hooks/use-words.ts';
import { Picture } from '../../ui/picture.tsx';
import { showDone } from '../../ui/toast.tsx';
import styles from './account.module.css';
import { FormFailure } from './form-failure.tsx';

const faceLimits = { types: ['image/jpeg', 'image/png', 'image/webp'], maxBytes: MAX_PICTURE_BYTES };
type ProfileSectionProps = { me: accounts.Me };

/** Name, sentence and face: what others see of her. */
export function ProfileSection({ me }: ProfileSectionProps) {
  const { account, common } = useWords();
  const { displayName, error, face, isPending, save, setDisplayName, setTagline, tagline } = useProfile(me);
  const toProblem = useUnproven(error);
  const form = useFirstWrong(error);
  return (
    <section className={styles.section}>
      <h2>{account.profile}</h2>
      <p className={styles.small}>{account.profileText}</p>
      <div className={styles.faceRow}>
        <span style={{ width: 72, borderRadius: '50%', overflow: 'hidden', display: 'grid' }}>
          <Picture path={toPicturePath(me.facePictureId)} width={320} icon="person" alt={account.face} />
        </span>
        <div>
          <FileButton onChange={face.send} accept={faceLimits.types.join(',')}>
            {(button) => (
              <Button {...button} loading={face.isPending}>
                {account.changeFace}
              </Button>
            )}
          </FileButton>
          <p className={styles.small} role={face.problem ? 'alert' : undefined}>
            {face.problem ?? account.faceHint}
          </p>
        </div>
      </div>
      <div className={styles.fields} ref={form}>
        <TextInput
          label={account.displayName}
          maxLength={32}
          value={displayName}
          onChange={(event) => setDisplayName(event.currentTarget.value)}
        />
        <Textarea
          label={account.tagline}
          description={account.taglineHint}
          autosize
          minRows={2}
          maxLength={80}
          value={tagline}
          error={toProblem(tagline)}
          onChange={(event) => setTagline(event.currentTarget.value)}
        />
        {!isUnproven(error) && <FormFailure error={error} />}
        <div>
          <Button
            variant="filled"
            loading={isPending}
            disabled={!displayName.trim() || (displayName === me.displayName && tagline === me.tagline)}
            onClick={save}
          >
            {common.save}
          </Button>
        </div>
      </div>
    </section>
  );
}

function useProfile(me: accounts.Me) {
  const { account } = useWords();
  const client = useQueryClient();
  const [displayName, setDisplayName] = useState(me.displayName);
  const [tagline, setTagline] = useState(me.tagline);
  const { error, isPending, mutate } = useMutation({
    mutationFn: (change: { displayName?: string; tagline?: string; facePictureId?: string }) =>
      call(api.updateMe, change),
    onSuccess: (changed) => {
      client.setQueryData(queryKeys.me, changed);
      showDone(account.profileSaved);
    },
  });
  const face = useUpload(api.uploadPicture, faceLimits, ({ pictureId }) => mutate({ facePictureId: pictureId }));
  return {
    displayName,
    error,
    face,
    isPending,
    save: () => mutate({ displayName, tagline }),
    setDisplayName,
    setTagline,
    tagline,
  };
}
