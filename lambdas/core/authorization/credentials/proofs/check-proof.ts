import type { RefusalReason } from '../../refusal-reason.ts';

type Members = Readonly<Record<string, unknown>>;

/** What a DPoP proof (RFC 9449 section 4.2) must speak of. */
export interface ProofDemands {
  readonly method: string;
  /** Where the request went; its query is not compared. */
  readonly url: string;
  /** Base64url of the access token's SHA-256. */
  readonly tokenHash: string;
}

/** Seconds. RFC 9449 section 11.1: a window around the time of receipt; nonces, which would spare it, no REST API can send. */
export const proofWindow = { past: 300, future: 30 };

/** Why a proof is not one of this request at `now`, signature and key apart (RFC 9449 section 4.3). */
export function refuseProof(claims: Members, demands: ProofDemands, now: number): RefusalReason | undefined {
  const { jti, htm, htu, iat, ath } = claims;
  if (typeof jti !== 'string' || jti === '' || jti.length > 256) return 'proof-malformed';
  if (typeof iat !== 'number' || !Number.isFinite(iat)) return 'proof-malformed';
  if (htm !== demands.method || !isSameUrl(htu, demands.url) || ath !== demands.tokenHash) return 'proof-mismatch';
  const seconds = now / 1000;
  if (iat > seconds + proofWindow.future) return 'not-yet-valid';
  return iat < seconds - proofWindow.past ? 'expired' : undefined;
}

/** Without query and fragment, after what the URL standard makes equal (section 4.3, item 9). */
function isSameUrl(written: unknown, expected: string): boolean {
  if (typeof written !== 'string' || !URL.canParse(written)) return false;
  const [one, other] = [new URL(written), new URL(expected)];
  return one.username === '' && one.password === '' && one.origin === other.origin && one.pathname === other.pathname;
}

/** What the thumbprint of a key hashes (RFC 7638 section 3.2, RFC 8037 section 2). */
export function thumbprintInput({ kty, crv, e, n, x, y }: Members): string {
  const members = kty === 'RSA' ? { e, kty, n } : { crv, kty, x, y };
  return JSON.stringify(members);
}
