export function cameraPicture(): Promise<Buffer>;
