// What the bundler makes of a compiled kernel: its bytes, inside the script, so that a page needs to fetch nothing.

declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export = bytes;
}
