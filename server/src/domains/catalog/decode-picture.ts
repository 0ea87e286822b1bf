import { writeFileSync } from 'node:fs';
import sharp from 'sharp';
import type { PictureFormat } from '../../platform/picture-path.ts';
import { findPictureType, JPEG_QUALITY, MAX_PIXELS, MAX_STORED_SIDE } from './picture-rules.ts';

// The program of the decoder's child process: nothing but this file and its decoder sees a stranger's bytes decoded.

export type DecodeRequest = { id: number; bytes: Uint8Array };
export type DecodedPicture = { bytes: Uint8Array; format: PictureFormat; width: number; height: number };
export type DecodeAnswer = { id: number } & ({ ok: true; picture: DecodedPicture } | { ok: false; reason: string });

/** Decodes the first frame, turns it upright and encodes it anew; nothing else of the file survives. */
export async function decodePicture(bytes: Uint8Array): Promise<DecodedPicture> {
  const input = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1, sequentialRead: true });
  const { format } = await input.metadata();
  if (format !== findPictureType(bytes)) throw new Error('the file is not what its first bytes say');
  const upright = input
    .autoOrient()
    .resize(MAX_STORED_SIDE, MAX_STORED_SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');
  const { data, info } = await upright.raw().toBuffer({ resolveWithObject: true });
  const { channels, height, width } = info;
  const raw = sharp(data, { raw: { width, height, channels } });
  const isOpaque = channels < 4 || (await raw.stats()).isOpaque;
  const encoded = isOpaque
    ? raw.removeAlpha().jpeg({ quality: JPEG_QUALITY, progressive: true })
    : raw.png({ compressionLevel: 8 });
  return { bytes: await encoded.toBuffer(), format: isOpaque ? 'jpeg' : 'png', width, height };
}

function serve(): void {
  sharp.concurrency(1);
  sharp.cache(false);
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000'); // When memory runs out, this process goes first.
  } catch {
    // Not Linux: the pixel limit has to do.
  }
  process.on('disconnect', () => process.exit(0));
  process.on('message', async ({ bytes, id }: DecodeRequest) => {
    const answer: DecodeAnswer = await decodePicture(bytes).then(
      (picture) => ({ id, ok: true as const, picture }),
      (error: unknown) => ({ id, ok: false as const, reason: error instanceof Error ? error.message : String(error) }),
    );
    process.send?.(answer);
  });
  process.send?.('ready');
}

if (process.send && process.argv[1] === import.meta.filename) serve();
