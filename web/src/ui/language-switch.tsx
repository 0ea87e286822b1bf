import { Button } from '@mantine/core';
import { setLocale, useLocale } from '../hooks/locale.ts';
import { Icon } from './icon.tsx';

/** Names the other language in its own words. */
export function LanguageSwitch() {
  const locale = useLocale();
  const other = locale === 'zh' ? 'en' : 'zh';
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      fw={500}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      leftSection={<Icon name="globe" size={16} />}
      onClick={() => setLocale(other)}
    >
      {other === 'zh' ? '中文' : 'English'}
    </Button>
  );
}
