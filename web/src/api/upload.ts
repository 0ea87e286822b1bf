import type { Route, RouteResponse } from '@shoal/contract';
import { readAnswer } from './call.ts';
import { CallFailure } from './call-failure.ts';
import type { Endpoint } from './endpoint.ts';

/**
 * Sends a file as the whole body. `onProgress` gets 0 to 1; at 1 the server still works on it.
 * @throws CallFailure
 */
export function upload<R extends Route>(
  endpoint: Endpoint<R>,
  file: Blob,
  onProgress: (fraction: number) => void,
): Promise<RouteResponse<R>> {
  return new Promise((resolve, reject) => {
    // fetch() tells nothing about what has been sent.
    const request = new XMLHttpRequest();
    request.open(endpoint.method, `/api${endpoint.path}`);
    request.setRequestHeader('content-type', file.type);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(CallFailure.offline());
    request.onload = () => {
      try {
        resolve(readAnswer<R>(request.status >= 200 && request.status < 300, request.responseText));
      } catch (error) {
        reject(error);
      }
    };
    request.send(file);
  });
}
