import { useEffect, useState } from 'react';
import { readStored, writeStored } from '../../hooks/stored.ts';
import { useWords } from '../../hooks/use-words.ts';
import { Capture } from '../../live/capture.ts';

/** Camera and microphone, for as long as the page stands; the chosen devices are remembered. Null while they open. */
export function useCapture(): Capture | null {
  const { studio } = useWords();
  const [capture, setCapture] = useState<Capture | null>(null);
  const [slateWords] = useState({ title: studio.slateTitle, line: studio.slateLine });
  useEffect(() => {
    let opened: Capture | undefined;
    let isGone = false;
    const preferred = { cameraId: readStored('camera'), microphoneId: readStored('microphone') };
    void Capture.open(slateWords, preferred).then((ready) => {
      if (isGone) return ready.close();
      opened = ready;
      ready.state.subscribe(() => remember(ready));
      setCapture(ready);
    });
    return () => {
      isGone = true;
      opened?.close();
    };
  }, [slateWords]);
  return capture;
}

function remember(capture: Capture): void {
  const { cameraId, microphoneId } = capture.state.get();
  if (cameraId) writeStored('camera', cameraId);
  if (microphoneId) writeStored('microphone', microphoneId);
}
