import { parsePath } from '../../lambdas/core/routing/parse-path.ts';
import { variableNames } from './variable-names.ts';

/**
 * Characters of a path, of the 1,600 bytes of a method ARN ("Request URI too long", API Gateway quotas): the rest is
 * `arn:aws:execute-api:…:…:…/STAGE/METHOD/` at its shortest.
 */
const MAX_LENGTH = 1540;

/** Longer ones are not looked into: no names of variables make up for so much. */
const MAX_READ = 100_000;

/** Why the router could never match a path template, or not without guessing. */
export function templateFault(path: string): string | undefined {
  if (path.length > MAX_READ)
    return `has ${path.length} characters, API Gateway takes ${MAX_LENGTH} (method ARNs of 1,600 bytes), shorten it`;
  const twice = firstRepeated(variableNames(path));
  if (twice !== undefined) return `has the variable {${twice}} twice, rename one`;
  const misplaced = misplacedGreedy(path);
  if (misplaced !== undefined)
    return `has the greedy variable ${misplaced} elsewhere than as its whole last segment, but it takes all that is left of a request's path; put it there (/files/{path+}), or take a variable of one segment`;
  const sample = path.replaceAll(/\{[^{}/]+\}/g, 'x');
  if (sample.length > MAX_LENGTH)
    return `has ${sample.length} characters at least, API Gateway takes ${MAX_LENGTH} (method ARNs of 1,600 bytes), shorten it`;
  if (/[{}]/.test(sample)) return 'has a brace without its partner or an empty name, write {name}';
  const parsed = parsePath(sample.split('/').map(sentAs).join('/'));
  return parsed.kind === 'unsafe'
    ? `matches no request that is let through: ${parsed.reason}; begin with a slash, and write segments that are neither empty nor . or ..`
    : undefined;
}

/** A stray `%` in a template means itself. */
function sentAs(segment: string): string {
  try {
    decodeURIComponent(segment);
    return segment;
  } catch {
    return segment.replaceAll('%', '%25');
  }
}

function misplacedGreedy(path: string): string | undefined {
  const segments = path.replace(/\/$/, '').split('/');
  const isPlaced = /^\{[^{}]+\+\}$/.test(segments.at(-1) ?? '');
  const others = isPlaced ? segments.slice(0, -1) : segments;
  return /\{[^{}]*\+\}/.exec(others.join('/'))?.[0];
}

function firstRepeated(names: readonly (string | undefined)[]): string | undefined {
  const seen = new Set<string | undefined>();
  return names.find((name) => seen.size === seen.add(name).size);
}
