import {
  type ComboboxItem,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type OptionsFilter,
  type VariantColorsResolver,
} from '@mantine/core';
import { matchesSearch } from './matches-search.ts';

const teal: MantineColorsTuple = [
  '#e4f8f5',
  '#c9f1eb',
  '#97e6da',
  '#62dccb',
  '#3bd6bf',
  '#2dd4bf',
  '#14a594',
  '#0b7a70',
  '#08655d',
  '#064c46',
];
const coral: MantineColorsTuple = [
  '#fdebe8',
  '#fbd3cd',
  '#ffab9f',
  '#ff8b7d',
  '#ff7566',
  '#ff6b5a',
  '#e94a3b',
  '#d63a2c',
  '#b92c20',
  '#8f2018',
];
const amber: MantineColorsTuple = [
  '#fff4dc',
  '#ffe6b3',
  '#ffd788',
  '#ffca6d',
  '#ffbf5e',
  '#f5ad3c',
  '#c98413',
  '#8a5a00',
  '#6f4800',
  '#523500',
];
const deep: MantineColorsTuple = [
  '#e8f4f6',
  '#c3d8df',
  '#a6c2cd',
  '#86a7b5',
  '#4b7c94',
  '#17384a',
  '#0f2c3c',
  '#0a2230',
  '#071a24',
  '#04121a',
];
const foam: MantineColorsTuple = [
  '#f4f8f9',
  '#e9f0f3',
  '#d7e3e8',
  '#bccdd5',
  '#738b97',
  '#7a929f',
  '#5f7682',
  '#49626f',
  '#26414e',
  '#0b2531',
];

// Mantine picks the text on a filled button for the light shade only; the dark one is brighter and needs dark text.
const filled: Record<string, { background: string; hover: string; color: string }> = {
  teal: { background: 'var(--act)', hover: 'var(--act-strong)', color: 'var(--on-act)' },
  coral: { background: 'var(--live)', hover: 'var(--live-strong)', color: 'var(--on-live)' },
};
const variantColorResolver: VariantColorsResolver = (input) => {
  const chosen = defaultVariantColorsResolver(input);
  const own = input.variant === 'filled' ? filled[input.color ?? input.theme.primaryColor] : undefined;
  return own ? { ...chosen, ...own } : chosen;
};

// None of our choices stands in groups.
const filter: OptionsFilter = ({ options, search }) =>
  (options as ComboboxItem[]).filter(({ label }) => matchesSearch(label, search));

/** Mantine dressed in our tokens. A plain button is quiet; `variant="filled"` is the one next action. */
export const theme = createTheme({
  colors: { teal, coral, amber, dark: deep, gray: foam },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 5 },
  variantColorResolver,
  autoContrast: true,
  luminanceThreshold: 0.3,
  black: '#0b2531',
  white: '#ffffff',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  defaultRadius: 8,
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { variant: 'default', fw: 600 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 36 } },
    Badge: { defaultProps: { styles: { root: { flex: 'none', minWidth: 'max-content' } } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 350, zIndex: 500 } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 12,
        styles: { title: { fontWeight: 650 } },
        overlayProps: { backgroundOpacity: 0.55, blur: 2 },
      },
    },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { allowDeselect: false, comboboxProps: { shadow: 'md' }, filter } },
    MultiSelect: { defaultProps: { filter } },
  },
});

/** Quiet buttons and badges: our own soft tones in both tempers, readable on every surface. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': 'var(--surface-raised)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-quiet)',
    '--mantine-color-anchor': 'var(--act)',
    '--mantine-color-error': 'var(--live)',
    '--mantine-color-placeholder': 'var(--text-faint)',
    '--mantine-color-gray-light-color': 'var(--text-quiet)',
    '--mantine-color-default-border': 'var(--line-strong)',
  },
  dark: {
    '--mantine-color-body': 'var(--surface-raised)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-quiet)',
    '--mantine-color-anchor': 'var(--act)',
    '--mantine-color-error': 'var(--live)',
    '--mantine-color-placeholder': 'var(--text-faint)',
    '--mantine-color-default': 'var(--surface-hover)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-gray-light-color': 'var(--text-quiet)',
    '--mantine-color-teal-light': 'var(--act-soft)',
    '--mantine-color-teal-light-hover': '#12525a',
    '--mantine-color-teal-light-color': 'var(--act-strong)',
    '--mantine-color-amber-light': 'var(--needs-you-soft)',
    '--mantine-color-amber-light-hover': '#4b3a18',
    '--mantine-color-amber-light-color': 'var(--needs-you)',
  },
});
