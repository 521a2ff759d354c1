/** Bytes of body that Lambda answers with: its 6 MB are of JSON, with the body as base64 and the header fields in it. */
export const ANSWER_LIMIT = 4_500_000;
