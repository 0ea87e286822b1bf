import { Button, FileButton, Progress } from '@mantine/core';
import type { catalog, Route, RouteResponse } from '@shoal/contract';
import { MAX_CLIP_BYTES, MAX_PICTURE_BYTES } from '@shoal/contract/limits';
import type { Endpoint } from '../../api/endpoint.ts';
import { api } from '../../api/endpoints.ts';
import { type UploadLimits, useUpload } from '../../hooks/use-upload.ts';
import { useWords } from '../../hooks/use-words.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Picture } from '../../ui/picture.tsx';
import formStyles from './form.module.css';
import pageStyles from './page.module.css';
import uploadsStyles from './uploads.module.css';

const pictureLimits: UploadLimits = { types: ['image/jpeg', 'image/png', 'image/webp'], maxBytes: MAX_PICTURE_BYTES };
const clipLimits: UploadLimits = { types: ['video/mp4', 'video/quicktime', 'video/webm'], maxBytes: MAX_CLIP_BYTES };

type PictureFieldProps = {
  label: string;
  hint: string;
  picture: catalog.Picture | null;
  ratio?: string;
  isWhole?: boolean;
  error?: string | null;
  onChange: (picture: catalog.Picture | null) => void;
};

export function PictureField({ picture, ...rest }: PictureFieldProps) {
  const words = useWords().console;
  return (
    <FileField
      {...rest}
      endpoint={api.uploadPicture}
      limits={pictureLimits}
      preview={picture?.path ?? null}
      previewWidth={750}
      icon="image"
      choose={words.choosePicture}
    />
  );
}

type ClipFieldProps = {
  clip: catalog.Clip | null;
  error?: string | null;
  onChange: (clip: catalog.Clip | null) => void;
};

export function ClipField({ clip, ...rest }: ClipFieldProps) {
  const words = useWords().console;
  return (
    <FileField
      {...rest}
      label={words.clipFile}
      hint={words.clipHint}
      ratio="16 / 9"
      endpoint={api.uploadClip}
      limits={clipLimits}
      preview={clip?.posterPath ?? null}
      previewWidth={750}
      icon="clip"
      choose={words.chooseClip}
    />
  );
}

type FileFieldProps<R extends Route> = {
  label: string;
  hint: string;
  ratio?: string;
  isWhole?: boolean;
  error?: string | null;
  endpoint: Endpoint<R>;
  limits: UploadLimits;
  preview: string | null;
  previewWidth: 320 | 750;
  icon: IconName;
  choose: string;
  onChange: (done: RouteResponse<R> | null) => void;
};

/** A file that is uploaded as soon as it is chosen: preview, progress, limits. */
function FileField<R extends Route>(props: FileFieldProps<R>) {
  const {
    choose,
    endpoint,
    error,
    hint,
    icon,
    isWhole = false,
    label,
    limits,
    onChange,
    preview,
    previewWidth,
    ratio = '16 / 9',
  } = props;
  const words = useWords();
  const { fraction, isPending, problem, send } = useUpload(endpoint, limits, onChange);
  const percent = Math.round(fraction * 100);
  return (
    <fieldset className={uploadsStyles.upload} style={{ border: 0, margin: 0, padding: 0 }}>
      <legend className={pageStyles.label}>{label}</legend>
      <div className={uploadsStyles.uploadBox} data-full={preview !== null || undefined}>
        <Picture path={preview} width={previewWidth} ratio={ratio} icon={icon} isWhole={isWhole} />
      </div>
      {isPending && <Progress value={percent} size="sm" animated={percent === 100} aria-label={label} />}
      <div className={uploadsStyles.uploadRow}>
        <FileButton onChange={send} accept={limits.types.join(',')}>
          {(button) => (
            <Button
              {...button}
              data-wrong={error || undefined}
              size="xs"
              loading={isPending}
              leftSection={<Icon name="upload" size={15} />}
            >
              {preview ? words.console.replaceFile : choose}
            </Button>
          )}
        </FileButton>
        {preview && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => onChange(null)}>
            {words.common.remove}
          </Button>
        )}
        <small className={pageStyles.faint} style={{ flexBasis: '100%' }} role="status">
          {isPending ? (percent < 100 ? words.console.uploading(percent) : words.console.processing) : hint}
        </small>
      </div>
      {(problem ?? error) && (
        <p className={formStyles.fieldError} role="alert">
          {problem ?? error}
        </p>
      )}
    </fieldset>
  );
}
