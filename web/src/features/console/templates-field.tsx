import { useDebouncedValue } from '@mantine/hooks';
import type { catalog } from '@shoal/contract';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import styles from './form.module.css';
import type { MaterialDraft } from './use-material-form.ts';

type Template = catalog.PosterTemplate;
type TemplatesFieldProps = {
  brandId: string;
  draft: Pick<MaterialDraft, 'picture' | 'productId' | 'title'>;
  chosen: readonly Template[];
  onChange: (chosen: Template[]) => void;
};
const all: readonly Template[] = ['hero', 'price', 'invite', 'trust'];
const TYPING_MS = 700;

/** Which looks a poster of this material may have, each as it would be. One stays chosen at least. */
export function TemplatesField({ brandId, chosen, draft, onChange }: TemplatesFieldProps) {
  const { posters } = useWords();
  const toPreview = usePreviews(brandId, draft);
  const toggle = (one: Template) => {
    const rest = chosen.filter((other) => other !== one);
    if (rest.length === chosen.length) onChange([...chosen, one]);
    else if (rest.length > 0) onChange(rest);
  };
  return (
    <fieldset className={styles.templates}>
      <legend>{posters.allowed}</legend>
      <small>{draft.picture ? posters.allowedHint : posters.needsPicture}</small>
      {all.map((one) => (
        <button key={one} type="button" aria-pressed={chosen.includes(one)} onClick={() => toggle(one)}>
          {draft.picture && <img src={toPreview(one)} alt={posters.preview(posters.template[one])} />}
          <span>
            {posters.template[one]}
            {chosen[0] === one && <b>{posters.isFirst}</b>}
          </span>
        </button>
      ))}
    </fieldset>
  );
}

/** Addresses of previews; what is typed counts once the typing rests. */
function usePreviews(brandId: string, { picture, productId, title }: TemplatesFieldProps['draft']) {
  const lang = useLocale();
  const [restingTitle] = useDebouncedValue(title, TYPING_MS);
  const query = new URLSearchParams({
    brandId,
    lang,
    title: restingTitle,
    pictureId: picture?.pictureId ?? '',
    ...(productId && { productId }),
  });
  return (template: Template) => `/p/preview/${template}.jpg?${query}`;
}
