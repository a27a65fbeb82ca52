import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent: calm, and dark enough at its main shade for white text (5.9 : 1). */
const accent: MantineColorsTuple = [
  '#eef5f8',
  '#dcebf1',
  '#b9d6e2',
  '#92bed0',
  '#6ea7bf',
  '#4e92ae',
  '#38809e',
  '#256a87',
  '#1b5a75',
  '#10475e',
];

/** Dense and calm: small controls, one accent, square-ish corners. Semantic colours are for status only. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 7,
  colors: { accent },
  black: '#1b2328',
  fontFamily: "'Noto Sans Variable', 'Noto Sans Arabic Variable', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace",
  headings: {
    fontFamily: "'Noto Sans Variable', 'Noto Sans Arabic Variable', sans-serif",
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  spacing: { xs: '0.375rem', sm: '0.625rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', size: 'md' } },
    Button: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Modal: {
      defaultProps: {
        centered: true,
        transitionProps: { duration: 0 },
        styles: { title: { fontWeight: 600, fontSize: 'var(--mantine-font-size-lg)' } },
        // Else its header would count as a second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
    },
    NativeSelect: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    SegmentedControl: {
      defaultProps: { size: 'xs', styles: { root: { background: 'var(--outpost-neutral-ground)' } } },
    },
    Select: { defaultProps: { size: 'xs' } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    Tabs: { defaultProps: { keepMounted: false } },
    TextInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
  },
});

/** Mantine's own grey, red, yellow and green for text are too faint to read in bad light. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--outpost-border': '#d9dfe3',
    '--outpost-surface': '#ffffff',
    '--outpost-ground': '#f4f6f7',
    '--outpost-hover': '#eef2f4',
    '--outpost-ok': '#1e6b3a',
    '--outpost-ok-ground': '#e6f4ea',
    '--outpost-watch': '#7a4d00',
    '--outpost-watch-ground': '#fdf1d8',
    '--outpost-alarm': '#a61b1b',
    '--outpost-alarm-ground': '#fdeaea',
    '--outpost-neutral': '#47525a',
    '--outpost-neutral-ground': '#e9edf0',
    '--outpost-info': '#1b5a75',
    '--outpost-info-ground': '#e3f0f5',
  },
  light: {
    '--mantine-color-dimmed': '#4d5860',
    '--mantine-color-placeholder': '#626d75',
    '--mantine-color-error': '#a61b1b',
    '--mantine-color-red-text': '#a61b1b',
    '--mantine-color-red-filled': '#a61b1b',
    '--mantine-color-red-outline': '#a61b1b',
    '--mantine-color-red-light-color': '#a61b1b',
    '--mantine-color-yellow-text': '#7a4d00',
    '--mantine-color-yellow-light-color': '#7a4d00',
    '--mantine-color-green-text': '#1e6b3a',
    '--mantine-color-green-light-color': '#1e6b3a',
    '--mantine-color-gray-light-color': '#47525a',
  },
  dark: {},
});
