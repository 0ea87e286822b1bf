/** @jsxImportSource preact */
const paths = {
  play: 'M8 5v14l11-7z',
  pause: 'M7 5h4v14H7zM13 5h4v14h-4z',
  muted:
    'M4 9v6h4l5 4V5L8 9zm12.6 0L15 10.6 16.4 12 15 13.4l1.6 1.6L18 13.6l1.4 1.4 1.6-1.6L19.6 12l1.4-1.4L19.4 9 18 10.4z',
  sound: 'M4 9v6h4l5 4V5L8 9zm11.5-.5v7a4 4 0 0 0 0-7zm0-3.4v2a6 6 0 0 1 0 9.8v2a8 8 0 0 0 0-13.8z',
  full: 'M5 5h6v2H7v4H5zm8 0h6v6h-2V7h-4zM5 13h2v4h4v2H5zm12 0h2v6h-6v-2h4z',
};

/** A sign beside or instead of a word; the button around it carries the name. */
export const Icon = ({ name }: { name: keyof typeof paths }) => (
  <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
    <path d={paths[name]} fill="currentColor" />
  </svg>
);
