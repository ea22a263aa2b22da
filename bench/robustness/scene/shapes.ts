// The outlines a scene is made of: everything, rounds, slabs, ground under a ridge, and glows. Edges are soft.

import type { Shape } from './canvas.ts';

type Round = {
  readonly x: number;
  readonly y: number;
  readonly radiusX: number;
  readonly radiusY: number;
  /** Radians. */
  readonly turn: number;
  /** Width of the edge as a share of the radius. */
  readonly soft: number;
  /** 1 is an ellipse, larger comes nearer to a rectangle. */
  readonly square: number;
};

export function everything(width: number, height: number): Shape {
  return { box: [0, 0, width, height], cover: () => 1 };
}

/** An ellipse, or something between an ellipse and a rectangle, turned. */
export function round(form: Round): Shape {
  const { x, y, radiusX, radiusY, soft } = form;
  const reach = Math.max(radiusX, radiusY) * (1 + soft) * (form.square > 1 ? Math.SQRT2 : 1);
  const [cos, sin] = [Math.cos(form.turn), Math.sin(form.turn)];
  const power = form.square > 1 ? 4 : 1;
  const sharp = 1 / (2 * soft);
  const cover = (atX: number, atY: number): number => {
    const u = ((atX - x) * cos + (atY - y) * sin) / radiusX;
    const v = ((atY - y) * cos - (atX - x) * sin) / radiusY;
    const far = power === 1 ? u * u + v * v : u * u * u * u + v * v * v * v;
    const inside = 0.5 + (1 - far) * sharp;
    return inside < 0 ? 0 : inside > 1 ? 1 : inside;
  };
  return { box: [x - reach, y - reach, x + reach, y + reach], cover };
}

/** A rectangle whose sides lean: `lean` is how far its lower edge stands to the right of its upper one. */
export function slab(left: number, top: number, width: number, height: number, lean: number): Shape {
  const cover = (x: number, y: number): number => {
    const start = left + lean * ((y - top) / height);
    const inside = Math.min(x - start, start + width - x, y - top, top + height - y) + 0.5;
    return inside < 0 ? 0 : inside > 1 ? 1 : inside;
  };
  return {
    box: [left + Math.min(0, lean), top, left + width + Math.max(0, lean), top + height],
    cover,
  };
}

/** All that lies under a line of heights, one for each column. */
export function ground(ridge: Float32Array, height: number, soft: number): Shape {
  let top = height;
  for (const at of ridge) top = Math.min(top, at);
  const cover = (x: number, y: number): number => {
    const inside = (y - (ridge[x] ?? height)) / soft + 0.5;
    return inside < 0 ? 0 : inside > 1 ? 1 : inside;
  };
  return { box: [0, top - soft, ridge.length, height], cover };
}

/** Falls off from its middle to nothing: a lamp, its halo, a shadow on the ground. */
export function glow(x: number, y: number, radiusX: number, radiusY: number): Shape {
  const cover = (atX: number, atY: number): number => {
    const u = (atX - x) / radiusX;
    const v = (atY - y) / radiusY;
    const near = 1 - u * u - v * v;
    return near <= 0 ? 0 : near * near;
  };
  return { box: [x - radiusX, y - radiusY, x + radiusX, y + radiusY], cover };
}
