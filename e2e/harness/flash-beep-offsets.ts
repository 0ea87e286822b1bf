import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Offsets in ms between each flash and the beep nearest to it in a recording: positive when the picture is late.
 * @throws when ffmpeg cannot read it
 */
export async function flashBeepOffsets(url: string): Promise<number[]> {
  const picture = await readMetadata([
    '-i',
    url,
    '-map',
    '0:v',
    '-vf',
    'scale=32:18,signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-',
  ]);
  const sound = await readMetadata([
    '-i',
    url,
    '-map',
    '0:a',
    '-af',
    'aresample=48000,asetnsamples=240,astats=metadata=1:reset=1,ametadata=print:key=lavfi.astats.Overall.RMS_level:file=-',
  ]);
  const flashes = onsets(picture, 150);
  const beeps = onsets(sound, -30);
  return flashes.flatMap((flash) => {
    const nearest = beeps.reduce(
      (best, beep) => (Math.abs(beep - flash) < Math.abs(best - flash) ? beep : best),
      Infinity,
    );
    return Math.abs(nearest - flash) < 0.5 ? [(flash - nearest) * 1_000] : [];
  });
}

/** Whether every picture and sound of a recording decodes. @returns what ffmpeg complained of. */
export async function decodeErrors(url: string): Promise<string> {
  const { stderr } = await run(ffmpeg(), ['-v', 'repeat+error', '-i', url, '-map', '0', '-f', 'null', '-'], {
    maxBuffer: 1e8,
  });
  // Of the null muxer, from rounding to its frame rate; no damage.
  return stderr
    .split('\n')
    .filter((line) => line !== '' && !/non monotonically increasing dts/.test(line))
    .join('\n');
}

/** @param fraction 0.5 is the median. */
export function percentile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))] ?? Number.NaN;
}

type Sample = { atS: number; level: number };

async function readMetadata(args: readonly string[]): Promise<Sample[]> {
  const { stdout } = await run(ffmpeg(), ['-v', 'error', '-nostdin', ...args, '-f', 'null', '-'], { maxBuffer: 1e9 });
  const samples: Sample[] = [];
  let atS = 0;
  for (const line of stdout.split('\n')) {
    const time = /pts_time:([\d.]+)/.exec(line);
    if (time) atS = Number(time[1]);
    const value = /=(-?[\d.]+|-inf)$/.exec(line);
    if (value) samples.push({ atS, level: value[1] === '-inf' ? -120 : Number(value[1]) });
  }
  return samples;
}

/** Times at which the level rises over the threshold. */
function onsets(samples: readonly Sample[], threshold: number): number[] {
  return samples
    .filter((sample, at) => sample.level > threshold && (samples[at - 1]?.level ?? -Infinity) <= threshold)
    .map((sample) => sample.atS);
}

function ffmpeg(): string {
  const path = process.env.FFMPEG_PATH;
  if (!path) throw new Error('FFMPEG_PATH is not set: run the tests with `npm test`');
  return path;
}
