// Grain: fields of 1/f noise, the kind of texture that stone, cloth, leaves and clouds have in a photograph.
// A few fields are made once; every scene reads them from places of its own, which is quick and never looks the same.
import { type Random, randomFrom } from '../random.ts';

/** Side of a field in pixels: a power of two, so that it can be read round its edges. */
export const FIELD_SIDE = 512;
const FIELDS = 12;
const COARSEST = 8;
/** How strong each octave is beside the coarser one before it, from cloud to rock. */
const ROUGHNESS = [0.45, 0.55, 0.65, 0.75, 0.85, 0.95] as const;

/** Values around 0 with a spread of 1, line by line. */
export type Field = Float32Array;

let made: readonly Field[] | undefined;

/** The fields every scene reads from. Always the same. */
export function fields(): readonly Field[] {
  made ??= Array.from({ length: FIELDS }, (_, number) => {
    const roughness = ROUGHNESS[number % ROUGHNESS.length] ?? ROUGHNESS[0];
    return fieldOf(randomFrom(`field ${number}`), roughness);
  });
  return made;
}

function fieldOf(random: Random, roughness: number): Field {
  let side = COARSEST;
  let values = Float32Array.from({ length: side * side }, () => random.fraction() - 0.5);
  for (let strength = roughness; side < FIELD_SIDE; strength *= roughness) {
    values = twiceAsFine(values, side);
    side *= 2;
    for (let at = 0; at < values.length; at += 1) {
      values[at] = (values[at] ?? 0) + strength * (random.fraction() - 0.5);
    }
  }
  return levelled(values);
}

/** Four values for each one, each three quarters of the nearest and a quarter of the next, in both directions. */
function twiceAsFine(values: Float32Array, side: number): Float32Array<ArrayBuffer> {
  const wide = side * 2;
  const out = new Float32Array(wide * wide);
  const value = (x: number, y: number) => values[(y & (side - 1)) * side + (x & (side - 1))] ?? 0;
  for (let y = 0; y < wide; y += 1) {
    const [line, nextLine] = [y >> 1, (y >> 1) + (y & 1) * 2 - 1];
    for (let x = 0; x < wide; x += 1) {
      const [column, nextColumn] = [x >> 1, (x >> 1) + (x & 1) * 2 - 1];
      const near = 0.75 * value(column, line) + 0.25 * value(nextColumn, line);
      const far = 0.75 * value(column, nextLine) + 0.25 * value(nextColumn, nextLine);
      out[y * wide + x] = 0.75 * near + 0.25 * far;
    }
  }
  return out;
}

function levelled(values: Float32Array): Field {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return values.map((value) => (value - mean) / spread);
}
