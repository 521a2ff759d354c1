import { parseTemplate, type TemplateSegment } from '../../../lambdas/core/routing/parse-template.ts';

/** A segment as API Gateway takes it: a literal of its alphabet, a variable that is the whole segment, or a greedy one. */
export type ResourceSegment =
  | { readonly kind: 'static'; readonly text: string }
  /** `name` is the document's, unless that is a literal API Gateway does not take. */
  | { readonly kind: 'variable' | 'greedy'; readonly name: string };

export interface LoweredTemplate {
  readonly segments: readonly ResourceSegment[];
  /** What the router matches; `segments` let through all of that and more. */
  readonly template: readonly TemplateSegment[];
  /** Whether `segments` let through more. */
  readonly loosened: boolean;
}

/** "Alphanumerics, underscores, hyphens, periods, commas, colons" (API Gateway, important notes). */
const TAKEN_LITERAL = /^[A-Za-z0-9_.,:-]+$/;

export function lowerTemplate(path: string): LoweredTemplate {
  const { segments: template, names } = parseTemplate(path);
  let used = 0;
  const segments = template.map((segment): ResourceSegment => {
    const name = names[used] ?? '';
    switch (segment.kind) {
      case 'literal':
        return TAKEN_LITERAL.test(segment.text)
          ? { kind: 'static', text: segment.text }
          : { kind: 'variable', name: 'segment' };
      case 'variable':
      case 'greedy':
        used += 1;
        return { kind: segment.kind, name };
      case 'mixed':
        used += segment.texts.length - 1;
        return { kind: 'variable', name };
      default:
        return segment satisfies never;
    }
  });
  const loosened = segments.some(({ kind }, index) => kind !== 'static' && template[index]?.kind !== kind);
  return { segments, template, loosened };
}

/** Its first `depth` segments, and the greedy variable that stands there for all that follows. */
export function swallowed({ segments, template }: LoweredTemplate, depth: number): LoweredTemplate {
  return { segments: [...segments.slice(0, depth), { kind: 'greedy', name: '' }], template, loosened: true };
}
