import type { MappedIntegration, Template } from '../rest-api/rest-api.ts';
import { convertContent } from './convert-content.ts';
import type { Exchange, Refusal } from './exchange.ts';
import { mediaTypeOf, readHeader } from './read-header.ts';
import { API_CONFIGURATION_ERROR, UNSUPPORTED_MEDIA_TYPE } from './refusals.ts';
import { renderTemplate } from './render-template.ts';
import { type TemplateScope, templateScope } from './template-scope.ts';

/**
 * The body for an integration that is no proxy: made by the template of the request's media type, else the request's own,
 * as far as the passthrough behaviour allows (developer guide; no content type is application/json).
 */
export function mappedRequest(
  integration: MappedIntegration,
  exchange: Exchange,
  context: TemplateScope['context'],
): Buffer | Refusal {
  const { request, stage } = exchange;
  const mediaType = mediaTypeOf(readHeader(request.rawHeaders, 'content-type') ?? '') || 'application/json';
  const template = integration.requestTemplates.get(mediaType);
  if (template === undefined && !passes(integration)) return UNSUPPORTED_MEDIA_TYPE;
  const binary = stage.api.binaryMediaTypes(mediaType);
  const body = convertContent(request.body, binary, integration.contentHandling);
  if (body === undefined) return API_CONFIGURATION_ERROR;
  if (template === undefined || isPassthrough(template)) return body;
  const { contentHandling } = integration;
  const staysBinary = binary ? contentHandling !== 'CONVERT_TO_TEXT' : contentHandling === 'CONVERT_TO_BINARY';
  if (staysBinary) return UNTRANSFORMABLE;
  return rendered(template, templateScope(exchange, context, body.toString('utf8')));
}

/** A template without text is none: the body passes as it is. */
export const isPassthrough = ({ text }: Template): boolean => text === '';

/** Binary bodies reach no template (recorded), as with binary media types of `*\/*` that of a preflight, though it be empty. */
export const UNTRANSFORMABLE: Refusal = {
  ...API_CONFIGURATION_ERROR,
  detail: 'a mapping template takes text, this body is binary: set contentHandling CONVERT_TO_TEXT',
};

function passes({ passthrough, requestTemplates }: MappedIntegration): boolean {
  switch (passthrough) {
    case 'NEVER':
      return false;
    case 'WHEN_NO_TEMPLATES':
      return requestTemplates.size === 0;
    case 'WHEN_NO_MATCH':
      return true;
    default:
      return passthrough satisfies never;
  }
}

/** A template that cannot be evaluated is a mistake in the API. */
export function rendered(template: Template, scope: TemplateScope): Buffer | Refusal {
  try {
    return Buffer.from(renderTemplate(template, scope));
  } catch (error) {
    const [line = ''] = String(error).split('\n');
    return { ...API_CONFIGURATION_ERROR, detail: `a mapping template cannot be evaluated: ${line}` };
  }
}
