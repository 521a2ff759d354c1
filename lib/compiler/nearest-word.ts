/** No name is longer; the time to compare two words grows with the product of their lengths. */
const MAX_LENGTH = 200;

const MAX_EDITS = 4;

/** Comparisons for all unknown words of one kind, of 30 µs at most: as many as twenty words among a thousand take. */
const MAX_COMPARISONS = 20_000;

/**
 * `nearestWord` for the many words that may be unknown in one document: each is looked for once, and none any more once that
 * has taken its time, because thousands among thousands would take minutes.
 */
export function nearestAmong(candidates: Iterable<string>): (word: string) => string | undefined {
  const known = [...candidates];
  const found = new Map<string, string | undefined>();
  return (word) => {
    if (!found.has(word) && (found.size + 1) * known.length <= MAX_COMPARISONS)
      found.set(word, nearestWord(word, known));
    return found.get(word);
  };
}

/** The candidate a mistyped `word` was most likely meant to be; `undefined` when none is near. */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > MAX_LENGTH) return undefined;
  let nearest: string | undefined;
  // Two edits in five letters (which two swapped ones are), and four at most; more is another word.
  let distance = Math.min(word.length - 1, MAX_EDITS, Math.max(1, Math.floor(word.length * 0.4))) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= distance) continue;
    const edits = editDistance(word.toLowerCase(), candidate.toLowerCase(), distance);
    if (edits < distance) [nearest, distance] = [candidate, edits];
  }
  return nearest;
}

/** Levenshtein's, row by row, or `limit` where it is no less: only cells that near to the diagonal can be, and most words differ soon. */
function editDistance(from: string, to: string, limit: number): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let line = 1; line <= from.length; line++) {
    const next: number[] = new Array(to.length + 1).fill(limit);
    let least = limit;
    if (line < limit) least = next[0] = line;
    for (let column = Math.max(1, line - limit); column <= Math.min(to.length, line + limit); column++) {
      const substitution = (row[column - 1] ?? 0) + (from[line - 1] === to[column - 1] ? 0 : 1);
      const edits = Math.min(substitution, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1);
      next[column] = edits;
      least = Math.min(least, edits);
    }
    if (least >= limit) return limit;
    row = next;
  }
  return row[to.length] ?? 0;
}
