/** iOS and the browsers inside chat apps ignore downloads; there a long press saves. */
export function canDownload(userAgent: string = navigator.userAgent): boolean {
  return !/iPhone|iPad|iPod|MicroMessenger|WeChat|DingTalk|QQ\//i.test(userAgent);
}

/** Fetches a picture or clip and hands it to the browser to keep. @throws TypeError when it cannot be fetched. */
export async function saveFile(path: string, fileName: string): Promise<void> {
  const blob = await fetchBlob(path);
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** @throws TypeError when the answer is not the file. */
export async function fetchBlob(path: string): Promise<Blob> {
  const response = await fetch(path, { credentials: 'same-origin' });
  if (!response.ok) throw new TypeError(`${path} answered ${response.status}`);
  return response.blob();
}

/** A title as a file name on any system. */
export const toFileName = (title: string, extension: string): string =>
  `${title.replace(/[\\/:*?"<>|\s]+/g, '-').slice(0, 40) || 'shoal'}.${extension}`;
