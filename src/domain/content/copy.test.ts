// What a copy consists of: what is acted on and looked at, and what stays.
import { describe, expect, test } from 'vitest';
import { layersOf } from './copy.ts';

describe('the layers of a copy', () => {
  test('are its message and its file', () => {
    expect(layersOf({ whole: true, blob: 'file' })).toEqual(['reference', 'blob']);
  });

  test('are the message alone where it has no file', () => {
    expect(layersOf({ whole: true, blob: '' })).toEqual(['reference']);
  });

  test('are the file alone where the message shows other files as well: its neighbours stay', () => {
    expect(layersOf({ whole: false, blob: 'file' })).toEqual(['blob']);
  });
});
