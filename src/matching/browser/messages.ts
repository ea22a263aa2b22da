// What a page and its hashing worker say to each other. V's video messages join here.

/** From the page. */
export type Asked = { readonly id: number; readonly file: Blob };

/** To the page: the hash as 64 hex digits, or a refusal with its code and cure. */
export type Told = { readonly id: number } & (
  | {
      readonly kind: 'hashed';
      readonly pdq: string;
      readonly quality: number;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly cure: string }
);
