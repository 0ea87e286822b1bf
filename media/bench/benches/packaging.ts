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
  /** Measured windows; both are measured in each. */
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
type Pair = { shoal: number; ffmpeg: number };

/**
 * [G13] What recording costs: gate, encoder and packager together against the same ffmpeg command alone. Both run side by
 * side and are sent the same packets; CPU of the whole process tree in one core, window by window.
 */
export async function packaging({ pairs, warmUpMs, windowMs }: PackagingOptions) {
  const dir = await mkdtemp(join(tmpdir(), 'shoal-packaging-'));
  const children: ChildProcess[] = [];
  const windows: Pair[] = [];
  try {
    const ports = { shoal: choosePorts(10_000), ffmpeg: choosePorts(20_000) };
    const shoal = startRecorder(dir, ports.shoal);
    const ffmpeg = await startBareFfmpeg(dir, ports.ffmpeg);
    children.push(shoal, ffmpeg);
    await untilBound(Object.values(ports).flatMap(({ audio, video }) => [audio, video]));
    children.push(await startSource(Object.values(ports)));
    await delay(warmUpMs);
    for (let turn = 0; turn < pairs; turn += 1) {
      const read = () => ({ shoal: readTreeCpuSeconds(shoal.pid ?? -1), ffmpeg: readTreeCpuSeconds(ffmpeg.pid ?? -1) });
      const [before, startedMs] = [read(), performance.now()];
      await delay(windowMs);
      const [after, seconds] = [read(), (performance.now() - startedMs) / 1_000];
      windows.push({
        shoal: (after.shoal - before.shoal) / seconds,
        ffmpeg: (after.ffmpeg - before.ffmpeg) / seconds,
      });
    }
    const segments = (await readdir(dir, { recursive: true })).filter((name) => name.endsWith('.m4s')).length;
    return { name: 'packaging', options: { pairs, warmUpMs, windowMs }, ...toReport(windows, segments) };
  } finally {
    for (const child of children.toReversed()) await end(child);
    await rm(dir, { recursive: true, force: true });
  }
}

function toReport(pairs: readonly Pair[], segments: number) {
  const ratios = pairs.map(({ ffmpeg, shoal }) => shoal / ffmpeg);
  const ratio = median(ratios);
  const lines: Line[] = [
    ...(['shoal', 'ffmpeg'] as const).map((name) => ({
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
  const voids = pairs.flatMap((pair, turn) =>
    (['shoal', 'ffmpeg'] as const)
      .filter((name) => pair[name] < LEAST_CORES)
      .map((name) => `window ${turn}: ${name} did nothing`),
  );
  if (segments === 0) voids.push('nothing was recorded');
  return { lines, figures: { pairs, ratio }, voids };
}

const choosePorts = (from: number): Ports => {
  const video = from + randomInt(2_000) * 4;
  return { video, audio: video + 2 }; // RTCP takes the odd ones.
};

const startRecorder = (dir: string, { audio, video }: Ports): ChildProcess =>
  run(process.execPath, [recorderProcess, ffmpegPath(), dir, `${video}`, `${audio}`]);

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

/** Sends the same to each pair of ports. */
async function startSource(receivers: readonly Ports[]): Promise<ChildProcess> {
  const file = await makeMovingMedia();
  const to = (map: string, port: number, payloadType: number) => {
    const output = ['-payload_type', `${payloadType}`, '-f', 'rtp', `rtp://127.0.0.1:${port}?pkt_size=1200`];
    return ['-map', map, '-c', 'copy', ...output];
  };
  const outputs = receivers.flatMap(({ audio, video }) => [...to('0:v', video, 101), ...to('0:a', audio, 100)]);
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
