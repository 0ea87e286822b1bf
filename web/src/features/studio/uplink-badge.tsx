import { Popover } from '@mantine/core';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './studio.module.css';
import { useUplink } from './use-uplink.ts';

type UplinkBadgeProps = { live: StudioLive };

/** The line in one word; opens to figures and what to do. */
export function UplinkBadge({ live }: UplinkBadgeProps) {
  const { studio } = useWords();
  const uplink = useUplink(live);
  const publish = useSignal(live.publishState);
  if (!uplink) {
    return (
      <span className={styles.chip}>
        {publish.status === 'opening' ? studio.goingLive[publish.step] : studio.uplinkIdle}
      </span>
    );
  }
  const { figures, word } = uplink;
  return (
    <Popover width={280} position="bottom-start" shadow="md" withinPortal>
      <Popover.Target>
        <button type="button" className={styles.chip} data-word={word}>
          <Icon name="network" size={15} />
          {studio.uplink[word]}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p>{figures?.limitedBy === 'cpu' ? studio.uplinkCpu : studio.uplinkAdvice[word]}</p>
        {figures && (
          <dl className={styles.figures}>
            <dt>{studio.bitrate}</dt>
            <dd>{(figures.bitrateBps / 1_000_000).toFixed(2)} Mbps</dd>
            <dt>{studio.frames}</dt>
            <dd>{Math.round(figures.framesPerSecond)} fps</dd>
            <dt>{studio.delay}</dt>
            <dd>{figures.rttMs === null ? '–' : `${figures.rttMs} ms`}</dd>
            <dt>{studio.loss}</dt>
            <dd>{(figures.lossFraction * 100).toFixed(1)} %</dd>
          </dl>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
