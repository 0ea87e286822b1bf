const RATE = 48_000;
const note = (steps) => 220 * 2 ** (steps / 12);
// Four slow chords of a pentatonic scale; nothing in them can clash.
const CHORDS = [
  [-12, 0, 7, 12],
  [-9, 3, 7, 15],
  [-7, 5, 12, 17],
  [-5, 7, 14, 19],
];
const MELODY = [12, 15, 19, 17, 12, 10, 12, 7, 15, 19, 22, 19, 17, 15, 12, 10];

/** Soft music of that length as stereo 16-bit PCM at 48 kHz; its end runs into its beginning. */
export function music(seconds) {
  const frames = seconds * RATE;
  const [left, right] = [new Float32Array(frames), new Float32Array(frames)];
  const chordSeconds = seconds / Math.round(seconds / 5);
  for (let index = 0; index * chordSeconds < seconds - 0.01; index += 1) {
    for (const [voice, steps] of CHORDS[index % CHORDS.length].entries()) {
      tone([left, right], {
        at: index * chordSeconds,
        lasts: chordSeconds * 1.5,
        attack: 1.6,
        hertz: note(steps),
        loud: 0.045,
        pan: voice / 3,
      });
    }
  }
  const stepSeconds = chordSeconds / 4;
  for (let index = 0; index * stepSeconds < seconds - 0.01; index += 1) {
    if (index % 4 === 3 || index % 7 === 5) continue;
    const pan = 0.5 + 0.35 * Math.sin(index);
    tone([left, right], {
      at: index * stepSeconds,
      lasts: 2.2,
      attack: 0.012,
      hertz: note(MELODY[index % MELODY.length]),
      loud: 0.06,
      pan,
    });
  }
  return interleave(left, right);
}

/** Adds one tone; what reaches over the end goes on at the beginning. */
function tone([left, right], { at, attack, hertz, lasts, loud, pan }) {
  const [first, length, total] = [Math.round(at * RATE), Math.round(lasts * RATE), left.length];
  const [turn, attackFrames] = [(2 * Math.PI * hertz) / RATE, attack * RATE];
  for (let frame = 0; frame < length; frame += 1) {
    const rise = Math.min(1, frame / attackFrames);
    const fall = (1 - frame / length) ** 2;
    const wave = Math.sin(turn * frame) + 0.28 * Math.sin(2 * turn * frame) * fall;
    const value = wave * rise * fall * loud;
    const place = (first + frame) % total;
    left[place] += value * (1 - pan * 0.6);
    right[place] += value * (0.4 + pan * 0.6);
  }
}

function interleave(left, right) {
  const pcm = Buffer.alloc(left.length * 4);
  const toSample = (value) => Math.round(Math.tanh(value * 1.4) * 26_000);
  for (let frame = 0; frame < left.length; frame += 1) {
    pcm.writeInt16LE(toSample(left[frame]), frame * 4);
    pcm.writeInt16LE(toSample(right[frame]), frame * 4 + 2);
  }
  return pcm;
}
