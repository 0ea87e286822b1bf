import type { Route, RouteResponse } from '@shoal/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Endpoint } from '../api/endpoint.ts';
import { upload } from '../api/upload.ts';
import { useFailureWords } from './use-failure-words.ts';
import { useWords } from './use-words.ts';

export type UploadLimits = { types: readonly string[]; maxBytes: number };

/** One upload at a time, checked here first; the server checks again. */
export function useUpload<R extends Route>(
  endpoint: Endpoint<R>,
  limits: UploadLimits,
  onDone: (done: RouteResponse<R>) => void,
) {
  const words = useWords().console;
  const toWords = useFailureWords();
  const [fraction, setFraction] = useState(0);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { error, isPending, mutate } = useMutation({
    mutationFn: (file: File) => upload(endpoint, file, setFraction),
    onSuccess: onDone,
  });
  const send = (file: File | null) => {
    if (!file) return;
    setFraction(0);
    const isWrongType = !limits.types.includes(file.type);
    const isTooLarge = file.size > limits.maxBytes;
    setRefusal(isWrongType ? words.wrongType : isTooLarge ? words.tooLarge(limits.maxBytes / 1_048_576) : null);
    if (!isWrongType && !isTooLarge) mutate(file);
  };
  return { send, isPending, fraction, problem: refusal ?? (error ? toWords(error) : null) };
}
