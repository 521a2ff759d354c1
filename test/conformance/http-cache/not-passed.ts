/** Required and optimal tests that are not passed, each with its reason; the run fails on any other, and on one that passes. */
export type NotPassed = Readonly<Record<string, string>>;

const INTERIM = 'Lambda answers once: there is no way for an interim response (102, 103) through it';
const INCONSISTENT =
  'the suite sends "Content-Range: bytes 4-9/10" with five bytes, which is no part that may be stored';

export const BEHIND_PLAIN_HTTP: NotPassed = {
  'conditional-lm-fresh-no-lm':
    'wants 304 for a date 3000 s before the stored one, which RFC 9111 section 4.3.2 does not allow: without Last-Modified the Date counts',
  'interim-102': INTERIM,
  'interim-103': INTERIM,
  'interim-no-header-reuse': INTERIM,
  'interim-not-cached': INTERIM,
  'partial-store-partial-complete':
    'completing a part needs a strong validator (RFC 9111 section 3.4), and the response has none',
  'partial-store-partial-reuse-partial': INCONSISTENT,
  'partial-store-partial-reuse-partial-absent': INCONSISTENT,
  'partial-store-partial-reuse-partial-byterange': INCONSISTENT,
  'partial-store-partial-reuse-partial-suffix': INCONSISTENT,
  'vary-normalise-lang-select':
    'wants a German response for "fr;q=0.5, de;q=1.0" though the target never said it has no French one: a guess about its negotiation',
};

const REMAPPED =
  'API Gateway renames the field to x-amzn-Remapped-… and, for Date, sends its own (developer guide, "Amazon API Gateway important notes")';
const UNNAMED =
  'OpenAPI 3.0 and 3.1 have no name for the method M-SEARCH, and API Gateway none either: no operation has it';

export const BEHIND_API_GATEWAY: NotPassed = {
  ...BEHIND_PLAIN_HTTP,
  'headers-store-Content-MD5': REMAPPED,
  'invalidate-M-SEARCH': UNNAMED,
  'invalidate-M-SEARCH-failed': UNNAMED,
  'other-date-update': REMAPPED,
  'other-date-update-expires': REMAPPED,
};
