import type { Route, RouteResponse } from '@shoal/contract';
import { readAnswer } from './call.ts';
import { CallFailure } from './call-failure.ts';
import type { Endpoint } from './endpoint.ts';

/** Sends a small file as the whole body, as CSV whatever the system calls it. @throws CallFailure */
export async function uploadCsv<R extends Route>(endpoint: Endpoint<R>, file: File): Promise<RouteResponse<R>> {
  const response = await fetch(`/api${endpoint.path}`, {
    method: endpoint.method,
    credentials: 'same-origin',
    headers: { 'content-type': 'text/csv' },
    body: await file.text(),
  }).catch((error: unknown) => {
    throw CallFailure.offline(error);
  });
  return readAnswer<R>(response.ok, await response.text());
}
