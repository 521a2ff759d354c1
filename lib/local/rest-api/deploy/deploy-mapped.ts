import type { IntegrationRecord, IntegrationResponseRecord } from '../api-record.ts';
import type { ContentHandling, IntegrationResponse, MappedIntegration, Template, ValueSource } from '../rest-api.ts';
import type { DeployContext } from './deploy-context.ts';
import { valueSource } from './value-source.ts';

/** What an integration that is no proxy makes of requests and answers. */
export function deployMapped(context: DeployContext, place: string, record: IntegrationRecord): MappedIntegration {
  const passthrough = record.passthroughBehavior;
  if (passthrough !== 'WHEN_NO_MATCH' && passthrough !== 'WHEN_NO_TEMPLATES' && passthrough !== 'NEVER')
    context.problems.invalid(place, `Invalid passthroughBehavior ${passthrough}`);
  return {
    requestTemplates: templatesOf(record.requestTemplates),
    passthrough: passthrough as MappedIntegration['passthrough'], // checked above
    contentHandling: record.contentHandling as ContentHandling | undefined, // the service knows no other
    responses: Object.values(record.integrationResponses ?? {}).flatMap((response) =>
      deployResponse(context, place, response),
    ),
  };
}

function deployResponse(
  context: DeployContext,
  place: string,
  record: IntegrationResponseRecord,
): IntegrationResponse[] {
  const statusCode = Number(record.statusCode);
  if (!(statusCode >= 100 && statusCode <= 599)) {
    context.problems.invalid(place, `Invalid status code specified: ${JSON.stringify(record.statusCode)}`);
    return [];
  }
  const selectionPattern = readPattern(context, place, record.selectionPattern ?? '');
  if (selectionPattern === 'broken') return [];
  return [
    {
      selectionPattern,
      statusCode,
      headers: Object.entries(record.responseParameters ?? {}).flatMap(([target, expression]) =>
        readHeader(context, place, target, expression),
      ),
      templates: templatesOf(record.responseTemplates),
      contentHandling: record.contentHandling as ContentHandling | undefined, // the service knows no other
    },
  ];
}

/** By media type, lower case. */
function templatesOf(templates: Readonly<Record<string, string>> = {}): ReadonlyMap<string, Template> {
  return new Map(Object.entries(templates).map(([mediaType, text]) => [mediaType.toLowerCase(), { text }]));
}

function readPattern(context: DeployContext, place: string, pattern: string): RegExp | undefined | 'broken' {
  if (pattern === '') return undefined;
  try {
    // Java's dot stops at line ends as JavaScript's does.
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    const what = `selection pattern ${JSON.stringify(pattern)}, no JavaScript regular expression,`;
    context.problems.unsupported(place, what);
    return 'broken';
  }
}

function readHeader(
  context: DeployContext,
  place: string,
  target: string,
  expression: string,
): [string, ValueSource][] {
  const name = /^method\.response\.header\.(.+)$/.exec(target)?.[1];
  const from = valueSource(expression);
  if (name !== undefined && from !== undefined) return [[name, from]];
  context.problems.invalid(place, `Invalid mapping expression specified: ${target}: ${expression}`);
  return [];
}
