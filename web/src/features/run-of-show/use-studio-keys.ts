import { useEffect, useRef } from 'react';
import { chooseKeyAct, type KeyAct } from './choose-key-act.ts';

/** Listens for the studio's keys while they are on. */
export function useStudioKeys(isOn: boolean, onAct: (act: KeyAct) => void): void {
  const latest = useRef(onAct);
  useEffect(() => {
    latest.current = onAct;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = chooseKeyAct(event);
      if (!act || (!isOn && act.act !== 'help')) return;
      event.preventDefault();
      latest.current(act);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn]);
}
