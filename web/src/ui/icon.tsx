import type { ReactNode } from 'react';

/** Line icons on a 24 px grid, drawn for Shoal. */
const shapes = {
  next: <path d="m9.5 5 7 7-7 7" />,
  add: <path d="M12 5v14M5 12h14" />,
  alert: <path d="M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5m0 2.6v.1" />,
  archive: <path d="M4 5h16v4H4zM5.5 9v10h13V9M10 13h4" />,
  back: <path d="m14.5 5-7 7 7 7" />,
  bell: <path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15L6 17Zm4.5 4h3" />,
  bolt: <path d="M13 3 5 13.5h6L10 21l8.5-10.5h-6L13 3Z" />,
  calendar: <path d="M4 6h16v14H4zM4 10.5h16M8 3.5V8m8-4.5V8" />,
  camera: <path d="M3 7h11.5v10H3zM14.5 10.5 21 7v10l-6.5-3.5" />,
  cameraOff: <path d="M3 7h8m3.5 3.5L21 7v10l-6.5-3.5V17H3V7M4 3l17 18" />,
  chat: <path d="M4 5h16v11h-9l-4.5 4v-4H4z" />,
  check: <path d="m5 12.5 4.5 4.5L19 7" />,
  chevronDown: <path d="m6 9.5 6 6 6-6" />,
  clock: <path d="M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm0 4V12l3.5 2" />,
  clip: <path d="M4 5h16v14H4zM10 9.2v5.6l5-2.8z" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  copy: <path d="M8.5 8.5H20V20H8.5zM15.5 8.5V4H4v11.5h4.5" />,
  device: <path d="M7 3h10v18H7zM11 18h2" />,
  drag: <path d="M9 6v.1M15 6v.1M9 12v.1m6-.1v.1M9 18v.1m6-.1v.1" strokeWidth="2.6" />,
  drop: <path d="M12 3.5c3.5 4.3 5.5 7.2 5.5 10a5.5 5.5 0 0 1-11 0c0-2.8 2-5.7 5.5-10Z" />,
  download: <path d="M12 4v11m-4.5-4 4.5 4.5 4.5-4.5M4.5 16v4h15v-4" />,
  edit: <path d="m4 20 1-4.5L16 4.5 19.5 8l-11 11L4 20Zm9.5-13L17 10.5" />,
  eye: <path d="M2.5 12c4-7 15-7 19 0-4 7-15 7-19 0Zm9.5-2.7a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4Z" />,
  eyeOff: (
    <path d="M9.5 7.1c4.4-1 9.3.6 12 4.9-.8 1.3-1.8 2.4-2.9 3.2M14 16.9c-4.3.8-8.9-.8-11.5-4.9.9-1.5 2-2.6 3.4-3.5M4 4l16 16" />
  ),
  forward: <path d="M13.5 5.5 21 12l-7.5 6.5v-4C8 14.5 5 16 3 19c.3-5.5 3.5-9.3 10.5-10z" />,
  globe: (
    <path d="M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM3.5 12h17M12 3.5c-5 5.6-5 11.4 0 17 5-5.6 5-11.4 0-17Z" />
  ),
  image: <path d="M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 4.5M15.5 9v.1" />,
  keyboard: <path d="M3 6.5h18v11H3zM7 10v.1m3.3-.1v.1m3.4-.1v.1m3.3-.1v.1M8 14h8" />,
  link: <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1" />,
  lock: <path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />,
  mic: <path d="M9 5.5a3 3 0 0 1 6 0V11a3 3 0 0 1-6 0zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21" />,
  micOff: (
    <path d="M9 9V5.5a3 3 0 0 1 6 0V11m-1 3a3 3 0 0 1-5-2M5.5 11a6.5 6.5 0 0 0 10.7 5M18.5 11a6.5 6.5 0 0 1-.5 2.5M12 17.5V21M4 3l17 18" />
  ),
  more: <path d="M5 12v.1M12 12v.1M19 12v.1" strokeWidth="2.8" />,
  network: <path d="M4 18v-3m5.3 3v-6.5M14.7 18V8.5M20 18V5" />,
  people: (
    <path d="M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 4.8a3.5 3.5 0 0 1 0 6.4M17.5 14.3c2.4.7 4 2.8 4 5.7" />
  ),
  person: <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8.5c0-4 3.4-6.5 7.5-6.5s7.5 2.5 7.5 6.5" />,
  play: <path d="M8 5v14l11-7z" />,
  poster: <path d="M6 3.5h12v17H6zM9 7.5h6M9 11h6M9 15h2.5M14 15h1.5v2H14z" />,
  question: <path d="M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm-2.6 6.6a2.7 2.7 0 1 1 4 2.3c-.9.5-1.4 1-1.4 2.1m0 2.9v.1" />,
  raise: <path d="m6 14.5 6-6 6 6" />,
  screen: <path d="M3 5h18v11.5H3zM9 20h6M12 16.5V20" />,
  search: <path d="M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm4.8 11.3L20.5 20.5" />,
  send: <path d="M4 12 20 4.5 15.5 20l-4-6.5L4 12Zm7.5 1.5L20 4.5" />,
  settings: (
    <path d="M4 7h9m5 0h2M4 17h3m5 0h8M15.5 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM9.5 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z" />
  ),
  show: <path d="M5 8.5a9 9 0 0 0 0 7M19 8.5a9 9 0 0 1 0 7M8 10.5a4.5 4.5 0 0 0 0 3m8-3a4.5 4.5 0 0 1 0 3M12 12v.1" />,
  signOut: <path d="M10 4H5v16h5M9.5 12H20m-4-4 4 4-4 4" />,
  start: <path d="M6 5v14M18.5 5.5 9 12l9.5 6.5z" />,
  stop: <path d="M6.5 6.5h11v11h-11z" />,
  text: <path d="M5 6h14M5 10.5h14M5 15h9" />,
  trash: <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.5 11v5.5M13.5 11v5.5" />,
  undo: <path d="M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9" />,
  upload: <path d="M12 16V4.5m-4.5 4L12 4l4.5 4.5M4.5 15v5h15v-5" />,
  volumeOn: <path d="M4 9.5v5h4l5 4.5V5L8 9.5zM16.5 9a4.5 4.5 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11" />,
  volumeOff: <path d="M4 9.5v5h4l5 4.5V5L8 9.5zM16.5 9.5l5 5m0-5-5 5" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;
type IconProps = { name: IconName; size?: number };

/** Decoration only: the control around it carries the name. */
export function Icon({ name, size = 18 }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[name]}
    </svg>
  );
}
