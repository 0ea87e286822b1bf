import { Popover, Select, Stack } from '@mantine/core';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { Capture, Device } from '../../live/capture.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './studio.module.css';

type DeviceMenuProps = { capture: Capture };

/** Which camera and which microphone. */
export function DeviceMenu({ capture }: DeviceMenuProps) {
  const { studio } = useWords();
  return (
    <Popover width={320} position="top" shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <button type="button" className={styles.control}>
          <Icon name="settings" />
          {studio.devices}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <DevicePickers capture={capture} />
      </Popover.Dropdown>
    </Popover>
  );
}

export function DevicePickers({ capture }: DeviceMenuProps) {
  const { studio } = useWords();
  const { cameraId, cameras, microphoneId, microphones } = useSignal(capture.state);
  const toChoices = (devices: readonly Device[]) =>
    devices.map(({ id, label }, index) => ({ value: id, label: label || studio.unnamedDevice(index + 1) }));
  return (
    <Stack gap="sm">
      <Select
        size="xs"
        label={studio.camera}
        placeholder={studio.noDevice}
        comboboxProps={{ withinPortal: false }}
        data={toChoices(cameras)}
        value={cameraId}
        disabled={cameras.length === 0}
        onChange={(id) => void capture.takeCamera(id)}
      />
      <Select
        size="xs"
        label={studio.microphone}
        placeholder={studio.noDevice}
        comboboxProps={{ withinPortal: false }}
        data={toChoices(microphones)}
        value={microphoneId}
        disabled={microphones.length === 0}
        onChange={(id) => void capture.takeMicrophone(id)}
      />
    </Stack>
  );
}
