import { asObject, type JsonObject, numberOf, stringOf } from '../json-values.ts';
import type { ImportContext } from './import-context.ts';
import type { Integration, IntegrationResponse, MockIntegration, ValueSource } from './rest-api.ts';
import { valueSource } from './value-source.ts';

/** What Velocity would evaluate: references, directives, comments. */
const VELOCITY =
  /\$!?\{?[a-z]|#\{?(?:set|if|else|elseif|end|foreach|include|parse|stop|macro|define|break|evaluate)\b|##|#\*|#\[\[/i;

/** Reads a MOCK integration. Templates with logic are answered with 500 and named in the log. */
export function importMock(context: ImportContext, place: string, settings: JsonObject): Integration | undefined {
  const passthrough = stringOf(settings.passthroughBehavior)?.toUpperCase() ?? 'WHEN_NO_MATCH';
  if (passthrough !== 'WHEN_NO_MATCH' && passthrough !== 'WHEN_NO_TEMPLATES' && passthrough !== 'NEVER') {
    context.problems.invalid(place, `passthroughBehavior ${passthrough}`);
    return undefined;
  }
  const requestTemplates = readTemplates(settings.requestTemplates);
  const responses = Object.entries(asObject(settings.responses) ?? {}).flatMap(([pattern, value]) => {
    const response = readResponse(context, place, pattern, asObject(value) ?? {});
    return response === undefined ? [] : [response];
  });
  const mock: MockIntegration = { kind: 'mock', requestTemplates, passthrough, responses };
  const templates = [
    ...requestTemplates.values(),
    ...responses.flatMap((response) => [...response.templates.values()]),
  ];
  if (!templates.some((template) => VELOCITY.test(template))) return mock;
  const reason = 'its mapping template has logic, which the local gateway does not run';
  context.problems.notice(place, `${reason}: every call is answered with 500`);
  return { kind: 'misconfigured', reason };
}

/** By media type, lower case. */
export function readTemplates(value: unknown): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(asObject(value) ?? {}).map(([mediaType, text]) => [mediaType.toLowerCase(), stringOf(text) ?? '']),
  );
}

function readResponse(
  context: ImportContext,
  place: string,
  pattern: string,
  value: JsonObject,
): IntegrationResponse | undefined {
  const statusCode = numberOf(value.statusCode);
  if (statusCode === undefined) {
    context.problems.invalid(place, `integration response "${pattern}" has no statusCode`);
    return undefined;
  }
  const selectionPattern = readPattern(context, place, pattern);
  if (selectionPattern === 'broken') return undefined;
  const headers = Object.entries(asObject(value.responseParameters) ?? {}).flatMap(([target, expression]) =>
    readHeader(context, place, target, expression),
  );
  return { selectionPattern, statusCode, headers, templates: readTemplates(value.responseTemplates) };
}

function readPattern(context: ImportContext, place: string, pattern: string): RegExp | undefined | 'broken' {
  if (pattern === 'default') return undefined;
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    context.problems.unsupported(
      place,
      `selection pattern ${JSON.stringify(pattern)}, no JavaScript regular expression,`,
    );
    return 'broken';
  }
}

function readHeader(
  context: ImportContext,
  place: string,
  target: string,
  expression: unknown,
): [string, ValueSource][] {
  const name = /^method\.response\.header\.(.+)$/.exec(target)?.[1];
  const from = typeof expression === 'string' ? valueSource(expression) : undefined;
  if (name !== undefined && from !== undefined) return [[name, from]];
  context.problems.unsupported(place, `responseParameters ${target}: ${JSON.stringify(expression)}`);
  return [];
}
