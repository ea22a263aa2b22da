// A scene in the making: its canvas, chance, colours and textures, and the strokes that all kinds of scenes share.

import { type Canvas, type Material, newCanvas, paint, relight, type Shape } from './canvas.ts';
import { aroundZero, between, type Chance } from './chance.ts';
import { type Field, noiseField } from './noise.ts';
import { type Palette, paletteOf } from './palette.ts';
import { glow, round } from './shapes.ts';

export type Stage = {
  readonly canvas: Canvas;
  readonly chance: Chance;
  readonly palette: Palette;
  /** Rough as stone and smooth as cloud. */
  readonly textures: readonly [rough: Field, smooth: Field];
  /** Where the light comes from: what a surface gains from left to right and from top to bottom. */
  readonly sun: readonly [x: number, y: number];
};

export type Look = {
  readonly lightness: number;
  readonly rough?: boolean;
  readonly contrast: number;
  readonly stride?: readonly [x: number, y: number];
};

function sideFor(width: number, height: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(width, height)));
}

export function stageOf(chance: Chance, width: number, height: number): Stage {
  const side = sideFor(width, height);
  return {
    canvas: newCanvas(width, height),
    chance,
    palette: paletteOf(chance),
    textures: [
      noiseField(chance, side, between(chance, 0.75, 1)),
      noiseField(chance, side, between(chance, 0.45, 0.7)),
    ],
    sun: [between(chance, -0.8, 0.8), between(chance, -0.7, 0.3)],
  };
}

function material(stage: Stage, look: Look): Material {
  const { chance, palette, textures, sun } = stage;
  const [dark, bright] = palette.surface(look.lightness);
  const field = textures[look.rough === true ? 0 : 1];
  return {
    dark,
    bright,
    field,
    offset: [Math.floor(chance() * field.side), Math.floor(chance() * field.side)],
    stride: look.stride ?? [1, 1],
    contrast: look.contrast,
    slope: [sun[0] * between(chance, 0.5, 1.2), sun[1] * between(chance, 0.5, 1.2)],
  };
}

/** Lays a surface of the palette over a shape. */
export function lay(stage: Stage, shape: Shape, look: Look): void {
  paint(stage.canvas, shape, material(stage, look));
}

/** A rounded thing with its shadow on what lies below and its own dark side. Radius and place in pixels. */
export function thing(stage: Stage, x: number, y: number, radius: number, look: Look): void {
  const { chance, canvas, sun } = stage;
  const radiusX = radius * between(chance, 0.6, 1.2);
  const radiusY = radius * between(chance, 0.6, 1.4);
  const away = 0.5 * radius;
  relight(
    canvas,
    glow(x - away * sun[0], y + 0.6 * radiusY, 1.6 * radiusX, 0.9 * radiusY),
    [0.45, 0.45, 0.5],
  );
  const form = {
    x,
    y,
    radiusX,
    radiusY,
    turn: 0.6 * aroundZero(chance),
    soft: between(chance, 0.02, 0.12),
    square: chance() < 0.4 ? 2 : 1,
  };
  lay(stage, round(form), look);
  const shine = between(chance, 1.05, 1.5);
  relight(canvas, glow(x + 0.4 * radiusX * sun[0], y - 0.4 * radiusY, 0.7 * radiusX, 0.6 * radiusY), [
    shine,
    shine,
    shine,
  ]);
}
