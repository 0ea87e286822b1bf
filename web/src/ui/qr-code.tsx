import { useMemo } from 'react';
import { encode } from 'uqr';
import styles from './copy-link.module.css';

type QrCodeProps = { text: string; label: string };

/** Black on white in either temper: scanners want it so. */
export function QrCode({ label, text }: QrCodeProps) {
  const { path, size } = useMemo(() => draw(text), [text]);
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#04121a" />
    </svg>
  );
}

function draw(text: string) {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const cells = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')));
  return { path: cells.join(''), size };
}
