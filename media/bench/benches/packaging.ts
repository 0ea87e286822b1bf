import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { recorderArgs } from '../../src/recording/ffmpeg-args.ts';
import type { TapTrack } from '../../src/recording/tap.ts';
import { readTreeCpuSeconds } from '../measure/process-tree.ts';
import { median, showSpread } from '../measure/spread.ts';

/** One line of a bench's table, with what it has to be. */
export type Line = { what: string; value: string; bar?: { text: string; isMet: boolean } };
export type PackagingOptions = {
  /** Measured pairs; one more comes first and is dropped. */
  pairs: number;
  warmUpMs: number;
  windowMs: number;
};

/** AAC alone costs more than this. */
const LEAST_CORES = 0.01;
const MOST_RATIO = 1.25;
const SECONDS = 20;
const recorderProcess = fileURLToPath(new URL('../processes/recorder-process.ts', import.meta.url));
const tracks: readonly TapTrack[] = [
  { kind: 'video', mimeType: 'video/H264', payloadType: 101, clockRate: 90_000 },
  { kind: 'audio', mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000 },
];

type Ports = { video: number; audio: number };
type Arm = { name: 'shoal' | 'ffmpeg'; start: (dir: string, ports: Ports) => Promise<ChildProcess> };
type Pair = { shoal: number; ffmpeg: number };

const arms: readonly Arm[] = [
  {
    name: 'shoal',
    start: async (dir, { audio, video }) =>
      run(process.execPath, [recorderProcess, ffmpegPath(), dir, `${video}`, `${audio}`]),
  },
  { name: 'ffmpeg', start: startBareFfmpeg },
];

/**
 * [G13] What recording costs: gate, encoder and packager together against the same ffmpeg command alone, fed the same RTP.
 * CPU of the whole process tree in one core, in alternating windows.
 */
export async function packaging(options: PackagingOptions) {
  const pairs: Pair[] = [];
  const voids: string[] = [];
  for (let turn = 0; turn <= options.pairs; turn += 1) {
    const pair: Pair = { shoal: 0, ffmpeg: 0 };
    for (const arm of turn % 2 === 0 ? arms : arms.toReversed()) {
      const { cores, segments } = await measure(arm, options);
      pair[arm.name] = cores;
      if (arm.name === 'shoal' && segments === 0) voids.push(`pair ${turn}: nothing was recorded`);
      if (cores < LEAST_CORES) voids.push(`pair ${turn}: ${arm.name} did nothing`);
    }
    if (turn > 0) pairs.push(pair);
  }
  const ratios = pairs.map(({ ffmpeg, shoal }) => shoal / ffmpeg);
  const ratio = median(ratios);
  const lines: Line[] = [
    ...arms.map(({ name }) => ({
      what: `CPU, ${name}`,
      value: showSpread(
        pairs.map((pair) => pair[name] * 100),
        '% of a core',
      ),
    })),
    {
      what: 'shoal / ffmpeg',
      value: showSpread(ratios, ''),
      bar: { text: `<= ${MOST_RATIO}`, isMet: ratio <= MOST_RATIO },
    },
  ];
  return { name: 'packaging', options, lines, figures: { pairs, ratio }, voids };
}

async function measure(arm: Arm, { warmUpMs, windowMs }: PackagingOptions) {
  const dir = await mkdtemp(join(tmpdir(), 'shoal-packaging-'));
  const ports = { video: randomInt(10_000, 15_000) * 2, audio: randomInt(5_000, 10_000) * 2 };
  const child = await arm.start(dir, ports);
  await untilBound(Object.values(ports));
  const source = await startSource(ports);
  try {
    await delay(warmUpMs);
    const beforeSeconds = readTreeCpuSeconds(child.pid ?? -1);
    const before = performance.now();
    await delay(windowMs);
    const seconds = (performance.now() - before) / 1_000;
    const cores = (readTreeCpuSeconds(child.pid ?? -1) - beforeSeconds) / seconds;
    return {
      cores,
      segments: (await readdir(dir, { recursive: true })).filter((name) => name.endsWith('.m4s')).length,
    };
  } finally {
    for (const one of [source, child]) await end(one);
    await rm(dir, { recursive: true, force: true });
  }
}

/** The recorder's own command, reading the ports by itself; its output goes nowhere. */
async function startBareFfmpeg(dir: string, ports: Ports): Promise<ChildProcess> {
  const sdp = join(dir, 'in.sdp');
  const media = tracks.flatMap(({ clockRate, kind, mimeType, payloadType }) => [
    `m=${kind} ${ports[kind]} RTP/AVP ${payloadType}`,
    `a=rtpmap:${payloadType} ${mimeType.split('/')[1]}/${clockRate}${kind === 'audio' ? '/2' : ''}`,
    ...(kind === 'video' ? [`a=fmtp:${payloadType} packetization-mode=1`] : []),
  ]);
  await writeFile(
    sdp,
    ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0', ...media, ''].join('\r\n'),
  );
  const args = recorderArgs(sdp, { tracks, transcodes: false, skipMs: 0 });
  args.splice(args.indexOf('-rtsp_transport'), 2);
  args[args.indexOf('-protocol_whitelist') + 1] = 'file,rtp,udp,pipe';
  return run(ffmpegPath(), args);
}

async function startSource({ audio, video }: Ports): Promise<ChildProcess> {
  const file = await makeMovingMedia();
  const to = (map: string, port: number, payloadType: number) => [
    ...[
      '-map',
      map,
      '-c',
      'copy',
      '-payload_type',
      `${payloadType}`,
      '-f',
      'rtp',
      `rtp://127.0.0.1:${port}?pkt_size=1200`,
    ],
  ];
  const outputs = [...to('0:v', video, 101), ...to('0:a', audio, 100)];
  return run(ffmpegPath(), ['-v', 'error', '-nostdin', '-re', '-stream_loop', '-1', '-i', file, ...outputs]);
}

/** 720p30 at 2 Mbit/s with a key frame every two seconds, and sound as broad as a voice with music. */
async function makeMovingMedia(): Promise<string> {
  const path = join(tmpdir(), 'shoal-bench-720p-2m.mkv');
  if (existsSync(path)) return path;
  const temporary = `${path}.${process.pid}.mkv`;
  const picture = ['-f', 'lavfi', '-i', `testsrc2=s=1280x720:r=30:d=${SECONDS},noise=alls=12:allf=t`];
  const sound = ['-f', 'lavfi', '-i', `anoisesrc=c=pink:a=0.25:r=48000:d=${SECONDS}`];
  const video = ['-c:v', 'libx264', '-profile:v', 'baseline', '-preset', 'ultrafast', '-g', '60', '-bf', '0'];
  const rate = ['-b:v', '2M', '-maxrate', '2M', '-bufsize', '1M', '-pix_fmt', 'yuv420p'];
  const headers = ['-x264-params', 'repeat-headers=1', '-sc_threshold', '0'];
  const output = ['-c:a', 'libopus', '-b:a', '64k', temporary];
  const child = run(ffmpegPath(), [
    '-y',
    '-v',
    'error',
    ...picture,
    ...sound,
    ...video,
    ...rate,
    ...headers,
    ...output,
  ]);
  await once(child, 'exit');
  await rename(temporary, path);
  return path;
}

function run(command: string, args: readonly string[]): ChildProcess {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout?.resume();
  return child;
}

/** Asks it to end, so that what it runs ends too, and makes sure. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 4_000);
  await exited;
  clearTimeout(timer);
}

/** The first picture is a key frame: nobody may miss it. */
async function untilBound(ports: readonly number[]): Promise<void> {
  const names = ports.map((port) => `:${port.toString(16).toUpperCase().padStart(4, '0')} `);
  for (let tries = 0; tries < 200; tries += 1) {
    const bound = readFileSync('/proc/net/udp', 'utf8');
    if (names.every((name) => bound.includes(name))) return;
    await delay(50);
  }
  throw new Error(`nobody reads the ports ${ports.join(', ')}`);
}

const ffmpegPath = () => process.env.FFMPEG_PATH ?? 'ffmpeg';
const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
