import { SegmentedControl } from '@mantine/core';
import type { accounts } from '@shoal/contract';
import { type Locale, setLocale, useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { AdMark } from './ad-mark.tsx';
import styles from './page.module.css';
import { ShopLook } from './shop-look.tsx';

type SettingsProps = { me: accounts.Me };

export function Settings({ me }: SettingsProps) {
  const words = useWords().console;
  const locale = useLocale();
  return (
    <>
      <header className={styles.pageHead}>
        <h1>{words.settings}</h1>
      </header>
      <div className={styles.stack}>
        <section className={styles.section}>
          <header>
            <h2>{words.language}</h2>
            <small>{words.languageText}</small>
          </header>
          <SegmentedControl
            w={220}
            aria-label={words.language}
            data={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
            value={locale}
            onChange={(value) => setLocale(value as Locale)} // One of the two above.
          />
        </section>
        {me.role === 'operator' && <ShopLook />}
        {me.role === 'operator' && <AdMark />}
        <section className={styles.section}>
          <header>
            <h2>{words.mediaAndNetwork}</h2>
          </header>
          <p className={styles.faint}>{words.mediaText}</p>
        </section>
      </div>
    </>
  );
}
