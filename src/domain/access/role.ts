// What a token of the API is for. Which role may do what stands beside each route, and in docs/adr/0018-api.md.

/**
 * `reader`: looks at cases. `reviewer`: also acts, with her signature. `lead`: also what ends or moves a duty. `auditor`: looks at everything,
 * also at who looked. `operator`: sees what waits and what is late, and no case.
 */
export const ROLES = ['reader', 'reviewer', 'lead', 'auditor', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that act. Such a token belongs to a person, and without her key it can do nothing but look. */
export const ACTING: readonly Role[] = ['reviewer', 'lead'];
