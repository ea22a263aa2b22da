// Whose token this is. One that is unknown and one that was taken back are told alike: whoever guesses learns nothing.
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import type { ApiToken, ApiTokens } from '../ports/api-tokens.ts';
import type { Digests } from '../ports/digests.ts';

/** @param text as it was handed over */
export async function recogniseToken(
  text: string,
  { apiTokens, digests }: { readonly apiTokens: ApiTokens; readonly digests: Digests },
): Promise<Result<ApiToken>> {
  const token = await apiTokens.byDigest(digests.sha256(text));
  if (token === undefined || token.revokedAt !== null)
    return refuse('token.unknown', 'this token opens nothing');
  return ok(token);
}
