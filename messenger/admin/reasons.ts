// The grounds on which the platform acts, as codes. Never words about whoever asked.

export const REASONS = ['intimate-image', 'other-illegal', 'terms'] as const;
export type Reason = (typeof REASONS)[number];
