import { Button, ColorInput, Group, TextInput } from '@mantine/core';
import '@mantine/core/styles/ColorSwatch.css';
import '@mantine/core/styles/ColorPicker.css';
import '@mantine/core/styles/ColorInput.css';
import { type RouteResponse, shops } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import formStyles from './form.module.css';
import pageStyles from './page.module.css';
import { PictureField } from './upload-fields.tsx';
import { useLook, useLookForm } from './use-look.ts';

/** What buyers' pages start from when nobody chose a colour. */
const STANDARD = '#0c7f75';

/** Name, colour and banner of all pages for consumers. */
export function ShopLook() {
  const { look: words } = useWords().shops;
  const { data, error, refetch } = useLook();
  return (
    <section className={pageStyles.section}>
      <header>
        <h2>{words.title}</h2>
        <small>{words.text}</small>
      </header>
      {!data && error && <FailedState isDense error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows count={3} height={56} />}
      {data && <LookForm first={data} />}
    </section>
  );
}

function LookForm({ first }: { first: RouteResponse<typeof shops.getLook> }) {
  const { look: words } = useWords().shops;
  const { change, look, save } = useLookForm(first);
  const accent = look.accent ?? STANDARD;
  const isColour = /^#[0-9a-f]{6}$/.test(accent);
  const ratio = isColour ? shops.lowestContrast(accent).toFixed(1) : '';
  const isReadable = isColour && shops.isReadable(accent);
  return (
    <div className={formStyles.narrow}>
      <TextInput
        label={words.name}
        description={words.nameHint}
        maxLength={24}
        value={look.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <ColorInput
        label={words.accent}
        description={isReadable ? words.contrast(ratio) : words.accentHint}
        error={isReadable ? null : words.tooLight(ratio)}
        format="hex"
        eyeDropperButtonProps={{ 'aria-label': words.eyeDropper }}
        value={accent}
        onChange={(colour) => change({ accent: colour.toLowerCase() })}
      />
      <Group>
        {isColour && (
          <span className={formStyles.sample} style={{ background: accent }}>
            {words.sample}
          </span>
        )}
        <Button disabled={look.accent === null} onClick={() => change({ accent: null })}>
          {words.standard}
        </Button>
      </Group>
      <PictureField
        label={words.banner}
        hint={words.bannerHint}
        ratio="3 / 1"
        picture={look.banner}
        onChange={(banner) => change({ banner })}
      />
      <div>
        <Button variant="filled" loading={save.isPending} disabled={!isReadable} onClick={() => save.mutate()}>
          {words.save}
        </Button>
      </div>
    </div>
  );
}
