type BrandMarkProps = { size?: number };

/** Three fish going one way. */
export function BrandMark({ size = 28 }: BrandMarkProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect width="64" height="64" rx="15" fill="var(--deep-900)" />
      <path d="M10 22c7-8 19-8 27 0l7-5v10l-7-5c-8 8-20 8-27 0z" fill="#2dd4bf" opacity=".55" />
      <path d="M18 34c8-9 21-9 30 0l8-6v12l-8-6c-9 9-22 9-30 0z" fill="#2dd4bf" />
      <path d="M10 46c6-7 16-7 23 0l6-5v10l-6-5c-7 7-17 7-23 0z" fill="#e8f6f5" opacity=".9" />
      <circle cx="25" cy="33" r="1.6" fill="var(--deep-900)" />
    </svg>
  );
}
